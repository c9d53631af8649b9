"""The last row: what the keys do here and now, at most ten of them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.footers import FOOTERS
from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.looks import Run
from reader.tui.widgets.bar import ACCENT, PLAIN, QUIET, Bar


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

    def _entries(self, width: int) -> list[tuple[str, str, str]]:
        """Keys, word and command of what there is room for; help always has room."""
        entries = []
        for word, names in FOOTERS.get(self._showing, ()):
            keys = "/".join(shown for name in names if (shown := self._keymap.shown(name)))
            if keys:
                entries.append((keys, word, names[0]))
        while len(entries) > 1 and sum(len(k) + len(w) + 3 for k, w, _ in entries) > width - 4:
            entries.pop(-2 if entries[-1][2] == "help" else -1)
        return entries

    def runs(self, width: int) -> tuple[Sequence[Run], Sequence[Run]]:
        """The keys, and at the right the one that finds all others."""
        left: list[Run] = [(" ", PLAIN)]
        for keys, word, _ in self._entries(width):
            left += [(keys, ACCENT), (f" {word}  ", QUIET)]
        return left, [(self._keymap.shown("palette"), ACCENT), (" ", PLAIN)]

    def name_at(self, cell: int) -> str:
        """The command whose key or word stands at a cell."""
        at = 1
        for keys, word, name in self._entries(self.size.width):
            at += len(keys) + len(word) + 3
            if cell < at:
                return name
        return "palette" if cell >= self.size.width - 3 else ""
