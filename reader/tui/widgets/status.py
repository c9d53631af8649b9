"""The row that explains what is under the cursor, or says what has just been done."""

from __future__ import annotations

from time import monotonic

from textual.timer import Timer

from reader.model.visible import visible
from reader.tui.clusters import cells_in
from reader.tui.looks import Run
from reader.tui.rows import ACCENT, PLAIN, Ends
from reader.tui.widgets.bar import Bar

_SAID_SECONDS = 6.0
_JUST_NOW_S = 0.2  # a cursor's move is told some 30 ms late, when the next key has acted already


class Status(Bar):
    """What is under the cursor; for some seconds, what was said instead."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        self._said: tuple[Run, ...] = ()
        self._pending = ""
        self._awaited = ""
        self._since = 0.0
        self._timer: Timer | None = None

    def say(self, text: str, *, lasting: bool = False) -> None:
        """Say something instead, for some seconds or until something else is said."""
        self._said = ((" ", PLAIN), (visible(text), PLAIN)) if text else ()
        self._since = monotonic()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if text and not lasting:
            self._timer = self.set_timer(_SAID_SECONDS, lambda: self.say(""))
        self.refresh()

    def hush(self) -> None:
        """Explain again, unless something was said only just now."""
        if self._said and monotonic() - self._since > _JUST_NOW_S:
            self.say("")

    @property
    def said(self) -> str:
        """What is being said."""
        return "".join(text for text, _ in self._said).strip()

    def pend(self, keys: str, awaited: str = "") -> None:
        """Show keys that wait for more, and in words what for."""
        if (keys, awaited) != (self._pending, self._awaited):
            self._pending, self._awaited = keys, awaited
            self.refresh()

    def runs(self, width: int) -> Ends:
        """What is said or explained, and what was typed so far."""
        left, right = super().runs(width)
        if self._said:
            left, right = self._said, ()
        if self._awaited:
            room = width - len(self._pending) - 3
            left = ((" ", PLAIN), (whole(self._awaited, room), PLAIN))
        if self._pending:
            right = ((f" {self._pending} ", ACCENT),)
        return left, right

    def name_at(self, cell: int) -> str:
        """The words at the right that stand at a cell; empty at the left, which only tells."""
        width = self.size.width
        _, right = self.runs(width)
        at = width - sum(cells_in(text) for text, _ in right)
        for text, _ in right:
            if at <= cell < at + cells_in(text):
                return text.strip() or " "
            at += cells_in(text)
        return ""


def whole(said: str, room: int) -> str:
    """As many of the things that are said, with dots between them, as there are cells for.

    >>> whole("a articles · e events · j judging", 24)
    'a articles · e events'
    """
    while len(said) > room and " · " in said:
        said = said.rpartition(" · ")[0]
    return said
