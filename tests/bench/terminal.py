"""Programs in a terminal of their own: started, watched until something stands on the screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
ROWS, COLUMNS = 45, 160
GIVE_UP_S = 30
DRIVER = b"\x1b[?1004h"  # Textual's driver has begun: before that, bare Python paints
QUIET_S = 0.03  # without a byte, after which what is on the screen is all of it
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took until all was there: ms on the wall and of the processor, bytes."""

    wall: float
    cpu: float
    written: int


class Terminal:
    """One program on a terminal; ended with the block.

    Args:
        command: what to start.
        folder: where, with a home of its own below it.
        size: columns and rows.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, size: tuple[int, int] = (COLUMNS, ROWS)
    ) -> None:
        self._name = command[0]
        self._begun = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            rows = struct.pack("HHHH", size[1], size[0], 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, rows)
            os.chdir(folder)
            os.execve(command[0], list(command), environment(folder))
        self.written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def cpu(self) -> float:
        """Processor time that it took so far, all its threads, in ms.

        The clock of another process has a number made of its id (`clock_getcpuclockid`, Linux).
        """
        return time.clock_gettime((~self.pid << 3) | 2) * 1000

    def memory(self) -> float:
        """Memory that is its own by now, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        found = re.search(r"RssAnon:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> bytes:
        """What it writes in that time, until the first bytes of it."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            got = os.read(self._master, 1 << 20)
        except OSError:
            sys.exit(f"{self._name}: ended; last: {self.written[-300:]!r}")
        self.written += got
        return got

    def rest(self, seconds: float) -> int:
        """Let it write until it is quiet for so long; how many bytes came.

        A cursor that blinks is never quiet: then three times as long is enough.
        """
        before, end = len(self.written), time.perf_counter() + 3 * seconds
        while self.read(seconds) and time.perf_counter() < end:
            pass
        return len(self.written) - before

    def until(self, holds: Callable[[str], bool]) -> Start:
        """Wait for something to stand on the screen, and all that is written with it."""
        seen = self.seen(holds)
        self.rest(QUIET_S)
        return Start(seen.wall, seen.cpu, len(self.written))

    def ready(self, holds: Callable[[str], bool]) -> Start:
        """Wait until Textual has painted something, and all that is written with it."""
        self.seen(holds, DRIVER)
        return self.until(holds)

    def seen(self, holds: Callable[[str], bool], after: bytes = b"") -> Start:
        """Wait for something to stand on the screen, written after some bytes.

        Args:
            holds: whether it stands among what is written, sequences left out.
            after: the bytes.
        """
        self.await_bytes(lambda: after in self.written)
        since = self.written.index(after)
        self.await_bytes(
            lambda: holds(ESCAPES.sub(b"", self.written[since:]).decode("utf-8", "replace"))
        )
        return self.now()

    def await_bytes(self, holds: Callable[[], bool]) -> None:
        """Read until something holds."""
        while not holds():
            self.read(0.02)
            if time.perf_counter() - self._begun > GIVE_UP_S:
                sys.exit(f"{self._name}: nothing to see; last: {self.written[-300:]!r}")

    def now(self) -> Start:
        """What it took so far."""
        return Start((time.perf_counter() - self._begun) * 1000, self.cpu(), len(self.written))


def environment(folder: Path) -> dict[str, str]:
    """A home of its own, so that no benchmark finds what the last one left."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    homes = {f"XDG_{kind}_HOME": str(folder / "home" / kind.lower()) for kind in kinds}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder / "home"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **homes,
    }
