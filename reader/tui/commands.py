"""The command palette: every command of the key table, to be found by its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.tui.keyboard import Stroke
from reader.tui.keymap import KeyMap
from reader.tui.keys import Command, Context
from reader.tui.other_words import fits
from reader.tui.screens.reading import ReadingScreen

_OFFERED = frozenset({Context.READING, Context.ANYWHERE})
_KEY_CELLS = 7
_NOT_ALONE = frozenset(
    {"back", "palette", "pane.number", "border.keep", "place.set"}
)  # nothing by themselves
# What is typed after a colon by whoever is used to vi.
_TYPED = {
    **dict.fromkeys(("q", "qa", "wq", "wqa", "x", "quit"), "quit"),
    "h": "help",
    "help": "help",
    "e": "go.articles",
    "ls": "go.articles",
    "u": "undo",
    "red": "redo",
    "sp": "pane.split",
    "vs": "pane.split",
    "on": "pane.zoom",
    "st": "suspend",
    "sus": "suspend",
    "marks": "place.list",
}
_WRITES = frozenset({"w", "wa", "up", "update", "write", "save"})
_MOST_DIGITS = 7  # of a paragraph's number
_FIRST = 1000.0  # before whatever else fits


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
                _row(keys, Content(command.does)), _doing(screen, command), text=command.does
            )

    async def search(self, query: str) -> Hits:
        """What fits the words, best first; only where no words do, what holds the letters."""
        typed = query.strip()
        for hit in self._typed(typed):
            yield hit
        matcher = self.matcher(query)
        meant = _TYPED.get(typed.rstrip("!"))
        offered = tuple(self._offered())
        worths = [fits(typed, command.id, command.does) for command, _, _ in offered]
        for (command, keys, screen), worth in zip(offered, worths, strict=True):
            score = worth if any(worths) else matcher.match(command.does)
            score = _FIRST if command.id == meant else score
            if score > 0:
                shown = Content(command.does) if worth else matcher.highlight(command.does)
                yield Hit(score, _row(keys, shown), _doing(screen, command), text=command.does)

    def _typed(self, typed: str) -> Iterator[Hit]:
        """What is no command here, and typed all the same by whoever is used to vi."""
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        if typed.rstrip("!") in _WRITES:
            words = "nothing to save: every mark is saved at once"
            yield Hit(_FIRST, _row("", Content(words)), lambda: screen.place.say(words), text=words)
        elif typed.isdecimal() and len(typed) < _MOST_DIGITS:
            words, to = f"to paragraph {typed}", Stroke("move.top", int(typed))
            yield Hit(_FIRST, _row("", Content(words)), lambda: screen.do(to), text=words)


def _row(keys: str, words: Content) -> Content:
    """The keys in a column of their own, and what they do."""
    return Content.assemble((keys.ljust(_KEY_CELLS), "$accent"), words)


def _doing(screen: ReadingScreen, command: Command) -> Callable[[], None]:
    return lambda: screen.do(Stroke(command.id))
