"""Opening a desk's file, and making one: what is not ours is refused before it is read.

Opening never writes, except that SQLite takes back a write that was cut off, and that a desk
made by an older version is migrated.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from reader.errors import DeskError, FullDeskError, NewerDeskError, NotADeskError
from reader.store import failures, places, schema
from reader.store.checking import check_ours, check_schema, verify
from reader.store.library import (
    Connection,
    bounded,
    connect,
    connect_memory,
    connect_new,
    unbounded,
)
from reader.store.placing import Aside
from reader.store.sqlite import WAIT_MS, SqliteStore

# Checked whole at each opening up to this size (some 20 ms); above it, `doctor` does.
QUICK_CHECK_BYTES = 8 * 1024 * 1024


def open_store(path: Path, *, trust_locks: bool = False, wait_ms: int = WAIT_MS) -> SqliteStore:
    """The store on an existing file; read-only, with the reason, where it cannot be written.

    Args:
        path: the file.
        trust_locks: write even on a network or synchronised folder.
        wait_ms: how long a write waits for others.

    Raises:
        NotADeskError: no such file, or not one of ours.
        NewerDeskError: made by a newer version.
        DamagedDeskError: SQLite says so.
        ReadOnlyDeskError: a write was cut off and cannot be taken back here.
    """
    where = str(path)
    check_kind(path, where)
    reason = _unwritable(path) or (None if trust_locks else places.unsafe(path))
    with failures.told(where):
        connection = connect(path, mode="ro" if reason else "rw", busy_ms=wait_ms)
        try:
            _check(connection, where, reason)
        except BaseException:
            connection.close()
            raise
    return SqliteStore(connection, path, reason=reason, wait_ms=wait_ms)


def memory_store(meta: Mapping[str, str] | None = None) -> SqliteStore:
    """A desk in memory, for reading before there is a file."""
    connection = connect_memory()
    connection.execute("BEGIN IMMEDIATE")
    schema.build(connection, meta or {})
    connection.execute("COMMIT")
    return SqliteStore(connection, None)


def create(path: Path, meta: Mapping[str, str]) -> None:
    """Make a new desk's file: whole or not at all, and never over another.

    Args:
        path: where it shall stand.
        meta: what is known of the desk (`title`, `sample`, …).

    Raises:
        DeskError: there is a file already, or none can be made there.
    """
    with Aside(path) as unfinished, closing(connect_new(unfinished)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        schema.build(connection, meta)
        connection.execute("COMMIT")


def copy_database(source: Path, target: Path) -> None:
    """Copy a desk's file as it is at this moment, while others write; never over another file.

    Raises:
        DeskError: the source cannot be read, or the target exists.
    """
    with closing(_Closing(open_store(source, trust_locks=True))) as opened:
        copy_store(opened.store, target)


def copy_store(store: SqliteStore, target: Path, *, replacing: bool = False) -> None:
    """Copy an open desk to a new file: checked, on disk, then put in its place.

    Args:
        store: the desk's.
        target: where the copy shall stand.
        replacing: whether it may take the place of a file.

    Raises:
        DeskError: the target exists, or cannot be made.
    """
    try:
        with (
            Aside(target, replacing=replacing) as unfinished,
            closing(connect_new(unfinished)) as connection,
        ):
            store.copy_into(connection)
            verify(connection, str(target))
    except FullDeskError as error:  # it names the desk, but what is full is where the copy goes
        raise failures.full(str(target)) from error


class _Closing:
    """A store as something that `closing` closes."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.close = store.close


def check_kind(path: Path, where: str) -> None:
    """Refuse what is no regular file, without opening it."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NotADeskError(
            f"there is no database ({error.strerror or error})",
            where=where,
            remedy="make a desk with `reader init`",
        ) from error
    if not stat.S_ISREG(mode):
        raise NotADeskError("this is not a file", where=where, remedy="name the database itself")


def _unwritable(path: Path) -> str | None:
    """Why this user cannot write here, or None."""
    if not os.access(path, os.R_OK):
        raise DeskError(
            "the database may not be read by you",
            where=str(path),
            remedy="ask its owner for the right to read it",
        )
    if not os.access(path, os.W_OK):
        return "the file is write-protected"
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return "its folder is write-protected"
    return None


def _check(connection: Connection, where: str, reason: str | None) -> None:
    """Refuse a file that is not ours, is newer, or is damaged; migrate an older one."""
    bounded(connection)
    check_ours(connection, where)
    made_by = connection.execute("PRAGMA user_version").fetchone()[0]
    if made_by < schema.VERSION and reason is None:
        unbounded(connection)
        from reader.store import migrations  # noqa: PLC0415 - few desks are older

        migrations.migrate(connection, made_by)
        bounded(connection)
    elif made_by < schema.VERSION:
        raise NewerDeskError(
            "the database is of an older version and cannot be brought up to date here",
            where=where,
            remedy="copy it to a place where you may write, and open the copy",
        )
    check_schema(connection, where)
    size = connection.execute(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    ).fetchone()[0]
    if size <= QUICK_CHECK_BYTES:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok":
            raise failures.damaged(where, said)
    unbounded(connection)
