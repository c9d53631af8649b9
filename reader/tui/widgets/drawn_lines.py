"""Lines that are made for the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

Drawing = Callable[[int, int], Sequence[Content]]  # width and height in cells -> lines


class DrawnLines(Widget, can_focus=False):
    """As many lines as there is room for, drawn anew when it changes."""

    DEFAULT_CSS = """
    DrawnLines { width: 1fr; height: 1fr; padding: 0 1; }
    """

    class Clicked(Message):
        """A row was clicked.

        Args:
            view: where.
            row: which, from 0.
            chain: how many clicks in a row.
        """

        def __init__(self, view: DrawnLines, row: int, chain: int) -> None:
            super().__init__()
            self.view = view
            self.row = row
            self.chain = chain

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._drawing: Drawing | None = None

    def show(self, drawing: Drawing | None) -> None:
        """Show what this draws, or nothing."""
        self._drawing = drawing
        self.refresh()

    def render(self) -> Content:
        """All lines."""
        width, height = self.size
        if self._drawing is None or not width or not height:
            return Content("")
        return Content("\n").join(list(self._drawing(width, height))[:height])

    def on_click(self, event: events.Click) -> None:
        """Say which row it was."""
        at = event.get_content_offset(self)
        if at is not None:
            event.stop()
            self.post_message(self.Clicked(self, at.y, event.chain))
