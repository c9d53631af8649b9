"""The codebook of two copies as one: tags that were made apart under one name are one tag.

The tags are written anew from the history of both sides. A tag goes by one of its ids; the
others stand in history alone, and marks that carry them carry that one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.model.merging import Head, Rules, TagEntry, TagPlace
from reader.store.guarded import BY_NAME
from reader.store.library import Connection

Met = tuple[str, str, Head, str, Head, bool]
_COLUMNS = BY_NAME["tags"].columns
_CONTENT = (*BY_NAME["tags"].editable, "deleted_at")
_TAGS = 'SELECT "row", version, change, at, after FROM {side}.history WHERE "table" = \'tags\''
_ASIDE = "aside"  # the time of deletion of a row that is being written: its name is free
_REBUILT = """INSERT INTO main.annotation_tags
    (annotation, tag, ordinal, version, change, updated_by, updated_at, deleted_at)
  SELECT json_extract(after, '$.annotation'), canon, json_extract(after, '$.ordinal'),
    version, change, json_extract(after, '$.updated_by'), at, json_extract(after, '$.deleted_at')
  FROM (SELECT h.version, h.change, h.at, h.after, g.canon, row_number() OVER (
        PARTITION BY substr(h."row", 1, instr(h."row", ':') - 1), g.canon
        ORDER BY h.version DESC, h.at DESC, h.change DESC) AS place
      FROM main.history AS h JOIN temp.merge_grouped AS g
        ON g.tag = substr(h."row", instr(h."row", ':') + 1)
      WHERE h."table" = 'annotation_tags')
  WHERE place = 1"""


@dataclass(slots=True)
class MergedTags:
    """What became of the codebook.

    Attributes:
        gone: ids that no tag goes by any more.
        new, changed: how many tags.
        unified: names of tags that are one now and were not.
        met: versions that were written apart from each other.
    """

    gone: list[str] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unified: tuple[str, ...] = ()
    met: list[Met] = field(default_factory=list)

    def clear_away(self, connection: Connection) -> None:
        """Remove the rows of ids that no mark carries any more."""
        connection.executemany("DELETE FROM main.tags WHERE id = ?", [(tag,) for tag in self.gone])


def merge_tags(connection: Connection, rules: Rules) -> MergedTags:
    """Write the codebook of both sides; marks are brought along once history is one.

    Leaves in `temp.merge_grouped` every tag whose marks are to be written from history.
    """
    sides = {side: _entries(connection, side) for side in ("main", "theirs")}
    every = {**sides["theirs"], **sides["main"]}
    places = rules.unify(entry for entry, _ in every.values())
    before = {
        side: rules.unify(entry for entry, _ in found.values()) for side, found in sides.items()
    }
    _group(connection, places, *before.values())
    rows = {row["id"]: row for row in _rows(connection)}
    wanted = {tag: _row(tag, place, every) for tag, place in places.items()}
    changed = {tag for tag in wanted if tag in rows and rows[tag] != wanted[tag]}
    new = [tag for tag in wanted if tag not in rows]
    gone = [tag for tag in rows if tag not in wanted]
    free = [(_ASIDE, tag) for tag in (*changed, *gone)]
    connection.executemany("UPDATE main.tags SET deleted_at = ? WHERE id = ?", free)
    names, marks = ", ".join(_COLUMNS), ", ".join("?" for _ in _COLUMNS)
    connection.executemany(
        f"UPDATE main.tags SET ({names}) = ({marks}) WHERE id = ?",  # noqa: S608 - names of ours
        [(*wanted[tag].values(), tag) for tag in sorted(changed)],
    )
    connection.executemany(
        f"INSERT INTO main.tags ({names}) VALUES ({marks})",  # noqa: S608 - names of ours
        [tuple(wanted[tag].values()) for tag in sorted(new)],
    )
    known = {tag for place in before["main"].values() for tag in place.members}
    was_one = {place.members for place in before["main"].values()}
    return MergedTags(
        gone=gone,
        new=sum(1 for tag in new if not known & set(places[tag].members)),
        changed=len(changed),
        unified=tuple(
            sorted(
                place.head.name
                for place in places.values()
                if len(place.members) > 1 and place.members not in was_one
            )
        ),
        met=_met(rules, sides["main"], sides["theirs"]),
    )


def rebuild_annotation_tags(connection: Connection) -> None:
    """The tags of marks that go by another id now, or did before: from the history of both."""
    if connection.execute("SELECT 1 FROM temp.merge_grouped LIMIT 1").fetchone() is None:
        return
    connection.execute(
        "DELETE FROM main.annotation_tags WHERE tag IN (SELECT tag FROM temp.merge_grouped)"
    )
    connection.execute(_REBUILT)


_Entries = dict[tuple[str, Head], tuple[TagEntry, Mapping[str, Any]]]


def _entries(connection: Connection, side: str) -> _Entries:
    """Every version of every tag of one side, with its row."""
    found: _Entries = {}
    for row in _rows(connection, side):
        if row["annotator"] is None and row["change"] is None:
            head = Head(0, row["created_at"], "")
            found[row["id"], head] = _entry(row["id"], head, row), row
    for tag, version, change, at, after in connection.execute(_TAGS.format(side=side)):
        head, row = Head(version, at, change), json.loads(after, strict=False)
        found[tag, head] = _entry(tag, head, row), row
    return found


def _entry(tag: str, head: Head, row: Mapping[str, Any]) -> TagEntry:
    return TagEntry(
        tag=tag,
        head=head,
        kind=row["kind"],
        name=row["name"],
        parent=row["parent"],
        live=row["deleted_at"] is None,
        root=row["annotator"] is None,
    )


def _rows(connection: Connection, side: str = "main") -> list[dict[str, Any]]:
    names = ", ".join(_COLUMNS)
    found = connection.execute(f"SELECT {names} FROM {side}.tags")  # noqa: S608 - names of ours
    return [dict(zip(_COLUMNS, row, strict=True)) for row in found]


def _row(tag: str, place: TagPlace, every: _Entries) -> dict[str, Any]:
    """A tag's row as it shall stand."""
    _, row = every[place.head.tag, place.head.head]
    wanted = {name: row[name] for name in _COLUMNS}
    deleted = None if place.live else row["deleted_at"] or row["updated_at"]
    return {**wanted, "id": tag, "parent": place.parent, "deleted_at": deleted}


