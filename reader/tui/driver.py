"""The terminal: drawn on standard output, left as found, no reason to hang when it vanishes.

Textual draws on standard error, so that `reader 2>log` would show nothing. And when a window
is closed, its thread that writes dies of the first error, and whoever writes next waits for it
for ever.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import InputEvent, Paste
from textual.message import Message

from reader.tui import titling
from reader.tui.held_terminal import OTHER_SCREEN
from reader.tui.sparing import SparingApp
from reader.tui.steady import steady

if TYPE_CHECKING:
    from textual.app import App

    from reader.tui.held_terminal import HeldTerminal

# ECMA-48's mode BDSM: whether the terminal puts lines with Hebrew or Arabic in order by itself.
# "BiDi in Terminal Emulators" (freedesktop.org) has full-screen programs that do it themselves
# leave it at their start and enter it, the default, at their end; VTE and mintty know it. Others
# pass over it, for the number has no second meaning.
_OUR_ORDER, _ITS_ORDER = "\x1b[8l", "\x1b[8h"
# The beginning of a key that is written in several bytes.
_CUT_OFF = re.compile(rb"(?:\x1b(?:\[[0-?]*[ -/]*|O)?|[\xc0-\xff]|[\xe0-\xff][\x80-\xbf]{1,2})\Z")
_REST_S = 0.05  # how long its end may take to come
_LOOK_MS = 500  # how long a thread may live on after the app


class Vanishing:
    """A terminal to write to, which may be gone.

    Args:
        file: the terminal.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if there is anybody left to read it."""
        with suppress(OSError, ValueError):
            return self._file.write(text)
        return 0

    def flush(self) -> None:
        """Send what is buffered, likewise."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class ReaderDriver(LinuxDriver):
    """Textual's driver for Unix terminals, on standard output."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        drawn = sys.__stdout__ if sys.__stdout__ and sys.__stdout__.isatty() else self._file
        if drawn is not None:
            self._file = cast("Any", Vanishing(drawn))
        self._held: HeldTerminal | None = getattr(app, "held", None)
        self._typed = b"" if self._held is None else self._held.unanswered
        self._waiting: list[Message] | None = []  # what is typed before it can be answered
        self._door = threading.Lock()
        self._has_title = titling.has_title()
        self._title = self._done = ""

    def write(self, data: str) -> None:
        """Write, so that each character takes the cells that it was given."""
        if self._held is not None and data == OTHER_SCREEN:
            return  # it is there already: xterm would blank it for 50 ms
        super().write(steady(data))

    def start_application_mode(self) -> None:
        """Begin to draw; cells stand from left to right as they are written."""
        held = self._held
        if held is not None:
            held.passed_on = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        if held is not None:
            self.attrs_before, self._held = held.before, None
        self.write(_OUR_ORDER)
        if self._has_title:
            self.write(titling.KEEP + titling.titled(self._title, self._done))

    def let_in(self) -> None:
        """From now on keys are answered; those that were typed before first."""
        with self._door:
            waiting, self._waiting = self._waiting, None
            for message in waiting or ():
                super().process_message(message)

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal tells: keys and the mouse once they can be answered."""
        with self._door:
            if self._waiting is not None and isinstance(message, (InputEvent, Paste)):
                self._waiting.append(message)
            else:
                super().process_message(message)

    def _answer_typed(self) -> None:
        """Pass on what was typed before we read keys, with the rest of a key that is cut off."""
        data, self._typed = self._typed, b""
        if not data:
            return
        while _CUT_OFF.search(data) and select.select([self.fileno], [], [], _REST_S)[0]:
            data += os.read(self.fileno, 4096)
        parser = XTermParser()
        for message in parser.feed(data.decode("utf-8", "replace")):
            self.process_message(message)
        if _CUT_OFF.search(data):
            time.sleep(ESCAPE_DELAY)
            for message in parser.tick():
                self.process_message(message)

    def stop_application_mode(self) -> None:
        """Give the terminal back, and the order of its lines to itself."""
        self.write(_ITS_ORDER)
        if self._has_title:
            self.write(titling.GIVE_BACK)
        super().stop_application_mode()

    def entitle(self, story: str, done: str) -> None:
        """Let the title of the window say what is read, and how far work under way is."""
        if self._has_title and (story, done) != (self._title, self._done):
            self._title, self._done = story, done
            self.write(titling.titled(story, done))
            self.flush()

    def resume_application_mode(self) -> None:
        """Take the terminal again after the shell had it, and paint all of the screen.

        Textual itself paints what has changed since, on a screen that is empty by now.
        """
        super().resume_application_mode()
        app = self._app
        app.call_later(app.paint_all if isinstance(app, SparingApp) else app.screen.refresh)

    def run_input_thread(self) -> None:
        """Read keys until the terminal is closed, which ends the app as a hang-up does."""
        threading.Thread(target=self._await_hangup, name="hang-up", daemon=True).start()
        try:
            self._answer_typed()
            super().run_input_thread()
        except OSError:
            self._hang_up()

    def _await_hangup(self) -> None:
        """End the app when the terminal is gone: reading from it then gives nothing, for ever."""
        poll = select.poll()
        poll.register(self.fileno, 0)  # a hang-up is told unasked
        while not self.exit_event.is_set() and self._app.is_running:
            for _, flags in poll.poll(_LOOK_MS):
                if flags & (select.POLLHUP | select.POLLERR):
                    self._hang_up()
                return  # gone, or a system that cannot poll a terminal

    def _hang_up(self) -> None:
        self._app.call_later(self._app.exit, return_code=128 + signal.SIGHUP)
