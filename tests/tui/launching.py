"""A reader in a terminal of its own, watched from its first picture to Textual's."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pyte

ROOT = Path(__file__).resolve().parents[2]
ALL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
PATIENCE_S = 60.0  # a busy machine is no defect
TAKEN, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
TEXTUAL = b"\x1b[?1004h"  # what Textual's driver asks for at its start, and nobody before
FIRST = b"\x1b]2;first\x07"  # what the program below writes when Textual has painted
# What pyte takes for other sequences, or for text.
_FOREIGN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
# The reader, with a word said between Textual's first picture and what the desk says later;
# and Textual held back, so that there is a time to type in.
PROGRAM = """
import sys, time
from reader.tui.launch import starting
hold, begins = float(sys.argv.pop(1)), int(sys.argv.pop(1))
load = starting.Loading._load
def held(loading):
    time.sleep(hold)
    from reader.tui.screens.reading import ReadingScreen
    begin = ReadingScreen.begin
    def said(screen):
        screen.app._driver.write("\\x1b]2;first\\x07")
        screen.app._driver.flush()
        if begins:
            begin(screen)
    ReadingScreen.begin = said
    load(loading)
starting.Loading._load = held
from reader.__main__ import main
sys.exit(main())
"""


class Watched(pyte.Screen):
    """A screen that notes which rows look different from what they were."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.watching = False
        self.changed: list[tuple[int, str, str]] = []

    def draw(self, data: str) -> None:
        """Draw, and look what has changed."""
        row = self.cursor.y
        before = self.row(row)
        super().draw(data)
        after = self.row(row)
        if self.watching and before != after:
            old, new = ("".join(cell.data for cell in cells) for cells in (before, after))
            self.changed.append((row, old, new))

    def row(self, row: int) -> list[Any]:
        """The cells of a row."""
        return [self.buffer[row][column] for column in range(self.columns)]

    def erase_in_display(self, how: int = 0, *args: object, **kwargs: object) -> None:
        """Note that all is gone for a moment."""
        if self.watching:
            self.changed.append((-1, "", f"erased {how}"))
        super().erase_in_display(how, *args, **kwargs)


class Reader:
    """A reader in a terminal; ended with the block.

    Args:
        folder: where it is started, and what it reads.
        home: of its settings and its state.
        size: columns and rows.
        hold: seconds that the import of Textual is held back for.
        begins: whether it goes on after Textual's first picture.
        environ: instead of a terminal with all colours.
    """

    def __init__(
        self,
        folder: Path,
        home: Path,
        size: tuple[int, int] = (100, 30),
        *,
        hold: float = 0.0,
        begins: bool = True,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.size = size
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes = termios.tcgetattr(self.master)
        homes = {f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        told = ALL if environ is None else environ
        asked = [str(hold), str(int(begins)), "--desk", ".", "--as", "ada"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *asked],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "LANG": "C.UTF-8",
                **homes,
                **told,
            },
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    def read(self, seconds: float = 0.05) -> None:
        """Take in what is written for up to so long."""
        try:
            if select.select([self.master], [], [], seconds)[0]:
                self.written += os.read(self.master, 65536)
        except OSError:  # the other end is closed
            time.sleep(seconds)

    def until(self, holds: Callable[[], bool] | bytes) -> None:
        """Wait for bytes, or for something to hold."""
        start = time.monotonic()
        while not (holds in self.written if isinstance(holds, bytes) else holds()):
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            assert self.process.poll() is None, self.written[-2000:]
            self.read()

    def until_painted(self) -> None:
        """Wait for the first picture, which ends with the place of the cursor."""
        self.until(lambda: TAKEN in self.written and self.written.endswith(b"H"))

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.master, keys)

    def resize(self, size: tuple[int, int]) -> None:
        """Be of another size, and wait until that is drawn."""
        self.size, before = size, len(self.written)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.signal(signal.SIGWINCH)  # it is not of a terminal's foreground, which is told unasked
        self.until(lambda: len(self.written) > before)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def end(self) -> int:
        """Wait for the end; the exit status."""
        start = time.monotonic()
        while self.process.poll() is None:
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            self.read()
        self.read()
        return self.process.wait()

    def screen(self, until: bytes | None = None, watched_from: bytes | None = None) -> Watched:
        """The screen as it was when these bytes came; watched from others on."""
        data = self.written if until is None else self.written[: self.written.index(until)]
        screen = Watched(*self.size)
        stream = pyte.ByteStream(screen)
        at = len(data) if watched_from is None else data.index(watched_from)
        stream.feed(_FOREIGN.sub(b"", data[:at]))
        screen.watching = True
        stream.feed(_FOREIGN.sub(b"", data[at:]))
        return screen

    def is_given_back(self) -> bool:
        """Whether the terminal is as it was found."""
        after, data = termios.tcgetattr(self.master), self.written
        pairs = (
            (b"1049", b"h", b"l"),
            (b"25", b"l", b"h"),
            (b"7", b"l", b"h"),
            (b"1003", b"h", b"l"),
        )
        switched = (
            data.rfind(b"\x1b[?" + mode + on) <= data.rfind(b"\x1b[?" + mode + off)
            for mode, on, off in pairs
        )
        return after[:4] == self.modes[:4] and all(switched) and b"Traceback" not in data
