"""Bringing back the side of a merge that lost: as an edit where it is one's own, else as a copy.

Nothing is taken out of history, and what stands now stays there too: the lost version is
written once more, as a version of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reader.errors import NotFoundError, ReaderError
from reader.model.history import Gesture, HistoryEntry
from reader.model.values import dataclass
from reader.store import readings
from reader.store.annotations import indexing
from reader.store.guarded import BY_NAME
from reader.store.history_rows import entry
from reader.store.labels import subject
from reader.store.lost import Lost, lost
from reader.store.protocol import Batch, Store
from reader.store.statements import dropping, inserting, putting, updating

# Rows that belong to one annotator; all others are the desk's, and anybody edits them.
_PERSONAL = frozenset(
    {"annotations", "comments", "block_flips", "readings", "link_verdicts", "link_parts"}
    | {"article_fields", "annotators"}
)
_COPIED = frozenset({"annotations", "comments", "block_flips", "link_verdicts"})
_SILENT = frozenset({"annotation_pieces", "link_parts", "learnt_weights"})  # go with others


@dataclass(frozen=True, slots=True)
class Regained:
    """A lost version on its way back.

    Attributes:
        batch: to write.
        copied: whether it becomes a row of one's own beside the one that stands.
        entry: the version that lost.
    """

    batch: Batch
    copied: bool
    entry: HistoryEntry


def choose(store: Store, word: str) -> Sequence[Lost]:
    """The versions that lost and that a word names: a gesture, or a row; the beginning will do.

    Raises:
        NotFoundError: nothing that lost is named so.
    """
    named = [
        each
        for each in lost(store)
        if each.last
        and each.entry.table not in _SILENT
        and word
        and (each.entry.change.startswith(word) or each.entry.row.startswith(word))
    ]
    gestures = {each.entry.change for each in named}
    rows = {subject(each.entry) for each in named}
    if not named or (len(gestures) > 1 and len(rows) > 1):
        what = "several things that lost begin so" if named else "nothing that lost is called so"
        raise NotFoundError(what, where=word, remedy="`reader history --lost` lists what lost")
    latest = {(each.entry.table, each.entry.row): each for each in named}
    return tuple(latest.values())


def regaining(
    store: Store, each: HistoryEntry, gesture: Gesture, new_id: Callable[[], str]
) -> Regained:
    """One lost version, written anew.

    Raises:
        ReaderError: it is a colleague's, and of a kind that nobody has a copy of; or there is
            nothing left to write it on.
    """
    who = _owner(store, each)
    mine = who is None or who.casefold() == gesture.annotator.casefold()
    after = each.after or {}
    table = BY_NAME[each.table]
    if not mine and (each.table not in _COPIED or after.get(table.tombstone) is not None):
        raise ReaderError(
            f"this is {who}'s, and only {who} brings it back",
            where=each.row,
            remedy=f"`reader history {each.row.split(':')[0]}` shows it",
        )
    if not mine:
        return Regained(_copy(store, each, gesture, new_id), copied=True, entry=each)
    if each.table == "article_fields":
        gesture = readings.counting(store, [after["article"]], gesture)
    key = {name: after[name] for name in table.key}
    same = " AND ".join(f"{name} = ?" for name in table.key)
    now = store.read(
        f"SELECT version FROM {table.name} WHERE {same}",  # noqa: S608 - names of ours
        tuple(key.values()),
    )
    if not now:
        raise ReaderError("what it was written on is no more here", where=each.row)
    values = {name: after[name] for name in table.editable}
    values[table.tombstone] = None if after.get(table.tombstone) is None else gesture.at
    batch: Batch = [updating(table.name, key, values, now[0]["version"], gesture)]
    if table.name == "annotations":
        batch += _places(store, each, each.row, gesture)
    if table.name in {"annotation_tags", "annotation_pieces"}:
        batch += indexing(after["annotation"])
    return Regained(batch, copied=False, entry=each)


def _owner(store: Store, each: HistoryEntry) -> str | None:
    """Whose row it is; None for what is everybody's."""
    after = each.after or {}
    if each.table in {"annotation_tags", "annotation_pieces"}:
        rows = store.read("SELECT annotator FROM annotations WHERE id = ?", (after["annotation"],))
        return str(rows[0]["annotator"]) if rows else None
    if each.table not in _PERSONAL:
        return None
    return str(after["handle" if each.table == "annotators" else "annotator"])


def _copy(store: Store, each: HistoryEntry, gesture: Gesture, new_id: Callable[[], str]) -> Batch:
    """The same, as a row of one's own."""
    after = each.after or {}
    table = BY_NAME[each.table]
    if "annotator" in table.key:
        key = {name: after[name] for name in table.key} | {"annotator": gesture.annotator}
        return putting(table.name, key, {name: after[name] for name in table.editable}, gesture)
    own = {"id": new_id(), "annotator": gesture.annotator, "created_at": gesture.at}
    kept = {name: after[name] for name in (*table.frozen, *table.editable)}
    batch: Batch = [inserting(table.name, {**kept, **own}, gesture)]
    if table.name == "annotations":
        tags = store.read(
            "SELECT tag, ordinal FROM annotation_tags WHERE annotation = ? AND deleted_at IS NULL",
            (each.row,),
        )
        for row in tags:
            parts = {"annotation": own["id"], "tag": row["tag"]}
            batch += putting("annotation_tags", parts, {"ordinal": row["ordinal"]}, gesture)
        batch += _places(store, each, own["id"], gesture)
    return batch


def _places(store: Store, each: HistoryEntry, mark: str, gesture: Gesture) -> Batch:
    """The pieces of a mark as they were at a version of it, put on a mark; found by search."""
    pieces = _pieces_at(store, each)
    batch: Batch = []
    for ordinal, piece in enumerate(pieces):
        key = {"annotation": mark, "ordinal": ordinal}
        values = {name: piece[name] for name in ("start", "stop", "quote")}
        batch += putting("annotation_pieces", key, values, gesture)
    count = store.read("SELECT count(*) AS n FROM annotation_pieces WHERE annotation = ?", (mark,))
    for ordinal in range(len(pieces), count[0]["n"]):
        key = {"annotation": mark, "ordinal": ordinal}
        batch.append(dropping("annotation_pieces", key, gesture))
    return batch + indexing(mark)


def _pieces_at(store: Store, each: HistoryEntry) -> list[Mapping[str, Any]]:
    """The pieces of a mark at one of its versions: each gesture on a piece is one on the mark."""
    rows = store.read(
        'SELECT * FROM history WHERE "table" = \'annotations\' AND "row" = ?', (each.row,)
    )
    versions = {(row["version"], row["change"]): entry(row) for row in rows}
    gestures, at = set[str](), (each.version, each.change)
    while at in versions:
        gestures.add(at[1])
        before = versions.pop(at).before or {}
        at = (before.get("version", 0), before.get("change", ""))
    found: dict[int, HistoryEntry] = {}
    pieces = store.read(
        "SELECT * FROM history WHERE \"table\" = 'annotation_pieces'"
        " AND \"row\" > ?1 || ':' AND \"row\" < ?1 || ';' ORDER BY version, seq",
        (each.row,),
    )
    for piece in map(entry, pieces):
        if piece.change in gestures and piece.after is not None:
            found[int(piece.after["ordinal"])] = piece
    standing = [found[ordinal].after or {} for ordinal in sorted(found)]
    return [piece for piece in standing if piece.get("deleted_at") is None]
