"""An article's pane with the two rows over it: a line, and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.visible import visible
from reader.tui.clusters import cells_in
from reader.tui.looks import Ink, Look, Run
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.bar import ACCENT, LINE, LOUD, PLAIN, QUIET, Bar, shortened

_FIRST_CIRCLED = 0x2460  # ①
_MOST_CIRCLED = 20


def numbered(number: int) -> str:
    """A number in a circle, or in brackets where there is no such character.

    >>> numbered(1), numbered(21)
    ('①', '(21)')
    """
    return chr(_FIRST_CIRCLED + number - 1) if number <= _MOST_CIRCLED else f"({number})"


class PaneRule(Bar):
    """A line across; heavy over the pane that keys go to."""

    heavy = False

    def runs(self, width: int) -> tuple[Sequence[Run], Sequence[Run]]:
        """The line."""
        return [("━" * width, ACCENT) if self.heavy else ("─" * width, LINE)], ()

    def weigh(self, *, heavy: bool) -> None:
        """Be heavy, or light."""
        if heavy != self.heavy:
            self.heavy = heavy
            self.refresh()


class PaneTitle(Bar):
    """Number, source and title of an article, and how far one has read."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = (0, "", "", "")
        self._active = False

    def show(self, number: int, source: str, title: str, right: str, *, active: bool) -> None:
        """Show these."""
        new = (number, visible(source), visible(title), right)
        if (new, active) != (self._facts, self._active):
            self._facts, self._active = new, active
            self.refresh()

    def runs(self, width: int) -> tuple[Sequence[Run], Sequence[Run]]:
        """The number, the source where it is known, the title; at the right, how far."""
        number, source, title, right = self._facts
        ink = LOUD if self._active else Look(Ink.ASIDE)
        left: list[Run] = [
            (f" {numbered(number)} ", ACCENT if self._active else Look(Ink.LINK_FAINT))
        ]
        if source:
            left += [(source, ink), (" · " if title else "", QUIET)]
        left.append((title, PLAIN if self._active and source else ink))
        right_runs: list[Run] = [(f" {right} ", QUIET)]
        return shortened(left, width - cells_in(right) - 3), right_runs


class PaneColumn(Vertical):
    """One article on the screen.

    Args:
        article: its id.
    """

    DEFAULT_CSS = "PaneColumn { width: 1fr; height: 1fr; }"

    def __init__(self, article: str) -> None:
        super().__init__()
        self.article = article
        self.rule = PaneRule(classes="rule")
        self.title_bar = PaneTitle()
        self.title_bar.add_class("title")
        self.pane = ArticlePane()

    def compose(self) -> ComposeResult:
        """The line, the title, the text."""
        yield self.rule
        yield self.title_bar
        yield self.pane
