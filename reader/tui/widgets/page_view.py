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
        self._unlit: dict[int, dict[str | None, Strip]] = {}  # the same rows, by what was lifted
        self._lines: dict[int, tuple[Strip, Run, Strip]] = {}
        # Lines of the screen with their strips, by row and by the strip's identity.
        self._finished: dict[tuple[int, int], tuple[Strip, Strip]] = {}
        self._holds: object = None  # what these lines hold for
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
        self._drop_strips()
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
        self._drop_strips()
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
                self._drop_strips()
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
        width = self.size.width
        if self.styles.gutter.totals != (0, 0) or self.page.width != width:
            return super().render_lines(crop)
        strips = self._finished_lines(crop)
        if crop.column_span != (0, width):
            left, right = crop.column_span
            strips = [strip.crop(left, right) for strip in strips]
        return strips

    def _finished_lines(self, crop: Region) -> list[Strip]:
        """The lines of some rows of the screen, as they go to the terminal.

        The compositor asks for all of them whenever one has changed: the others are looked up.
        """
        width, height = self.size
        filters = self.get_line_filters()
        background = self.background_colors[1]
        top = self.scroll_offset.y
        holds = (top, height, width, background, filters, self.page.map(height))
        if holds != self._holds or len(self._finished) > _KEPT_STRIPS:
            self._holds = holds
            self._finished.clear()
        finished, painted = self._finished, self._strips
        strips = []
        for y in crop.line_range:
            known = finished.get((y, id(painted.get(y + top))))
            if known is not None:
                strips.append(known[1])
                continue
            line = self._line(y, top, height) if 0 <= y < height else Strip.blank(width)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            if 0 <= y < height:
                strip = painted[y + top]
                finished[y, id(strip)] = strip, line  # as long as it is kept, so is its identity
            strips.append(line)
        return strips

    def repaint(self, spans: Iterable[Span], lit: Iterable[int] = ()) -> None:
        """Paint the rows of some spans anew, those on the screen.

        Args:
            spans: in code points of the text.
            lit: rows that are painted and wait to be drawn.
        """
        layout = self.page.scene.layout
        if not layout.height:
            return
        changed = tuple(spans)
        if len(changed) > _KEPT_STRIPS // 10:  # rather all than row by row
            self._drop_strips()
            self.refresh(self.size.region)
            return
        rows = set(lit)
        for span in changed:
            first, last = layout.row_of(span.start), layout.row_of(max(span.start, span.stop - 1))
            rows |= self._drop_rows(first, last)
        self._refresh_page_rows(rows)

    def _drop_rows(self, first: int, last: int) -> set[int]:
        """Forget how some rows were painted; gives those that are on the screen."""
        if last - first < len(self._strips):
            for row in range(first, last + 1):
                self._strips.pop(row, None)
                self._unlit.pop(row, None)
        else:
            for painted in (self._strips, self._unlit):
                for row in [row for row in painted if first <= row <= last]:
                    del painted[row]
        top = self.scroll_offset.y
        return set(range(max(first, top), min(last, top + self.size.height - 1) + 1))

    def relit(self, old: str | None, new: str | None) -> set[int]:
        """The rows of the mark that was lifted and of the one that is, to be drawn anew.

        They are found as they were painted, where they were.

        From mark to mark a page is painted again and again, and little of it is new.
        """
        lit = {mark: self._rows_of(mark) for mark in (old, new)}
        for row in lit[old] | lit[new]:
            strip = self._strips.pop(row)
            kept = self._unlit.setdefault(row, {})
            kept[old if row in lit[old] else None] = strip
            found = kept.get(new if row in lit[new] else None)
            if found is not None:
                self._strips[row] = found
        return lit[old] | lit[new]

    def _rows_of(self, mark: str | None) -> set[int]:
        """The rows that a mark lies on, of those that were painted."""
        row_of, painted = self.page.scene.layout.row_of, self._strips
        rows: set[int] = set()
        for span in self.page.spans_of(mark):
            within = range(row_of(span.start), row_of(max(span.start, span.stop - 1)) + 1)
            rows.update(
                [row for row in within if row in painted]
                if len(within) < len(painted)
                else [row for row in painted if row in within]
            )
        return rows

    def _drop_strips(self) -> None:
        """Forget every row that was painted."""
        self._strips.clear()
        self._unlit.clear()

    def _refresh_page_rows(self, rows: Iterable[int]) -> None:
        """Let some rows be drawn, those on the screen, in one call: each costs as a key does."""
        top, (width, height) = self.scroll_offset.y, self.size
        seen = sorted(row - top for row in rows if top <= row < top + height)
        if seen:
            self.refresh(*(Region(0, y, width, 1) for y in seen))

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
