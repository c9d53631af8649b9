"""From keys to commands: counts and keys in a row are kept until they mean something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.tui.keymap import KeyMap
from reader.tui.keys import Command, Context

MAX_COUNT = 99_999  # more digits are more likely a cat
MOST_STEPS = 999  # that are done one by one for a count; more is a slip


class Stroke(NamedTuple):
    """What a key came to.

    Attributes:
        command: the id of the command it completes, or None.
        times: the count that was typed before it, or None.
        key: the key that completed it (which of `1…9`).
        pending: what was typed and waits for more, to be shown; empty when nothing waits.
    """

    command: str | None = None
    times: int | None = None
    key: str = ""
    pending: str = ""


class Keyboard:
    """Resolves keys one by one.

    Args:
        keymap: the table in force.
    """

    def __init__(self, keymap: KeyMap | None = None) -> None:
        self.keymap = keymap or KeyMap()
        self._typed: tuple[str, ...] = ()
        self._count = ""
        self._tables: dict[tuple[Context, ...], dict[tuple[str, ...], Command]] = {}

    @property
    def pending(self) -> str:
        """What was typed and waits for more."""
        return self._count + "".join(self._typed)

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed, self._count = (), ""

    def feed(self, key: str, contexts: Sequence[Context]) -> Stroke:
        """What a key comes to.

        Args:
            key: as the table calls it (see `keymap.key_name`).
            contexts: those that are on, the first wins; `ANYWHERE` is always on and last.
        """
        if key == "escape" and self.pending:
            self.clear()
            return Stroke(key=key)
        table = self._table((*contexts, Context.ANYWHERE))
        typed = (*self._typed, key)
        command = table.get(typed)
        if command is not None and not (key == "0" and self._count):
            stroke = Stroke(command.id, int(self._count) if self._count else None, key)
            self.clear()
            return stroke
        if not self._typed and len(key) == 1 and key in "0123456789":
            self._count = str(min(int(self._count + key), MAX_COUNT)).lstrip("0")
            return Stroke(key=key, pending=self.pending)
        if any(strokes[: len(typed)] == typed for strokes in table):
            self._typed = typed
            return Stroke(key=key, pending=self.pending)
        # A slip must not act: after `g`, only what is known to follow `g` does anything.
        self.clear()
        return Stroke(key=key)

    def _table(self, contexts: tuple[Context, ...]) -> dict[tuple[str, ...], Command]:
        table = self._tables.get(contexts)
        if table is None:
            table = self._tables[contexts] = self.keymap.strokes(contexts)
        return table
