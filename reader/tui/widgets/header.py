"""The first row: whose story this is, and how far the work on it is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.visible import visible
from reader.tui.looks import Run
from reader.tui.widgets.bar import ACCENT, LOUD, PLAIN, QUIET, Bar, shortened

_TITLE_CELLS = 24  # that the title keeps before facts are left out


class Header(Bar):
    """Tool, title, and facts; the last facts give way first where there is no room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        self._title = ""
        self._facts: tuple[str, ...] = ()
        self._loud: tuple[str, ...] = ()

    def show(self, title: str, facts: Sequence[str], loud: Sequence[str] = ()) -> None:
        """Show the title of the story and facts.

        Args:
            title: of the story or desk.
            facts: the most needed first.
            loud: those of them that must be seen.
        """
        new = (visible(title), tuple(map(visible, facts)), tuple(map(visible, loud)))
        if new != (self._title, self._facts, self._loud):
            self._title, self._facts, self._loud = new
            self.refresh()

    def runs(self, width: int) -> tuple[Sequence[Run], Sequence[Run]]:
        """The title at the left, as many facts as there is room for at the right."""
        left: list[Run] = [(" reader", ACCENT), ("  ", PLAIN), (self._title, LOUD)]
        room = width - 10 - min(len(self._title), _TITLE_CELLS)
        facts: list[Run] = []
        used = 1
        for fact in (*self._loud, *self._facts):
            if used + len(fact) + 3 > room:
                break
            if facts:
                facts.append((" · ", QUIET))
            facts.append((fact, ACCENT if fact in self._loud else QUIET))
            used += len(fact) + 3
        return shortened(left, width - used - 1), [*facts, (" ", PLAIN)]
