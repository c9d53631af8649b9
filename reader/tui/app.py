"""The app: themes, signals, and the way out on which nothing is lost."""

from __future__ import annotations

import asyncio
import difflib
import os
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from reader.desk.desk import Desk
from reader.errors import BusyDeskError, ReaderError
from reader.model.visible import visible
from reader.tui import crash, session_state
from reader.tui import settings as user_settings
from reader.tui.colouring import first_theme
from reader.tui.commands import ReaderCommands
from reader.tui.driver import ReaderDriver
from reader.tui.held_terminal import HeldTerminal
from reader.tui.messages import CommandGiven, Opened
from reader.tui.readying import Begun
from reader.tui.resuming import first_articles
from reader.tui.screens.looking_back import LookedBack
from reader.tui.screens.reading import ReadingScreen
from reader.tui.session_state import SessionState
from reader.tui.settings import Settings
from reader.tui.terminal_app import TerminalApp
from reader.tui.theme_colours import ansi_like
from reader.tui.themes import DARK, LIGHT, OWN
from reader.tui.watching import Told, Watcher
from reader.tui.widgets.turning import Turning
from reader.tui.writing import Write, WriteQueue

DRAIN_S = 10.0  # for writes that are under way when somebody quits
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")


class Acknowledged(Message):
    """A write is on disk, refused or held."""

    def __init__(self, write: Write) -> None:
        super().__init__()
        self.write = write


