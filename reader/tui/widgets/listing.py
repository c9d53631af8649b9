"""A list to walk through: entries of one or more lines, a cursor, the mouse.

Entries draw themselves when they come into sight, so a list may be long. The cursor is a bar
in the first column beside its lines as well as a colour, since colours are not to be had
everywhere. Nothing here has focus: the screen feeds it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, islice
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from reader.model.values import dataclass

BAR = "▌ "
IDLE_BAR = "▏ "
MARGIN = len(BAR)  # cells before each line


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing in a list.

    Attributes:
        draw: its lines, for a width in cells and the column the cursor is in (None when the
            cursor is elsewhere).
        key: what the screen knows it by.
        pickable: whether the cursor stops at it; headings are not.
        height: how many lines it draws, None to draw it in order to know.
        columns: how many places the cursor has in it.
        column_at: which of them is at a cell of a line as wide as that; (cell, width).
        gap: blank lines after it.
    """

    draw: Callable[[int, int | None], Sequence[Content]]
    key: object = None
    pickable: bool = True
    height: int | None = 1
    columns: int = 1
    column_at: Callable[[int, int], int] | None = None
    gap: int = 0


class Listing(ScrollView, can_focus=False):
    """Entries under each other, one of them under the cursor."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor", "listing--bar", "listing--idle"}
    DEFAULT_CSS = """
    Listing {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $foreground 45%;
        scrollbar-color-active: $foreground 45%;
        & > .listing--cursor { background: $primary 30%; }
        & > .listing--idle { background: $foreground 8%; }
        & > .listing--bar { color: $text-accent; text-style: bold; }
        &:ansi > .listing--cursor { background: transparent; }
        &:ansi > .listing--idle { background: transparent; }
        &:ansi > .listing--bar { color: $secondary; }
    }
    """

    class Told(Message):
        """Something about an entry.

        Args:
            listing: the list it is in.
            entry: the entry.
            column: the place in it.
        """

        def __init__(self, listing: Listing, entry: Entry, column: int) -> None:
            super().__init__()
            self.listing = listing
            self.entry = entry
            self.column = column

        @property
        def control(self) -> Listing:
            """The list, for `@on(…, "#results")`."""
            return self.listing

    class Moved(Told):
        """The cursor is at another entry, or another place of it."""

    class Opened(Told):
        """An entry was chosen with the mouse."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - what every widget calls it
        one_click: bool = False,
        cursor: bool = True,
        idle_cursor: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.entries: tuple[Entry, ...] = ()
        self.index = -1
        self.column = 0
        self._one_click = one_click
        self._shows_cursor = cursor
        self._idle_cursor = idle_cursor  # whether the cursor shows while another list is walked
        self._active = True
        self._starts: list[int] = [0]
        self._drawn: dict[tuple[int, int | None], Sequence[Content]] = {}

    # -- what it holds ---------------------------------------------------------------------

    def show(self, entries: Sequence[Entry], *, index: int | None = None) -> None:
        """Show these entries, the cursor at one of them or where it was."""
        self.entries = tuple(entries)
        wanted = self.index if index is None else index
        self.index = self._nearest(wanted)
        self._hold_column()
        self._lay_out()
        self._tell()

    def redraw(self) -> None:
        """Draw the same entries anew: what they show has changed."""
        self._lay_out()

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entries[self.index] if 0 <= self.index < len(self.entries) else None

    @property
    def active(self) -> bool:
        """Whether it is this list that the keys move."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        self._active = active
        self.refresh()

    def _nearest(self, wanted: int) -> int:
        """The pickable entry at or after `wanted`, else the last one before it."""
        count = len(self.entries)
        ahead = (n for n in range(max(0, wanted), count) if self.entries[n].pickable)
        back = (n for n in range(min(wanted, count) - 1, -1, -1) if self.entries[n].pickable)
        return next(ahead, next(back, -1))

    def _hold_column(self) -> None:
        columns = 1 if self.current is None else self.current.columns
        self.column = min(max(0, self.column), max(0, columns - 1))

    def _tell(self) -> None:
        if self.current is not None and self.is_attached:
            self.post_message(self.Moved(self, self.current, self.column))

    # -- walking ---------------------------------------------------------------------------

    def move(self, steps: int) -> None:
        """Go so many entries down, or up; without a cursor, scroll so many lines."""
        if not self._shows_cursor:
            self.scroll_relative(y=steps, animate=False, immediate=True)
            return
        way = (
            range(self.index + 1, len(self.entries)) if steps > 0 else range(self.index - 1, -1, -1)
        )
        places = (n for n in way if self.entries[n].pickable)
        found = list(islice(places, abs(steps)))  # as far as there is something
        if found:
            self.go(found[-1])

    def page(self, pages: int, *, halves: int = 2) -> None:
        """Go so many pages down, or up; or so many halves of them."""
        height = max(1, (self.size.height - 1) * halves // 2)
        if not self._shows_cursor:
            self.scroll_relative(y=pages * height, animate=False, immediate=True)
            return
        if not self.entries:
            return
        wanted = self._starts[max(0, self.index)] + pages * height
        row = min(max(0, wanted), self._starts[-1] - 1)
        index = min(bisect_right(self._starts, row) - 1, len(self.entries) - 1)
        down = range(index, len(self.entries))
        up = range(index, -1, -1)
        for way in (up, down) if pages < 0 else (down, up):
            found = next((i for i in way if self.entries[i].pickable), None)
            if found is not None:
                self.go(found)
                return

    def walk(self, key: str) -> None:
        """Go where a key typed beside the list says: arrows, pages, Tab."""
        if key in {"pageup", "pagedown"}:
            self.page(1 if key == "pagedown" else -1)
        else:
            self.move(-1 if key in {"up", "shift+tab"} else 1)

    def first(self) -> None:
        """Go to the first entry."""
        if self._shows_cursor:
            self.go(self._nearest(0))
        self.scroll_to(y=0, animate=False, immediate=True)

    def last(self) -> None:
        """Go to the last entry."""
        if self._shows_cursor:
            self.go(self._nearest(len(self.entries)))
        else:
            self.scroll_end(animate=False, immediate=True)

    def across(self, steps: int) -> None:
        """Go so many places to the right in the entry, or to the left."""
        before = self.column
        self.column += steps
        self._hold_column()
        if self.column != before:
            self.refresh()
            self._tell()

    def go(self, index: int, column: int | None = None) -> None:
        """Go to that entry."""
        if not 0 <= index < len(self.entries):
            return
        before = (self.index, self.column)
        self.index = index
        self.column = self.column if column is None else column
        self._hold_column()
        self._follow()
        if (self.index, self.column) != before:
            self.refresh()
            self._tell()

    def _follow(self) -> None:
        """Bring the entry under the cursor into sight, and the headings right above it."""
        if not self.size.height or self.current is None:
            return
        top = self.scroll_offset.y
        start, stop = self._starts[self.index], self._starts[self.index + 1]
        stop -= self.current.gap
        above = self.index
        while above and not self.entries[above - 1].pickable:
            above -= 1
        lead = start - self._starts[above]
        top = max(top, stop - self.size.height)
        top = min(top, start - (lead if lead + stop - start <= self.size.height else 0))
        if top != self.scroll_offset.y:
            self.scroll_to(y=max(0, top), animate=False, immediate=True, force=True)

    # -- drawing ---------------------------------------------------------------------------

    @property
    def longer(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self._starts[-1] > self.size.height > 0

    @property
    def room(self) -> int:
        """How many cells an entry may use."""
        return max(1, self.scrollable_content_region.width - MARGIN - 1)

    def _lay_out(self) -> None:
        self._drawn.clear()
        heights = (
            (len(self._lines(i, None)) if entry.height is None else entry.height) + entry.gap
            for i, entry in enumerate(self.entries)
        )
        self._starts = [0, *accumulate(heights)]
        self.virtual_size = Size(self.size.width, self._starts[-1])
        self._follow()
        self.refresh()

    def _lines(self, index: int, column: int | None) -> Sequence[Content]:
        found = self._drawn.get((index, column))
        if found is None:
            found = self._drawn[index, column] = self.entries[index].draw(self.room, column)
        return found

    def on_resize(self) -> None:
        """Entries may need another number of lines at another width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        base = self.visual_style
        row = y + self.scroll_offset.y
        if row >= self._starts[-1]:
            return Strip.blank(width, base.rich_style)
        index = min(bisect_right(self._starts, row) - 1, len(self.entries) - 1)
        line = row - self._starts[index]
        shows = self._shows_cursor and (self._active or self._idle_cursor)
        here = index == self.index and shows
        lines = self._lines(index, self.column if here else None)
        if line >= len(lines):
            return Strip.blank(width, base.rich_style)
        bar: Style | None = None
        if here:
            component = "listing--cursor" if self._active else "listing--idle"
            base = base + self.get_visual_style(component, partial=True)
            bar = base + self.get_visual_style("listing--bar", partial=True)
        margin = Segment(
            BAR if bar and self._active else IDLE_BAR if bar else " " * MARGIN,
            (bar or base).rich_style,
        )
        drawn = lines[line].render(base, end="", parse_style=self._get_style)
        if bar and self._active and len(lines) == 1 and self.app.native_ansi_color:
            return _reversed(drawn, width)
        segments = [Segment(text, (base + style).rich_style) for text, style in drawn]
        return Strip([margin, *segments]).adjust_cell_length(width, base.rich_style)

    # -- the mouse -------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Go to what is clicked; a second click opens it."""
        at = event.get_content_offset(self)
        row = -1 if at is None else at.y + self.scroll_offset.y
        if at is None or not self._shows_cursor or row >= self._starts[-1]:
            return
        event.stop()
        index = min(bisect_right(self._starts, row) - 1, len(self.entries) - 1)
        entry = self.entries[index]
        if not entry.pickable:
            return
        column = entry.column_at(at.x - MARGIN, self.room) if entry.column_at else 0
        self.go(index, column)
        if self._one_click or event.chain > 1:
            self.post_message(self.Opened(self, entry, self.column))


def _reversed(drawn: Iterable[tuple[str, Style]], width: int) -> Strip:
    """The row under the cursor where no tint is to be had: without inks, or it is patches."""
    plain = RichStyle(reverse=True)
    segments = [
        Segment(text, plain + RichStyle(bold=style.bold, underline=style.underline))
        for text, style in drawn
    ]
    strip = Strip([Segment(BAR, plain), *segments]).adjust_cell_length(width - 1, plain)
    return strip.adjust_cell_length(width)  # what scrolls is beside it
