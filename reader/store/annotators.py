"""Who: annotators and their rows."""

from __future__ import annotations

from reader.model.annotation import Annotator
from reader.model.history import Gesture
from reader.model.ids import annotator_id
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import storable, updating


def all_annotators(store: Store) -> tuple[Annotator, ...]:
    """Everybody who ever wrote on this desk, by handle."""
    rows = store.read("SELECT * FROM annotators WHERE deleted_at IS NULL ORDER BY handle")
    return tuple(_annotator(row) for row in rows)


def workers(store: Store) -> tuple[tuple[Annotator, int, str | None], ...]:
    """Everybody who ever wrote here, by handle: who, how many marks stand, the last act."""
    rows = store.read(
        "SELECT a.*, (SELECT at FROM history WHERE annotator = a.handle ORDER BY seq DESC LIMIT 1)"
        " AS last, coalesce(m.marks, 0) AS marks FROM annotators AS a"
        " LEFT JOIN (SELECT annotator, count(*) AS marks FROM annotations"
        " WHERE deleted_at IS NULL GROUP BY annotator COLLATE NOCASE) AS m"
        " ON m.annotator = a.handle WHERE a.deleted_at IS NULL ORDER BY a.handle"
    )
    return tuple((_annotator(row), row["marks"], row["last"]) for row in rows)


def find(store: Store, handle: str) -> Annotator | None:
    """The annotator of that handle, case ignored, as they spell it themselves."""
    rows = store.read("SELECT * FROM annotators WHERE handle = ?", (storable(handle),))
    return _annotator(rows[0]) if rows else None


def adding(annotator: Annotator, gesture: Gesture) -> Batch:
    """A new annotator; nothing where the handle is known."""
    handle = storable(annotator.handle)
    return [
        (
            (
                "INSERT INTO annotators (id, handle, name, colour, change, updated_by, updated_at)"
                " SELECT ?, ?, ?, ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM annotators WHERE handle = ? OR id = ?)"
            ),
            (
                annotator.id,
                handle,
                storable(annotator.name),
                annotator.colour,
                gesture.change,
                gesture.annotator,
                gesture.at,
                handle,
                annotator.id,
            ),
        )
    ]


def ensuring(handle: str, gesture: Gesture) -> Batch:
    """The first write of a handle makes its annotator; every later one finds it there."""
    return adding(Annotator(id=annotator_id(handle), handle=handle), gesture)


def editing(store: Store, annotator: Annotator, gesture: Gesture) -> Batch:
    """Another name to show, or another colour."""
    rows = store.read("SELECT version FROM annotators WHERE id = ?", (annotator.id,))
    version = rows[0]["version"] if rows else 1  # as `ensuring` makes it in the same batch
    values = {"name": storable(annotator.name), "colour": annotator.colour}
    return [updating("annotators", {"id": annotator.id}, values, version, gesture)]


def _annotator(row: Row) -> Annotator:
    return Annotator(row["id"], row["handle"], row["name"], row["colour"])
