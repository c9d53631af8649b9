"""The panes on the screen: made when an article is first shown, and kept with their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

from textual.containers import Horizontal
from textual.css.query import NoMatches

from reader.errors import ReaderError
from reader.model.article import ArticleSummary, ReadingState
from reader.tui.readying import Ready, far, ready, widths
from reader.tui.screens.workplace import Workplace
from reader.tui.widgets.pane_column import PaneColumn


class Shelf:
    """Puts the panes where the arrangement wants them.

    Args:
        place: the work on the desk.
        settled: called when panes have come to rest, with the articles that were gone to.
        begun: articles that somebody reads already, by their ids.
    """

    def __init__(
        self,
        place: Workplace,
        settled: Callable[[frozenset[str]], object] = lambda _: None,
        begun: Mapping[str, Ready] = MappingProxyType({}),
    ) -> None:
        self._place = place
        self._settled = settled
        self._begun = dict(begun)
        self._rows: dict[str, int] = {}  # of the cursor, where somebody reads already
        self._names: dict[str, tuple[str, str]] = {}
        self._resumed: set[str] = set()
        self._older: dict[str, bool] = {}  # asked at every rest of the cursor

    async def arrange(self) -> None:
        """Show the panes of the moment, from left to right, the active one marked."""
        place = self._place
        try:
            row = place.screen.query_one("#panes", Horizontal)
        except NoMatches:  # the screen is being taken down
            return
        visible = place.arrangement.visible
        for article in visible:
            column = self._make(article) if article not in place.columns else None
            if column is not None:
                await row.mount(column)
        shown = [place.columns[article] for article in visible if article in place.columns]
        if any(column.parent is not row for column in shown):  # closed while they were made
            return
        for column in place.columns.values():
            column.display = column in shown
        for before, column in pairwise(shown):
            if row.children.index(column) < row.children.index(before):
                row.move_child(column, after=before)
        self.light()
        place.screen.call_after_refresh(self._shown, visible)

    def first(self, width: int) -> list[PaneColumn]:
        """The panes that a screen begins with.

        Args:
            width: of the terminal, in columns.
        """
        place = self._place
        place.arrangement.resize(width)
        visible = place.arrangement.visible
        shares = widths(width, len(visible))
        made = [self._make(*pane) for pane in zip(visible, shares, strict=False)]
        return [column for column in made if column is not None]

    def _make(self, article: str, width: int | None = None) -> PaneColumn | None:
        """A pane for an article, with what is known of it by now; None where it cannot be read.

        Args:
            article: its id.
            width: what it will likely have, in cells, so that it is laid out once.
        """
        place = self._place
        found = self._begun.pop(article, None)
        try:
            if found is None:
                height, whole = place.screen.app.size.height, article in place.waiting
                found = ready(place, article, width, height, whole=whole)
        except ReaderError as error:
            place.complain(error)
            return None
        self._names[article] = found.name
        if found.row is not None:
            self._rows[article] = found.row
        column = PaneColumn(article)
        place.columns[article] = column
        column.pane.take(found.page)
        place.know(article, found.marks)
        place.show_marks(article)
        column.pane.set_links(place.weave.pane_links(article))
        return column

    def complete(self) -> None:
        """Lay the long articles out from end to end."""
        place = self._place
        for article, column in place.columns.items():
            if not column.pane.page.partial:
                continue
            try:
                text = place.desk.articles.get(article)
                column.pane.show(text, place.desk.articles.blocks(article))
            except ReaderError as error:
                place.complain(error)
        self.titles()

    def _shown(self, visible: tuple[str, ...]) -> None:
        """Now that they have a size: go where somebody stopped, or wants to go."""
        place = self._place
        gone_to = frozenset(place.waiting)
        for article in visible:
            column = place.columns.get(article)
            if column is None:
                continue
            if article not in self._resumed:
                self._resumed.add(article)
                offset, screen_row = place.session.places.get(article, (0, 0))
                if article in self._rows:
                    column.pane.go_on(self._rows.pop(article))
                elif offset and article not in place.waiting:
                    column.pane.jump_to(offset, screen_row=screen_row, flash=False)
            for then in place.waiting.pop(article, ()):
                then(column.pane)
        self._settled(gone_to)
        self.titles()

    def light(self) -> None:
        """Mark the pane that keys go to."""
        place = self._place
        for article, column in place.columns.items():
            active = article == place.article
            column.pane.active = active
            column.rule.weigh(heavy=active and len(place.arrangement.visible) > 1)
        self.titles()

    def titles(self) -> None:
        """Write the titles anew: percent, view, and how far one is with the article."""
        place = self._place
        for article in place.arrangement.visible:
            column = place.columns.get(article)
            if column is None:
                continue
            summary = place.summary(article)
            source, title = self._names.get(article, ("", ""))
            done = "✓ done · " if summary and summary.state is ReadingState.DONE else ""
            version = _version(summary) or ("older version · " if self._is_older(article) else "")
            silent = place.silent.get(article, "")
            silent = f"{silent} · " if silent else ""
            pane, said = column.pane, f"{silent}{version}{done}"
            size = column.size.width, pane.size.height
            column.title_bar.show(
                place.number(article),
                source,
                title,
                far(pane.page, pane.scroll_offset.y, size, said),
                active=article == place.article,
            )

    def _is_older(self, article: str) -> bool:
        """Whether a newer version stands for an article that no list names any more."""
        place = self._place
        if place.state is None or place.summary(article) is not None:
            return False
        if article not in self._older:
            self._older[article] = place.desk.versions.newest(article) != article
        return self._older[article]

    def keep(self) -> None:
        """Note where every article is read, for the next time."""
        place, session = self._place, self._place.session
        session.articles = list(place.arrangement.visible)
        session.active = place.article
        session.panes = place.arrangement.asked
        session.view = place.view.value
        for article, column in place.columns.items():
            if article in self._resumed:
                row = max(0, column.pane.cursor_row) if column.display else 0
                session.places[article] = (column.pane.cursor, row)


def _version(summary: ArticleSummary | None) -> str:
    """Which version it is, and how many marks it has no place for, where that is worth a word."""
    if summary is None or summary.version == 1:
        return ""
    lost = f"{summary.lost} lost · " if summary.lost else ""
    return f"version {summary.version} · {lost}"
