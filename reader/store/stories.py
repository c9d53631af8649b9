"""Stories: named sets of articles that are read together, and their rows."""

from __future__ import annotations

import json
from typing import Any

from reader.errors import NotFoundError
from reader.model.article import Story
from reader.model.history import Gesture
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import dropping, inserting, putting, storable, updating

_SELECT = """SELECT s.*, (SELECT json_group_array(article) FROM (
      SELECT article FROM story_articles
      WHERE story = s.id AND deleted_at IS NULL ORDER BY ordinal, article)) AS articles
    FROM stories AS s WHERE s.deleted_at IS NULL"""


def adding(story: Story, gesture: Gesture) -> Batch:
    """A new story with its articles."""
    values = {
        "id": story.id,
        **_columns(story),
        "annotator": gesture.author,
        "created_at": gesture.at,
    }
    return [inserting("stories", values, gesture), *_articles(story, gesture)]


def editing(old: Story, new: Story, gesture: Gesture) -> Batch:
    """The story as `new` has it: title, note, articles and their order."""
    batch: Batch = [updating("stories", {"id": old.id}, _columns(new), old.version, gesture)]
    for article in old.articles:
        if article not in new.articles:
            key = {"story": old.id, "article": article}
            batch.append(dropping("story_articles", key, gesture))
    return batch + _articles(new, gesture)


def deleting(story: Story, gesture: Gesture) -> Batch:
    """The tombstone on a story; its articles stay on the desk."""
    return [tombstone("stories", {"id": story.id}, story.version, gesture)]


def all_stories(store: Store) -> tuple[Story, ...]:
    """Every story, in order of making."""
    return tuple(_story(row) for row in store.read(f"{_SELECT} ORDER BY s.id"))


def load(store: Store, story: str) -> Story:
    """One story.

    Raises:
        NotFoundError: there is none of that id, or it was deleted.
    """
    rows = store.read(f"{_SELECT} AND s.id = ?", (story,))
    if not rows:
        raise NotFoundError("there is no such story", where=story)
    return _story(rows[0])


def _columns(story: Story) -> dict[str, Any]:
    return {"title": storable(story.title), "note": storable(story.note)}


def _articles(story: Story, gesture: Gesture) -> Batch:
    batch: Batch = []
    for ordinal, article in enumerate(story.articles):
        key = {"story": story.id, "article": article}
        batch += putting("story_articles", key, {"ordinal": ordinal}, gesture)
    return batch


def _story(row: Row) -> Story:
    return Story(
        id=row["id"],
        title=row["title"],
        articles=tuple(json.loads(row["articles"])),
        note=row["note"],
        version=row["version"],
    )
