"""Assignments: who is to read which article of a story, and their rows."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model.article import Assignment
from reader.model.history import Gesture
from reader.store import annotators
from reader.store.protocol import Batch, Store
from reader.store.statements import dropping, putting, storable


def all_assignments(store: Store) -> tuple[Assignment, ...]:
    """Every assignment of the stories that there are."""
    rows = store.read(
        "SELECT a.story, a.article, a.annotator, a.due, a.note FROM assignments AS a"
        " JOIN stories AS s ON s.id = a.story AND s.deleted_at IS NULL"
        " WHERE a.deleted_at IS NULL ORDER BY a.story, a.article, a.annotator"
    )
    return tuple(
        Assignment(row["story"], row["article"], row["annotator"], row["due"], row["note"])
        for row in rows
    )


def assigning(assignment: Assignment, gesture: Gesture) -> Batch:
    """An article given to somebody, who need not have worked on the desk yet."""
    values = {"due": storable(assignment.due), "note": storable(assignment.note)}
    return [
        *annotators.ensuring(assignment.annotator, gesture),
        *putting("assignments", _key(assignment), values, gesture),
    ]


def unassigning(assignment: Assignment, gesture: Gesture) -> Batch:
    """An article taken from somebody; what they made on it stays."""
    return [dropping("assignments", _key(assignment), gesture)]


def marks_by(store: Store) -> Mapping[tuple[str, str], int]:
    """How many marks each annotator has on each article: (article, handle) -> count."""
    rows = store.read(
        "SELECT article, annotator, count(*) AS n FROM annotations WHERE deleted_at IS NULL"
        " GROUP BY article, annotator"
    )
    return {(row["article"], row["annotator"].casefold()): row["n"] for row in rows}


def _key(assignment: Assignment) -> dict[str, str]:
    return {
        "story": assignment.story,
        "article": assignment.article,
        "annotator": assignment.annotator,
    }
