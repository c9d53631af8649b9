"""Places to decide on: which is shown, what was decided here, how it is told in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.curation import Decision, Item, LinkItem, Outcome

Place = Item | LinkItem


def became(decision: Decision) -> str:
    """Who decided what, and why.

    >>> became(Decision("m", Outcome.REJECTED, 1, None, "too wide", "bo"))
    'bo: rejected, too wide'
    """
    why = " ".join(decision.note.split())
    return f"{decision.by}: {decision.outcome}" + (f", {why}" if why else "")


class DecidingQueue:
    """Places in the order of the desk, and where one is among them.

    What is decided stays where it is, so that one can go back to it.
    """

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.said: dict[str, Outcome | None] = {}  # here, and perhaps not on disk yet
        self.order: list[str] = []  # ids of what was decided here, the last one last
        self.at = 0

    @property
    def current(self) -> Place | None:
        """The one to show."""
        return self.places[self.at] if 0 <= self.at < len(self.places) else None

    def is_open(self, place: Place) -> bool:
        """Whether it is still to be decided."""
        return place.open and place.id not in self.said

    @property
    def open(self) -> int:
        """How many are."""
        return sum(map(self.is_open, self.places))

    def load(
        self, places: Sequence[Place], start: str | None = None, *, settled: bool = True
    ) -> None:
        """Take these, and show the one with a mark of that id, or what was shown, or is open.

        Args:
            places: as they were read.
            start: the id of one, or of a mark of it.
            settled: whether everything that was decided here was on disk before.
        """
        held = self.current
        wanted = start or (held.id if held is not None else None)
        self.places = list(places)
        if settled:
            self.said.clear()
        named = (n for n, x in enumerate(self.places) if wanted in _ids(x))
        found = next(named, None) if wanted is not None else None
        self.at = found if found is not None else self._next_open(0)

    def decide(self, outcome: Outcome | None) -> Place | None:
        """Note what was decided of the current one and go on to the next that is open."""
        place = self.current
        if place is None:
            return None
        self.said[place.id] = outcome
        if place.id in self.order:
            self.order.remove(place.id)
        self.order.append(place.id)
        self.at = self._next_open(self.at + 1)
        return place

    def skip(self) -> bool:
        """On to the next that is open; False where there is none but this."""
        found = self._next_open(self.at + 1)
        moved = found not in {self.at, len(self.places)}
        self.at = found if moved else self.at
        return moved

    def step(self, steps: int) -> bool:
        """Go on or back, whatever is decided; False where it ends."""
        wanted = self.at + steps
        self.at = max(0, min(wanted, len(self.places) - 1))
        return wanted == self.at

    def forget(self, place: str) -> None:
        """A decision does not stand: its place is open again, and shown if it is there."""
        self.said.pop(place, None)
        if place in self.order:
            self.order.remove(place)
        self.at = next((n for n, x in enumerate(self.places) if x.id == place), self.at)

    def _next_open(self, start: int) -> int:
        """The next from there on, then from the first; past the end if nothing is open."""
        order = [*range(start, len(self.places)), *range(min(start, len(self.places)))]
        return next((n for n in order if self.is_open(self.places[n])), len(self.places))


def _ids(place: Place) -> set[str]:
    return {place.id} if isinstance(place, LinkItem) else {mark.id for mark in place.marks}
