"""A page under somebody's hands: the cursor and the selection, by mouse, and what is told.

What changes the reader's place happens inside `watching`, which repaints the rows that look
different afterwards, and no others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple

from textual import events
from textual.geometry import Offset

from reader.model.text import Span
from reader.tui import selecting
from reader.tui.messages import (
    CursorMoved,
    GutterClicked,
    PaneClicked,
    SelectionMade,
)
from reader.tui.motions import Place
from reader.tui.scrolling import KEPT_ROWS
from reader.tui.selecting import Unit
from reader.tui.widgets.page_view import PageView

_WHEEL_ROWS = 3
_REST_SECONDS = 0.03  # of quiet before the cursor's new place is told: a burst is told once
_CLICK_SECONDS = 0.4  # between the clicks of a double click
_CLICKED_UNITS = (Unit.CLUSTER, Unit.WORD, Unit.SENTENCE)


class ReadingView(PageView, can_focus=False):
    """A page with a cursor and a selection that the mouse moves."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - what every widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._telling: asyncio.TimerHandle | None = None
        self._drag: Unit | None = None
        self._dragging_map = False
        self._clicks: tuple[float, Offset, int] = (0.0, Offset(-1, -1), 0)

    @property
    def cursor(self) -> int:
        """The offset of the cluster under the cursor."""
        return self.page.reading.cursor

    @property
    def selection(self) -> Span | None:
        """What is selected, hidden blocks between included; None for nothing."""
        return self.page.selection

    @property
    def selected_spans(self) -> tuple[Span, ...]:
        """The pieces of the selection that are on the page: what a mark is made of."""
        return self.page.selected_spans

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset of the cluster at a cell of the pane, or the nearest to it."""
        return self.page.offset_at(x, y + self.scroll_offset.y)

    @property
    def bordering(self) -> bool:
        """Whether a border of a mark is in hand."""
        return self.page.reading.boundary is not None

    # -- telling and repainting ------------------------------------------------------------

    def arrive(self, turned: int = 0) -> None:
        """Bring the cursor into sight, and tell where it came to rest."""
        self.follow(turned)
        self._tell_soon()

    def _tell_soon(self) -> None:
        if self._telling is None:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(_REST_SECONDS, self._tell)

    def _tell(self) -> None:
        self._telling = None
        if self.is_attached:
            self.post_message(CursorMoved(self))

    def on_unmount(self) -> None:
        """Tell nothing more."""
        if self._telling is not None:
            self._telling.cancel()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Repaint the rows whose picture what happens inside changes."""
        before = self._picture()
        yield
        after = self._picture()
        if before == after:
            return
        spans = [Span(before.cursor, before.cursor), Span(after.cursor, after.cursor)]
        for old, new in ((before.selection, after.selection), (before.edge, after.edge)):
            spans.extend(_difference(old, new))
        for old, new in ((before.hit, after.hit),):
            spans.extend(span for span in (old, new) if span is not None and old != new)
        lifted = before.lifted, after.lifted
        self.repaint(spans, self.relit(*lifted) if before.lifted != after.lifted else ())

    def _picture(self) -> _Picture:
        scene = self.page.scene
        return _Picture(
            self.cursor, self.page.selection, scene.edge, scene.lifted, scene.current_hit
        )

    # -- the mouse -------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the pointer; two clicks take a word, three a sentence."""
        event.stop()
        self.post_message(PaneClicked(self))
        if event.button != 1:
            return
        at = event.get_content_offset_capture(self)
        self.capture_mouse()
        if at.x >= self.size.width - 1:
            self._dragging_map = True
            self._scroll_to_cell(at.y)
            return
        if at.x < self.page.text_column - 1:
            self._click_gutter(at.y)
            return
        offset = self.offset_at(at.x, at.y)
        if offset is None:
            return
        unit = _CLICKED_UNITS[min(self._count_click(at), len(_CLICKED_UNITS)) - 1]
        with self.watching():
            if unit is Unit.CLUSTER:
                self.page.read(selecting.Reading(Place(offset)))
            else:
                page = self.page
                page.read(selecting.begun(page.reading, page.motions, unit, offset))
        self._drag = unit
        self.arrive()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the pointer, or scroll by the minimap."""
        at = event.get_content_offset_capture(self)
        if self._dragging_map:
            self._scroll_to_cell(at.y)
        elif self._drag is not None:
            event.stop()
            offset = self.offset_at(at.x, at.y)
            page = self.page
            if offset is None or (offset == self.cursor and page.reading.anchor is None):
                return
            with self.watching():
                reading = page.reading
                if reading.anchor is None:
                    reading = selecting.begun(reading, page.motions, self._drag)
                page.read(selecting.moved(reading, Place(offset), page.motions))
            self.arrive()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Tell what was selected."""
        event.stop()
        self.release_mouse()
        dragged, self._drag, self._dragging_map = self._drag, None, False
        if dragged is not None:
            self.post_message(SelectionMade(self, self.selection, self.selected_spans))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor comes along at the edge of the screen."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self._wheel(event, -_WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self._scroll_rows(self.scroll_offset.y + rows)

    def _scroll_to_cell(self, cell: int) -> None:
        """Bring what a cell of the minimap stands for to the middle of the screen."""
        height = self.size.height
        row = self.page.map(height).row_at(max(0, min(cell, height - 1)))
        self._scroll_rows(row - height // 2)

    def _scroll_rows(self, top: int) -> None:
        layout, height = self.page.scene.layout, self.size.height
        top = max(0, min(top, layout.height - height))
        self.scroll_to(y=top, animate=False, immediate=True)
        row = layout.row_of(self.cursor)
        # As far from the edges as `follow` wants it, which would scroll back otherwise.
        near = min(max(row, top + KEPT_ROWS), top + height - 1 - KEPT_ROWS)
        near = row if row < top + KEPT_ROWS and top == 0 else near
        near = row if row > near and top + height >= layout.height else near
        if near != row and self.page.reading.anchor is None and self._drag is None:
            place = self.page.motions.by_rows(self.page.reading.place, near - row)
            with self.watching():
                self.page.read(selecting.moved(self.page.reading, place, self.page.motions))
            self.arrive()
        self._tell_soon()  # the cursor is in another row of the screen
        self.place_terminal_cursor()

    def _click_gutter(self, y: int) -> None:
        row = y + self.scroll_offset.y
        layout = self.page.scene.layout
        if row < layout.height:
            span = layout.span_of(row)
            links = self.page.scene.links.starting(span.start, span.stop)
            self.post_message(GutterClicked(self, row, links[0].letter if links else None))

    def _count_click(self, at: Offset) -> int:
        """How many clicks in a row this one is, on the same cell."""
        when, where, count = self._clicks
        now = monotonic()
        count = count + 1 if where == at and now - when < _CLICK_SECONDS else 1
        self._clicks = (now, at, count)
        return count


class _Picture(NamedTuple):
    """What of the reader's place is painted."""

    cursor: int
    selection: Span | None
    edge: Span | None
    lifted: str | None
    hit: Span | None


def _difference(old: Span | None, new: Span | None) -> Iterator[Span]:
    """Where two stretches differ: whole ones, or what their ends passed over."""
    if old is None or new is None:
        yield from (span for span in (old, new) if span is not None)
        return
    for one, other in ((old.start, new.start), (old.stop, new.stop)):
        if one != other:
            yield Span(max(0, min(one, other) - 1), max(one, other))
