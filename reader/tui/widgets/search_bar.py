"""Where a search is typed; it stands in the place of the status row."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from reader.tui.rows import ACCENT, QUIET
from reader.tui.widgets.bar import Bar


class SearchBar(Horizontal):
    """A row to type into: hits light up while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    DEFAULT_CSS = """
    SearchBar { height: 1; width: 1fr; }
    SearchBar #search-sign { width: 3; }
    SearchBar #search-count { width: 24; }
    SearchBar Input { height: 1; width: 1fr; border: none; padding: 0; background: $background; }
    SearchBar Input:focus { border: none; background-tint: $foreground 0%; }
    """

    class Typed(Message):
        """The query is another one now; `done` when it was entered."""

        def __init__(self, query: str, *, done: bool = False) -> None:
            super().__init__()
            self.query = query
            self.done = done

    class Cancelled(Message):
        """Escape was pressed."""

    def compose(self) -> ComposeResult:
        """A sign, the field, and how many hits there are."""
        yield Bar(id="search-sign")
        yield Input(id="search-query", compact=True)
        yield Bar(id="search-count")

    def on_mount(self) -> None:
        """Draw the sign."""
        self.query_one("#search-sign", Bar).set([(" / ", ACCENT)])

    def open(self, query: str = "") -> None:
        """Be there, with the keys."""
        self.display = True
        field = self.query_one(Input)
        field.value = query
        field.select_all()
        self.screen.set_focus(field)  # now: the next key is typed into it

    def close(self) -> None:
        """Be gone, and give the keys back."""
        self.display = False
        self.screen.set_focus(None)

    def count(self, text: str) -> None:
        """Say how many hits there are."""
        self.query_one("#search-count", Bar).set([], [(f"{text} ", QUIET)])

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Typed(event.value, done=True))

    def action_cancel(self) -> None:
        """Escape."""
        self.post_message(self.Cancelled())
