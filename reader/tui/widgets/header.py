"""The first row: whose story this is, and how far the work on it is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.visible import visible
from reader.tui.clusters import cells_in
from reader.tui.looks import Run
from reader.tui.widgets.bar import ACCENT, LOUD, PLAIN, QUIET, Bar, shortened

_TITLE_CELLS = 24  # that the title keeps before facts are left out
_WIDE = 100  # columns from which it is told what the others read


class Header(Bar):
    """Tool, title, and facts; the last facts give way first where there is no room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        self._title = ""
        self._facts: tuple[str, ...] = ()
        self._loud: tuple[str, ...] = ()
        self._here: tuple[tuple[Run, ...], ...] = ((), ())

    def show(
        self,
        title: str,
        facts: Sequence[str],
        loud: Sequence[str] = (),
        here: tuple[tuple[Run, ...], ...] = ((), ()),
    ) -> None:
        """Show the title of the story and facts.

        Args:
            title: of the story or desk.
            facts: the most needed first.
            loud: those of them that must be seen.
            here: who else is here, at length and shorter.
        """
        new = (visible(title), tuple(map(visible, facts)), tuple(map(visible, loud)), here)
        if new != (self._title, self._facts, self._loud, self._here):
            self._title, self._facts, self._loud, self._here = new
            self.refresh()

    def runs(self, width: int) -> tuple[Sequence[Run], Sequence[Run]]:
        """The title at the left, as many facts as there is room for at the right."""
        left: list[Run] = [(" reader", ACCENT), ("  ", PLAIN), (self._title, LOUD)]
        room = width - 10 - min(len(self._title), _TITLE_CELLS)
        told: list[tuple[Run, ...]] = [((fact, ACCENT),) for fact in self._loud]
        told += filter(None, [self._here[0 if width >= _WIDE else 1]])
        told += [((fact, QUIET),) for fact in self._facts]
        facts: list[Run] = []
        used = 1
        for fact in told:
            cells = sum(cells_in(words) for words, _ in fact) + 3
            if used + cells > room:
                break
            if facts:
                facts.append((" · ", QUIET))
            facts += fact
            used += cells
        return shortened(left, width - used - 1), [*facts, (" ", PLAIN)]
