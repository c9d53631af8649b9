"""Processes of our own for work whose parts do not need each other, while there is such work.

Each is a fresh interpreter that imports what it is to do and nothing else: a fork would copy the
locks of the app's threads as they stand, and the standard library's way of spawning runs the
program that calls it a second time. A worker ends the moment the pipe from its parent does,
whatever it is at, so that none outlives a parent that was killed; Ctrl-C goes to the parent alone.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import SimpleQueue
from typing import IO, Any, Self, TypeVar

from reader.linking.spreading import in_turn

COUNT = 2  # workers at most: each holds 150 MB, and one parent feeds no more than some three
AHEAD = 2  # items that a worker holds at once: one it works on, one that waits
ENDING_S = 2.0  # a worker whose pipe is closed is gone in some milliseconds
# A block is a megabyte. Through a pipe of the usual 64 kB it goes in twenty turns, and for each of
# them the thread that listens has to wait for the one that works.
PIPE_BYTES = 1 << 20
BEHIND = 10  # how much a worker gives way to whoever else wants the processor, as `nice` counts
SIZE_BYTES = 8  # of the number before each message: how many bytes it has
# It gets our path first: whatever we found our own modules by.
START = "import sys; sys.path[:] = sys.argv[1:]; import reader.desk.workers as w; w.serve()"

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(eq=False, slots=True)
class _Worker:
    """One process, from outside: the numbers of the items it has, the one it works on first."""

    process: subprocess.Popen[bytes]
    hearing: threading.Thread | None = None
    items: list[int] = field(default_factory=list)

    def tell(self, message: bytes) -> None:
        """Say what to do; it listens while it works."""
        assert self.process.stdin is not None
        _send(self.process.stdin, message)

    def hear(self, heard: SimpleQueue[tuple[_Worker, bytes | None]]) -> None:
        """Take what it answers until it is gone, and then None."""
        assert self.process.stdout is not None
        with self.process.stdout as mouth, suppress(OSError):
            while (message := _received(mouth)) is not None:
                heard.put((self, message))
        heard.put((self, None))


class Workers:
    """Some processes that are started when there is work, and end with the `with` block.

    Args:
        count: how many; with none of them everything is done here.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._there: list[_Worker] = []
        self._heard: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them, whatever they are at."""
        self.end()

    def spread(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
    ) -> Generator[Result, None, None]:
        """The result for each item, in the order of the items; see `linking.spreading.Spread`.

        Where a worker is lost (the system ran out of memory, somebody ended it), what is left is
        done here. Whoever closes this early ends the workers.
        """
        whole = False
        try:
            spread = self._results if self._count else in_turn
            yield from spread(work, shared, items)
            whole = True
        finally:
            if not whole:
                self.end()

    def end(self) -> None:
        """End all of them; nothing is left running."""
        for each in self._there:
            assert each.process.stdin is not None
            with suppress(OSError):  # what was still to be told cannot be
                each.process.stdin.close()
        for each in self._there:
            try:
                each.process.wait(ENDING_S)
            except subprocess.TimeoutExpired:
                each.process.kill()
                each.process.wait()
            if each.hearing is not None:
                each.hearing.join()  # until the end of the pipe, which is there
        self._there, self._heard = [], SimpleQueue()

    def _results(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
    ) -> Generator[Result, None, None]:
        left = enumerate(items)
        given: dict[int, Item] = {}  # and not come back yet
        done: dict[int, Result] = {}  # and not their turn yet
        due = 0
        try:
            self._begin(work, shared)
            while True:
                # As many more as all of them hold may wait for one that takes long: no more.
                for number, item in islice(left, self._room(len(given), len(done))):
                    given[number] = item
                    self._give(number, item)
                if not given:
                    return
                number, result = self._next()
                del given[number]
                done[number] = result
                while due in done:
                    yield done.pop(due)
                    due += 1
        except (EOFError, OSError):  # a worker is gone
            self.end()
        while given or done:
            if due in given:
                done[due] = work(shared, given.pop(due))
            yield done.pop(due)
            due += 1
        for _, item in left:
            yield work(shared, item)

    def _room(self, given: int, done: int) -> int:
        return max(0, min(AHEAD * self._count - given, 2 * AHEAD * self._count - given - done))

    def _begin(self, work: Callable[..., object], shared: object) -> None:
        while len(self._there) < self._count:
            started = _Worker(_started())
            self._there.append(started)
            hearing = threading.Thread(target=started.hear, args=(self._heard,), daemon=True)
            hearing.start()
            started.hearing = hearing
        told = _packed((work, shared))
        for each in self._there:
            each.tell(told)

    def _give(self, number: int, item: object) -> None:
        worker = min(self._there, key=lambda each: len(each.items))
        worker.items.append(number)
        worker.tell(_packed((None, item)))

    def _next(self) -> tuple[int, Any]:
        """Number and result of what comes next, as soon as it is there."""
        worker, message = self._heard.get()
        if message is None:
            raise EOFError
        failed, result = pickle.loads(message)  # noqa: S301  # of our own process
        if failed:
            raise RuntimeError(result)
        return worker.items.pop(0), result


def available() -> int:
    """How many workers there is room for: none where there is one processor, or no Python."""
    processors = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        processors = len(os.sched_getaffinity(0))
    return min(COUNT, processors) if processors > 1 and sys.executable else 0


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own interpreter, our own path
        [sys.executable, "-c", START, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the screen is the app's
        pipesize=PIPE_BYTES,
        start_new_session=True,  # Ctrl-C goes to the group of the terminal
    )


def serve() -> None:
    """Be a worker: do what is told until the pipe ends."""
    told: SimpleQueue[bytes] = SimpleQueue()
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    mouth = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # whoever prints does not speak into the pipe
    threading.Thread(target=_listen, args=(sys.stdin.buffer, told), daemon=True).start()
    work: Callable[[Any, Any], object] | None = None
    shared: object = None
    while True:
        what, with_what = pickle.loads(told.get())  # noqa: S301  # of our own parent
        if what is not None:
            work, shared = what, with_what
            continue
        assert work is not None
        try:
            answer = False, work(shared, with_what)
        except Exception as error:  # noqa: BLE001  # the parent raises it
            answer = True, f"{type(error).__name__}: {error}"
        with suppress(OSError):  # nobody is there any more: the other thread ends us
            _send(mouth, _packed(answer))


def _listen(ear: IO[bytes], told: SimpleQueue[bytes]) -> None:
    """Take what comes, while the other thread works; end with the pipe."""
    with suppress(OSError):
        while (message := _received(ear)) is not None:
            told.put(message)
    os._exit(0)


def _packed(message: object) -> bytes:
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(SIZE_BYTES, "big"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the pipe ended, be it in the middle of one."""
    size = int.from_bytes(pipe.read(SIZE_BYTES), "big")
    message = pipe.read(size)
    return message if message and len(message) == size else None
