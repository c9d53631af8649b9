"""Links between spans, everybody's verdicts on them, and the machine's suggestions: the rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from reader.errors import NotFoundError
from reader.model.history import Gesture
from reader.model.ids import link_id
from reader.model.link import (
    Band,
    Link,
    LinkEnd,
    LinkState,
    Relation,
    Suggestion,
    Verdict,
    link_key,
    ordered_ends,
)
from reader.model.reasons import read, turned, written
from reader.model.text import Span
from reader.model.values import replace
from reader.store import meta
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import dropping, ensuring, putting, storable, updating

FINGERPRINT = "suggestions"  # the key in `meta` of what the stored suggestions were made from

_SELECT = """SELECT l.*, s.state, (SELECT json_group_object(annotator, verdict) FROM (
      SELECT annotator, verdict FROM link_verdicts
      WHERE link = l.id AND deleted_at IS NULL ORDER BY annotator)) AS said
    FROM links AS l JOIN link_state AS s ON s.link = l.id"""
_COLUMNS = (
    *("id", "relation"),
    *("a_article", "a_start", "a_stop", "a_quote"),
    *("b_article", "b_start", "b_stop", "b_quote"),
    *("score", "band", "reasons", "method", "note", "created_at"),
)
_by_place = itemgetter(3, 4, 1)  # of `_rows`: article and start of the first end, id
_ORDER = "ORDER BY l.a_article, l.a_start, l.a_stop, l.b_article, l.b_start, l.b_stop, l.relation"


def adding(link: Link, gesture: Gesture) -> Batch:
    """A person's link, which its maker confirms."""
    return [*making(link, gesture), *_verdict(link.id, Verdict.CONFIRMED, gesture)]


def making(link: Link, gesture: Gesture) -> Batch:
    """A person's link, with no word on it yet.

    Where the machine suggested the same, the suggestion becomes theirs; where a colleague
    made it, they confirm it; where it was deleted, it comes back.
    """
    note = storable(link.note)
    signature = (gesture.change, gesture.annotator, gesture.at)
    return [
        (
            (
                "UPDATE links SET annotator = ?, note = ?, version = version + 1,"
                " change = ?, updated_by = ?, updated_at = ? WHERE id = ? AND annotator IS NULL"
            ),
            (gesture.author, note, *signature, link.id),
        ),
        (
            (
                "UPDATE links SET deleted_at = NULL, note = ?, version = version + 1,"
                " change = ?, updated_by = ?, updated_at = ?"
                " WHERE id = ? AND deleted_at IS NOT NULL"
            ),
            (note, *signature, link.id),
        ),
        ensuring("links", {**_columns(link, gesture), "annotator": gesture.author}, gesture),
    ]


def judging(
    link: Link, verdict: Verdict | None, gesture: Gesture, *, method: str | None = None
) -> Batch:
    """What the annotator says of a link; None takes it back.

    A suggestion that is not stored yet is stored by it, and stays from then on.

    Args:
        link: with the parts of its score, which are kept beside the verdict.
        verdict: what is said.
        gesture: by whom and when.
        method: the scorer that the parts are of.
    """
    stored = [] if link.annotator else [_suggestion(link, gesture)]
    stored += _verdict(link.id, verdict, gesture)
    key = {"link": link.id, "annotator": gesture.author}
    if verdict is None:
        return [*stored, dropping("link_parts", key, gesture)]
    if method is None or not link.parts:
        return stored
    kept = {"method": method, "parts": json.dumps(link.parts)}
    return stored + putting("link_parts", key, kept, gesture)


def noting(old: Link, note: str, gesture: Gesture) -> Batch:
    """Another note on a link."""
    return [updating("links", {"id": old.id}, {"note": storable(note)}, old.version, gesture)]


def moving(link: Link, a: LinkEnd, b: LinkEnd, gesture: Gesture) -> Batch:
    """The link between other places: its texts have new versions. Its id stays."""
    columns = _columns(replace(link, a=a, b=b), gesture)
    moved = {name: columns[name] for name in columns if name.startswith(("a_", "b_"))}
    return [updating("links", {"id": link.id}, moved, link.version, gesture)]


