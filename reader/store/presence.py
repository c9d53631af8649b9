"""Who is here: a small file for each running reader, in a folder beside the database.

Never in the database: to look at a desk must not be a write, and a heartbeat would stand in the
queue of those who work. A folder, and not files beside the database: what is looked through at
each beat then holds nothing else, however much lies about in the desk's own folder. It has the
database's permissions, and it goes with the last reader.

A file says who, and its time says since when nothing was heard. That time is compared with the
time that the same file system gives a file that was touched just now, so that the clocks of two
machines never meet. Nothing here raises: to be seen is not worth an error.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from reader.model.ids import is_handle
from reader.model.presence import Present
from reader.model.values import dataclass
from reader.store import seats

BEAT_S = 4.0  # between two signs of life; each costs some 0.2 ms
FRESH_S = 14.0  # after the last one somebody counts as here: two may be late, or be lost
GONE_S = 3600.0  # after which a file of another machine is nobody's any more

MOST = 500  # readers that are looked at; a team has a tenth of that
_MOST_ENTRIES = 20_000  # names that are gone through for them: some 10 ms
MOST_BYTES = 4096  # of a file; an honest one has some 250
_MOST_CHARACTERS = 255
_NAME = re.compile(r"[A-Za-z0-9._~%-]+@[A-Za-z0-9._~%-]*\.\d+\.[0-9a-f]{6}\.json")
_ASIDE = re.compile(r"\..+\.json\.new|\.now\..+")  # cut off in the middle of a beat
# A pipe would otherwise hold up whoever opens it until somebody writes.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a process runs.

    Attributes:
        host: the machine's name.
        pids: as of `Present`.
    """

    host: str
    pids: str = ""


@cache
def this_machine() -> Machine:
    """Where we are."""
    pids = ""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
        pids = f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    return Machine(os.uname().nodename[:_MOST_CHARACTERS], pids)


def present(
    database: Path, *, now: float | None = None, machine: Machine | None = None
) -> tuple[Present, ...]:
    """Everybody whose reader runs, by handle.

    Args:
        database: the desk's file.
        now: the time that the folder gave a file just now (`Seat.keep`); asked for anew, by a
            file that is there for a moment, where it is not given.
        machine: where we are.
    """
    machine = machine or this_machine()
    found: list[Present] = []
    with suppress(OSError), seats.opened(database) as folder:
        now = _now(folder) if now is None else now
        for name, changed in _files(folder, _NAME):
            each = _read(folder, name)
            # A time to come is as good as none: a clock went back after the last sign of life.
            if each and abs(now - changed) <= FRESH_S and _may_live(each, machine):
                found.append(each)
    return tuple(sorted(found, key=lambda each: (each.handle.casefold(), each.since, each.pid)))


def left_behind(database: Path, *, machine: Machine | None = None) -> tuple[Path, ...]:
    """The files of readers that are gone without having taken them away."""
    machine = machine or this_machine()
    gone: list[Path] = []
    with suppress(OSError), seats.opened(database) as folder:
        now = _now(folder)
        for name, changed in _files(folder, _NAME):
            each = _read(folder, name)
            if abs(now - changed) > GONE_S or (each and not _may_live(each, machine)):
                gone.append(seats.folder_of(database) / name)
        for name, changed in _files(folder, _ASIDE):
            if abs(now - changed) > GONE_S:
                gone.append(seats.folder_of(database) / name)
    return tuple(sorted(gone))


def _now(folder: int) -> float:
    """The time of the file system; of this machine where nothing can be touched there."""
    name = f".now.{os.getpid()}.{os.urandom(3).hex()}"
    try:
        descriptor = os.open(name, seats.MAKE, 0o600, dir_fd=folder)
    except OSError:
        return time.time()
    try:
        return os.fstat(descriptor).st_mtime
    finally:
        os.close(descriptor)
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)


def _files(folder: int, names: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    """The files of such a name, with the time of the last sign of life."""
    with os.scandir(folder) as entries:
        within = islice(entries, _MOST_ENTRIES)
        for entry in islice((x for x in within if names.fullmatch(x.name)), MOST):
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(found.st_mode):
                    yield entry.name, found.st_mtime


def _read(folder: int, name: str) -> Present | None:
    """What a file says, or None where it is no reader's."""
    try:
        descriptor = os.open(name, _READ, dir_fd=folder)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            content = os.read(descriptor, MOST_BYTES + 1)
        finally:
            os.close(descriptor)
        value = json.loads(content) if len(content) <= MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return _understood(value)


def _understood(value: Any) -> Present | None:
    """A reader's own words, if every one of them is as a reader writes it."""
    match value:
        case {
            "handle": str(handle),
            "host": str(host),
            "pid": int(pid),
            "since": str(since),
            "article": str() | None as article,
            "pids": str(pids),
        } if is_handle(handle) and 0 < pid < 2**31:
            if all(len(each) <= _MOST_CHARACTERS for each in (host, since, pids, article or "")):
                return Present(handle, host, pid, since, article, pids)
    return None


def _may_live(each: Present, machine: Machine) -> bool:
    """Whether a process may still run; of another machine nobody can tell."""
    if Machine(each.host, each.pids) != machine:
        return True
    try:
        os.kill(each.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
