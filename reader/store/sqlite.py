"""The engine on one SQLite file: short reads, and writes in turn, each on disk when it returns.

Two connections: one reads, one writes, so that no reader waits while a write stands in the
queue. Rules that cost work when broken: nobody calls `open()` on the live file (POSIX drops
every lock of a process when any descriptor of the file closes), no statement stays open
between two calls, and a transaction begins with BEGIN IMMEDIATE or not at all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from reader.errors import DeskError
from reader.model.history import HistoryEntry
from reader.store import failures
from reader.store.checking import check_ours, check_schema
from reader.store.history_rows import entry
from reader.store.library import Connection, Cursor, SqlError, connect
from reader.store.protocol import Row, Statement
from reader.store.statements import storable
from reader.store.waiting import Queue

# A human types one mark a second at most; eight of them queue for some 200 ms. Who waits
# longer than this waits for a backup, a bulk import or a process that hangs.
WAIT_MS = 20_000
# Changed pages that do not fit are written before the commit, and from then on nobody reads: with
# SQLite's 2 MB a colleague's screen stood still for 16.9 s of a merge of 18.5 s, with this 1.1 s
# (100,000 marks, a busy machine). Only as much is taken as a merge changes.
MERGE_CACHE_KIB = 256 * 1024
CHANGES_SQL = "SELECT * FROM history WHERE seq > ? ORDER BY seq LIMIT ?"
CHANGES_LIMIT = 10_000

_T = TypeVar("_T")


class SqliteStore:
    """One desk's file; every method may be called from any thread.

    Args:
        connection: the one that reads, set up and checked.
        path: the file, or None for a desk in memory.
        reason: why nothing can be written, or None when it can.
        wait_ms: how long to wait for other writers.
        where: how errors name it, if not by its path.
    """

    def __init__(
        self,
        connection: Connection,
        path: Path | None,
        *,
        reason: str | None = None,
        wait_ms: int = WAIT_MS,
        where: str | None = None,
    ) -> None:
        self._reader = connection
        self._path = path
        self._reason = reason
        self._where = where or ("a desk in memory" if path is None else str(path))
        self._wait_ms = wait_ms
        self._reading = threading.RLock()
        self._writing = threading.RLock() if path is not None else self._reading
        self._writer: Connection | None = connection if path is None else None
        self._queue = None if path is None else Queue(path, wait_ms=wait_ms)
        self._identity = None if path is None else _identity(path)
        self._schema: int | None = None  # SQLite's counter of changes when it was last looked at
        self._token = 0
        self._closed = False

    @property
    def path(self) -> Path | None:
        """The file, or None for a desk in memory."""
        return self._path

    @property
    def where(self) -> str:
        """The file, as errors name it."""
        return self._where

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written here, one line; None when it can."""
        return self._reason

    def read(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of one query, read at once: no statement stays open."""
        with self._reading, self._translated():
            self._check_open()
            cursor = _execute(self._reader, sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def write(self, batch: Sequence[Statement]) -> None:
        """Carry out all statements, or none; when it returns, they are on disk."""
        self.transact(lambda connection: _run(connection, batch))

    def transact(self, work: Callable[[Connection], _T], *, beside: Path | None = None) -> _T:
        """What `work` returns, run in one transaction in its turn; only for this folder.

        `work` must be short: everybody else waits for it.

        Args:
            work: is given the connection that writes.
            beside: a database of our own that `work` reads as `theirs`.
        """
        shared = self._queue is not None
        guarded = self._guarded(work) if shared else work
        return self._alone(lambda connection: _transaction(connection, guarded, beside))

    def compact(self) -> None:
        """Write the whole file anew; then nothing that was deleted is left between its rows."""

        def work(connection: Connection) -> None:
            connection.execute("PRAGMA main.secure_delete = ON")  # clean pages, also of the copy
            connection.execute("VACUUM")
            connection.execute("PRAGMA main.secure_delete = OFF")

        self._alone(work)

    def _alone(self, work: Callable[[Connection], _T]) -> _T:
        """What `work` returns, given the connection that writes, in its turn."""
        if self._reason is not None:
            raise failures.read_only(self.where, self._reason)
        with self._writing, self._translated():
            self._check_open()
            if self._queue is None:
                return work(self._reader)
            with self._queue.turn() as got:
                if not got:
                    raise failures.busy(self.where)
                self._check_same_file()
                return work(self._writing_connection())

    def changes(self, since: int) -> list[HistoryEntry]:
        """History after entry `since`, oldest first: at most 10,000 entries a call."""
        return [entry(row) for row in self.read(CHANGES_SQL, (since, CHANGES_LIMIT))]

    def watch(self) -> int:
        """A token that differs from the last one once another process or desk has written."""
        if self._path is None or not self._writing.acquire(blocking=False):
            return self._token  # we write at this moment: whoever asks again will know
        try:
            with self._translated():
                self._check_open()
                connection = self._reader if self._reason else self._writing_connection()
                self._token = int(connection.execute("PRAGMA data_version").fetchone()[0])
                return self._token
        finally:
            self._writing.release()

    def copy_into(self, target: Connection) -> None:
        """Fill an empty database with this one as it is now; writers wait for it."""
        with self._reading, self._translated():
            self._check_open()
            self._reader.backup(target)

    def close(self) -> None:
        """Let go of the file; writes that were acknowledged stay."""
        with self._writing, self._reading:
            self._closed = True
            for connection in {id(c): c for c in (self._writer, self._reader) if c}.values():
                connection.close()

    def _writing_connection(self) -> Connection:
        """The connection that writes, opened when first needed."""
        if self._writer is None:
            assert self._path is not None
            self._writer = connect(self._path, mode="rw", busy_ms=self._wait_ms)
        return self._writer

    def _check_open(self) -> None:
        if self._closed:
            raise DeskError("the desk is closed", where=self.where)

    def _check_same_file(self) -> None:
        """Refuse to write into a file that no longer stands at its path: it would be lost."""
        assert self._path is not None
        if _identity(self._path) != self._identity:
            raise DeskError(
                "the database was replaced or removed while it was open; nothing was written",
                where=self.where,
                remedy="open the desk again, then do it again",
            )

    def _guarded(self, work: Callable[[Connection], _T]) -> Callable[[Connection], _T]:
        """The work, refused where another program took our triggers away since it was opened.

        Without them an edit would leave no history. Nobody can do so between this look and the
        commit, since the transaction is open; it costs one read of a number that SQLite has read
        already, and a look at the whole schema (some 2 ms) after somebody changed it.
        """

        def guarded(connection: Connection) -> _T:
            counter = connection.execute("PRAGMA main.schema_version").fetchone()[0]
            if counter != self._schema:
                check_ours(connection, self.where)
                check_schema(connection, self.where)
            result = work(connection)
            self._schema = counter
            return result

        return guarded

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except UnicodeDecodeError as error:  # a message that quotes damaged bytes
            raise failures.damaged(self.where, "text in it is not UTF-8") from error
        except SqlError as error:
            translated = failures.translate(error, self.where)
            if translated is None:
                raise
            raise translated from error


def _run(connection: Connection, batch: Sequence[Statement]) -> None:
    for sql, alike in groupby(batch, key=itemgetter(0)):
        _execute_all(connection, sql, [params for _, params in alike])


def _execute_all(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Carry out one statement for each of some rows; many inserts at once cost a fifth less."""
    done = 0

    def counted() -> Iterator[Sequence[Any]]:
        nonlocal done
        for done, row in enumerate(rows):  # noqa: B007  # read below
            yield row
        done = len(rows)

    if len(rows) > 1 and sql.startswith("INSERT"):
        with suppress(UnicodeEncodeError):  # the row it came to is the first that is not in
            connection.executemany(sql, counted())
    for params in rows[done:]:
        _execute(connection, sql, params)


def _execute(connection: Connection, sql: str, params: Sequence[Any]) -> Cursor:
    """Carry out one statement; what UTF-8 cannot hold is meant as it would be stored."""
    try:
        return connection.execute(sql, params)
    except UnicodeEncodeError:  # half a surrogate pair, as bytes of a command line become
        return connection.execute(
            sql, [storable(each) if isinstance(each, str) else each for each in params]
        )


def _transaction(
    connection: Connection, work: Callable[[Connection], _T], beside: Path | None = None
) -> _T:
    """All of `work`, or nothing of it."""
    if beside is not None:
        connection.execute("ATTACH ? AS theirs", (str(beside),))
        kept = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute(f"PRAGMA cache_size = -{MERGE_CACHE_KIB:d}")
        try:
            return _transaction(connection, work)
        finally:
            connection.execute("DETACH theirs")
            connection.execute(f"PRAGMA cache_size = {int(kept):d}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back already; then there is nothing left to roll back.
        with suppress(SqlError):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise
    return result


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at the path, or None."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