def between(store: Store, a: LinkEnd, b: LinkEnd, relation: Relation) -> str:
    """The id of the link between these ends: that of a stored one, else the one it would have.

    They differ where the ends moved to a new version of their text.
    """
    first, second = ordered_ends(a, b, relation)
    rows = store.read(
        "SELECT id FROM links WHERE relation = ? AND a_article = ? AND a_start = ? AND a_stop = ?"
        " AND b_article = ? AND b_start = ? AND b_stop = ?"
        " ORDER BY deleted_at IS NOT NULL, updated_by IS NULL LIMIT 1",
        (
            relation.value,
            *(first.article, first.span.start, first.span.stop),
            *(second.article, second.span.start, second.span.stop),
        ),
    )
    return rows[0]["id"] if rows else link_key(a, b, relation)


def deleting(link: Link, gesture: Gesture) -> Batch:
    """The tombstone on a link; what people said of it stays with it."""
    return [tombstone("links", {"id": link.id}, link.version, gesture)]


def replacing_suggestions(
    fingerprint: str,
    suggestions: Sequence[Suggestion],
    ends: Mapping[str, LinkEnd],
    gesture: Gesture,
    *,
    method: str,
) -> Batch:
    """New suggestions in place of the old ones, except those that anybody has judged.

    Suggestions are the machine's rows: they leave no history and no undo.

    Args:
        fingerprint: of what they were made from, for `suggestion_fingerprint`.
        suggestions: of two passages each, none of them twice.
        ends: of each passage, by its id, the place with its words.
        gesture: says when.
        method: what they were made with.
    """
    batch: Batch = [
        (
            (
                "DELETE FROM links WHERE updated_by IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM link_verdicts AS v WHERE v.link = links.id)"
            ),
            (),
        )
    ]
    # One statement for all: a large desk has two hundred thousand.
    sql, _ = ensuring("links", dict.fromkeys(_COLUMNS), None, gesture.at)
    batch += [(sql, row) for row in _rows(suggestions, ends, method, gesture.at)]
    return batch + meta.setting(FINGERPRINT, fingerprint)


def suggestion_fingerprint(store: Store) -> str | None:
    """What the stored suggestions were made from, or None where there are none."""
    return meta.get(store, FINGERPRINT)


def load(store: Store, link: str) -> Link:
    """One link.

    Raises:
        NotFoundError: there is none of that id, or it was deleted.
    """
    rows = store.read(f"{_SELECT} WHERE l.id = ?", (link,))
    if not rows:
        raise NotFoundError("there is no such link", where=link)
    return _link(rows[0])


def beginning(store: Store, prefix: str, limit: int = 10) -> tuple[str, ...]:
    """The ids that begin with `prefix`, deleted ones left out."""
    rows = store.read(
        "SELECT id FROM links WHERE substr(id, 1, ?) = ? AND deleted_at IS NULL"
        " ORDER BY id LIMIT ?",
        (len(prefix), prefix.lower(), limit),
    )
    return tuple(row["id"] for row in rows)


def all_links(
    store: Store, article: str | None = None, *, judged: bool = False
) -> tuple[Link, ...]:
    """Links in reading order: the machine's and people's.

    Args:
        store: the desk's.
        article: only those with an end in that article (its id).
        judged: only those that a person made or judged.
    """
    where, params = "", ()  # type: str, tuple[str, ...]
    if article is not None:
        where, params = "WHERE (l.a_article = ? OR l.b_article = ?)", (article, article)
    if judged:
        where += (" AND " if where else "WHERE ") + "(l.annotator IS NOT NULL OR s.verdicts > 0)"
    return tuple(_link(row) for row in store.read(f"{_SELECT} {where} {_ORDER}", params))


def verdict_times(store: Store) -> dict[tuple[str, str], str]:
    """When each verdict was given: (link, handle) -> ISO 8601."""
    rows = store.read(
        "SELECT link, annotator, updated_at FROM link_verdicts WHERE deleted_at IS NULL"
    )
    return {(row["link"], row["annotator"]): row["updated_at"] for row in rows}


