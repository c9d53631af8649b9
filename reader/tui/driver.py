"""The terminal: drawn on standard output, left as found, no reason to hang when it vanishes.

Textual draws on standard error, so that `reader 2>log` would show nothing. And when a window
is closed, its thread that writes dies of the first error, and whoever writes next waits for it
for ever.
"""

from __future__ import annotations

import select
import signal
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from reader.tui import titling
from reader.tui.patient import PatientDriver
from reader.tui.steady import steady

if TYPE_CHECKING:
    from textual.app import App


# ECMA-48's mode BDSM: whether the terminal puts lines with Hebrew or Arabic in order by itself.
# "BiDi in Terminal Emulators" (freedesktop.org) has full-screen programs that do it themselves
# leave it at their start and enter it, the default, at their end; VTE and mintty know it. Others
# pass over it, for the number has no second meaning.
_OUR_ORDER, _ITS_ORDER = "\x1b[8l", "\x1b[8h"
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


class ReaderDriver(PatientDriver):
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
        self._has_title = titling.has_title()
        self._title = self._done = ""

    def write(self, data: str) -> None:
        """Write, so that each character takes the cells that it was given."""
        super().write(steady(data))

    def start_application_mode(self) -> None:
        """Begin to draw; cells stand from left to right as they are written."""
        super().start_application_mode()
        self.write(_OUR_ORDER)
        if self._has_title:
            self.write(titling.KEEP + titling.titled(self._title, self._done))

    def stop_application_mode(self) -> None:
        """Give the terminal back, and the order of its lines to itself."""
        self.write(_ITS_ORDER)
        if self._has_title:
            self.write(titling.GIVE_BACK)
        super().stop_application_mode()

    def entitle(self, story: str, done: str) -> None:
        """Let the title of the window say what is read, and how far work under way is."""
        if self._has_title and (story, done) != (self._title, self._done) and not self.behind:
            self._title, self._done = story, done
            self.write(titling.titled(story, done))
            self.flush()

    def resume_application_mode(self) -> None:
        """Take the terminal again after the shell had it, and paint all of the screen.

        Textual itself paints what has changed since, on a screen that is empty by now.
        """
        super().resume_application_mode()
        self._app.call_later(self._app.screen.refresh)

    def run_input_thread(self) -> None:
        """Read keys until the terminal is closed, which ends the app as a hang-up does."""
        threading.Thread(target=self._await_hangup, name="hang-up", daemon=True).start()
        try:
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
