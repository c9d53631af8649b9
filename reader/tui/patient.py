"""A terminal that is slow, that stands still, or that somebody else wrote on.

Textual writes from a thread that takes thirty pieces and lets whoever brings one more wait. On a
slow line that is the whole reader, which then answers no key and no signal. Here pictures are
left out as long as the terminal is behind (`reader.tui.sparing` asks), and a terminal that takes
nothing any more keeps nobody from leaving.
"""

from __future__ import annotations

import fcntl
import os
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

# Half of what a person takes for at once; a terminal on this machine takes a picture in 1 to 5.
LATE_S = 0.05
_MOST_WAITING = 15  # pieces, of the thread's 30: the way out writes some ten at once
_PATIENCE_S = 5.0  # with a terminal that takes nothing, when somebody leaves
# No look, no link, no part of the screen that scrolls alone, the mouse told in cells.
_PLAIN = "\x1b[m\x1b]8;;\x1b\\\x1b[r\x1b[?1016l"


class PatientDriver(LinuxDriver):
    """Textual's driver for Unix terminals, for those that do not keep up."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._on_time = time.monotonic()  # when nothing was waiting, the last time somebody looked
        self._raw: list[Any] | None = None
        self._suspended = self._leaving = False

    # -- a slow line -----------------------------------------------------------------------

    @property
    def behind(self) -> bool:
        """Whether the terminal has yet to take what was written a while ago."""
        return self._waiting_for() > LATE_S

    def _waiting_for(self) -> float:
        """How long pieces are waiting for the thread that writes, in seconds."""
        thread = self._writer_thread
        if thread is None or thread._queue.qsize() == 0:  # noqa: SLF001 - it tells nobody else
            self._on_time = time.monotonic()
        return time.monotonic() - self._on_time

    def write(self, data: str) -> None:
        """Write, unless the terminal has stood still for so long that this would wait for it."""
        thread = self._writer_thread
        late = self._waiting_for() > LATE_S and thread is not None
        if late and not self._leaving and thread._queue.qsize() >= _MOST_WAITING:  # type: ignore[union-attr]  # noqa: SLF001 - see above
            return
        super().write(data)

    def close(self) -> None:
        """Wait for what is still to be written, but not for ever."""
        thread, self._writer_thread = self._writer_thread, None
        if thread is None:
            return
        thread._queue.put(None)  # noqa: SLF001 - its `stop` waits for ever
        thread.join(_PATIENCE_S)
        if thread.is_alive():
            self._give_up()
            thread.join(LATE_S)

    def _give_up(self) -> None:
        """Throw away what the terminal does not take."""
        with suppress(AttributeError, OSError, ValueError, termios.error):
            drawn = self._file.fileno()  # type: ignore[union-attr]  # None has none
            other = os.dup(drawn)
            flags = fcntl.fcntl(other, fcntl.F_GETFL)
            fcntl.fcntl(other, fcntl.F_SETFL, flags | os.O_NONBLOCK)  # of the thread, too
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, drawn)  # what Python flushes at its end
            termios.tcflush(other, termios.TCOFLUSH)
            with suppress(OSError):
                os.write(other, f"\x18{_PLAIN}\x1b[?1049l\x1b[?25h".encode())
            fcntl.fcntl(other, fcntl.F_SETFL, flags)

    # -- what others did to it -------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._leaving = False
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        with suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._leaving = True
        self.write(_PLAIN)
        super().stop_application_mode()

    def retake(self) -> None:
        """Say once more how we use the terminal, after others had it or wrote on it."""
        if self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self.write(f"{_PLAIN}\x1b[2J\x1b[?25l\x1b[?1004h")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        if self._mouse_pixels:
            self._enable_mouse_pixels()

    def _sigtstp_application(self, *given: object) -> None:
        self._suspended = True
        super()._sigtstp_application(*given)

    def _sigcont_application(self, *given: object) -> None:
        """Go on after a pause.

        Textual starts anew whenever it is told to go on, also when it was stopped without a
        chance to give the terminal back: then two threads read keys, and what the terminal is
        given back as at the end is the state that we made.
        """
        if self._suspended:
            self._suspended = False
            super()._sigcont_application(*given)
        else:
            self._loop.call_soon_threadsafe(self._paint_anew)

    def _paint_anew(self) -> None:
        if self._writer_thread is not None:
            paint_anew = getattr(self._app, "paint_anew", self._app.refresh)
            paint_anew()