class Heard(Message):
    """The desk was read, or something about it went wrong."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told


class ReaderApp(TerminalApp, inherit_bindings=False):
    """The reader on one desk.

    Args:
        desk: which.
        articles: ids of those to read side by side; none for those of the last time.
        environ: of the process.
        theme: the name of a theme, instead of the one that was kept.
        blind: work blind from the start; else as the last time.
        settings: what the user's file says; without it, nothing is read.
        state: what was kept of the last time; without it, it is read.
        begun: a reading that is gone on with.
        held: the terminal that it is shown on already.
    """

    CSS_PATH = "reader.tcss"
    TITLE = ""  # the story, once there is one
    COMMANDS: ClassVar = {ReaderCommands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        desk: Desk,
        articles: Sequence[str] = (),
        *,
        theme: str | None = None,
        blind: bool = False,
        settings: Settings | None = None,
        state: SessionState | None = None,
        begun: Begun | None = None,
        held: HeldTerminal | None = None,
    ) -> None:
        # Without colours Textual must keep to the terminal's own, or it turns all into greys.
        if os.environ.get("NO_COLOR") == "":  # which counts as none, says no-color.org
            del os.environ["NO_COLOR"]
        no_color = "NO_COLOR" in os.environ
        served = os.environ.get("TEXTUAL_DRIVER")  # a browser, say, brings its own
        self.held = held
        super().__init__(
            driver_class=None if served else ReaderDriver, ansi_color=True if no_color else None
        )
        self.desk = desk
        self._own_settings = settings or Settings()
        self.keymap = self._own_settings.keymap
        self.queue = WriteQueue(lambda write: self._post(Acknowledged(write)))
        self.watcher = Watcher(desk, lambda told: self._post(Heard(told)))
        self._state_file = session_state.state_file()
        self.state = state or session_state.load(self._state_file)
        self.session = self.state.desk(desk.database)
        self.session.blind = blind or self.session.blind
        for own in OWN:
            self.register_theme(own)
        self.theme = self._first_theme(theme, no_color=no_color)
        self.stylesheet.set_variables(self.get_css_variables())
        self._asked = tuple(articles)
        self._begun = begun
        self.reading: ReadingScreen | None = None
        self._leaving = False
        self._turning = Turning()
        self.bug: Exception | None = None
        self.undone: list[Write] = []  # what such a bug kept from the disk
        self._trail = crash.Trail()

    def _first_theme(self, asked: str | None, *, no_color: bool) -> str:
        """The theme asked for or kept; one of the terminal's own colours where it has few."""
        kept = asked or self._own_settings.theme or self.state.theme
        return first_theme(kept, no_color=no_color)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, then what is read from right to left the right way round."""
        return (*super().get_line_filters(), self._turning)

    def get_default_screen(self) -> Screen[None]:
        """The panes."""
        self.reading = ReadingScreen(
            self.desk,
            self._first_articles(),
            self.keymap,
            self.session,
            self.queue,
            self.watcher,
            {} if self._begun is None else self._begun.ready,
        )
        return self.reading

    def _first_articles(self) -> tuple[str, ...]:
        """Those asked for; else all of the story that was read, in the order of the desk.

        What was side by side the last time is so again, and the rest is a Tab away.
        """
        if self._begun is not None:
            return self._begun.articles
        return first_articles(self.desk, self.session, self._asked)

    def on_load(self) -> None:
        """Be told of signals: the terminal is given back, and what is queued is written."""
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
                    loop.add_signal_handler(number, self._signalled, int(number))

    def on_mount(self) -> None:
        """Say what is to be said at the beginning."""
        if self.console.color_system == "standard" and not self.is_headless:
            self.theme = ansi_like(self.theme)
        self._say_notices()
        self._say_settings()

    def _say_settings(self) -> None:
        """Say what is wrong with the user's file of settings."""
        told, theme = self._own_settings.told, self._own_settings.theme
        if told is None and theme is not None and theme not in self.available_themes:
            close = difflib.get_close_matches(theme, self.available_themes, 1)
            meant = f" · did you mean {close[0]!r}?" if close else ""
            told = f"{user_settings.FILE_NAME}: there is no theme {theme!r}{meant}"
        if told is not None:
            self.notify(visible(told), severity="warning", markup=False, timeout=12)

    def _say_notices(self) -> None:
        """Say what the desk has to say once, such as where one's own copy is."""
        for line in self.desk.notices():
            database = str(self.desk.database)
            about = database if database in line else line
            if about not in self.session.told:
                self.session.told.append(about)
                self.notify(_shortened(visible(line)), markup=False, timeout=6)

    def _signalled(self, number: int) -> None:
        self._keep()
        self.exit(return_code=128 + number)

    # -- what nobody expected --------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Note the last keys, for the report of a crash."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.watcher.touched()
            field = self.focused
            typing = field is not None and field.check_consume_key("x", "x")
            self._trail.add(event.key, typing=typing)
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        if not self.is_aftermath(error):
            self.bug = self.bug or error
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End it: `run` tells why, and in a file.

        Textual's own method, which would print every variable, articles and notes included.
        """
        self._close_messages_no_wait()

    def report(self, bug: Exception) -> Path | None:
        """Keep what is known of a bug that ended the reader; the file, or None without one."""
        from importlib.metadata import version  # noqa: PLC0415 - few starts end here

        at = datetime.now().astimezone()
        facts = {
            "Textual": version("textual"),
            "screen": " ".join(f"{self.size.width}x{self.size.height} {self.theme}".split()),
            "shown": " > ".join(type(screen).__name__ for screen in self.screen_stack),
            "keys": self._trail,
        }
        folder = self._state_file.parent / crash.FOLDER
        return crash.keep(crash.report(bug, at=at, facts=facts), folder, at)

    # -- the palette -----------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Nothing of Textual's own: the palette shows what our table knows."""
        del screen
        return ()

    def action_command_palette(self) -> None:
        """Textual's own, drawn by rules that a start need not read."""
        self.stylesheet.read(Path(__file__).with_name("palette.tcss"))
        super().action_command_palette()

    def refresh_css(self, animate: bool = True) -> None:
        """Textual's own; before there is a screen, the style sheet knows the theme already."""
        if self.screen_stack:
            super().refresh_css(animate)

    def watch_title(self) -> None:
        """Let the title of the window say what is read, and how far work under way is."""
        if isinstance(self._driver, ReaderDriver):
            self._driver.entitle(self.title, self.sub_title)

    watch_sub_title = watch_title

    def toggle_theme(self) -> None:
        """From dark to light, or back."""
        if self.current_theme.ansi:
            self.theme = "ansi-dark" if "light" in self.theme else "ansi-light"
        else:
            self.theme = LIGHT.name if self.current_theme.dark else DARK.name
        self.state.theme = self.theme

    # -- what threads tell -----------------------------------------------------------------

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        """The first picture is painted."""
        event.stop()
        if isinstance(self._driver, ReaderDriver):
            self._driver.let_in()

    @on(CommandGiven)
    async def _command(self, event: CommandGiven) -> None:
        """What the screen on top leaves to the app."""
        event.stop()
        self.answer()
        reading = self.reading
        if event.command == "quit":
            await self.action_leave()
        elif event.command == "palette":
            self.action_command_palette()
        elif event.command == "theme":
            self.toggle_theme()
        elif event.command == "suspend":
            self.action_suspend_process()
        elif event.command == "help":
            from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - loaded when wanted

            self.push_screen(HelpScreen(self.keymap))
        elif reading is not None and event.command.startswith("go.") and self.screen is not reading:
            self.pop_screen()
            reading.go(event.command)

    @on(LookedBack)
    def _look_back(self, event: LookedBack) -> None:
        """The panes as they stood, over whatever is shown."""
        from reader.tui.screens.earlier import EarlierScreen  # noqa: PLC0415 - loaded when wanted

        event.stop()
        self.push_screen(EarlierScreen(event.look, self.keymap, event.end))

    def _post(self, message: Message) -> None:
        """Tell the screen's thread something, as long as there is one."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self.post_message(message)

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        """A thread read the desk, or failed to."""
        told = event.told
        if self.reading is None or not self.reading.is_attached:
            return
        if isinstance(told, Exception) and not isinstance(told, ReaderError):
            raise told
        self.reading.told(told)

    @on(Acknowledged)
    def _acknowledged(self, event: Acknowledged) -> None:
        """A write is on disk; or it waits, and somebody is asked; or it will never be."""
        write = event.write
        self._say_notices()
        if write.bug is not None:
            self.undone.append(write)
            raise write.bug
        if write.error is None:
            write.done(write.result)
        elif write.held:
            self._ask(write.error)
        else:
            write.refused()
            self.notify(
                "\n".join(visible(line) for line in (str(write.error), write.error.remedy) if line),
                title=f"Not done: {visible(write.label)}",
                severity="error",
                timeout=10,
                markup=False,
            )

    # -- the way out -----------------------------------------------------------------------

    def _ask(self, error: ReaderError, *, quitting: bool = False) -> None:
        """Say what is not saved, and ask what now; one card at a time."""
        from reader.tui.screens.unsaved import UnsavedCard  # noqa: PLC0415 - loaded when wanted

        if isinstance(self.screen, UnsavedCard):
            return
        labels = [write.label for write in self.queue.unsaved]

        def answered(answer: str | None) -> None:
            if answer == "retry":
                self.queue.retry()
                if quitting:
                    self.call_later(self.action_leave)
            elif answer == "leave":
                self.exit()

        self.push_screen(UnsavedCard(error, labels), answered)

    async def action_leave(self) -> None:
        """Quit, when everything is on disk; else ask."""
        if self._leaving:
            return
        self._leaving = True
        self._keep()
        saved = await asyncio.to_thread(self.queue.drain, DRAIN_S)
        self._leaving = False
        if saved:
            self.exit()
            return
        held = [write.error for write in self.queue.unsaved if write.error is not None]
        late = BusyDeskError("the desk does not answer", where=str(self.desk.database))
        self._ask(held[0] if held else late, quitting=True)

    def _keep(self) -> None:
        """Note where everything is, for the next time."""
        if self.reading is not None:
            self.reading.shelf.keep()
        session_state.save(self.state, self._state_file)


def _shortened(line: str) -> str:
    """A line to say, paths as short as people write them and on a row of their own."""
    return line.replace(str(Path.home()), "~").replace(" ~/", "\n~/").replace(" /", "\n/")
