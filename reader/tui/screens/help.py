"""Every key and what it does, made from the table of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.profiles import PROFILES
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import Card
from reader.tui.signs import SIGNS
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import fitted, wrapped
from reader.tui.widgets.filter_input import FilterLine
from reader.tui.widgets.listing import Entry, Listing

TWO_COLUMNS = 104  # cells of the list from which on the groups stand in two columns
KEYS_WIDTH = 15  # cells
_WHEN = {
    "Signs": "beside the text and in tables",
    "Judge": "while judging",
    "Curate": "while curating",
    "Lists": "in every list and table",
    "Articles": "in the list of articles",
    "Events": "in the table of events",
    "Tags": "in the list of tags",
    "Entities": "while judging spellings",
    "Go": "everywhere",
    "Application": "everywhere",
    "Other hands": "`reader config profile NAME` in a shell",
}
# What lines of text know; they are the same everywhere and cannot be remapped.
TYPING = (
    "Where you type",
    (
        ("↑ ↓ PgUp PgDn", "walk through the list below"),
        ("⏎", "take what is picked out; in a note: keep it"),
        ("Alt+⏎ ^j", "in a note: a line break"),
        ("1…9", "in the tag picker, typed first: a tag used lately"),
        ("Esc", "leave; the draft of a note is there when it is opened again"),
    ),
)
# Sets of keys for hands that another program has taught; who never heard of them asks here.
OTHER_HANDS = (
    "Other hands",
    (
        *((name, profile.about) for name, profile in PROFILES.items()),
        ("one key", "`reader config` names the file in which any of these keys is changed"),
    ),
)
Group = tuple[str, tuple[tuple[str, str], ...]]


class HelpScreen(Card[None], FilteredScreen[None]):
    """The keys in force, grouped, and what the signs mean.

    Args:
        keymap: the table.
    """

    TITLE_WORDS = "Keys"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PAGES)
    DEFAULT_CSS = """
    HelpScreen > #card { width: 128; height: 100%; }
    HelpScreen FilterLine { padding: 0; display: none; }
    HelpScreen.-filtering FilterLine { display: block; }
    """

    def __init__(self, keymap: KeyMap) -> None:
        super().__init__()
        self._keymap = keymap

    def body(self) -> Iterable[Widget]:
        """The groups, and a line to filter them."""
        yield FilterLine(placeholder="type to filter")
        yield Listing(id="groups", cursor=False)
        yield Divider()

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here."""
        shown = self._keymap.shown
        return (
            (f"{shown('list.down')}/{shown('list.up')}", "scroll"),
            (shown("list.filter"), "filter"),
            (shown("back"), "close"),
        )

    def on_mount(self) -> None:
        """Set the groups for the width there is."""
        self.narrow()

    def on_resize(self) -> None:
        """Set them anew: one column or two."""
        if self.is_mounted:
            self.call_after_refresh(self.narrow)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Scroll, and filter."""
        return {
            **self.walking(self.listing),
            "list.filter": self.start_filter,
            "back": self.step_back,
            "help": self.leave,
        }

    # -- rows ------------------------------------------------------------------------------

    def narrow(self) -> None:
        """Columns of groups as one long entry: they are looked at, not picked."""
        listing = self.listing
        groups = self._fitting()
        wide = listing.size.width >= TWO_COLUMNS
        columns = _in_two(groups) if wide else (groups,)
        every = sum(len(rows) for _, rows in self._every())
        self.fits(sum(len(rows) for _, rows in groups), every)
        entry = Entry(partial(_columns, columns), pickable=False, height=None)
        listing.show([entry if groups else self.nothing_fits("key or sign")])

    def _every(self) -> tuple[Group, ...]:
        """All groups."""
        return (*self._keymap.help(), TYPING, ("Signs", SIGNS), OTHER_HANDS)

    def _fitting(self) -> tuple[Group, ...]:
        """The groups with the rows that hold what is typed."""
        found = (
            (
                group,
                tuple(
                    row
                    for row in rows
                    if all(word in f"{group} {row[0]} {row[1]}".casefold() for word in self.wanted)
                ),
            )
            for group, rows in self._every()
        )
        return tuple((group, rows) for group, rows in found if rows)


def _in_two(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """The groups in two columns of nearly one height, in their order."""
    heights = [len(rows) + 2 for _, rows in groups]
    cut = min(
        range(len(groups) + 1), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])), default=0
    )
    return groups[:cut], groups[cut:]


def _columns(columns: tuple[tuple[Group, ...], ...], width: int, _at: int | None) -> list[Content]:
    """All lines of the page."""
    gap = 4
    each = (width - gap * (len(columns) - 1)) // len(columns)
    blocks = [_lines(groups, each) for groups in columns]
    height = max(map(len, blocks), default=0)
    return [
        Content(" " * gap).join(
            fitted(block[row] if row < len(block) else "", each) for block in blocks
        )
        for row in range(height)
    ]


def _lines(groups: tuple[Group, ...], width: int) -> list[Content]:
    """The lines of some groups under each other."""
    lines: list[Content] = []
    keys_width = min(KEYS_WIDTH, width // 3)
    for group, rows in groups:
        if lines:
            lines.append(Content(""))
        when = _WHEN.get(group)
        lines.append(Content.assemble((group, ".loud"), (f"  {when}" if when else "", ".quiet")))
        for keys, does in rows:
            words = wrapped(Content(does), width - keys_width - 1)
            for number, line in enumerate(words):
                key = Content.styled(keys if number == 0 else "", ".key")
                lines.append(fitted(key, keys_width) + Content(" ") + line)
    return lines
