"""An article made ready for its pane: as much of it as the first picture shows, and its marks."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise

from reader.errors import NotFoundError, ReaderError
from reader.model.text import Span
from reader.model.values import dataclass, replace
from reader.tui import scrolling
from reader.tui.explaining import source_and_title
from reader.tui.page import Page
from reader.tui.viewing import ViewMode
from reader.tui.worktop import FirstMarks, Worktop
from reader.tui.wrapping import MAX_COLUMNS, Layout

LONG_WORDS = 8_000  # from here on, reading and wrapping all of it takes 5 ms or more
MANY_MARKS = 200  # from here on it is quicker to ask for those of one place
MOST_PER_CELL = 3  # code points: letters with their marks, in the scripts of South-East Asia
_VIEWS = {ViewMode.CLEAN: "", ViewMode.DIMMED: "junk dimmed · ", ViewMode.EVERYTHING: "all · "}
_LEAST_PERCENT_CELLS = 30  # columns of a pane in which the view is named too


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that can be shown.

    Attributes:
        page: laid out for its pane.
        name: its source, and its title.
        marks: as far as the first picture needs them.
        near: what of it was read, where that is not all.
        row: of the pane in which the cursor stands, where somebody reads it already.
    """

    page: Page
    name: tuple[str, str]
    marks: FirstMarks = FirstMarks()
    near: Span | None = None
    row: int | None = None

    def at(self, top: int) -> Ready:
        """The same, read by somebody who has this row of the page at the top of the pane."""
        row = self.page.scene.layout.row_of(self.page.reading.cursor) - top
        return replace(self, row=row)


@dataclass(frozen=True, slots=True)
class Begun:
    """A reading that began before there was a screen to go on with it.

    Attributes:
        articles: that are read together.
        ready: those of them that were shown, by their ids.
    """

    articles: tuple[str, ...]
    ready: Mapping[str, Ready]


def widths(width: int, panes: int) -> list[int]:
    """The cells of panes side by side, as Textual shares them out.

    >>> widths(100, 3)
    [33, 33, 34]
    >>> widths(100, 0)
    []
    """
    edges = [width * index // max(panes, 1) for index in range(panes + 1)]
    return [stop - start for start, stop in pairwise(edges)]


def ready(
    place: Worktop, article: str, width: int | None, height: int, *, whole: bool = False
) -> Ready:
    """An article for its pane.

    Args:
        place: the work on the desk.
        article: its id.
        width: of the pane, in cells; None where that is not known, and all is read.
        height: of the screen, in rows.
        whole: whether all of it is needed.

    Raises:
        ReaderError: it cannot be read, or was taken away.
    """
    desk = place.desk
    near = None if whole or width is None else _near(place, article, height)
    if near is None:
        text, blocks = desk.articles.get(article), desk.articles.blocks(article)
    else:
        text, blocks = desk.articles.glimpse(article, near)
    removed = desk.purging.told(article)
    if removed is not None:
        raise NotFoundError(removed, where=text.title)
    page = Page(text, blocks, mode=place.view, **({} if width is None else {"width": width}))
    page.partial = near is not None
    name = source_and_title(text, desk)
    if width is None:
        return Ready(page, name)
    marks = FirstMarks()
    with suppress(ReaderError):  # the watcher reads them again in a moment, and says it
        marks = _first_marks(place, article, page.scene.layout, height)
    return Ready(page, name, marks, near)


def _near(place: Worktop, article: str, height: int) -> Span | None:
    """What of a long article the first picture shows, and a good deal around it."""
    summary = place.listed(article)
    if summary is None or summary.words < LONG_WORDS:
        return None
    offset, _ = place.session.places.get(article, (0, 0))
    reach = height * MAX_COLUMNS * MOST_PER_CELL
    return Span(max(0, offset - reach), offset + reach)


def _first_marks(place: Worktop, article: str, layout: Layout, height: int) -> FirstMarks:
    """All marks of an article, or where there are many what is seen of them on the screen."""
    marks = place.desk.marks
    summary = place.listed(article)
    if summary is None or summary.marks < MANY_MARKS or not layout.height:
        return FirstMarks(marks.of_article(article))
    offset, screen_row = place.session.places.get(article, (0, 0))
    top = max(0, layout.row_of(offset) - screen_row)
    return marks_over(place, article, on_rows(layout, top, height))


def on_rows(layout: Layout, top: int, height: int) -> Span:
    """What stands on so many rows of a page, from one on."""
    return Span(layout.starts[top], layout.stops[min(top + height, layout.height) - 1])


def marks_over(place: Worktop, article: str, span: Span) -> FirstMarks:
    """What is seen of the marks over a span."""
    return FirstMarks(seen=(span, place.desk.marks.glimpses(article, span)))


def far(page: Page, top: int, size: tuple[int, int], said: str = "") -> str:
    """What stands at the right of a pane's title: what is said of it, the view, how far one is.

    Args:
        page: of the pane.
        top: the row of it at the top of the pane.
        size: of the pane, columns and rows.
        said: first.
    """
    width, height = size
    known = height and not page.partial
    percent = f"{scrolling.percent(page, top, height)}%" if known else ""
    return percent if width < _LEAST_PERCENT_CELLS else f"{said}{_VIEWS[page.mode]}{percent}"
