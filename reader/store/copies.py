"""A copy of the desk as it is at one moment, for work that takes long.

An open read holds up every commit under a rollback journal; a copy is made in one go (0.1 s
for 50 MB) and then read for as long as it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.store.library import Connection, connect_memory, connect_new
from reader.store.sqlite import SqliteStore

IN_MEMORY_BYTES = 64 * 1024 * 1024  # a larger copy goes to the disk's temporary folder
REASON = "this is a copy of one moment"


@contextmanager
def snapshot(store: SqliteStore) -> Iterator[SqliteStore]:
    """A read-only store that holds what `store` held when this was called."""
    with target(store) as connection:
        store.copy_into(connection)
        copy = SqliteStore(connection, None, reason=REASON, where=store.where)
        try:
            yield copy
        finally:
            copy.close()


@contextmanager
def target(store: SqliteStore) -> Iterator[Connection]:
    """An empty database of our own: in memory, or in a folder that only we may read."""
    size = store.read("SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size")
    if size[0]["n"] <= IN_MEMORY_BYTES:
        yield connect_memory()
        return
    with TemporaryDirectory(prefix="reader-") as folder:
        connection = connect_new(Path(folder) / "snapshot.db")
        connection.execute("PRAGMA synchronous = OFF")  # it need not outlive this process
        yield connection
