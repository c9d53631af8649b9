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
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reader.model.ids import is_handle
from reader.model.presence import Present

SUFFIX = "-here"
BEAT_S = 4.0  # between two signs of life; each costs some 0.2 ms
FRESH_S = 14.0  # after the last one somebody counts as here: two may be late, or be lost
GONE_S = 3600.0  # after which a file of another machine is nobody's any more

MOST = 500  # entries of the folder that are looked at; a team has a tenth of that
MOST_BYTES = 4096  # of a file; an honest one has some 250
_MOST_CHARACTERS = 255
_NAME = re.compile(r"[A-Za-z0-9._~%-]+@[A-Za-z0-9._~%-]*\.\d+\.[0-9a-f]{6}\.json")
_ASIDE = re.compile(r"\..+\.json\.new|\.now\..+")  # cut off in the middle of a beat
_SCAN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# A pipe would otherwise hold up whoever opens it until somebody writes.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


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


class Seat:
    """One running reader's file; made at the first `keep`.

    Args:
        database: whose reader it is; the folder stands beside it.
        present: who.
    """

    def __init__(self, database: Path, present: Present) -> None:
        self._database = database
        self._present = present
        self._written: Present | None = None
        who, host = (quote(each, safe="")[:60] for each in (present.handle, present.host))
        self._name = f"{who}@{host}.{present.pid}.{os.urandom(3).hex()}.json"

    @property
    def database(self) -> Path:
        """The desk's file."""
        return self._database

    def keep(self, article: str | None) -> float | None:
        """Give a sign of life, and say what is read; the time the folder gave it, if it did."""
        for _ in range(4):  # the last one who left may have taken the folder along just now
            with suppress(OSError), _made(self._database) as folder:
                return self._kept(folder, article)
        return None

    def leave(self) -> None:
        """Take the file away, and the folder if nobody else is in it."""
        self._written = None
        with suppress(OSError), _opened(self._database) as folder:
            os.unlink(self._name, dir_fd=folder)
        with suppress(OSError):
            _folder(self._database).rmdir()

    def _kept(self, folder: int, article: str | None) -> float:
        as_of_now = replace(self._present, article=article)
        mode = stat.S_IMODE(self._database.stat().st_mode) & 0o644
        found = None
        with suppress(FileNotFoundError):
            found = os.stat(self._name, dir_fd=folder, follow_symlinks=False)
        if (
            found is None
            or self._written != as_of_now
            # Shared meanwhile: colleagues must be able to read it.
            or (stat.S_IMODE(found.st_mode), found.st_gid) != (mode, os.stat(folder).st_gid)
        ):
            with suppress(OSError):
                self._write(folder, as_of_now, mode)
        os.utime(self._name, dir_fd=folder, follow_symlinks=False)
        return os.stat(self._name, dir_fd=folder, follow_symlinks=False).st_mtime

    def _write(self, folder: int, present: Present, mode: int) -> None:
        """Whole or not at all: who looks meanwhile sees what stood there before."""
        aside = f".{self._name}.new"
        with suppress(OSError):
            os.unlink(aside, dir_fd=folder)
        descriptor = os.open(aside, _MAKE, mode, dir_fd=folder)
        try:
            try:
                with suppress(OSError):
                    os.fchown(descriptor, -1, os.stat(folder).st_gid)
                os.fchmod(descriptor, mode)  # whatever the umask
                os.write(descriptor, json.dumps(asdict(present)).encode())
            finally:
                os.close(descriptor)
            os.rename(aside, self._name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            with suppress(OSError):
                os.unlink(aside, dir_fd=folder)
            raise
        self._written = present


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
    with suppress(OSError), _opened(database) as folder:
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
    with suppress(OSError), _opened(database) as folder:
        now = _now(folder)
        for name, changed in _files(folder, _NAME):
            each = _read(folder, name)
            if abs(now - changed) > GONE_S or (each and not _may_live(each, machine)):
                gone.append(_folder(database) / name)
        for name, changed in _files(folder, _ASIDE):
            if abs(now - changed) > GONE_S:
                gone.append(_folder(database) / name)
    return tuple(sorted(gone))


def _folder(database: Path) -> Path:
    return Path(f"{database}{SUFFIX}")


@contextmanager
def _opened(database: Path) -> Iterator[int]:
    """The folder, open; whatever stands there instead is an `OSError`."""
    descriptor = os.open(_folder(database), _SCAN)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _made(database: Path) -> Iterator[int]:
    """The folder, made if it is not there: for those who may write the database, and no others."""
    try:
        _folder(database).mkdir(0o700)
        new = True
    except FileExistsError:
        new = False
    with _opened(database) as descriptor:
        if new:
            file = database.stat()
            with suppress(OSError):
                os.fchown(descriptor, -1, file.st_gid)
            with suppress(OSError):
                os.fchmod(descriptor, folder_mode(stat.S_IMODE(file.st_mode)))
        yield descriptor


def folder_mode(file: int) -> int:
    """The permissions of the folder that go with a database's.

    >>> [f"{folder_mode(each):o}" for each in (0o600, 0o644, 0o660)]
    ['700', '755', '2770']
    """
    may_enter = (file & 0o444) >> 2
    shared = stat.S_ISGID if file & stat.S_IWGRP else 0
    return (file & 0o666) | may_enter | shared


def _now(folder: int) -> float:
    """The time of the file system; of this machine where nothing can be touched there."""
    name = f".now.{os.getpid()}.{os.urandom(3).hex()}"
    try:
        descriptor = os.open(name, _MAKE, 0o600, dir_fd=folder)
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
        for entry in islice(entries, MOST):
            if not names.fullmatch(entry.name):
                continue
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
