from __future__ import annotations

import pytest

from reader import errors
from reader.store import failures
from reader.store.guarded import GUARDED
from reader.store.library import SqlError


class FailedError(SqlError):
    """An error as SQLite raises it, with the name of its code."""

    def __init__(self, message: str, name: str = "SQLITE_ERROR") -> None:
        super().__init__(message)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("message", "name", "kind"),
    [
        ("database is locked", "SQLITE_BUSY", errors.BusyDeskError),
        ("database is locked", "SQLITE_BUSY_SNAPSHOT", errors.BusyDeskError),
        ("database table is locked", "SQLITE_LOCKED", errors.BusyDeskError),
        ("database or disk is full", "SQLITE_FULL", errors.FullDeskError),
        ("attempt to write", "SQLITE_READONLY", errors.ReadOnlyDeskError),
        ("attempt to write", "SQLITE_READONLY_DIRECTORY", errors.ReadOnlyDeskError),
        ("attempt to write", "SQLITE_READONLY_ROLLBACK", errors.ReadOnlyDeskError),
        ("file is not a database", "SQLITE_NOTADB", errors.NotADeskError),
        ("database disk image is malformed", "SQLITE_CORRUPT", errors.DamagedDeskError),
        ("malformed database schema (x)", "SQLITE_ERROR", errors.DamagedDeskError),
        ("Could not decode to UTF-8 column 'x'", "", errors.DamagedDeskError),
        ("unable to open database file", "SQLITE_CANTOPEN", errors.DeskError),
        ("disk I/O error", "SQLITE_IOERR_WRITE", errors.DeskError),
        ("conflict: annotations", "SQLITE_CONSTRAINT_TRIGGER", errors.ConflictError),
        ("span: annotation_pieces", "SQLITE_CONSTRAINT_TRIGGER", errors.SpanError),
        ("FOREIGN KEY constraint failed", "SQLITE_CONSTRAINT_FOREIGNKEY", errors.ConflictError),
        ("UNIQUE constraint failed: x.y", "SQLITE_CONSTRAINT_UNIQUE", errors.ConflictError),
        ("CHECK constraint failed: stop > start", "SQLITE_CONSTRAINT_CHECK", errors.SpanError),
    ],
)
def test_each_failure_has_its_error(
    message: str, name: str, kind: type[errors.ReaderError]
) -> None:
    error = failures.translate(FailedError(message, name), "desk.db")
    assert type(error) is kind
    assert error.where == "desk.db"
    assert not error.what.endswith(".")


def test_a_defect_is_not_translated() -> None:
    for message in ("no such table: anotations", 'near "SELEC": syntax error'):
        assert failures.translate(FailedError(message), "desk.db") is None


def test_every_table_has_a_name_for_people() -> None:
    assert {table.name for table in GUARDED} <= set(failures.NOUNS)
