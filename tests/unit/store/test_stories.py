from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError, NotFoundError
from reader.model.article import Article, Story
from reader.store import stories
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


@pytest.fixture
def story(store: SqliteStore, article: Article, other: Article, make: Maker) -> Story:
    made = Story(make.id(), "At sea", (other.id, article.id), note="two boats")
    store.write(stories.adding(made, make.gesture()))
    return made


def test_a_story_comes_back_as_it_was(store: SqliteStore, story: Story) -> None:
    assert stories.all_stories(store) == (story,)
    assert stories.load(store, story.id) == story


def test_articles_come_go_and_change_places(
    store: SqliteStore, story: Story, article: Article, other: Article, make: Maker
) -> None:
    for wanted in ((article.id, other.id), (article.id,), (), (other.id, article.id)):
        old = stories.load(store, story.id)
        store.write(stories.editing(old, replace(old, articles=wanted), make.gesture()))
        assert stories.load(store, story.id).articles == wanted


def test_an_edit_is_guarded(store: SqliteStore, story: Story, make: Maker) -> None:
    store.write(stories.editing(story, replace(story, title="Ashore"), make.gesture("bo")))
    with pytest.raises(ConflictError):
        store.write(stories.editing(story, replace(story, title="Aground"), make.gesture()))
    assert stories.load(store, story.id).title == "Ashore"


def test_an_unknown_article_is_refused(store: SqliteStore, story: Story, make: Maker) -> None:
    with pytest.raises(ConflictError, match="not on this desk"):
        store.write(stories.adding(replace(story, id=make.id(), articles=("x",)), make.gesture()))


def test_a_deleted_story_is_not_found(store: SqliteStore, story: Story, make: Maker) -> None:
    store.write(stories.deleting(story, make.gesture()))
    assert stories.all_stories(store) == ()
    with pytest.raises(NotFoundError):
        stories.load(store, story.id)
