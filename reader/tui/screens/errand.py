"""The list one came from: its next place and the one before, without going back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.model.link import LinkEnd
from reader.tui.screens.crosslinking import CrossLinking
from reader.tui.screens.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a list.

    Attributes:
        end: where it is.
        again: opens the list at this place.
    """

    end: LinkEnd
    again: Callable[[], None]


class Errand:
    """What `n` and `N` go through while one stands where a list of places led to.

    It is over as soon as one leaves the paragraph, as is the way back to the list by Esc.

    Args:
        place: the work on the desk.
        linking: who goes to places.
    """

    def __init__(self, place: Workplace, linking: CrossLinking) -> None:
        self._place = place
        self._linking = linking
        self._noun = ""
        self._stops: tuple[Stop, ...] = ()
        self._at = 0

    def begin(self, noun: str, stops: Sequence[Stop], end: LinkEnd) -> None:
        """A list was left for one of its places."""
        self._noun, self._stops = noun, tuple(stops)
        self._at = next((n for n, stop in enumerate(stops) if stop.end == end), 0)
        if len(stops) > 1:
            onward = self._place.keymap.shown("next").split()[0]
            self._place.when_shown(end.article, lambda _: self._tell(f"{onward} to the next · "))

    def step(self, steps: int) -> bool:
        """To another place of the list, around its end if need be; False where none is on."""
        if len(self._stops) < 2 or not self._is_on():  # noqa: PLR2004 - one place is no list
            return False
        self._at = (self._at + steps) % len(self._stops)
        stop = self._stops[self._at]
        self._linking.go_on(stop.end, stop.again)
        self._tell()
        return True

    def _tell(self, onward: str = "") -> None:
        back = self._place.keymap.shown("back")
        where = f"{self._noun} {self._at + 1} of {len(self._stops)}"
        self._place.say(f"{where} · {onward}{back} goes back to the list")

    def _is_on(self) -> bool:
        """Whether one still stands where the list led to."""
        pane, here = self._place.pane, self._stops[self._at].end
        return pane is not None and pane.selection is None and self._linking.is_at(here)
