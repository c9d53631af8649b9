"""The first row: whose story this is, and how far the work on it is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.looks import Run
from reader.tui.rows import Ends, header, header_words
from reader.tui.widgets.bar import Bar


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
        new = (*header_words(title, facts, loud), here)
        if new != (self._title, self._facts, self._loud, self._here):
            self._title, self._facts, self._loud, self._here = new
            self.refresh()

    def runs(self, width: int) -> Ends:
        """The title at the left, as many facts as there is room for at the right."""
        return header(self._title, self._facts, self._loud, self._here, width)
