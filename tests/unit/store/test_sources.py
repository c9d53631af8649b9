from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import NotFoundError
from reader.model.article import Article, BlockVerdict, MediaType
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, links, readings, sources
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def another(store: SqliteStore, make: Maker, text: str, supersedes: str | None = None) -> Article:
    raw, made = make.article(text, f"{text[:5]}.txt")
    made = replace(made, supersedes=supersedes)
    store.write(articles.adding(raw, made, make.gesture()))
    return made


def test_the_last_articles_come_first_with_the_source_a_person_gave(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    second = another(store, make, "The dam broke at noon.\n")
    store.write(readings.correcting(second.id, "source", "The Courier", make.gesture()))
    store.write(readings.correcting(second.id, "url", "https://example.org/a", make.gesture()))
    found = sources.last(store, 10)
    assert found[0] == (second.id, "The Courier", "https://example.org/a")
    assert [each[0] for each in found] == [second.id, article.id]
    assert len(sources.last(store, 1)) == 1


def test_what_was_withdrawn_or_has_a_newer_version_is_left_out(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    newer = another(store, make, "The dam broke at noon.\n", article.id)
    gone = another(store, make, "Nobody was hurt.\n")
    store.write(articles.withdrawing(store, gone.id, make.gesture()))
    assert [each[0] for each in sources.last(store, 10)] == [newer.id]


def test_the_lookup_walks_by_index_and_sorts_nothing_but_fields(store: SqliteStore) -> None:
    plan = " ".join(
        row["detail"] for row in store.read(f"EXPLAIN QUERY PLAN {sources._LAST}", (10,))
    )
    assert "SCAN article_fields" not in plan
    assert "USING INDEX article_fields_article" in plan
    assert "articles_supersedes" in plan


def test_places_that_people_work_on_are_told(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    assert sources.worked_on(store, article.id) == ()
    mark = make.annotation(article, (4, 9), (12, 15))
    store.write(marks.adding(mark, make.gesture()))
    assert sources.worked_on(store, article.id) == (Span(4, 9), Span(12, 15))
    store.write(marks.deleting(mark, make.gesture()))
    assert sources.worked_on(store, article.id) == ()
    other = another(store, make, "The dam broke at noon.\n")
    link = make.link((article, 0, 3), (other, 4, 7), annotator="ada")
    store.write(links.adding(link, make.gesture()))
    assert sources.worked_on(store, article.id) == (Span(0, 3),)
    assert sources.worked_on(store, other.id) == (Span(4, 7),)


def test_other_blocks_take_the_place_of_those_there_were(
    store: SqliteStore, article: Article
) -> None:
    whole = replace(article.blocks[0], span=Span(0, len(article.text)), verdict=BlockVerdict.JUNK)
    store.write(articles.rejudging(article.id, [whole]))
    assert articles.load(store, article.id) == replace(article, blocks=(whole,))


def test_how_an_article_came_is_known(store: SqliteStore, article: Article) -> None:
    came = articles.came_as(store, article.id)
    assert came == ("ferry.txt", "corpus/ferry.txt", MediaType.TEXT, "utf-8")
    with pytest.raises(NotFoundError):
        articles.came_as(store, "nowhere")
