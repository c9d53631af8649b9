"""The panes on the screen: made when an article is first shown, and kept with their places."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

from textual.containers import Horizontal
from textual.css.query import NoMatches

from reader.errors import NotFoundError, ReaderError
from reader.model.article import ArticleSummary, ReadingState
from reader.model.text import Span
from reader.tui.screens.explaining import source_and_title
from reader.tui.screens.workplace import Workplace
from reader.tui.viewing import ViewMode
from reader.tui.widgets.pane_column import PaneColumn
from reader.tui.wrapping import MAX_COLUMNS, Layout

_VIEWS = {ViewMode.CLEAN: "", ViewMode.DIMMED: "junk dimmed · ", ViewMode.EVERYTHING: "all · "}
LONG_WORDS = 8_000  # from here on, reading and wrapping all of it takes 5 ms or more
MANY_MARKS = 200  # from here on it is quicker to ask for those of one place
MOST_PER_CELL = 3  # code points: letters with their marks, in the scripts of South-East Asia
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
        made = [self._make(article, width // len(visible)) for article in visible]
        return [column for column in made if column is not None]

    def _make(self, article: str, width: int | None = None) -> PaneColumn | None:
        """A pane for an article, with what is known of it by now; None where it cannot be read.

        Args:
            article: its id.
            width: what it will likely have, in cells, so that it is laid out once.
        """
        place, desk = self._place, self._place.desk
        try:
            near = None if width is None else self._near(article)
            if near is None:
                text, blocks = desk.articles.get(article), desk.articles.blocks(article)
            else:
                text, blocks = desk.articles.glimpse(article, near)
            removed = desk.purging.told(article)
            if removed is not None:
                place.complain(NotFoundError(removed, where=text.title))
                return None
            self._names[article] = source_and_title(text, desk)
        except ReaderError as error:
            place.complain(error)
            return None
        column = PaneColumn(article)
        place.columns[article] = column
        column.pane.expect(width, place.view)
        column.pane.show(text, blocks, partial=near is not None)
        if width is not None:
            with suppress(ReaderError):  # the watcher reads them again in a moment, and says it
                self._first_marks(article, column.pane.page.scene.layout)
        place.show_marks(article)
        column.pane.set_links(place.weave.pane_links(article))
        return column

    def _near(self, article: str) -> Span | None:
        """What of a long article the first picture shows, and a good deal around it."""
        place = self._place
        summary = place.listed(article)
        if summary is None or summary.words < LONG_WORDS or article in place.waiting:
            return None
        offset, _ = place.session.places.get(article, (0, 0))
        reach = place.screen.app.size.height * MAX_COLUMNS * MOST_PER_CELL
        return Span(max(0, offset - reach), offset + reach)

    def _first_marks(self, article: str, layout: Layout) -> None:
        """Know all marks of an article, or where there are many what the first picture shows."""
        place, marks = self._place, self._place.desk.marks
        summary = place.listed(article)
        if summary is None or summary.marks < MANY_MARKS or not layout.height:
            place.ledger.take({article: marks.of_article(article)}, 0)
            return
        offset, screen_row = place.session.places.get(article, (0, 0))
        top = max(0, layout.row_of(offset) - screen_row)
        bottom = min(top + place.screen.app.size.height, layout.height) - 1
        place.glimpses.take(article, Span(layout.starts[top], layout.stops[bottom]))

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
            known = column.pane.size.height and not column.pane.page.partial
            percent = f"{column.pane.percent}%" if known else ""
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
