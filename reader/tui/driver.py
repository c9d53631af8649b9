"""The terminal: drawn on standard output, and given back whatever happens.

Textual draws on standard error, so that `reader 2>log` would show nothing; and it writes to a
terminal that has just vanished (SIGHUP) as if it were there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


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
        if sys.__stdout__ is not None and sys.__stdout__.isatty():
            self._file = sys.__stdout__
