"""How the reading screen begins: one picture with everything on it, and the rest after it.

Textual paints while it builds: without panes, with empty ones, with text, with marks. Each of
these pictures takes 15 to 50 ms and up to 33 kB, and only the last is worth looking at. So
nothing is painted until the panes have come to rest; then threads begin to read the desk, and
the garbage collector, that was off, begins to collect.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.workplace import Workplace

LATEST_S = 1.0  # after which there is a picture, whatever is still missing on it


class Beginning:
    """The first moments of a reading screen.

    Args:
        place: the work on the desk.
        then: called when the first picture is painted.

    Attributes:
        over: whether there may be pictures.
    """

    def __init__(self, place: Workplace, then: Callable[[], object]) -> None:
        self._place = place
        self._then = then
        self.over = False

    def end(self) -> None:
        """Paint, once; and after that let everything else begin."""
        if self.over:
            return
        self.over = True
        screen = self._place.screen
        screen.refresh()
        screen.call_after_refresh(self._painted)

    def _painted(self) -> None:
        if not gc.isenabled():
            gc.enable()
            gc.freeze()  # what is there by now stays: nobody need look through it again
        self._then()
