"""Writes on their way to the disk: one thread, in the order they were made.

A write that fails because of the desk (full, locked, read-only) stays at the head of the
queue, and all others behind it: nothing overtakes, nothing is dropped. A write that can never
succeed (a mark that is somebody else's) is taken out and told.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

from reader.errors import DeskError, ReaderError
from reader.model.values import dataclass


@dataclass(eq=False, slots=True)
class Write:
    """One write.

    Attributes:
        label: what it does, as people are told when it fails (`mark “590 injured”`).
        work: does it; on disk when it returns.
        done: called by the screen with what `work` returned.
        refused: called by the screen when it was taken out of the queue.
        result: what `work` returned.
        error: why it failed last, or None.
        bug: what nobody expected; shown whole.
    """

    label: str
    work: Callable[[], Any]
    done: Callable[[Any], None]
    refused: Callable[[], None]
    result: Any = None
    error: ReaderError | None = None
    bug: Exception | None = None

    @property
    def held(self) -> bool:
        """Whether it failed and waits for another try."""
        return isinstance(self.error, DeskError)


class WriteQueue:
    """Does writes one after the other in a thread of its own.

    Args:
        tell: called in that thread with each write that was done, refused or held.
    """

    def __init__(self, tell: Callable[[Write], object]) -> None:
        self._tell = tell
        self._waiting: deque[Write] = deque()
        self._changed = threading.Condition()
        self._held = False
        self._closed = False
        self._thread: threading.Thread | None = None

    def put(self, write: Write) -> None:
        """Do this after all others; a queue that was held tries again."""
        with self._changed:
            self._waiting.append(write)
            self._held = False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writes", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def retry(self) -> None:
        """Try what is held again."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    @property
    def unsaved(self) -> tuple[Write, ...]:
        """What is not on disk yet, oldest first."""
        with self._changed:
            return tuple(self._waiting)

    def drain(self, seconds: float) -> bool:
        """Wait until everything is on disk, or held, or the time is over; whether all is."""
        until = monotonic() + seconds
        with self._changed:
            while self._waiting and not self._held:
                left = until - monotonic()
                if left <= 0 or not self._changed.wait(left):
                    break
            return not self._waiting

    def close(self) -> None:
        """Take nothing more; what is being written now is still finished."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (self._held or not self._waiting):
                    self._changed.wait()
                if self._closed:
                    return
                write = self._waiting[0]
            self._do(write)
            with self._changed:
                self._held = write.held
                if not self._held:
                    self._waiting.popleft()
                self._changed.notify_all()
            self._tell(write)

    def _do(self, write: Write) -> None:
        write.error = None
        try:
            write.result = write.work()
        except ReaderError as error:
            write.error = error
        except Exception as bug:  # noqa: BLE001 - the screen raises it again, whole
            write.bug = bug
