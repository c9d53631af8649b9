from __future__ import annotations

from dataclasses import replace

from reader.model.article import Article, BlockVerdict
from reader.store import articles, bodies
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def test_bodies_are_the_texts_and_blocks_of_the_articles_asked_for(
    store: SqliteStore, article: Article, other: Article
) -> None:
    found = {each: rest for each, *rest in bodies.bodies(store, [other.id, article.id, "none"])}
    assert found == {
        each.id: [each.text, tuple((block.span, block.verdict) for block in each.blocks)]
        for each in (article, other)
    }
    assert dict(bodies.texts(store, [article.id])) == {article.id: article.text}
    assert list(bodies.bodies(store, [])) == []


def test_withdrawn_articles_are_not_present(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    assert set(bodies.present(store)) == {article.id, other.id}
    store.write(articles.withdrawing(store, article.id, make.gesture()))
    assert bodies.present(store) == (other.id,)


def test_the_outline_changes_when_other_blocks_are_the_body(
    store: SqliteStore, article: Article, other: Article
) -> None:
    before = bodies.outlines(store)
    blocks = [replace(block, verdict=BlockVerdict.JUNK) for block in article.blocks[:1]]
    store.write(articles.rejudging(article.id, [*blocks, *article.blocks[1:]]))
    after = bodies.outlines(store)
    assert before[other.id] == after[other.id]
    assert before[article.id] != after.get(article.id)
