from __future__ import annotations

import pytest

from reader.errors import ConflictError
from reader.model.annotation import Annotation, Comment
from reader.store import comments
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def test_comments_stand_in_order_and_can_be_changed_and_deleted(
    store: SqliteStore, mark: Annotation, make: Maker
) -> None:
    for who in ("bo", "ada"):
        made = Comment(make.id(), mark.id, who, f"says {who}")
        store.write(comments.adding(made, make.gesture(who)))
    first, second = comments.select(store, annotation=mark.id)
    assert [(each.annotator, each.text) for each in (first, second)] == [
        ("bo", "says bo"),
        ("ada", "says ada"),
    ]
    store.write(comments.editing(first, "says more", make.gesture("bo")))
    with pytest.raises(ConflictError):
        store.write(comments.deleting(first, make.gesture("bo")))
    store.write(comments.deleting(second, make.gesture()))
    (left,) = comments.select(store, annotation=mark.id)
    assert (left.text, left.version) == ("says more", 2)
