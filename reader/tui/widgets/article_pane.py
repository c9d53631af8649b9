"""One article to read: its cursor, its selection, its marks, by key and by mouse.

It posts messages and never calls the desk. Whether it is the active pane is a state of the
model and not the focus, so that the screens own all keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.model.article import Article, Block
from reader.model.text import Span
from reader.model.values import replace
from reader.tui import selecting
from reader.tui.aligning import Beside
from reader.tui.marking import PaneLink, PaneMark
from reader.tui.messages import BoundaryKept, SelectionMade
from reader.tui.motions import Place
from reader.tui.page import Page
from reader.tui.scrolling import KEPT_ROWS, percent
from reader.tui.selecting import Edge
from reader.tui.viewing import ViewMode
from reader.tui.widgets.reading_view import ReadingView

_FLASH_SECONDS = 0.4
_TURNING = frozenset(
    f"move.{way}" for way in ("page-down", "page-up", "half-down", "half-up")
)  # what moves the page along with the cursor


class ArticlePane(ReadingView, can_focus=False):
    """An article, its marks and links, a cursor and a selection."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - what every widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._flashes = 0

    # -- what is shown ---------------------------------------------------------------------

    def take(self, page: Page) -> None:
        """Show a page that was laid out already."""
        self.page = page
        self._top = 0
        self.laid_out()

    def show(
        self, article: Article, blocks: Sequence[Block] = (), *, partial: bool = False
    ) -> None:
        """Show an article from its top, or the same one again where it was.

        Args:
            article: to show.
            blocks: its blocks with the reader's flips applied; its own when not given.
            partial: whether these are only some of its blocks; all of them come in a moment.
        """
        again = self.page.article is not None and self.page.article.id == article.id
        if again:
            self.page.article, self.page.partial = article, partial
            self.lay_out(blocks=blocks or article.blocks)
            return
        before = self.page
        self.page = Page(article, blocks, width=before.width, mode=before.mode)
        self.page.partial = partial
        self.page.motions.page_rows = before.motions.page_rows
        self.page.activate(before.active)
        self._top = 0
        self.laid_out()

    def set_marks(self, marks: Sequence[PaneMark], pending: Iterable[str] = ()) -> None:
        """Draw these marks, and no others.

        Args:
            marks: in reading order.
            pending: ids of marks whose write is not yet acknowledged: drawn hollow.
        """
        hollow = set(pending)
        if hollow:
            marks = [replace(m, pending=True) if m.id in hollow else m for m in marks]
        self._show_changed(lambda: self.page.set_marks(marks))

    def change_marks(self, changes: Mapping[str, PaneMark | None]) -> None:
        """Draw some marks otherwise.

        Args:
            changes: by the id of what was there; None for a mark that goes.
        """
        self._show_changed(lambda: self.page.change_marks(changes))

    def _show_changed(self, change: Callable[[], Sequence[Span]]) -> None:
        lifted = self.page.scene.lifted
        self.repaint(change())
        if lifted != self.page.scene.lifted:
            self.repaint(self.page.spans_of(lifted, self.page.scene.lifted))
        self.repaint_map()

    def choose(self, mark: str) -> None:
        """Let keys act on a mark until the cursor leaves it."""
        before = self.cursor
        with self.watching():
            self.page.choose(mark)
        if self.cursor != before:
            self.arrive()

    def turn_piece(self, steps: int) -> None:
        """To another piece of the active mark, that many further."""
        with self.watching():
            self.page.turn_piece(steps)
        self.arrive()

    def set_links(self, links: Sequence[PaneLink]) -> None:
        """Draw the letters of these links, and no others."""
        self.repaint(self.page.set_links(links))
        self.repaint_map()

    def set_hits(self, hits: Sequence[Span], current: Span | None = None) -> None:
        """Light up the hits of a search; none to end it."""
        before = self.page.hits
        self.page.set_hits(hits, current)
        self.repaint((*before, *hits))
        self.repaint_map()

    def set_reasons(self, spans: Sequence[Span] = ()) -> None:
        """Light up what carried a link; nothing to end it."""
        if tuple(spans) != self.page.reasons:
            self.repaint(self.page.set_reasons(spans))

    def set_guesses(self, spans: Sequence[Span] = ()) -> None:
        """Suggest these names, and no others."""
        if tuple(spans) != self.page.guesses:
            self.repaint(self.page.set_guesses(spans))

    @property
    def view_mode(self) -> ViewMode:
        """How much of the article is shown."""
        return self.page.mode

    @view_mode.setter
    def view_mode(self, mode: ViewMode) -> None:
        if mode is not self.page.mode:
            self.lay_out(mode=mode)

    @property
    def active(self) -> bool:
        """Whether keys go to this pane."""
        return self.page.active

    @active.setter
    def active(self, active: bool) -> None:
        if active != self.page.active:
            self.page.activate(active)
            self.repaint(
                [Span(self.cursor, self.cursor), *self.page.spans_of(self.page.active_mark)]
            )
            self.place_terminal_cursor()

    # -- where the reader is ---------------------------------------------------------------

    @property
    def active_mark(self) -> str | None:
        """The id of the mark under the cursor that keys act on."""
        return self.page.active_mark

    @property
    def cursor_row(self) -> int:
        """The row of the screen the cursor is in, from the top of the pane."""
        return self.page.scene.layout.row_of(self.cursor) - self.scroll_offset.y

    @property
    def percent(self) -> int:
        """How far the last row on the screen is down the article."""
        return percent(self.page, self.scroll_offset.y, self.size.height)

    def run(self, command: str, count: int | None = None) -> bool:
        """Do a command of the key table when it moves, selects or steps; says whether it did.

        Args:
            command: its id.
            count: how often, or which one.
        """
        if command == "border.keep":
            return self._keep_border()
        if command.startswith("scroll."):
            return self._scroll(command.removeprefix("scroll."))
        before = self.page.scene.layout.row_of(self.cursor)
        with self.watching():
            done = self.page.run(command, count)
        if done:
            turned = self.page.scene.layout.row_of(self.cursor) - before
            self.arrive(turned if command in _TURNING else 0)
        return done

    def _scroll(self, to: str) -> bool:
        """Scroll, so that the cursor's row is there; from the middle on to the top, the bottom."""
        layout, height = self.page.scene.layout, self.size.height
        row = layout.row_of(self.cursor) if layout.shown else 0
        kept = min(KEPT_ROWS, max(0, (height - 1) // 2))
        wanted = {"middle": row - height // 2, "top": row - kept, "bottom": row - height + 1 + kept}
        most = max(0, layout.height - height)
        tops = {name: max(0, min(top, most)) for name, top in wanted.items()}
        order = list(dict.fromkeys((tops["middle"], tops["top"], tops["bottom"])))
        here = self.scroll_offset.y
        if to == "middle" and here in order:
            target = order[(order.index(here) + 1) % len(order)]
        else:
            target = tops[to]
        self.scroll_to(y=target, animate=False, immediate=True)
        self.arrive()
        if to == "middle":
            self.screen.refresh()  # and what another program wrote over the screen is gone
        return True

    def back(self) -> bool:
        """One level back: a border let go, a selection dropped. False when there was none."""
        had_selection = self.page.reading.anchor is not None
        with self.watching():
            done = self.page.back()
        if done and had_selection:
            self.post_message(SelectionMade(self, None, ()))
        return done

    def jump_to(
        self, offset: int, screen_row: int | None = None, *, flash: bool | Span = True
    ) -> None:
        """Put the cursor there, nothing selected.

        Args:
            offset: where to; the nearest place on the page when it is hidden.
            screen_row: the row of the screen it shall come to, or None for as it falls.
            flash: whether its sentence lights up for a moment, or what shall.
        """
        with self.watching():
            self.page.read(selecting.Reading(Place(self.page.motions.settle(offset))))
        if screen_row is not None:
            row = self.page.scene.layout.row_of(self.cursor)
            self.scroll_to(y=row - screen_row, animate=False, immediate=True)
        self.arrive()
        if flash is True:
            sentence = self.page.motions.stretches.sentence(self.cursor)
            self.flash(sentence or Span(self.cursor, self.cursor))
        elif isinstance(flash, Span):
            self.flash(flash)

    def go_on(self, screen_row: int) -> None:
        """Go on where somebody is, the cursor in that row of the screen."""
        row = self.page.scene.layout.row_of(self.cursor)
        self.scroll_to(y=row - screen_row, animate=False, immediate=True)
        self.follow()

    def stand_beside(self, beside: Beside, screen_row: int) -> None:
        """Show a row of the page on a row of the screen, the cursor in it; nothing is told.

        What is selected stays so, and the cursor with it.

        Args:
            beside: the row, and the offset for the cursor.
            screen_row: from the top of the pane; at either end of the page as near as can be.
        """
        if self.page.reading.anchor is None and not self.bordering:
            offset = self.page.motions.settle(beside.offset)
            if offset != self.cursor:
                with self.watching():
                    self.page.read(selecting.Reading(Place(offset)))
        top = max(0, min(beside.row - screen_row, self.page.height - self.size.height))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)

    def point_out(self, passage: Span | None) -> None:
        """Draw a bar along a passage, or along none."""
        before = self.page.scene.beside
        if passage != before:
            self.page.scene.beside = passage
            self.repaint(span for span in (before, passage) if span is not None)

    def select(self, span: Span) -> None:
        """Select just that span, the cursor on its last cluster."""
        with self.watching():
            self.page.read(selecting.taken(self.page.reading, self.page.motions, span))
        self.arrive()

    def flash(self, span: Span) -> None:
        """Light a span up for a moment."""
        self.repaint([span, *([self.page.scene.flash] if self.page.scene.flash else [])])
        self.page.scene.flash = span
        self._flashes += 1
        number = self._flashes
        self.set_timer(_FLASH_SECONDS, lambda: self._end_flash(number))

    def _end_flash(self, number: int) -> None:
        if number == self._flashes and self.page.scene.flash is not None:
            self.repaint([self.page.scene.flash])
            self.page.scene.flash = None

    def take_border(self, mark: str, span: Span, edge: Edge) -> None:
        """Take a border of a mark's piece in hand: motions move it until Enter or Esc."""
        with self.watching():
            self.page.take_border(mark, span, edge)
        self.arrive()

    def _keep_border(self) -> bool:
        boundary = self.page.reading.boundary
        if boundary is None:
            return False
        self.back()
        self.post_message(BoundaryKept(self, boundary.mark, boundary.before, boundary.span))
        return True
