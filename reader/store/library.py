"""The SQLite module: the one place of the project that imports it.

sqlite-utils takes `pysqlite3` where it is installed. Two SQLite libraries on one file in
one process break each other's locks, so everybody takes the same one, from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

Connection = sqlite3.Connection
Cursor = sqlite3.Cursor
SqlError = sqlite3.Error
VERSION = sqlite3.sqlite_version_info

# An opening that runs longer than this many steps of SQLite's machine is not ours: the
# largest desk tried (200,000 annotations) takes a hundredth of it.
OPENING_STEPS = 50_000_000
STEPS_PER_CALL = 100_000

READING_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",  # functions and virtual tables stay out of views and triggers
    "PRAGMA cell_size_check = ON",  # a damaged page is found where it is read
    "PRAGMA mmap_size = 0",  # a damaged disk gives an error, not a signal
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that REPLACE meets the triggers against DELETE
    "PRAGMA temp_store = MEMORY",
)
WRITING_PRAGMAS = (
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",  # macOS alone has it: without it, fsync stops at the disk's cache
)


def connect(path: Path, *, mode: str, busy_ms: int) -> Connection:
    """A connection to an existing file, set up and not yet read from.

    Args:
        path: the file; never made by this.
        mode: `ro` or `rw`.
        busy_ms: how long to wait for somebody else's commit.
    """
    address = f"file:{quote(str(path.absolute()), errors='surrogateescape')}?mode={mode}"
    return prepare(_open(address, uri=True), busy_ms=busy_ms)


def connect_memory() -> Connection:
    """A connection to a database of its own in memory."""
    return prepare(_open(":memory:"), busy_ms=0)


def connect_new(path: Path) -> Connection:
    """A connection to a file that is ours alone: a copy, or a desk in the making."""
    return prepare(_open(str(path)), busy_ms=0)


def prepare(connection: Connection, *, busy_ms: int) -> Connection:
    """The connection, with every pragma that a desk needs and none that changes a file."""
    try:
        connection.execute(f"PRAGMA busy_timeout = {busy_ms:d}")
        for pragma in READING_PRAGMAS + WRITING_PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(address: str, *, uri: bool = False) -> Connection:
    # isolation_level None: transactions begin where the code says so, and nowhere else.
    return sqlite3.connect(address, uri=uri, isolation_level=None, check_same_thread=False)


def bounded(connection: Connection, steps: int = OPENING_STEPS) -> None:
    """Stop any statement of this connection after `steps`, until `unbounded`."""
    left = steps // STEPS_PER_CALL

    def tick() -> int:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(tick, STEPS_PER_CALL)


def unbounded(connection: Connection) -> None:
    """Let statements run as long as they need."""
    connection.set_progress_handler(None, 0)
