"""How many must agree for a place to be accepted with all others, and which those are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from reader.model.annotation import TagSet
from reader.model.curation import Item
from reader.tui.screens.curation_lines import previewed
from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Line
from reader.tui.widgets.drawn_lines import DrawnLines

ROWS = 12  # of places that are shown
_AROUND = 5  # rows of the card that are not places: its edges, the share, a line, the keys


class BulkCard(Card[float | None]):
    """A share to choose, over the places that would be accepted.

    It closes with the share, or None.

    Args:
        offered: each share, the highest first, with the places that it takes.
        tags: the codebook.
    """

    TITLE_WORDS = "Accept all on which enough agree"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("j/k", "fewer, more must agree"),
        ("⏎", "accept"),
        ("Esc", "cancel"),
    )
    DEFAULT_CSS = f"""
    BulkCard #preview {{ height: {ROWS}; padding: 0; margin: 1 0; }}
    BulkCard > #card {{ width: 76; }}
    BulkCard.-squat #preview {{ margin: 0; }}
    """

    def __init__(self, offered: Sequence[tuple[float, Sequence[Item]]], tags: TagSet) -> None:
        super().__init__()
        self._offered = tuple(offered)
        self._tags = tags
        self._at = 0

    def body(self) -> Iterable[Widget]:
        """The share, and the places."""
        yield Line(id="share")
        yield DrawnLines(id="preview")

    def on_mount(self) -> None:
        """Show the strictest."""
        self._show()

    def on_resize(self) -> None:
        """As many rows as the most places need, and as there are."""
        most = max((len(items) for _, items in self._offered), default=1)
        rows = min(most, ROWS, self.size.height - _AROUND)
        self.query_one("#preview", DrawnLines).styles.height = max(1, rows)

    def _show(self) -> None:
        share, items = self._offered[self._at]
        least = "all" if share == 1 else f"at least {share:.0%}"
        count = f"{len(items)} {'place' if len(items) == 1 else 'places'}"
        said = Content.assemble(
            (f"{least} ", ".loud"),
            ("of those who are done say the same   ", ".quiet"),
            (count, ".loud"),
        )
        self.query_one("#share", Line).say(said)
        preview = self.query_one("#preview", DrawnLines)
        preview.show(lambda width, height: previewed(items, self._tags, width, height))

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Another share, or take it."""
        return {
            "list.down": lambda: self._step(1),
            "list.up": lambda: self._step(-1),
            "list.open": lambda: self.leave(self._offered[self._at][0]),
        }

    def _step(self, steps: int) -> None:
        self._at = max(0, min(self._at + steps, len(self._offered) - 1))
        self._show()
