"""An article's pane with the two rows over it: a line, and what it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.tui.rows import Ends, pane_title, rule, shown_title
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.bar import Bar


class PaneRule(Bar):
    """A line across; heavy over the pane that keys go to."""

    heavy = False

    def runs(self, width: int) -> Ends:
        """The line."""
        return rule(width, heavy=self.heavy)

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
        new = shown_title(number, source, title, right)
        if (new, active) != (self._facts, self._active):
            self._facts, self._active = new, active
            self.refresh()

    @property
    def margin(self) -> int:
        """Free cells before the text that it stands over."""
        column = self.parent
        return column.pane.page.margin if isinstance(column, PaneColumn) else 0

    def runs(self, width: int) -> Ends:
        """Over the text: the number, the source where it is known, the title; then, how far."""
        return pane_title(self._facts, width, active=self._active, margin=self.margin)


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

    def on_resize(self) -> None:
        """Put the title over the text, when that is laid out."""
        self.call_after_refresh(self.title_bar.refresh)

    def compose(self) -> ComposeResult:
        """The line, the title, the text."""
        yield self.rule
        yield self.title_bar
        yield self.pane
