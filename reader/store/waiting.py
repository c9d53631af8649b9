"""The queue: writers take turns at a lock file beside the database.

SQLite alone lets whoever asks at the right moment through: at 32 writers the unluckiest
waited 3.65 s. Behind an `flock` it was 0.39 s. The queue is for fairness and never for
safety: SQLite's own locks keep the file whole, with or without it.
"""

from __future__ import annotations

import fcntl
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIX = "-lock"


class Queue:
    """The turns at one database; made without touching the disk.

    Args:
        database: the file that is written to; the lock stands beside it.
        wait_ms: how long to stand in the queue.
    """

    def __init__(self, database: Path, *, wait_ms: int) -> None:
        self._database = database
        self._path = Path(f"{database}{SUFFIX}")
        self._wait_s = wait_ms / 1000

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Hold the lock; yields whether it was got before the wait was over.

        Where no lock file can be made or opened, writers go on without a queue.
        """
        descriptor = self._open()
        if descriptor is None:
            yield True
            return
        if not _locked(descriptor, self._wait_s):
            yield False
            return
        try:
            yield True
        finally:
            os.close(descriptor)

    def _open(self) -> int | None:
        """The lock file, made at the first write with the database's permissions."""
        flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
        with suppress(FileNotFoundError):
            return _opened(self._path, flags)
        try:
            # Only `stat`: opening the database itself would drop SQLite's locks on closing.
            mode = stat.S_IMODE(self._database.stat().st_mode) & 0o666
            descriptor = os.open(self._path, flags | os.O_CREAT | os.O_EXCL, mode)
        except FileExistsError:
            return _opened(self._path, flags)
        except OSError:
            return None
        with suppress(OSError):
            os.fchmod(descriptor, mode)  # whatever the umask, colleagues need it too
        return descriptor


def _opened(path: Path, flags: int) -> int | None:
    """The file's descriptor, or None where it may not be opened."""
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        raise
    except OSError:
        return None


def _locked(descriptor: int, wait_s: float) -> bool:
    """Whether the lock was got in time; if not, the descriptor is closed by and by."""
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    # Only a blocking call keeps its place in the queue, and it cannot be given a time limit:
    # a thread makes it, and gives the lock back at once if nobody waits for it any more.
    guard = threading.Lock()
    got, given_up = threading.Event(), False

    def wait() -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        with guard:
            got.set()
            if given_up:
                os.close(descriptor)

    threading.Thread(target=wait, name="reader-queue", daemon=True).start()
    got.wait(wait_s)
    with guard:
        if got.is_set():
            return True
        given_up = True
        return False
