"""What people say of each other's annotations: the rows."""

from __future__ import annotations

from reader.model.annotation import Comment
from reader.model.history import Gesture
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import inserting, storable, updating


def adding(comment: Comment, gesture: Gesture) -> Batch:
    """A new comment on an annotation."""
    values = {
        "id": comment.id,
        "annotation": comment.annotation,
        "annotator": gesture.author,
        "text": storable(comment.text),
        "created_at": comment.created_at or gesture.at,
    }
    return [inserting("comments", values, gesture)]


def editing(old: Comment, text: str, gesture: Gesture) -> Batch:
    """Other words in a comment."""
    return [updating("comments", {"id": old.id}, {"text": storable(text)}, old.version, gesture)]


def deleting(comment: Comment, gesture: Gesture) -> Batch:
    """The tombstone on a comment."""
    return [tombstone("comments", {"id": comment.id}, comment.version, gesture)]


def of_annotation(store: Store, annotation: str) -> tuple[Comment, ...]:
    """Every comment on an annotation, the oldest first."""
    rows = store.read(
        "SELECT * FROM comments WHERE annotation = ? AND deleted_at IS NULL"
        " ORDER BY created_at, id",
        (annotation,),
    )
    return tuple(_comment(row) for row in rows)


def _comment(row: Row) -> Comment:
    return Comment(
        id=row["id"],
        annotation=row["annotation"],
        annotator=row["annotator"],
        text=row["text"],
        created_at=row["created_at"],
        version=row["version"],
    )
