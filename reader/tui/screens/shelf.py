"""The panes on the screen: made when an article is first shown, and kept with their places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from textual.containers import Horizontal
from textual.css.query import NoMatches

from reader.errors import NotFoundError, ReaderError
from reader.model.article import ArticleSummary, ReadingState
from reader.tui.screens.explaining import source_and_title
from reader.tui.screens.workplace import Workplace
from reader.tui.viewing import ViewMode
from reader.tui.widgets.pane_column import PaneColumn

_VIEWS = {ViewMode.CLEAN: "", ViewMode.DIMMED: "junk dimmed · ", ViewMode.EVERYTHING: "all · "}
_LEAST_PERCENT_CELLS = 30  # columns of a pane in which the view is named too


class Shelf:
    """Puts the panes where the arrangement wants them.

    Args:
        place: the work on the desk.
        settled: called when panes have come to rest, with the articles that were gone to.
    """

    def __init__(
        self, place: Workplace, settled: Callable[[frozenset[str]], object] = lambda _: None
    ) -> None:
        self._place = place
        self._settled = settled
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
            if article not in place.columns:
                await self._make(row, article)
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

    async def _make(self, row: Horizontal, article: str) -> None:
        """A pane for an article, with what is known of it by now."""
        place, desk = self._place, self._place.desk
        try:
            text, blocks = desk.articles.get(article), desk.articles.blocks(article)
            removed = desk.purging.told(article)
            if removed is not None:
                place.complain(NotFoundError(removed, where=text.title))
                return
            self._names[article] = source_and_title(text, desk)
        except ReaderError as error:
            place.complain(error)
            return
        column = PaneColumn(article)
        place.columns[article] = column
        column.pane.view_mode = place.view
        column.pane.show(text, blocks)
        await row.mount(column)
        place.show_marks(article)
        column.pane.set_links(place.weave.pane_links(article))

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
                if offset and article not in place.waiting:
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
            view = _VIEWS[column.pane.view_mode]
            silent = place.silent.get(article, "")
            silent = f"{silent} · " if silent else ""
            percent = f"{column.pane.percent}%" if column.pane.size.height else ""
            if column.size.width < _LEAST_PERCENT_CELLS:
                done = view = version = silent = ""
            column.title_bar.show(
                place.number(article),
                source,
                title,
                f"{silent}{version}{done}{view}{percent}",
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
