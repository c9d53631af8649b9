from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError, NotFoundError, SpanError
from reader.model.article import Article
from reader.model.link import Event, LinkEnd
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import events
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def end(article: Article, start: int, stop: int) -> LinkEnd:
    return LinkEnd(article.id, Span(start, stop), article.text[start:stop])


@pytest.fixture
def departure(store: SqliteStore, article: Article, other: Article, make: Maker) -> Event:
    made = Event(make.id(), "departure", (end(other, 0, 20), end(article, 0, 34)))
    store.write(events.adding(made, make.gesture()))
    return events.load(store, made.id)


def test_an_event_comes_back_with_its_passages_in_reading_order(
    departure: Event, article: Article, other: Article
) -> None:
    assert departure.passages == (end(article, 0, 34), end(other, 0, 20))
    assert [passage.quote for passage in departure.passages] == [
        "The ferry left the island at dawn.",
        "A boat left at dawn.",
    ]
    assert (departure.title, departure.proposed, departure.version) == ("departure", False, 1)


def test_an_event_can_be_renamed(store: SqliteStore, departure: Event, make: Maker) -> None:
    renamed = replace(departure, title="the departure")
    store.write(events.editing(departure, renamed, make.gesture()))
    assert events.load(store, departure.id).title == "the departure"
    with pytest.raises(ConflictError):
        store.write(events.editing(departure, replace(departure, title="no"), make.gesture("bo")))


@pytest.mark.usefixtures("other")
def test_passages_come_and_go(
    store: SqliteStore, departure: Event, article: Article, make: Maker
) -> None:
    wanted = replace(
        departure,
        passages=(end(article, 36, 94), departure.passages[1]),
        happened_on="2020-10-06",
        note="n",
    )
    store.write(events.editing(departure, wanted, make.gesture()))
    found = events.load(store, departure.id)
    assert found == replace(wanted, version=2)
    store.write(events.editing(found, replace(found, passages=departure.passages), make.gesture()))
    assert events.load(store, departure.id).passages == departure.passages


def test_a_passage_whose_words_are_not_there_is_refused(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    wrong = Event(make.id(), "x", (LinkEnd(article.id, Span(0, 3), "Tha"),))
    with pytest.raises(SpanError):
        store.write(events.adding(wrong, make.gesture()))
    assert events.all_events(store) == ()


@pytest.mark.usefixtures("article")
def test_an_event_without_passages_is_an_event(store: SqliteStore, make: Maker) -> None:
    store.write(events.adding(Event(make.id(), "later", ()), make.gesture()))
    assert [event.passages for event in events.all_events(store)] == [()]


def test_a_deleted_event_is_not_found(store: SqliteStore, departure: Event, make: Maker) -> None:
    store.write(events.deleting(departure, make.gesture()))
    assert events.all_events(store) == ()
    with pytest.raises(NotFoundError):
        events.load(store, departure.id)


@pytest.mark.usefixtures("departure", "mark")
def test_the_export_names_the_events_of_a_mark(store: SqliteStore) -> None:
    (row,) = marks.export_rows(store)
    assert row["event"] == "departure"
