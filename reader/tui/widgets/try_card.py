"""What somebody sees who has never been here: four things to try. Any key takes it away."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from reader.tui.keymap import KeyMap

_LINES = (
    (("move.down", "move.up", "pane.next"), "move through a report, and to the next one"),
    (("mark.claim", "mark.entity"), "mark this sentence as a claim, the name as an entity"),
    (("link.follow", "link.back", "link.make"), "to what another report says, back; link two"),
    (("help", "close"), "all keys, and out; what you mark is saved at once"),
)


class TryCard(Static):
    """Four lines in a box over the text.

    Args:
        keymap: the table of keys in force.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TryCard {
        layer: over;
        width: auto;
        max-width: 100%;
        height: auto;
        padding: 0 2;
        border: round $accent;
        border-title-color: $accent;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(self, keymap: KeyMap, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        shown = [(" ".join(keymap.shown(name) for name in names), does) for names, does in _LINES]
        width = max(len(keys) for keys, _ in shown)
        lines = [
            Content.assemble((keys.ljust(width + 3), "bold $accent"), does) for keys, does in shown
        ]
        self.update(Content("\n").join(lines))
        self.border_title = "try this"
