"""A page on the screen: finished rows, painted where something changed and nowhere else.

Rows are kept as strips and dropped one by one; a step of the cursor paints two of them. The
column at the right edge is the minimap, which is also the scroll bar: Textual's own takes no
room, so nothing ever wraps twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.filter import LineFilter
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.model.article import Block
from reader.model.text import Span
from reader.tui.looks import Run
from reader.tui.page import Page
from reader.tui.painting import joined
from reader.tui.scrolling import followed
from reader.tui.viewing import ViewMode
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.turning import Turning

_KEPT_STRIPS = 2000


class PageView(ScrollView, can_focus=False):
    """A page, scrolled and painted."""

    ALLOW_SELECT: ClassVar[bool] = False  # its selection is offsets of the text, not cells

    DEFAULT_CSS = """
    PageView {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
    }
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - what every widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.page = Page()
        self._inks: Inks | None = None
        self._strips: dict[int, Strip] = {}
        self._lines: dict[int, tuple[Strip, Run, Strip]] = {}
        self._top = 0  # the offset at the top of the screen; kept across resizes

    # -- layout and scrolling --------------------------------------------------------------

    def on_mount(self) -> None:
        """Drop what is kept whenever the theme changes."""
        self._refresh_scrollbars()  # what `ScrollView.on_mount` does
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.forget_looks())

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width; the same words stay at the top."""
        self.page.motions.page_rows = event.size.height
        if event.size.width != self.page.width:
            self.lay_out(width=event.size.width)
        else:
            self._lines.clear()
            self.follow()

    def lay_out(
        self,
        *,
        width: int | None = None,
        mode: ViewMode | None = None,
        blocks: Sequence[Block] | None = None,
    ) -> None:
        """Lay the page out anew (see `Page.lay_out`); the same words stay at the top."""
        self.page.lay_out(width=width, mode=mode, blocks=blocks)
        self.laid_out()

    def laid_out(self) -> None:
        """Everything is elsewhere: keep the top, see the cursor, paint all."""
        top = self._top
        before = {y: kept[2] for y, kept in self._lines.items()}
        self._strips.clear()
        self._lines.clear()
        self.virtual_size = Size(self.page.width, self.page.height)
        if self.is_attached and self.size.height:
            row = self.page.scene.layout.row_of(top)
            self.scroll_to(y=row, animate=False, immediate=True, force=True)
            self._top = top
            self.follow()
        self._refresh_rows(before)

    def _refresh_rows(self, before: dict[int, Strip]) -> None:
        """Paint the rows of the screen that look different from what they were."""
        width, height = self.size
        if len(before) < height or self.page.width != width:
            self.refresh(self.size.region)
            return
        top = self.scroll_offset.y
        other = [
            y for y in range(height) if y not in before or before[y] != self._line(y, top, height)
        ]
        if other:
            self.refresh(*(Region(0, y, width, 1) for y in other))

    def follow(self, turned: int = 0) -> None:
        """Bring the cursor into sight.

        Args:
            turned: rows that the page shall scroll along with the cursor.
        """
        top = followed(self.page, self.scroll_offset.y, self.size.height, turned)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        self.place_terminal_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is at the top."""
        super().watch_scroll_y(old_value, new_value)
        layout = self.page.scene.layout
        row = round(new_value)
        if row < layout.height and layout.row_of(self._top) != row:
            self._top = layout.starts[row]

    def place_terminal_cursor(self) -> None:
        """The terminal's own cursor stands where ours does, for braille and input methods."""
        if not self.page.active or not self.is_attached:
            return
        cursor = self.page.reading.cursor
        row = self.page.scene.layout.row_of(cursor) - self.scroll_offset.y
        if self.page.scene.layout.shown and 0 <= row < self.size.height:
            columns = self.page.columns(row + self.scroll_offset.y)
            cell = self.page.text_column + columns.cell_of(cursor)
            region = self.content_region
            self.app.cursor_position = Offset(region.x + cell, region.y + row)

    # -- painting --------------------------------------------------------------------------

    @property
    def inks(self) -> Inks:
        """Styles for the theme as it is."""
        if self._inks is None:
            self._inks = Inks(self.app)
        return self._inks

    def notify_style_update(self) -> None:
        """Drop what is kept: a colour may have changed."""
        super().notify_style_update()
        self.forget_looks()

    def forget_looks(self) -> None:
        """Drop every style and strip, and paint all."""
        self._inks = None
        self._strips.clear()
        self._lines.clear()
        self.refresh(self.size.region)

    def render_line(self, y: int) -> Strip:
        """The strip of a row of the screen."""
        return self._line(y, self.scroll_offset.y, self.size.height)

    def _line(self, y: int, top: int, height: int) -> Strip:
        """The strip of a row of the screen, of so many, where `top` is the row at the top."""
        row = y + top
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            runs = joined(run for run in self.page.row_runs(row) if run[0])
            segments = [self.inks.segment(run) for run in runs]
            width = self.page.width - 1
            if self.page.fits(row):
                # Rich counts some Indic clusters otherwise than terminals do: we say how wide.
                strip = Strip(segments, width)
            else:
                strip = Strip(segments).adjust_cell_length(width)
            self._strips[row] = strip
        map_run = self.page.map_run(y, top, height)
        kept = self._lines.get(y)
        if kept is not None and kept[0] is strip and kept[1] == map_run:
            return kept[2]
        line = Strip([*strip, self.inks.segment(map_run)], self.page.width)
        self._lines[y] = (strip, map_run, line)
        return line

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The app's, but for what turns lines around: a row of the page is in order."""
        return [each for each in super().get_line_filters() if not isinstance(each, Turning)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the screen, kept ones where nothing changed.

        Textual's own cache of styled lines is passed by: there is no border, padding or
        opacity to add, and rows that scrolled are still the same strips.
        """
        width, height = self.size
        if self.styles.gutter.totals != (0, 0) or self.page.width != width:
            return super().render_lines(crop)
        filters = self.get_line_filters()
        background = self.background_colors[1]
        strips = []
        top = self.scroll_offset.y
        for y in crop.line_range:
            strip = self._line(y, top, height) if 0 <= y < height else Strip.blank(width)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        if crop.column_span != (0, width):
            left, right = crop.column_span
            strips = [strip.crop(left, right) for strip in strips]
        return strips

    def repaint(self, spans: Iterable[Span]) -> None:
        """Paint the rows of some spans anew, those on the screen."""
        layout = self.page.scene.layout
        if not layout.height:
            return
        changed = tuple(spans)
        if len(changed) > _KEPT_STRIPS // 10:  # rather all than row by row
            self._strips.clear()
            self.refresh(self.size.region)
            return
        for span in changed:
            first, last = layout.row_of(span.start), layout.row_of(max(span.start, span.stop - 1))
            self.repaint_rows(first, last)

    def repaint_rows(self, first: int, last: int) -> None:
        """Paint some rows of the page anew, those on the screen."""
        if last - first < len(self._strips):
            for row in range(first, last + 1):
                self._strips.pop(row, None)
        else:
            self._strips = {
                row: strip for row, strip in self._strips.items() if not first <= row <= last
            }
        top, height = self.scroll_offset.y, self.size.height
        first, last = max(first, top), min(last, top + height - 1)
        if first <= last:
            self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    def repaint_map(self) -> None:
        """Paint the minimap anew, where it looks different: a cell of it costs its whole row."""
        width, height = self.size
        if not width:
            return
        top = self.scroll_offset.y
        other = [
            Region(width - 1, y, 1, 1)
            for y in range(height)
            if y not in self._lines or self._lines[y][1] != self.page.map_run(y, top, height)
        ]
        if other:
            self.refresh(*other)