def _group(connection: Connection, *many: Mapping[str, TagPlace]) -> None:
    """Note every tag that goes by several ids, or did: with the id that it goes by now."""
    now = {member: tag for tag, place in many[0].items() for member in place.members}
    grouped = {
        member
        for places in many
        for place in places.values()
        if len(place.members) > 1
        for member in place.members
    }
    connection.executemany(
        "INSERT INTO temp.merge_grouped VALUES (?, ?)",
        [(tag, now.get(tag, tag)) for tag in sorted(grouped)],
    )


def _met(rules: Rules, ours: _Entries, theirs: _Entries) -> list[Met]:
    """Tags that both sides wrote otherwise, apart from each other."""
    heads: dict[str, dict[str, Head]] = {}
    for side, entries in (("ours", ours), ("theirs", theirs)):
        for tag, head in entries:
            standing = heads.setdefault(tag, {})
            standing[side] = max(head, standing.get(side, head))
    found = []
    for tag, standing in heads.items():
        if len(standing) == len(("ours", "theirs")) and standing["ours"] != standing["theirs"]:
            mine, other = standing["ours"], standing["theirs"]
            known_there, known_here = (tag, mine) in theirs, (tag, other) in ours
            decision = rules.decide(mine, other, known_there, known_here)
            (_, one), (_, two) = ours[tag, mine], theirs[tag, other]
            if decision.conflict and any(one[name] != two[name] for name in _CONTENT):
                found.append(("tags", tag, mine, tag, other, not decision.take))
    return found
