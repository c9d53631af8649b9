"""What a gesture did, as people read it: what each thing was before, and what it is after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.model.history import HistoryEntry
from reader.model.link import LinkEnd
from reader.model.text import Span
from reader.model.values import dataclass
from reader.store import history as rows
from reader.store import labels, subjects
from reader.store.protocol import Store

# Columns by what people call them; those that are not here nobody knows a thing by.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "annotators": {"name": "name", "colour": "colour"},
    "article_fields": {"value": "value"},
    "block_flips": {"verdict": "is"},
    "readings": {"state": "state"},
    "stories": {"title": "title", "note": "note"},
    "story_articles": {"ordinal": "place in the story"},
    "tags": {
        "name": "name",
        "kind": "kind",
        "parent": "under",
        "description": "definition",
        "example": "example",
        "colour": "colour",
        "key": "key",
        "required": "required",
    },
    "annotations": {"note": "note", "attributes": "attributes", "article": "article"},
    "comments": {"text": "text"},
    "links": {"note": "note"},
    "link_verdicts": {"verdict": "verdict"},
    "assignments": {"due": "due", "note": "note"},
    "purges": {"reason": "reason"},
    "events": {"title": "title", "happened_on": "date", "note": "note"},
}
_PASSAGES = {"annotation_pieces": "words", "event_passages": "passage"}
_ENDS = ("a", "b")
_GONE = frozenset({"delete"})


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that is otherwise: None where there was, or is, nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a gesture did to one thing.

    Attributes:
        table, row: the thing, as history names it.
        words: what was done to it, in a few words.
        alterations: what it was before and after; of a new thing all that it is.
        end: where it stands, or None of what stands nowhere (a tag, a story).
    """

    table: str
    row: str
    words: str
    alterations: tuple[Alteration, ...]
    end: LinkEnd | None


def told(store: Store, changes: Sequence[HistoryEntry]) -> tuple[Told, ...]:
    """What one gesture did, thing by thing.

    Args:
        store: the desk's.
        changes: every entry of the gesture.
    """
    by_subject: dict[tuple[str, str], list[HistoryEntry]] = {}
    for each in changes:
        by_subject.setdefault(labels.subject(each), []).append(each)
    quotes = rows.quotes(store, changes)
    paths = subjects.tag_paths(store)
    found = []
    for (table, row), entries in by_subject.items():
        place = subjects.place(store, (table, row), entries[0].after or {})
        end = None
        if place is not None:
            end = LinkEnd(place.article, Span(place.start, place.stop), place.quote)
        alterations = tuple(one for each in entries for one in _alterations(each, paths))
        words = labels.describe(entries, quotes)
        found.append(Told(table, row, words, alterations, end))
    return tuple(found)


def _alterations(each: HistoryEntry, paths: Mapping[str, str]) -> Iterator[Alteration]:
    before, after = _standing(each.before), _standing(each.after)
    if each.operation in _GONE:
        before = before or each.after or {}  # what went, in full
        after = {}
    if each.table == "annotation_tags":
        name = paths.get(str((each.after or {}).get("tag")), "a tag")
        if bool(before) != bool(after):
            yield Alteration("tag", name if before else None, name if after else None)
        return
    if each.table in _PASSAGES:
        yield from _passage(_PASSAGES[each.table], before, after)
        return
    if each.table == "links":
        yield from _ends(before, after)
    for column, field in _FIELDS.get(each.table, {}).items():
        if each.table == "annotations" and column == "article" and not (before and after):
            continue
        one, two = (_shown(column, row.get(column), paths) for row in (before, after))
        if one != two:
            yield Alteration(field, one, two)


def _standing(row: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """A row, or nothing where it was deleted."""
    gone = row is None or row.get("deleted_at") or row.get("withdrawn_at")
    return {} if gone or row is None else row


def _passage(
    field: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Alteration]:
    one, two = before.get("quote"), after.get("quote")
    if one != two:
        yield Alteration(field, one, two)
    borders = [f"{row['start']}–{row['stop']}" if row else None for row in (before, after)]
    if borders[0] != borders[1] and before and after:
        yield Alteration("borders", *borders)


def _ends(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    for side in _ENDS:
        one, two = before.get(f"{side}_quote"), after.get(f"{side}_quote")
        if one != two:
            yield Alteration({"a": "from", "b": "to"}[side], one, two)
    if bool(before) != bool(after):
        yield Alteration("relation", before.get("relation"), after.get("relation"))


def _shown(column: str, value: object, paths: Mapping[str, str]) -> str | None:
    """A value as people write it; None for nothing."""
    if value in {None, "", "{}", "[]"}:
        return None
    if column == "parent":
        return paths.get(str(value), "another tag")
    if column in {"attributes", "required"}:
        try:
            read = json.loads(str(value))
        except ValueError:  # a hand wrote this row
            return str(value)
        if isinstance(read, dict):
            return ", ".join(f"{name}: {said}" for name, said in read.items())
        return ", ".join(map(str, read)) if isinstance(read, list) else str(read)
    return str(value)
