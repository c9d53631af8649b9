"""The last row: what the keys do here and now, at most ten of them."""

from __future__ import annotations

from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.rows import Ends, footer, footer_entries
from reader.tui.widgets.bar import Bar


class Footer(Bar):
    """Keys and words; a click does what its key does.

    Args:
        keymap: the table of keys in force.
    """

    def __init__(self, keymap: KeyMap, *, id: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id)
        self._keymap = keymap
        self._showing = Context.READING

    def show(self, context: Context) -> None:
        """Show the keys of a context."""
        if context is not self._showing:
            self._showing = context
            self.refresh()

    def runs(self, width: int) -> Ends:
        """The keys, and at the right the one that finds all others."""
        return footer(self._keymap, self._showing, width)

    def name_at(self, cell: int) -> str:
        """The command whose key or word stands at a cell."""
        at = 1
        for keys, word, name in footer_entries(self._keymap, self._showing, self.size.width):
            at += len(keys) + len(word) + 3
            if cell < at:
                return name
        return "palette" if cell >= self.size.width - 3 else ""
