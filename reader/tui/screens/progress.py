"""How far work in a thread is, told on a screen while it lasts."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

TOLD_EVERY_S = 0.5  # also what passes before it is told first: a small desk is done by then


class Progress:
    """Notes the share that a thread tells, and shows it from the loop.

    Args:
        screen: whose loop.
        say: shows words such as `comparing… 12%`.
    """

    def __init__(self, screen: MessagePump, say: Callable[[str], object]) -> None:
        self._screen = screen
        self._say = say
        self._share = 0.0
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Tell it from now on."""
        self.end()
        self._share = 0.0
        self._timer = self._screen.set_interval(TOLD_EVERY_S, self._tell)

    def end(self) -> None:
        """Tell no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def note(self, share: float) -> None:
        """A share of the work is done, 0..1; called from any thread."""
        self._share = share

    def _tell(self) -> None:
        self._say(f"comparing… {self._share:.0%}")