def rejected(store: Store) -> tuple[tuple[str, str], ...]:
    """The keys of both ends of each pair that people say is not one event, and nobody says is.

    The word of the curated layer decides over everybody's.

    Asked of the verdicts: the state of each of two hundred thousand suggestions takes a second.
    """
    rows = store.read(
        "SELECT DISTINCT l.a_article, l.a_start, l.a_stop, l.b_article, l.b_start, l.b_stop"
        " FROM link_verdicts AS v CROSS JOIN links AS l ON l.id = v.link"
        " WHERE v.verdict = 'rejected' AND v.deleted_at IS NULL AND l.deleted_at IS NULL"
        " AND l.relation = 'same-event' AND (v.annotator = 'curated'"
        " OR NOT EXISTS (SELECT 1 FROM link_verdicts AS o"
        " WHERE o.link = l.id AND o.verdict = 'confirmed' AND o.deleted_at IS NULL))"
    )
    return tuple((_end_key(row, "a"), _end_key(row, "b")) for row in rows)


def _end_key(row: Row, side: str) -> str:
    return f"{row[f'{side}_article']}:{row[f'{side}_start']}-{row[f'{side}_stop']}"


def _rows(
    suggestions: Iterable[Suggestion], ends: Mapping[str, LinkEnd], method: str, at: str
) -> list[tuple[Any, ...]]:
    """What `ensuring` wants for suggestions: when, the columns, the key once more.

    Without a `Link` of each, which would take as long as SQLite does.
    """
    told = {
        name: (end.key, (end.article, end.span.start, end.span.stop, end.quote))
        for name, end in ends.items()
    }
    relation = Relation.SAME_EVENT.value
    found = []
    for each in suggestions:
        (key_a, a), (key_b, b) = told[each.a.id], told[each.b.id]
        reasons = each.reasons
        if b < a:  # as `ordered_ends` has them
            key_a, a, key_b, b, reasons = key_b, b, key_a, a, turned(reasons)
        key = link_id(key_a, key_b, relation)
        band = None if each.band is None else str(each.band)
        found.append(
            (at, key, relation, *a, *b, each.score, band, written(reasons), method, "", at, key)
        )
    # In the order of the places, so that the pages of one article are read and written once.
    found.sort(key=_by_place)
    return found


def _suggestion(link: Link, gesture: Gesture) -> tuple[str, Sequence[Any]]:
    return ensuring("links", _columns(link, gesture), None, link.created_at or gesture.at)


def _verdict(link: str, verdict: Verdict | None, gesture: Gesture) -> Batch:
    key = {"link": link, "annotator": gesture.author}
    if verdict is None:
        return [dropping("link_verdicts", key, gesture)]
    return putting("link_verdicts", key, {"verdict": verdict.value}, gesture)


def _columns(link: Link, gesture: Gesture) -> dict[str, Any]:
    return dict(zip(_COLUMNS, _values(link, gesture), strict=True))


def _values(link: Link, gesture: Gesture) -> tuple[Any, ...]:
    """What stands in `_COLUMNS`."""
    a, b = ordered_ends(link.a, link.b, link.relation)
    return (
        link.id,
        link.relation.value,
        *(a.article, a.span.start, a.span.stop, a.quote),
        *(b.article, b.span.start, b.span.stop, b.quote),
        link.score,
        None if link.band is None else link.band.value,
        written(link.reasons),
        link.method,
        storable(link.note) if link.note else "",
        link.created_at or gesture.at,
    )


def _link(row: Row) -> Link:
    said: Mapping[str, str] = json.loads(row["said"])
    a, b, relation = _end(row, "a"), _end(row, "b"), Relation(row["relation"])
    # Reasons name places; those of a link whose ends moved are of texts that it left.
    moved = row["id"] != link_key(a, b, relation)
    return Link(
        id=row["id"],
        a=a,
        b=b,
        relation=relation,
        state=LinkState(row["state"]),
        verdicts={handle: Verdict(verdict) for handle, verdict in said.items()},
        score=row["score"],
        band=None if row["band"] is None else Band(row["band"]),
        reasons=() if moved else read(row["reasons"]),
        method=row["method"],
        annotator=row["annotator"],
        note=row["note"],
        created_at=row["created_at"],
        version=row["version"],
    )


def _end(row: Row, side: str) -> LinkEnd:
    span = Span(row[f"{side}_start"], row[f"{side}_stop"])
    return LinkEnd(row[f"{side}_article"], span, row[f"{side}_quote"])
