"""What was decided of whose mark when layers were made into one: the rows."""

from __future__ import annotations

import json
from collections.abc import Collection

from reader.model.annotation import Annotator
from reader.model.curation import CURATED, CURATED_NAME, Decision, Outcome
from reader.model.history import Gesture
from reader.model.ids import annotator_id
from reader.store import annotators
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import inserting, storable, updating


def all_decisions(store: Store) -> dict[str, Decision]:
    """Every decision by the id of its mark, those that were taken back too."""
    rows = store.read("SELECT * FROM curations ORDER BY annotation")
    return {row["annotation"]: _decision(row) for row in rows}


def of_article(store: Store, article: str) -> dict[str, Decision]:
    """What holds of the marks of one article, by their ids."""
    rows = store.read(
        "SELECT c.* FROM curations AS c JOIN annotations AS n ON n.id = c.annotation"
        " WHERE n.article = ? AND c.deleted_at IS NULL",
        (article,),
    )
    return {row["annotation"]: _decision(row) for row in rows}


def of_marks(store: Store, marks: Collection[str]) -> dict[str, Decision]:
    """What holds of some marks, by their ids."""
    rows = store.read(
        "SELECT * FROM curations WHERE deleted_at IS NULL"
        " AND annotation IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(marks)),),
    )
    return {row["annotation"]: _decision(row) for row in rows}


def times(store: Store) -> dict[str, str]:
    """When a mark of each article was last decided on: article -> ISO 8601."""
    rows = store.read(
        "SELECT n.article, max(c.updated_at) AS at FROM curations AS c"
        " JOIN annotations AS n ON n.id = c.annotation"
        " WHERE c.deleted_at IS NULL GROUP BY n.article"
    )
    return {row["article"]: row["at"] for row in rows}


def layer(gesture: Gesture) -> Batch:
    """The annotator that the curated marks belong to, made with the first of them."""
    named = Annotator(annotator_id(CURATED), CURATED, CURATED_NAME)
    return annotators.adding(named, gesture)


def deciding(new: Decision, old: Decision | None, gesture: Gesture) -> Batch:
    """A decision, in place of what was decided before; a conflict if somebody was faster.

    Args:
        new: what is decided.
        old: the row of it that was read, taken back or not; None if there was none.
        gesture: by whom and when.
    """
    key = {"annotation": new.annotation}
    values = {
        "decision": new.outcome.value,
        "decided_version": new.version,
        "result": new.result,
        "note": storable(new.note),
    }
    if old is None:
        return [inserting("curations", {**key, **values}, gesture)]
    standing = {**values, "deleted_at": None}
    return [updating("curations", key, standing, old.row_version, gesture)]


def following(annotation: str, version: int, gesture: Gesture) -> Batch:
    """What was decided of a mark holds on, whose words stand elsewhere by the next version.

    Args:
        annotation: the id of the mark.
        version: that it had before it was moved.
        gesture: of who moves it.
    """
    return [
        (
            (
                "UPDATE curations SET decided_version = ?, version = version + 1,"
                " change = ?, updated_by = ?, updated_at = ?"
                " WHERE annotation = ? AND decided_version = ? AND deleted_at IS NULL"
            ),
            (
                version + 1,
                *(gesture.change, gesture.annotator, gesture.at),
                *(annotation, version),
            ),
        )
    ]


def _decision(row: Row) -> Decision:
    return Decision(
        annotation=row["annotation"],
        outcome=Outcome(row["decision"]),
        version=row["decided_version"],
        result=row["result"],
        note=row["note"],
        by=row["updated_by"],
        at=row["updated_at"],
        row_version=row["version"],
        undone=row["deleted_at"] is not None,
    )
