"""A backup takes the place of a desk, and what was there before is kept beside it.

The file stays and its contents change, in one transaction of SQLite's own: whoever has the
desk open sees the other contents as he would see a colleague's write, permissions and owner
stay, and a restore that is cut off is taken back by the next reader. Putting another file at
the path instead would let a program that still has the old one write its journal beside the
new one, where it destroys it; so that is done only where SQLite cannot open what stands there.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from reader.errors import DeskError
from reader.store import failures
from reader.store.library import SqlError, connect, connect_new
from reader.store.placing import Aside
from reader.store.protocol import Row
from reader.store.sqlite import WAIT_MS, SqliteStore
from reader.store.waiting import Queue

_LAST = "SELECT * FROM history ORDER BY seq DESC LIMIT 1"
_MARKS = """SELECT n.annotator, count(*) FROM now.annotations AS n
  WHERE n.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM main.annotations AS m
    WHERE m.id = n.id AND m.deleted_at IS NULL)
  GROUP BY n.annotator ORDER BY n.annotator"""
_CHANGES = """SELECT n.annotator, count(*) FROM now.history AS n
  WHERE NOT EXISTS (SELECT 1 FROM main.history AS m INDEXED BY history_row
    WHERE m."table" = n."table" AND m."row" = n."row"
      AND m.version = n.version AND m.change = n.change)
  GROUP BY n.annotator ORDER BY n.annotator"""
_ARTICLES = """SELECT n.name FROM now.articles AS n
  WHERE NOT EXISTS (SELECT 1 FROM main.articles AS m WHERE m.id = n.id) ORDER BY n.rid"""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is on a desk and not in a backup of it.

    Attributes:
        marks: how many marks, by annotator.
        changes: how many entries of history, by annotator; marks are among them.
        articles: the names of the articles.
        last: the last entry of the desk's history, by which a later write is noticed.
    """

    marks: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    last: tuple[Row, ...] = ()


def loss(store: SqliteStore, backup: Path) -> Loss:
    """What of a desk would be gone, were a backup in its place.

    Args:
        store: the desk's.
        backup: a checked copy of it, of the schema of today (see `foreign.taken_copy`).
    """
    with TemporaryDirectory(prefix="reader-") as folder:
        present = Path(folder) / "now.db"
        with closing(connect_new(present)) as copy:
            copy.execute("PRAGMA synchronous = OFF")  # it need not outlive this process
            store.copy_into(copy)
        with closing(connect(backup, mode="ro", busy_ms=WAIT_MS)) as connection:
            connection.execute("ATTACH ? AS now", (f"file:{quote(str(present))}?mode=ro",))
            row = connection.execute(_LAST.replace("history", "now.history"))
            names = [column[0] for column in row.description]
            return Loss(
                dict(connection.execute(_MARKS).fetchall()),
                dict(connection.execute(_CHANGES).fetchall()),
                tuple(name for (name,) in connection.execute(_ARTICLES)),
                tuple(dict(zip(names, each, strict=True)) for each in row.fetchall()),
            )


def overwrite(store: SqliteStore, backup: Path, aside: Path, seen: Loss) -> None:
    """Give a desk the contents of a backup, all or nothing; it is on disk when this returns.

    Args:
        store: the desk's, which goes on with the other contents.
        backup: a checked copy, of the schema of today.
        aside: where to keep what stands on the desk now; nothing may stand there.
        seen: what was known to be lost.

    Raises:
        DeskError: somebody has written since `seen`, or the disk is full; nothing was restored.
    """
    path = store.path
    assert path is not None
    with Queue(path, wait_ms=WAIT_MS).turn() as got:
        if not got:
            raise failures.busy(store.where)
        if tuple(store.read(_LAST)) != seen.last:
            raise DeskError(
                "somebody wrote at this very moment; nothing was restored",
                where=store.where,
                remedy="do it again, and look at what would be gone now",
            )
        with Aside(aside) as unfinished, closing(connect_new(unfinished)) as copy:
            store.copy_into(copy)
        _look_like(path, aside)
        try:
            with (
                closing(connect(backup, mode="ro", busy_ms=WAIT_MS)) as source,
                closing(connect(path, mode="rw", busy_ms=WAIT_MS)) as live,
            ):
                source.backup(live, progress=_patience(store.where))
        except BaseException as error:
            with suppress(OSError):
                aside.unlink()  # the desk is as it was: a second copy would only confuse
            if isinstance(error, SqlError):
                translated = failures.translate(error, store.where)
                if translated is not None:
                    raise translated from error
            raise


def replace(database: Path, backup: Path, aside: Path) -> None:
    """Put a backup where there is no file, or one that is no desk any more.

    Args:
        database: where the desk's file shall stand.
        backup: a checked copy, of the schema of today.
        aside: where to keep what stands there now, with its journal; nothing may stand there.

    Raises:
        DeskError: the file cannot be made; what stood there stands.
    """
    queue = Queue(database, wait_ms=WAIT_MS)
    with queue.turn() if database.exists() else nullcontext(True) as got:
        if not got:
            raise failures.busy(str(database))
        with Aside(database, replacing=True) as unfinished:
            with (
                closing(connect(backup, mode="ro", busy_ms=WAIT_MS)) as source,
                closing(connect_new(unfinished)) as copy,
            ):
                source.backup(copy)
            if database.exists():
                _keep(database, aside)
                _look_like(database, unfinished)
            # A journal that stays would be rolled back into the new file.
            journal = Path(f"{database}-journal")
            if os.path.lexists(journal):
                journal.rename(f"{aside}-journal")


def _keep(database: Path, aside: Path) -> None:
    """A second name for the file; a copy where the file system has no links."""
    if os.path.lexists(aside):
        raise DeskError("there is such a file already, and it stays", where=str(aside))
    try:
        os.link(database, aside)
    except OSError:
        shutil.copyfile(database, aside)  # SQLite cannot open it: nobody here holds a lock on it


def _look_like(database: Path, other: Path) -> None:
    """Give a file the permissions and the group of the desk's, as far as we may."""
    found = database.stat()
    with suppress(OSError):
        os.chown(other, -1, found.st_gid)
    with suppress(OSError):
        other.chmod(stat.S_IMODE(found.st_mode))


def _patience(where: str) -> Callable[[int, int, int], None]:
    """Called after each attempt; a lock that is held for too long ends it, with nothing written."""
    until = time.monotonic() + WAIT_MS / 1000

    def tick(_: int, remaining: int, __: int) -> None:
        if remaining and time.monotonic() > until:
            raise failures.busy(where)

    return tick
