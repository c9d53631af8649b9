from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError, NotFoundError
from reader.model.article import Article, ReadingState, Story, Style, StyleKind
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, readings, stories
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def test_an_article_comes_back_as_it_was(store: SqliteStore, article: Article) -> None:
    assert articles.load(store, article.id) == article
    assert articles.raw_bytes(store, article.id) == article.text.encode()
    assert articles.texts(store, [article.id, "nowhere"]) == {article.id: article.text}


def test_styles_of_all_kinds_come_back(store: SqliteStore, make: Maker) -> None:
    raw, article = make.article("A styled text.", "styled.txt")
    styles = tuple(
        Style(Span(0, 3), kind, "https://x.example/", label)
        for kind in StyleKind
        for label in (None, "", "a picture")
    )
    store.write(articles.adding(raw, replace(article, styles=styles), make.gesture()))
    assert articles.load(store, article.id).styles == styles


def test_a_style_that_only_a_newer_reader_knows_is_passed_by(
    store: SqliteStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [style.kind for style in articles.load(store, article.id).styles] == [StyleKind.LINK]
    monkeypatch.setattr(articles, "_KINDS", frozenset({StyleKind.STRONG.value}))
    assert articles.load(store, article.id).styles == ()


def test_an_unknown_article_is_not_found(store: SqliteStore) -> None:
    assert not articles.exists(store, "nowhere")
    for act in (articles.load, articles.raw_bytes):
        with pytest.raises(NotFoundError, match="no such article"):
            act(store, "nowhere")


def test_adding_it_again_changes_nothing(store: SqliteStore, article: Article, make: Maker) -> None:
    before = store.changes(0)
    raw, _ = make.article()
    store.write(articles.adding(raw, replace(article, name="another"), make.gesture("bo")))
    assert store.changes(0) == before
    assert articles.load(store, article.id) == article
    assert len(articles.summaries(store, "ada")) == 1


def test_the_list_tells_what_is_known(store: SqliteStore, article: Article) -> None:
    (summary,) = articles.summaries(store, "ada")
    assert summary.number == 1
    assert summary.title == "Title of ferry.txt"
    assert summary.title == article.title
    assert summary.source == "The Harbour Post"
    assert summary.published == "2020-10-06"
    assert summary.words == 17
    assert (summary.marks, summary.state, summary.withdrawn) == (0, ReadingState.TO_READ, False)


@pytest.mark.usefixtures("other")
def test_marks_and_state_are_counted(store: SqliteStore, article: Article, make: Maker) -> None:
    for span in ((0, 3), (4, 9)):
        store.write(marks.adding(make.annotation(article, span), make.gesture()))
    store.write(marks.deleting(marks.of_article(store, article.id)[0], make.gesture()))
    store.write(readings.set_state(article.id, ReadingState.DONE, make.gesture()))
    mine = articles.summaries(store, "ada")
    assert [(each.number, each.marks, each.state.value) for each in mine] == [
        (1, 1, "done"),
        (2, 0, "to-read"),
    ]
    assert articles.summaries(store, "bo")[0].state is ReadingState.TO_READ


def test_a_story_lists_its_articles_in_its_order(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    story = Story(make.id(), "At sea", (other.id, article.id))
    store.write(stories.adding(story, make.gesture()))
    found = articles.summaries(store, "ada", story=story.id)
    assert [each.id for each in found] == [other.id, article.id]


def test_a_withdrawn_article_is_hidden_and_comes_back_when_added(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(articles.withdrawing(store, article.id, make.gesture()))
    assert articles.summaries(store, "ada") == ()
    assert articles.summaries(store, "ada", withdrawn=True)[0].withdrawn
    raw, again = make.article()
    store.write(articles.adding(raw, again, make.gesture()))
    assert not articles.summaries(store, "ada")[0].withdrawn
    assert [entry.operation for entry in store.changes(0) if entry.table == "articles"] == [
        "insert",
        "delete",
        "restore",
    ]


def test_a_text_with_nul_is_refused(store: SqliteStore, make: Maker) -> None:
    raw, broken = make.article("one\x00two")
    with pytest.raises(Exception, match="instr"):
        store.write(articles.adding(raw, broken, make.gesture()))
    assert not articles.exists(store, broken.id)


def test_what_supersedes_must_be_here(store: SqliteStore, make: Maker) -> None:
    raw, made = make.article()
    with pytest.raises(ConflictError, match="not on this desk"):
        store.write(articles.adding(raw, replace(made, supersedes="nowhere"), make.gesture()))
