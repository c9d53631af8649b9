"""Backups in a folder: named by the moment, and the old ones among them taken away.

Only what is beyond doubt a backup of this very desk is ever removed: its name says so, and its
last entry of history stands at the same place in the history of the desk, so that all it holds
is here. Another desk's file, one with work of its own and one that cannot be read stay.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from reader.errors import ReaderError
from reader.store import failures
from reader.store.checking import check_ours
from reader.store.library import SqlError, bounded, connect
from reader.store.protocol import Store

FOLDER = "backups"  # beside the database, where none is named
WAIT_MS = 1_000  # nobody writes to a backup; whoever does is left alone
_MOMENT = "%Y%m%dT%H%M%SZ"
_LAST = "SELECT * FROM history ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Keep:
    """Which of the backups in a folder stay besides the newest: so many, or those of so many days.

    Attributes:
        count: how many, the newest included; None for any number.
        days: how old at most; None for any age.
    """

    count: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did.

    Attributes:
        removed: the backups that are gone, oldest first.
        left: those that were due but stay, and why.
    """

    removed: tuple[Path, ...] = ()
    left: tuple[tuple[Path, str], ...] = ()


def named(database: Path, at: datetime) -> str:
    """The name of a backup made at a moment (UTC): by name they sort by age.

    >>> from datetime import UTC
    >>> named(Path("story/annotations.db"), datetime(2024, 3, 9, 18, 30, tzinfo=UTC))
    'story-20240309T183000Z.db'
    """
    return f"{_stem(database)}-{at.strftime(_MOMENT)}.db"


def rotate(store: Store, database: Path, folder: Path, keep: Keep, at: datetime) -> Rotated:
    """Remove the backups of a desk that are too many or too old; the newest stays in any case.

    Args:
        store: the desk's, which must hold all that a backup holds before that is removed.
        database: the desk's file, by which its backups are named.
        folder: where they stand.
        keep: which stay.
        at: now, UTC.
    """
    found = [(path.stem.rpartition("-")[2], path) for path in standing(database, folder)]
    oldest = None if keep.days is None else (at - timedelta(days=keep.days)).strftime(_MOMENT)
    removed: list[Path] = []
    left: list[tuple[Path, str]] = []
    for number, (moment, path) in enumerate(found[:-1]):
        many = keep.count is not None and number < len(found) - keep.count
        if not many and not (oldest is not None and moment < oldest):
            continue
        why = _not_ours(store, path)
        if why is None:
            try:
                path.unlink()
            except OSError as failure:
                why = f"it cannot be removed ({failure.strerror})"
            else:
                removed.append(path)
                continue
        left.append((path, why))
    return Rotated(tuple(removed), tuple(left))


def standing(database: Path, folder: Path) -> tuple[Path, ...]:
    """What looks like the backups of a desk by its name, oldest first."""
    pattern = re.compile(rf"{re.escape(_stem(database))}-\d{{8}}T\d{{6}}Z\.db")
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if pattern.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    )


def _stem(database: Path) -> str:
    """What the desk is called: its folder, or its file where that has a name of its own."""
    name = database.parent.name if database.name == "annotations.db" else database.stem
    return name or database.stem


def _not_ours(store: Store, path: Path) -> str | None:
    """Why a file is not a backup all of which is on this desk, or None where it is one."""
    where = str(path)
    try:
        with closing(connect(path, mode="ro", busy_ms=WAIT_MS)) as connection:
            bounded(connection)
            check_ours(connection, where)
            cursor = connection.execute(_LAST)
            names = [column[0] for column in cursor.description]
            last = cursor.fetchone()
    except UnicodeDecodeError:
        return "it is damaged"
    except SqlError as error:
        translated = failures.translate(error, where)
        return f"it cannot be read ({error})" if translated is None else translated.what
    except ReaderError as error:
        return error.what
    if last is None:
        return "it holds no work by which to know whose it is"
    there = dict(zip(names, last, strict=True))
    here = store.read("SELECT * FROM history WHERE seq = ?", (there["seq"],))
    return None if here == [there] else "it holds work that this desk does not"
