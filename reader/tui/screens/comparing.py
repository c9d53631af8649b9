"""How far the comparing of the articles is: said after a moment, stopped by a key, gone on with.

It is `Esc` that stops it, since that takes back whatever is under way, and only once the header
has said that it does: an `Esc` meant for something else never stops what nobody has seen.
"""

from __future__ import annotations

import math
from time import monotonic

from reader.tui.screens.workplace import Workplace, counted
from reader.tui.watching import Paused, Resting

SAID_AFTER_S = 0.5  # what is over before that is not worth a word


class Comparing:
    """What is known of the suggestions that are computed beside the reading.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._since = math.inf
        self._share = 0.0
        self._paused = self._stopping = self._resting = False
        self.failed = False

    def begin(self) -> None:
        """It begins now."""
        self._since = monotonic()

    def told(self, news: float | Paused | Resting) -> bool:
        """Take in how far it is; whether the header shall be looked at again in a moment."""
        idle = self._share >= 1 or self._paused or self._resting
        begins = isinstance(news, float) and news < 1 and idle
        if begins:
            self._since = monotonic()
        self._paused, self._resting = isinstance(news, Paused), isinstance(news, Resting)
        self.failed = False
        self._stopping = self._stopping and isinstance(news, float) and news < 1
        self._share = news if isinstance(news, float) else news.share
        if isinstance(news, Paused):
            place = self._place
            judging = place.keymap.shown("go.judging")
            palette = place.keymap.shown("palette")
            found = "" if place.blind else f": {counted(news.found, 'suggestion')} so far"
            place.say(
                f"stopped at {news.share:.0%}{found}"
                f" · {judging} goes on, or {palette} go on comparing",
                lasting=True,
            )
        return begins

    @property
    def is_said(self) -> bool:
        """Whether it is under way for so long that the header says so."""
        idle = self._paused or self._resting or self._stopping or self.failed
        under_way = self._share < 1 and not idle
        return under_way and monotonic() - self._since >= SAID_AFTER_S

    @property
    def words(self) -> str:
        """What the header says of it; empty when it is done."""
        if self.failed:
            return "no suggestions"
        if self._paused:
            return f"stopped at {self._share:.0%}"
        if self._resting:
            done = f" {self._share:.0%}," if self._share else ""
            return f"compared{done} while you rest" if done else "compares while you rest"
        if not self.is_said:
            return f"stopping at {self._share:.0%}" if self._stopping else ""
        share = f" {self._share:.0%}" if self._share else ""
        return f"comparing{share}, {self._place.keymap.shown('back')} stops"

    @property
    def done(self) -> str:
        """How far it is, in steps of five parts in a hundred; empty when it is not under way."""
        return f"{self._share * 100 // 5 * 5:.0f} %" if self.is_said else ""

    def stop(self) -> bool:
        """Stop it, where it is said to be under way; whether it was."""
        if not self.is_said:
            return False
        self._stopping = True
        self._place.watcher.hold()
        return True

    def stop_or_say(self) -> None:
        """Stop it, or say that there is nothing to stop."""
        if not self.stop():
            self._place.say("nothing is being compared")

    def go_on(self) -> None:
        """Go on where it was stopped."""
        if self._place.watcher.go_on():
            self._place.say("going on with the comparing")
        elif self.failed:
            self._place.say("these articles cannot be compared")
        elif self._share < 1:
            self._place.say("the articles are being compared already")
        else:
            self._place.say("all articles are compared")
