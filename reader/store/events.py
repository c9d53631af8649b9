"""Events that people made or named, and their passages: the rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from reader.errors import NotFoundError
from reader.model.history import Gesture
from reader.model.link import Event, LinkEnd
from reader.model.text import Span
from reader.store.protocol import Batch, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import dropping, inserting, putting, storable, updating


def adding(event: Event, gesture: Gesture) -> Batch:
    """A new event with its passages."""
    values = {
        "id": event.id,
        **_columns(event),
        "annotator": gesture.author,
        "created_at": gesture.at,
    }
    return [inserting("events", values, gesture), *_passages(event.id, event.passages, gesture)]


def editing(old: Event, new: Event, gesture: Gesture) -> Batch:
    """The event as `new` has it: title, date, note and passages."""
    batch: Batch = [updating("events", {"id": old.id}, _columns(new), old.version, gesture)]
    kept = {passage.key for passage in new.passages}
    for passage in old.passages:
        if passage.key not in kept:
            batch.append(dropping("event_passages", _key(old.id, passage), gesture))
    return batch + _passages(old.id, new.passages, gesture)


def deleting(event: Event, gesture: Gesture) -> Batch:
    """The tombstone on an event; its passages stay with it."""
    return [tombstone("events", {"id": event.id}, event.version, gesture)]


def all_events(store: Store) -> tuple[Event, ...]:
    """Every event, in order of making; passages by article and place."""
    return _events(store, "", ())


def load(store: Store, event: str) -> Event:
    """One event.

    Raises:
        NotFoundError: there is none of that id, or it was deleted.
    """
    found = _events(store, " AND e.id = ?", (event,))
    if not found:
        raise NotFoundError("there is no such event", where=event)
    return found[0]


def passages_of(store: Store, articles: Collection[str]) -> tuple[tuple[str, Span, str], ...]:
    """Where the events of some articles (their ids) are told there: article, place, title."""
    rows = store.read(
        "SELECT p.article, p.start, p.stop, e.title FROM event_passages AS p"
        " JOIN events AS e ON e.id = p.event AND e.deleted_at IS NULL"
        " WHERE p.article IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL",
        (json.dumps(list(articles)),),
    )
    return tuple((row["article"], Span(row["start"], row["stop"]), row["title"]) for row in rows)


def _events(store: Store, where: str, params: tuple[str, ...]) -> tuple[Event, ...]:
    rows = store.read(
        "SELECT e.*, p.article, p.start, p.stop, p.quote FROM events AS e"  # noqa: S608 - constants
        " LEFT JOIN (event_passages AS p JOIN articles AS a ON a.id = p.article)"
        " ON p.event = e.id AND p.deleted_at IS NULL"
        f" WHERE e.deleted_at IS NULL{where} ORDER BY e.id, a.rid, p.start, p.stop",
        params,
    )
    heads = {row["id"]: row for row in rows}
    passages: dict[str, list[LinkEnd]] = {event: [] for event in heads}
    for row in rows:
        if row["article"] is not None:
            span = Span(row["start"], row["stop"])
            passages[row["id"]].append(LinkEnd(row["article"], span, row["quote"]))
    return tuple(
        Event(
            id=event,
            title=row["title"],
            passages=tuple(passages[event]),
            happened_on=row["happened_on"],
            note=row["note"],
            proposed=False,
            version=row["version"],
        )
        for event, row in heads.items()
    )


def _columns(event: Event) -> dict[str, Any]:
    return {
        "title": storable(event.title),
        "happened_on": storable(event.happened_on),
        "note": storable(event.note),
    }


def _key(event: str, passage: LinkEnd) -> dict[str, Any]:
    return {
        "event": event,
        "article": passage.article,
        "start": passage.span.start,
        "stop": passage.span.stop,
    }


def _passages(event: str, passages: Iterable[LinkEnd], gesture: Gesture) -> Batch:
    batch: Batch = []
    for passage in passages:
        values = {"quote": passage.quote}
        batch += putting("event_passages", _key(event, passage), values, gesture)
    return batch
