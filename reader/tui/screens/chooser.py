"""A short list to choose one thing from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from textual import events, on
from textual.content import Content
from textual.widget import Widget

from reader.tui.screens.frame import Card
from reader.tui.widgets.cells import fitted, one_line, two_ends
from reader.tui.widgets.listing import Entry, Listing

_MOST_ROWS = 14


class Chooser(Card[str | None]):
    """A card with a list.

    Args:
        title: what is asked.
        options: of each its name, its words, and what is said of it at the right.
        chosen: the name of the one that holds now.
        keys: of each the key that takes it at once; none for the list alone.
    """

    DEFAULT_CSS = """
    Chooser #options { height: auto; }
    """

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str, str]],
        chosen: str | None = None,
        keys: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._asked = title
        self._options = tuple(options)
        self._chosen = chosen
        self._quick = {
            key: name for key, (name, _, _) in zip(keys, self._options, strict=False) if key
        }

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here."""
        shown = self.keymap.shown
        return (
            (f"{shown('list.down')}/{shown('list.up')}", "choose"),
            (shown("list.open"), "take"),
            (shown("back"), "cancel"),
        )

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield Listing(id="options", one_click=True)

    def on_mount(self) -> None:
        """Show it, on what holds now."""
        self.query_one("#card").border_title = one_line(self._asked)
        listing = self.query_one("#options", Listing)
        entries = [
            Entry(partial(self._row, name, words, said, name == self._chosen), key=name)
            for name, words, said in self._options
        ]
        names = [name for name, _, _ in self._options]
        listing.show(entries, index=names.index(self._chosen) if self._chosen in names else 0)
        listing.styles.height = min(_MOST_ROWS, max(1, len(entries)))

    def _row(
        self, name: str, words: str, said: str, chosen: bool, width: int, _at: int | None
    ) -> list[Content]:
        quick = next((key for key, each in self._quick.items() if each == name), "")
        lead = f"{quick:2}" if self._quick else ""
        left = Content.assemble(
            ("✓ " if chosen else "  ", ".good"), (lead, ".key"), one_line(words)
        )
        right = Content.styled(f"  {one_line(said)}" if said else "", ".quiet")
        return [fitted(two_ends(left, right, width), width)]

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk and take."""
        listing = self.query_one("#options", Listing)
        return {**self.walking(listing), "list.open": lambda: self._take(listing.current)}

    def on_key(self, event: events.Key) -> None:
        """A key of an option takes it."""
        if event.character in self._quick:
            event.stop()
            event.prevent_default()
            self.leave(self._quick[event.character])
        else:
            super().on_key(event)

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        self._take(event.entry)

    def _take(self, entry: Entry | None) -> None:
        if entry is not None and isinstance(entry.key, str):
            self.leave(entry.key)
