"""The command palette: every command of the key table, to be found by its words."""

from __future__ import annotations

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.tui.keyboard import Stroke
from reader.tui.keymap import KeyMap
from reader.tui.keys import Command, Context
from reader.tui.screens.reading import ReadingScreen

_OFFERED = frozenset({Context.READING, Context.ANYWHERE})
_NOT_ALONE = frozenset({"back", "palette", "pane.number", "border.keep"})  # nothing by themselves


class ReaderCommands(Provider):
    """What can be done on the reading screen, with the keys that do it."""

    def _offered(self) -> Iterator[tuple[Command, str, ReadingScreen]]:
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        keymap: KeyMap = screen.place.keymap
        for command in keymap.commands:
            named = command.context in _OFFERED and command.id not in _NOT_ALONE
            if named and not command.id.startswith(("move.", "extend.")):
                yield command, keymap.shown(command.id), screen

    async def discover(self) -> Hits:
        """Everything, in the order of the table."""
        for command, keys, screen in self._offered():
            yield DiscoveryHit(
                command.does, lambda c=command, s=screen: s.do(Stroke(c.id)), help=keys
            )

    async def search(self, query: str) -> Hits:
        """What fits the words, best first."""
        matcher = self.matcher(query)
        for command, keys, screen in self._offered():
            score = matcher.match(command.does)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.does),
                    lambda c=command, s=screen: s.do(Stroke(c.id)),
                    text=command.does,
                    help=keys,
                )
