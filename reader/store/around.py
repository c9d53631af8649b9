"""What stands around a desk's file: the library, the file system, and the files beside it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from reader.model.finding import Finding, Severity
from reader.store import places, presence, seats
from reader.store.library import VERSION as SQLITE_VERSION
from reader.store.remedies import command
from reader.store.sqlite import SqliteStore
from reader.store.waiting import SUFFIX as LOCK

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
# In WAL mode a commit could be lost that was acknowledged ("WAL-reset", sqlite.org/wal.html).
WAL_RESET = ((3, 7, 0), (3, 51, 2))
WAL_RESET_MENDED = ((3, 50, 7), (3, 44, 6))  # backports: these and what follows them in their line

_HOT = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # what the journal of a write begins with (fileformat2)
_LOCKS = Path("/proc/locks")
_LOOKS_APART_S = 0.1  # our own reads and writes hold a lock for a tenth of that


def findings(store: SqliteStore) -> Iterator[Finding]:
    """What the library, the place and the files beside a desk show."""
    store.read("SELECT count(*) FROM meta")  # the mode is that of the last look at the file
    mode = str(store.read("PRAGMA journal_mode")[0]["journal_mode"])
    yield library(SQLITE_VERSION, wal=mode == "wal")
    path = store.path
    if path is None:
        return
    if store.read_only is not None:
        remedy = "ask its owner for the right to write, or work on a copy"
        what = f"nothing can be written: {store.read_only}"
        yield Finding("read-only", what, str(path), remedy, Severity.WARNING)
    yield _place(path)
    if mode != "delete":
        what = f"another program set the journal mode to {mode}"
        remedy = command("sqlite3", path, "PRAGMA journal_mode = DELETE")
        yield Finding("journal", what, str(path), remedy, Severity.WARNING)
    yield from beside(path)


def library(version: tuple[int, ...], *, wal: bool) -> Finding:
    """What is to be said of the SQLite library.

    Args:
        version: its own.
        wal: whether the file is in WAL mode.
    """
    name = ".".join(str(part) for part in version)
    where = "this Python"
    if version < OLDEST_SQLITE:
        remedy = "install a newer Python, or `pip install pysqlite3-binary`"
        what = f"SQLite {name} is too old (3.37 is needed)"
        return Finding("sqlite", what, where, remedy, Severity.ERROR)
    if not loses_in_wal(version):
        return Finding("sqlite", f"SQLite {name}", where, "", Severity.NOTE)
    what = f"SQLite {name} can lose commits in WAL mode (mended in 3.51.3, 3.50.7 and 3.44.6)"
    if wal:
        remedy = "take the file out of WAL mode, see below; or install a newer Python"
        return Finding("sqlite", what, where, remedy, Severity.WARNING)
    return Finding("sqlite", f"{what}; a desk is not in it", where, "", Severity.NOTE)


def loses_in_wal(version: tuple[int, ...]) -> bool:
    """Whether a version of SQLite has the WAL-reset bug.

    >>> loses_in_wal((3, 40, 1)), loses_in_wal((3, 44, 6)), loses_in_wal((3, 51, 3))
    (True, False, False)
    """
    first, last = WAL_RESET
    mended = any(version[:2] == line[:2] and version >= line for line in WAL_RESET_MENDED)
    return first <= version <= last and not mended


def _place(path: Path) -> Finding:
    """The type of the file system, and whether locks hold there."""
    unsafe = places.unsafe(path)
    kind = places.file_system(path)
    if unsafe is not None:
        remedy = "move the desk to a local folder, or open it with `--trust-locks`"
        on = f" ({kind})" if kind and kind not in unsafe else ""
        return Finding("place", f"{unsafe}{on}", str(path), remedy, Severity.WARNING)
    if kind in places.LOCAL:
        what = f"a local file system ({kind}), where locks hold"
    elif kind:
        what = f"a file system ({kind}) of which the reader does not know whether locks hold"
    else:
        what = "the system does not say of which type the file system is"
    return Finding("place", what, str(path.parent), "", Severity.NOTE)


def beside(path: Path) -> Iterator[Finding]:
    """Files that a write, cut off or going on, and dead processes leave beside the database."""
    yield from _journals(path)
    yield from _holders(path)
    here = Path(f"{path}{seats.SUFFIX}")
    if os.path.lexists(here) and (here.is_symlink() or not here.is_dir()):
        what = "this is no folder, so nobody sees who is here"
        yield Finding("presence", what, str(here), command("rm", here), Severity.WARNING)
    for left in leftovers(path):
        what = "an unfinished copy was left behind"
        code = "leftover"
        if left.parent == here:
            code, what = "presence", "a reader that ended without a word was here"
        remedy = f"{command('rm', left)}, or reader doctor --mend"
        yield Finding(code, what, str(left), remedy, Severity.NOTE)


def leftovers(path: Path) -> tuple[Path, ...]:
    """What dead processes left beside a database, and nobody needs."""
    unfinished = [
        each
        for pattern in (f".{escape(path.name)}.*.new", f".{escape(path.name)}.*.new-journal")
        for each in path.parent.glob(pattern)
        if _is_dead(each.name.removesuffix("-journal").split(".")[-2])
        and stat.S_ISREG(each.lstat().st_mode)
    ]
    return (*sorted(unfinished), *presence.left_behind(path))


def _is_dead(number: str) -> bool:
    """Whether a word is the number of a process, as our own files have it, and none has it now."""
    if not number.isascii() or not number.isdecimal() or int(number) >= 2**31:
        return False  # somebody else's file: not ours to remove
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return int(number) == os.getpid()


def _journals(path: Path) -> Iterator[Finding]:
    """A journal that waits to be taken back, and those of other modes."""
    journal = Path(f"{path}-journal")
    if os.path.lexists(journal):
        what, remedy = "not hot: a write begins, or another program left it; it does no harm", ""
        if _is_hot(journal):
            what = "hot: a write is going on, or was cut off; the next who may write takes it back"
            remedy = "never remove this file; whoever may write: reader list"
        yield Finding("journal", what, str(journal), remedy, Severity.NOTE)
    for name in ("-wal", "-shm"):
        if os.path.lexists(f"{path}{name}"):
            what = "another program has opened the database in WAL mode"
            remedy = "close that program; never remove this file"
            yield Finding("journal", what, f"{path}{name}", remedy, Severity.WARNING)


def _is_hot(journal: Path) -> bool:
    """Whether a journal holds a write; that it may not be read counts as such.

    Other than the database, it is nothing that SQLite holds a lock on.
    """
    try:
        descriptor = os.open(journal, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        return regular and os.read(descriptor, len(_HOT)) == _HOT
    finally:
        os.close(descriptor)


def _holders(path: Path) -> Iterator[Finding]:
    """Processes that hold a lock on the database, or stand first in the queue, for long."""
    first = _held(path)
    if not first:
        return
    time.sleep(_LOOKS_APART_S)
    for number in sorted(first & _held(path)):
        try:
            name = Path(f"/proc/{number}/comm").read_text("utf-8", "replace").strip()
        except OSError:
            name = "?"
        what = f"the process {number} ({name}) holds a lock"
        remedy = f"if it does not let go: {command('kill', str(number))}"
        yield Finding("held", what, str(path), remedy, Severity.NOTE)


def _held(path: Path) -> set[int]:
    """The processes, but ourselves, that hold a lock, as Linux tells."""
    names = set()
    for each in (path, Path(f"{path}{LOCK}")):
        try:
            found = each.stat()
        except OSError:
            continue
        major, minor = os.major(found.st_dev), os.minor(found.st_dev)
        names.add(f"{major:02x}:{minor:02x}:{found.st_ino}")
    try:
        lines = _LOCKS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return set()
    rows = (line.split() for line in lines if "->" not in line)
    held = {int(row[4]) for row in rows if len(row) > 5 and row[5] in names and row[4].isdecimal()}  # noqa: PLR2004 - the inode's column
    return held - {os.getpid()}
