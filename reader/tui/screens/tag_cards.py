"""Cards of the tags screen: which colour, and into which tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.model.annotation import TagSet
from reader.tui.hues import HUE_NAMES
from reader.tui.screens.frame import Card
from reader.tui.screens.picker import TagPicker
from reader.tui.screens.tag_lines import swatch
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.listing import Entry, Listing

_NAME_CELLS = 10


class ColourChooser(Card[str | None]):
    """The hues of the palette as marks have them; contrast is the palette's business.

    It closes with the name of a hue, empty for one by order, or None.

    Args:
        title: what is asked.
        chosen: the name of the hue that holds now; empty for one by order.
    """

    DEFAULT_CSS = """
    ColourChooser #hues { height: auto; }
    """

    def __init__(self, title: str, chosen: str) -> None:
        super().__init__()
        self._asked = title
        self._chosen = chosen

    def body(self) -> Iterable[Widget]:
        """The hues."""
        yield Listing(id="hues", one_click=True)

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here."""
        shown = self.keymap.shown
        walk = f"{shown('list.down')}/{shown('list.up')}"
        return ((walk, "choose"), (shown("list.open"), "take"), (shown("back"), "cancel"))

    def on_mount(self) -> None:
        """Show them, the cursor at the one that holds."""
        self.query_one("#card").border_title = one_line(self._asked)
        names = ["", *HUE_NAMES]
        listing = self.query_one("#hues", Listing)
        inks = Inks(self.app)
        listing.show(
            [Entry(partial(self._hue, inks, name), key=name) for name in names],
            index=names.index(self._chosen) if self._chosen in names else 0,
        )
        listing.styles.height = min(len(names), max(1, self.app.size.height - 4))

    def _hue(self, inks: Inks, name: str, width: int, _at: int | None) -> list[Content]:
        ticked = ("✓ " if name == self._chosen else "  ", ".good")
        line = Content.assemble(ticked, fitted(name or "by order", _NAME_CELLS), "  ")
        if name:
            line += swatch(HUE_NAMES.index(name), inks)
        else:
            line += Content.styled("as its place in the codebook says", ".quiet")
        return [fitted(line, width)]

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk and take."""
        return {**self.walking(self.query_one("#hues", Listing)), "list.open": self._take}

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._take()

    def _take(self) -> None:
        current = self.query_one("#hues", Listing).current
        if current is not None and isinstance(current.key, str):
            self.leave(current.key)


class MergePicker(TagPicker):
    """The tag that takes the place of another.

    Args:
        path: of the one that goes.
        tags: those that can take its place.
    """

    def __init__(self, path: str, tags: TagSet) -> None:
        super().__init__(tags)
        self._path = path

    def footer(self) -> tuple[tuple[str, str], ...]:
        """No tag was used lately in the place of another."""
        return tuple(pair for pair in self.KEYS if pair[1] != "recent")

    def on_mount(self) -> None:
        """Say what goes."""
        self.query_one("#card").border_title = one_line(f"Merge {self._path} into")
