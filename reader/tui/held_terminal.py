"""The terminal taken for the first picture: held until Textual has it, or given back as found."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

_IFLAG, _LFLAG, _CC = 0, 3, 6  # of what `tcgetattr` gives
# As Textual's driver has it: no echo, no lines, no signals by key, Enter as it is typed.
_NOT_LOCAL = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_NOT_INPUT = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR

# The other screen, no cursor on it, no wrapping at its edge, and rows as we put them in order
# (see driver.py); and all of that back.
OTHER_SCREEN = "\x1b[?1049h"
_TAKE = f"{OTHER_SCREEN}\x1b[?25l\x1b[?7l\x1b[8l"
_GIVE_BACK = "\x1b[0m\x1b[8h\x1b[?7h\x1b[?1049l\x1b[?25h"
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
Handler = Callable[[int, FrameType | None], object] | signal.Handlers


class HeldTerminal:
    """A terminal that shows our picture.

    Attributes:
        before: how it was, as `termios` says it.
        unanswered: bytes that were typed and that Textual shall have.
        passed_on: whether Textual has it now, and gives it back.
    """

    def __init__(self) -> None:
        self._input, self._output = sys.stdin.fileno(), sys.stdout.fileno()
        self.before = termios.tcgetattr(self._input)
        self.unanswered = b""
        self.passed_on = False

    def take(self) -> None:
        """Read keys one by one, and leave what was on the screen for later."""
        raw = termios.tcgetattr(self._input)
        raw[_LFLAG] &= ~_NOT_LOCAL
        raw[_IFLAG] &= ~_NOT_INPUT
        raw[_CC][termios.VMIN] = 1
        termios.tcsetattr(self._input, termios.TCSANOW, raw)
        self.write(_TAKE)

    def write(self, text: str) -> None:
        """Write it all."""
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(self._output, data) :]

    def read(self) -> bytes:
        """What was typed, at least a byte; empty where the terminal is gone."""
        try:
            return os.read(self._input, 4096)
        except OSError:
            return b""

    def give_back(self) -> None:
        """Leave the terminal as it was found, unless that is Textual's to do by now."""
        if self.passed_on:
            return
        self.passed_on = True
        with suppress(OSError):
            self.write(_GIVE_BACK)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._input, termios.TCSANOW, self.before)

    def fileno(self) -> int:
        """Of what is typed."""
        return self._input


def on_signals(handler: Handler) -> None:
    """Be told of signals that end us, until Textual's loop is; one that is ignored stays so."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)
