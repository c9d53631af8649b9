"""What every screen over the panes shares: keys by the one table, inks, work in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.screen import Screen, ScreenResultType
from textual.style import Style
from textual.widgets import Input, TextArea
from textual.worker import WorkType

from reader.errors import ReaderError
from reader.model.visible import visible
from reader.tui.key_order import OrderedKeys, leave_to_app
from reader.tui.keyboard import MOST_STEPS, Keyboard, Stroke
from reader.tui.keymap import KeyMap, key_name
from reader.tui.keys import Context
from reader.tui.widgets.bars import KeyLine
from reader.tui.widgets.cells import said_of_error
from reader.tui.widgets.legible import legible
from reader.tui.widgets.listing import Listing

Found = TypeVar("Found")
_STEPS = (".next", ".previous", "-contrast")  # what a count repeats, besides walking a list


class KeyedScreen(Screen[ScreenResultType], inherit_bindings=False):
    """A screen whose keys come from the table of keys, and whose words have a few inks.

    An ink is a component class, written `.quiet` in a piece of content. Each is a colour of
    the theme and, where a meaning hangs on it, a shape too.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "alarm",
        "faint",
        "figure",
        "good",
        "here",
        "hit",
        "key",
        "loud",
        "quiet",
        "rule",
        "sign",
    }
    DEFAULT_CSS = """
    KeyedScreen {
        layout: vertical;
        & > .quiet { color: $foreground 72%; }
        & > .faint { color: $foreground 60%; }
        & > .rule { color: $foreground 25%; }
        & > .loud { text-style: bold; }
        & > .key { color: $text-accent; text-style: bold; }
        & > .sign { color: $text-accent; }
        & > .alarm { color: $text-error; text-style: bold; }
        & > .good { color: $text-success; text-style: bold; }
        & > .hit { background: $warning 30%; text-style: bold; }
        & > .figure { color: $text-error; text-style: bold underline; }
        & > .here { background: $primary 30%; text-style: bold; }
        &:ansi > .quiet, &:ansi > .faint, &:ansi > .rule { color: $foreground; text-style: dim; }
        &:ansi > .key { color: $secondary; }
        &:ansi > .sign { color: $secondary; }
        &:ansi > .hit { background: transparent; color: $warning; text-style: bold underline; }
        &:ansi > .here { background: transparent; text-style: bold underline; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keyboard: Keyboard | None = None
        self._left = False
        self._legible: dict[tuple[str, tuple[str, ...]], Style] = {}

    # -- inks ------------------------------------------------------------------------------

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a component; an ink can be read on paper and under the cursor."""
        style = super().get_visual_style(*component_classes, partial=partial)
        if not partial or component_classes == ("rule",) or self.app.native_ansi_color:
            return style
        key = (self.app.theme, component_classes)
        if key not in self._legible:
            self._legible[key] = legible(style, self.app.theme_variables)
        return self._legible[key]

    # -- keys ------------------------------------------------------------------------------

    @property
    def keymap(self) -> KeyMap:
        """The table of keys in force: the app's."""
        keymap = getattr(self.app, "keymap", None)
        return keymap if isinstance(keymap, KeyMap) else KeyMap()

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What this screen does, by the id of the command."""
        return {}

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Keys and words of the row of keys."""
        return ()

    def say_keys(self, keys: Sequence[tuple[str, str]] | None = None) -> None:
        """Show these keys while they work; without any, the screen's own again."""
        self.query_one("#keys", KeyLine).show(self.footer() if keys is None else keys)

    def on_key(self, event: events.Key) -> None:
        """Feed the table; what is typed into a line of text never comes here."""
        if isinstance(self.app, OrderedKeys) and self.app.overtaken(event, self):
            event.stop()
            return
        if isinstance(self.focused, Input | TextArea):
            return
        event.stop()
        event.prevent_default()
        if self._keyboard is None:
            self._keyboard = Keyboard(self.keymap)
        stroke = self._keyboard.feed(key_name(event.key, event.character), self.CONTEXTS)
        if stroke.command is not None:
            self.carry_out(stroke)

    @on(KeyLine.Clicked)
    def _clicked(self, event: KeyLine.Clicked) -> None:
        """Do what the key of a clicked pair does."""
        event.stop()
        contexts = (*self.CONTEXTS, Context.ANYWHERE)
        for command in self.keymap.commands:
            keys = self.keymap.shown(command.id)
            # `j/k` stands for two commands, and the key `/` for itself.
            if (
                command.context in contexts
                and keys
                and keys in {event.keys, event.keys.split("/")[0]}
            ):
                self.carry_out(Stroke(command.id))
                return

    def carry_out(self, stroke: Stroke) -> None:
        """Do what a command says; what is not this screen's business goes up to the app."""
        assert stroke.command is not None
        act = self.acts().get(stroke.command)
        if act is not None:
            counts = stroke.command.startswith("list.") or stroke.command.endswith(_STEPS)
            for _ in range(min(stroke.times or 1, MOST_STEPS) if counts else 1):
                act()
        elif stroke.command in {"back", "close"}:
            self.leave()
        else:
            leave_to_app(self, stroke.command)

    def walking(self, listing: Listing) -> dict[str, Callable[[], object]]:
        """The commands of a list, as acts on this one."""
        return {
            "list.down": lambda: listing.move(1),
            "list.up": lambda: listing.move(-1),
            "list.left": lambda: listing.across(-1),
            "list.right": lambda: listing.across(1),
            "list.top": listing.first,
            "list.bottom": listing.last,
            "list.page-down": lambda: listing.page(1),
            "list.page-up": lambda: listing.page(-1),
            "list.turn": lambda: listing.page(1),
            "list.half-down": lambda: listing.page(1, halves=1),
            "list.half-up": lambda: listing.page(-1, halves=1),
        }

    def leave(self, result: ScreenResultType | None = None) -> None:
        """Close, once."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    # -- work that takes a while -----------------------------------------------------------

    def in_background(
        self,
        job: Callable[[], Found],
        then: Callable[[Found], None],
        *,
        group: str = "reading",
        refused: Callable[[], object] = lambda: None,
    ) -> None:
        """Do a job beside the loop, then something with what it found.

        A newer job of the same group takes the place of an older one, whose result is dropped.
        What goes wrong is said, and then `refused` is called, as long as nothing else was opened.
        A screen that closes begins nothing more.
        """
        if self.left:
            return

        async def work() -> None:  # begun by the worker, or not at all
            await self._told(job, then, refused)

        begun: WorkType[None] = work
        self.run_worker(begun, group=group, exclusive=True)

    async def _told(
        self,
        job: Callable[[], Found],
        then: Callable[[Found], None],
        refused: Callable[[], object],
    ) -> None:
        try:
            found = await asyncio.to_thread(job)
        except ReaderError as error:
            self.complain(error)
            if self.is_current:
                refused()
            return
        if not self.left:
            then(found)

    @property
    def left(self) -> bool:
        """Whether the screen is closed or closing, so that nobody waits for a job any more.

        A screen that closes loses its widgets one by one before it is told so; from the first of
        them on it is not displayed.
        """
        return self._left or not self.display

    def on_unmount(self) -> None:
        """Tell jobs that nobody waits."""
        self._left = True

    def complain(self, error: ReaderError) -> None:
        """Say what went wrong and what can be done, in two lines."""
        remedy = "" if error.remedy is None else visible(error.remedy)
        what = said_of_error(error, self.app.size.width)
        self.app.notify(remedy or " ", title=what, severity="error", timeout=12, markup=False)

    def tell(self, words: str) -> None:
        """Say that something was done; what was said before it no longer holds."""
        self.app.clear_notifications()
        self.app.notify(visible(words), timeout=4, markup=False)
