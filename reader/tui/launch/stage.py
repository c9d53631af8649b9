"""What is on the screen before Textual: articles, and where somebody is in them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.text import Span
from reader.model.values import dataclass, replace
from reader.tui import readying, scrolling, selecting
from reader.tui.arrangement import is_small
from reader.tui.keymap import KeyMap
from reader.tui.motions import Place
from reader.tui.page import Page
from reader.tui.readying import Begun, Ready
from reader.tui.session_state import DeskSession
from reader.tui.worktop import Worktop

_TO_THE_END = frozenset({"move.top", "move.bottom"})
_AROUND = 4  # rows: header, line, status, keys
_OVER = 2  # rows over a pane: a line, what it is


@dataclass(slots=True)
class Shown:
    """An article on the screen.

    Attributes:
        article: its id.
        ready: its page, its name and its marks.
        top: the row of the page that is at the top of the pane.
    """

    article: str
    ready: Ready
    top: int = 0

    @property
    def page(self) -> Page:
        """What is read of it."""
        return self.ready.page


class Stage(Worktop):
    """One reader's work on one desk, for as long as nothing is marked.

    Args:
        desk: the desk.
        keymap: the table of keys in force.
        session: what is kept of the desk from one time to the next.
        articles: ids of those that are read together.
        size: of the screen, columns and rows.
    """

    def __init__(
        self,
        desk: Desk,
        keymap: KeyMap,
        session: DeskSession,
        articles: Sequence[str],
        size: tuple[int, int],
    ) -> None:
        super().__init__(desk, keymap, session)
        self.size = size
        self._held: dict[str, Shown] = {}
        self.read(articles)
        self.story = self.title
        self.arrange()

    @property
    def page(self) -> Page | None:
        """The page that keys go to."""
        here = self._held.get(self.article or "")
        return None if here is None else here.page

    @property
    def here(self) -> Shown | None:
        """The article that keys go to."""
        return self._held.get(self.article or "")

    @property
    def shown(self) -> list[Shown]:
        """What is on the screen, from left to right."""
        return [self._held[article] for article in self.arrangement.visible]

    @property
    def welcome(self) -> bool:
        """Whether somebody is here who has never been."""
        return self.desk.sample and not self.session.welcomed

    @property
    def small(self) -> bool:
        """Whether there is only room for text and a status row."""
        return is_small(*self.size)

    @property
    def text_rows(self) -> int:
        """How many rows of text a pane has."""
        return max(0, self.size[1] - (1 if self.small else _AROUND + _OVER))

    def resize(self, size: tuple[int, int]) -> None:
        """Fit another size of the screen."""
        self.size = size
        tops = {each.article: each.page.scene.layout.starts[each.top] for each in self.shown}
        self.arrange()
        for each in self.shown:
            if each.article in tops:
                top = each.page.scene.layout.row_of(tops[each.article])
                each.top = scrolling.followed(each.page, top, self.text_rows)

    def arrange(self) -> None:
        """Have the articles on the screen that have room there, the active one lit.

        Raises:
            ReaderError: one of them cannot be read.
        """
        self.arrangement.resize(self.size[0])
        visible = self.arrangement.visible
        widths = readying.widths(self.size[0], len(visible))
        for article, width in zip(visible, widths, strict=True):
            held = self._held.get(article)
            if held is None:
                held = self._held[article] = self._make(article, width)
            elif held.page.width != width:
                held.page.lay_out(width=width)
            held.page.motions.page_rows = self.text_rows
            held.page.activate(article == self.article)

    def _make(self, article: str, width: int) -> Shown:
        """An article that was not on the screen yet, where somebody stopped reading it."""
        ready = readying.ready(self, article, width, self.size[1])
        shown = Shown(article, ready)
        self.know(article, ready.marks)
        page = ready.page
        page.set_marks(self.dressed(article))
        offset, screen_row = self.session.places.get(article, (0, 0))
        if offset:
            page.read(selecting.Reading(Place(page.motions.settle(offset))))
            row = page.scene.layout.row_of(page.reading.cursor)
            shown.top = max(0, min(row - screen_row, page.height - self.text_rows))
        shown.top = scrolling.followed(page, shown.top, self.text_rows)
        return shown

    def go(self, step: int) -> bool:
        """To the next article, or the one before; False where it cannot be read."""
        self.arrangement.go(step)
        try:
            self.arrange()
        except ReaderError:
            self.arrangement.go(-step)
            self.arrange()
            return False
        return True

    def move(self, command: str, times: int | None, *, turns: bool) -> bool:
        """Move the cursor; False, and it stays, where that is not sure to be the same later.

        Of a long article only a part is laid out: what comes near to its edge needs the rest.

        Args:
            command: of the key table.
            times: how often, or which one.
            turns: whether the page is turned along with the cursor.
        """
        here = self.here
        if here is None:
            return False
        page, layout, before = here.page, here.page.scene.layout, here.page.reading
        if not page.run(command, times):
            return False
        row, old = (layout.row_of(each.cursor) for each in (page.reading, before))
        top = scrolling.followed(page, here.top, self.text_rows, row - old if turns else 0)
        if page.partial and (command in _TO_THE_END or not self._is_inside(here, top)):
            page.read(before)
            return False
        if top != here.top:
            here.top = top
            self._see(here)
        return True

    def _is_inside(self, here: Shown, top: int) -> bool:
        """Whether a row of a part of an article is far from where the part ends."""
        near, reach = here.ready.near, 2 * self.text_rows
        first = near is None or near.start == 0
        return (first or top >= reach) and top + 2 * reach < here.page.height

    def _see(self, here: Shown) -> None:
        """Read the marks of what came into sight, where only some of many were read."""
        seen = here.ready.marks.seen
        if seen is None:
            return
        span = readying.on_rows(here.page.scene.layout, here.top, self.size[1])
        span = Span(min(span.start, seen[0].start), max(span.stop, seen[0].stop))
        here.ready = replace(here.ready, marks=readying.marks_over(self, here.article, span))
        self.know(here.article, here.ready.marks)
        here.page.set_marks(self.dressed(here.article))

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and row of the screen that the cursor stands in, from 1."""
        here = self.here
        if here is None or not here.page.scene.layout.shown:
            return 1, 1
        page, offset = here.page, here.page.reading.cursor
        row = page.scene.layout.row_of(offset)
        left = sum(each.page.width for each in self.shown[: self.shown.index(here)])
        above = 0 if self.small else 1 + _OVER
        column = page.text_column + page.columns(row).cell_of(offset)
        return left + column + 1, above + row - here.top + 1

    def begun(self) -> Begun:
        """What goes on with Textual."""
        self.keep()
        ready = {each.article: each.ready.at(each.top) for each in self._held.values()}
        return Begun(self.arrangement.articles, ready)

    def keep(self) -> None:
        """Note where every article is read, for the next time."""
        session = self.session
        session.articles = list(self.arrangement.visible)
        session.active = self.article
        session.panes = self.arrangement.asked
        session.view = self.view.value
        for article, each in self._held.items():
            row = each.page.scene.layout.row_of(each.page.reading.cursor) - each.top
            shown = article in session.articles
            session.places[article] = each.page.reading.cursor, max(0, row) if shown else 0
