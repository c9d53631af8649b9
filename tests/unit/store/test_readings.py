from __future__ import annotations

import pytest

from reader.errors import ConflictError
from reader.model.article import Article, BlockVerdict, Flip, ReadingState
from reader.model.text import Span
from reader.store import articles, readings
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

SPAN = Span(0, 36)


def best(store: SqliteStore, article: Article, field: str) -> tuple[str | None, str | None]:
    """The value a reader of the article sees, and the one the list shows."""
    summary = articles.summaries(store, "ada")[0]
    listed = {"title": summary.title, "source": summary.source}[field]
    return articles.load(store, article.id).metadata.value(field), listed


def test_a_persons_word_stands_over_the_machines(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(readings.correcting(article.id, "title", "Ferry!", make.gesture()))
    assert best(store, article, "title") == ("Ferry!", "Ferry!")
    entry = readings.metadata(store, article.id).best("title")
    assert entry is not None
    assert (entry.origin, entry.annotator, entry.confidence) == ("annotator", "ada", 1.0)


def test_the_newest_word_wins_among_people(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(readings.correcting(article.id, "title", "First", make.gesture("bo")))
    store.write(readings.correcting(article.id, "title", "Second", make.gesture("ada")))
    assert best(store, article, "title") == ("Second", "Second")
    store.write(readings.correcting(article.id, "title", "Third", make.gesture("bo")))
    assert best(store, article, "title") == ("Third", "Third")


def test_a_word_taken_back_gives_way(store: SqliteStore, article: Article, make: Maker) -> None:
    store.write(readings.correcting(article.id, "source", "The Ledger", make.gesture()))
    store.write(readings.correcting(article.id, "source", None, make.gesture()))
    assert best(store, article, "source") == ("The Harbour Post", "The Harbour Post")
    store.write(readings.correcting(article.id, "source", "The Ledger", make.gesture()))
    assert best(store, article, "source") == ("The Ledger", "The Ledger")


def test_a_field_nobody_knew_can_be_given(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(readings.correcting(article.id, "url", "https://example.org", make.gesture()))
    assert articles.load(store, article.id).metadata.value("url") == "https://example.org"


def test_two_screens_of_one_annotator_are_told_apart(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    def said(value: str, expected: int) -> None:
        batch = readings.correcting(article.id, "title", value, make.gesture(), expected)
        store.write(batch)

    assert readings.correction_version(store, article.id, "title", "ada") == 0
    said("one", 0)
    said("two", 1)
    for version in (0, 1):
        with pytest.raises(ConflictError):
            said("three", version)
    assert readings.correction_version(store, article.id, "title", "ADA") == 2
    assert best(store, article, "title") == ("two", "two")


def test_everybody_has_an_own_word_on_a_block(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    for who, verdict in (("ada", BlockVerdict.JUNK), ("bo", BlockVerdict.ASIDE)):
        store.write(readings.flipping(article.id, SPAN, verdict, make.gesture(who)))
    assert readings.flips(store, article.id) == (
        Flip(article.id, SPAN, "ada", BlockVerdict.JUNK),
        Flip(article.id, SPAN, "bo", BlockVerdict.ASIDE),
    )
    store.write(readings.flipping(article.id, SPAN, BlockVerdict.BODY, make.gesture("bo")))
    store.write(readings.flipping(article.id, SPAN, None, make.gesture("ada")))
    assert readings.flips(store) == (Flip(article.id, SPAN, "bo", BlockVerdict.BODY),)
    assert readings.flips(store, "nowhere") == ()


def test_the_cleaners_blocks_stay_as_they_were(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(readings.flipping(article.id, SPAN, BlockVerdict.JUNK, make.gesture()))
    assert articles.load(store, article.id).blocks == article.blocks


def test_everybody_reads_at_an_own_pace(store: SqliteStore, article: Article, make: Maker) -> None:
    assert readings.states(store) == {}
    store.write(readings.set_state(article.id, ReadingState.READING, make.gesture("ada")))
    store.write(readings.set_state(article.id, ReadingState.DONE, make.gesture("bo")))
    assert readings.states(store, article.id) == {
        (article.id, "ada"): ReadingState.READING,
        (article.id, "bo"): ReadingState.DONE,
    }


def test_saying_the_same_again_leaves_no_entry(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(readings.set_state(article.id, ReadingState.DONE, make.gesture()))
    before = store.changes(0)
    store.write(readings.set_state(article.id, ReadingState.DONE, make.gesture()))
    assert store.changes(0) == before
