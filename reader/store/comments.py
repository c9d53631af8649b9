"""What people say of each other's annotations: the rows."""

from __future__ import annotations

import json
from collections.abc import Collection

from reader.errors import NotFoundError
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


def load(store: Store, comment: str) -> Comment:
    """One comment, deleted or not.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = store.read("SELECT * FROM comments WHERE id = ?", (comment,))
    if not rows:
        raise NotFoundError("there is no such comment", where=comment)
    return _comment(rows[0])


def beginning(store: Store, prefix: str, limit: int = 10) -> tuple[str, ...]:
    """The ids that begin with `prefix`, of comments on annotations that stand."""
    rows = store.read(
        "SELECT c.id FROM comments AS c JOIN annotations AS n"
        " ON n.id = c.annotation AND n.deleted_at IS NULL"
        " WHERE substr(c.id, 1, ?) = ? AND c.deleted_at IS NULL ORDER BY c.id LIMIT ?",
        (len(prefix), prefix.lower(), limit),
    )
    return tuple(row["id"] for row in rows)


def select(
    store: Store, *, annotation: str | None = None, article: str | None = None
) -> tuple[Comment, ...]:
    """The comments on annotations that stand, the oldest first.

    Args:
        store: the desk's.
        annotation: only those on that one (its id).
        article: only those on annotations of that article (its id).
    """
    wanted = {"c.annotation = ?": annotation, "n.article = ?": article}
    conditions = [name for name, value in wanted.items() if value is not None]
    rows = store.read(
        "SELECT c.* FROM comments AS c JOIN annotations AS n"  # noqa: S608 - constants
        " ON n.id = c.annotation AND n.deleted_at IS NULL"
        f" WHERE {' AND '.join(['c.deleted_at IS NULL', *conditions])}"
        " ORDER BY c.created_at, c.id",
        tuple(value for value in wanted.values() if value is not None),
    )
    return tuple(_comment(row) for row in rows)


def of_marks(store: Store, marks: Collection[str]) -> tuple[Comment, ...]:
    """The comments on those of these annotations that stand, the oldest first."""
    rows = store.read(
        "SELECT c.* FROM comments AS c JOIN annotations AS n"
        " ON n.id = c.annotation AND n.deleted_at IS NULL"
        " WHERE c.annotation IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL"
        " ORDER BY c.created_at, c.id",
        (json.dumps(sorted(marks)),),
    )
    return tuple(_comment(row) for row in rows)


def of_ids(store: Store, ids: frozenset[str]) -> dict[str, Comment]:
    """The comments that have one of these ids, tombstones too."""
    rows = store.read("SELECT * FROM comments")
    return {row["id"]: _comment(row) for row in rows if row["id"] in ids}


def _comment(row: Row) -> Comment:
    return Comment(
        id=row["id"],
        annotation=row["annotation"],
        annotator=row["annotator"],
        text=row["text"],
        created_at=row["created_at"],
        version=row["version"],
        deleted=row["deleted_at"] is not None,
    )
