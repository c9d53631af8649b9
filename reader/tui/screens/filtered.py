"""A screen with a list that a line of typed words narrows down."""

from __future__ import annotations

from textual import on
from textual.screen import ScreenResultType
from textual.widgets import Input

from reader.tui.screens.keyed import KeyedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.widgets.cells import one_line
from reader.tui.widgets.filter_input import FilterInput, FilterLine
from reader.tui.widgets.listing import Entry, Listing


class FilteredScreen(KeyedScreen[ScreenResultType]):
    """A screen with one `Listing`, and a `FilterLine` that shows while it is used."""

    DEFAULT_CSS = """
    FilteredScreen FilterLine { display: none; }
    FilteredScreen.-filtering FilterLine { display: block; }
    """

    wanted: tuple[str, ...] = ()  # the words typed, in lower case

    @property
    def listing(self) -> Listing:
        """The list."""
        return self.query_one(Listing)

    @property
    def typed(self) -> FilterInput:
        """The line."""
        return self.query_one("#typed", FilterInput)

    def narrow(self) -> None:
        """Show what holds every word of `wanted`."""

    def fits(self, fitting: int, of: int) -> None:
        """Say beside the line how many fit, while something is typed."""
        self.query_one(FilterLine).count(fitting if self.wanted else None, of)

    def nothing_fits(self, noun: str) -> Entry:
        """What the list says when nothing holds the words typed."""
        return nothing(
            f"no {noun} holds “{one_line(self.typed.value)}”",
            (self.keymap.shown("back"), "shows all"),
        )

    def start_filter(self) -> None:
        """Type into the line."""
        self.add_class("-filtering")
        self.set_focus(self.typed)
        self.say_keys((("↑↓", "move"), ("⏎", "keep the filter"), ("Esc", "show all")))

    def step_back(self) -> None:
        """Show everything again; then leave."""
        if self.wanted:
            self.typed.value = ""
            self.remove_class("-filtering")
        else:
            self.leave()

    @on(Input.Changed, "#typed")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = tuple(event.value.casefold().split())
        self.narrow()

    @on(FilterInput.Walked)
    def _walk(self, event: FilterInput.Walked) -> None:
        event.stop()
        if event.key == "escape":
            self.typed.value = ""
        if event.key in {"escape", "enter"}:
            self.set_focus(None)
            self.say_keys()
            self.set_class(bool(self.wanted) and event.key == "enter", "-filtering")
        else:
            self.listing.walk(event.key)
