"""What somebody sees who has never been here: four things to try. Any key takes it away."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from reader.tui.keymap import KeyMap
from reader.tui.rows import cells_of, try_card
from reader.tui.widgets.inking import Inks


class TryCard(Widget, can_focus=False):
    """Four lines in a box over the text.

    Args:
        keymap: the table of keys in force.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "TryCard { layer: over; max-width: 100%; }"

    def __init__(self, keymap: KeyMap, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        self._lines = try_card(keymap)
        self._inks: Inks | None = None
        self.styles.width = cells_of(self._lines[0])
        self.styles.height = len(self._lines)

    @property
    def words(self) -> str:
        """All that is written on it."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def notify_style_update(self) -> None:
        """Drop the styles: a colour may have changed."""
        super().notify_style_update()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        """One of its lines."""
        if self._inks is None:
            self._inks = Inks(self.app)
        return Strip(map(self._inks.segment, self._lines[y])).adjust_cell_length(self.size.width)
