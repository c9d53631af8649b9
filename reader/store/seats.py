"""The seat of a running reader: its file, in a folder beside the database.

The folder has the database's permissions, is made by the first reader and goes with the last. All
is done inside the folder once it is open, so that nothing that stands in its place is followed.
Nothing here raises: to be seen is not worth an error.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from reader.model.presence import Present
from reader.model.values import replace

SUFFIX = "-here"
MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_SCAN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


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
        with suppress(OSError), opened(self._database) as folder:
            os.unlink(self._name, dir_fd=folder)
        with suppress(OSError):
            folder_of(self._database).rmdir()

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
        descriptor = os.open(aside, MAKE, mode, dir_fd=folder)
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


def folder_of(database: Path) -> Path:
    """Where the files stand of those who read a desk."""
    return Path(f"{database}{SUFFIX}")


@contextmanager
def opened(database: Path) -> Iterator[int]:
    """The folder, open; whatever stands there instead is an `OSError`."""
    descriptor = os.open(folder_of(database), _SCAN)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _made(database: Path) -> Iterator[int]:
    """The folder, made if it is not there: for those who may write the database, and no others."""
    try:
        folder_of(database).mkdir(0o700)
        new = True
    except FileExistsError:
        new = False
    with opened(database) as descriptor:
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
