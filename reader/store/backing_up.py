"""Making a backup: a copy of a desk that is looked at before it gets its name."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from reader.errors import DeskError, ReaderError
from reader.store import copies, failures, soundness
from reader.store.checking import verify
from reader.store.library import Connection, connect_new
from reader.store.opening import open_store
from reader.store.placing import Aside
from reader.store.protocol import Row
from reader.store.sqlite import SqliteStore

BACKUP_WAIT_MS = 10_000


def back_up(store: SqliteStore, target: Path) -> None:
    """A checked copy of the desk in a file of its own, on disk when this returns.

    An older backup of the same desk at that place is replaced; anything else there stays.

    Raises:
        DeskError: the target cannot be made, or holds what this desk does not.
    """
    if store.path is not None and target.exists() and target.samefile(store.path):
        raise DeskError(
            "a desk cannot be its own backup", where=str(target), remedy="name another file"
        )
    replacing = target.exists()
    if replacing:
        _check_older(store, target)
    with (
        Aside(target, replacing=replacing) as unfinished,
        closing(connect_new(unfinished)) as connection,
    ):
        least = _counts(store)
        store.copy_into(connection)
        verify(connection, str(target))
        _verify_texts(connection, least, store.where)


# Nothing of these is ever deleted, so that a copy holds at least what stood before it was made.
_COUNTS = """SELECT (SELECT count(*) FROM history) AS history,
  (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM annotations) AS annotations"""


def _counts(store: SqliteStore) -> Row:
    return store.read(_COUNTS)[0]


def _verify_texts(connection: Connection, least: Row, where: str) -> None:
    """Refuse a copy in which a text is not what was stored, or something is missing.

    SQLite calls a page whole whatever the letters on it: a backup would take damage along, and
    push out the last one that has none.
    """
    copy = SqliteStore(connection, None, reason=copies.REASON, where=where)
    counts = _counts(copy)
    short = [name for name, count in least.items() if counts[name] < count]
    for what in (f"{name}: {counts[name]} of {least[name]}" for name in short):
        raise failures.damaged(where, f"the copy is short of {what}")
    for symptom in soundness.texts(copy):
        raise failures.damaged(where, f"{symptom.what}: {symptom.where}")


def _check_older(store: SqliteStore, target: Path) -> None:
    """Refuse to replace what is not an earlier state of this very desk."""
    try:
        old = open_store(target, trust_locks=True, wait_ms=BACKUP_WAIT_MS)
    except ReaderError as error:
        raise DeskError(
            f"there is a file already that is not a backup ({error.what})",
            where=str(target),
            remedy="name another file",
        ) from error
    with closing(old):
        last = old.read("SELECT * FROM history ORDER BY seq DESC LIMIT 1")
    ours = store.read("SELECT * FROM history WHERE seq = ?", (last[0]["seq"],)) if last else []
    if last and list(map(dict, last)) != list(map(dict, ours)):
        raise DeskError(
            "the file there holds work that this desk does not; it stays",
            where=str(target),
            remedy="name another file",
        )
