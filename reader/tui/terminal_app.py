"""An app on a terminal that others write on too, and that may be slow."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.screen import Screen

from reader.tui.key_order import OrderedKeys
from reader.tui.patient import LATE_S, PatientDriver
from reader.tui.sparing import Standing


class TerminalApp(OrderedKeys, inherit_bindings=False):
    """An app that writes only what is new of each picture, and no more than is taken."""

    def __init__(self, *, driver_class: type[Driver] | None, ansi_color: bool | None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._standing = Standing()
        self._late = False  # whether a picture was left out

    def on_mount(self) -> None:
        """Be told when somebody comes back to it."""
        self.app_resume_signal.subscribe(self, lambda _app: self.paint_anew())

    def on_resize(self) -> None:
        """The terminal has moved what stood on it."""
        self._standing.forget()

    async def on_event(self, event: events.Event) -> None:
        """Ctrl+l paints all anew, as in every program of the terminal; it may mean more besides."""
        if isinstance(event, events.Key) and event.key == "ctrl+l" and not event.is_forwarded:
            self.paint_anew()
        await super().on_event(event)

    def action_command_palette(self) -> None:
        """Show all commands."""
        from reader.tui.command_card import CommandCard  # noqa: PLC0415 - loaded when wanted

        if not isinstance(self.screen, CommandCard):
            # Without Textual's id for it: the one before may still be on its way out.
            self.push_screen(CommandCard())

    def exit(self, *given: Any, **named: Any) -> None:
        """End it; what runs beside ends first, for it looks for widgets that are going away."""
        self.workers.cancel_all()
        super().exit(*given, **named)

    def is_aftermath(self, error: Exception) -> bool:
        """Whether somebody looked for a widget that the end of all has taken away."""
        return self._exit and isinstance(getattr(error, "error", error), NoMatches)

    def paint_anew(self) -> None:
        """Paint all of the screen: somebody else wrote on it."""
        if isinstance(self._driver, PatientDriver):
            self._driver.retake()
        self.paint_all()

    def paint_all(self) -> None:
        """Paint the whole screen, whatever stood there."""
        self._standing.forget()
        self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: object) -> None:
        """Write what is new of a picture; Textual's own method, which every picture comes by.

        While the terminal is behind, pictures are left out: it gets one of the state that things
        are in by the time it has taken the others.
        """
        if isinstance(self._driver, PatientDriver) and self._driver.behind:
            if not self._late:
                self._late = True
                self.set_timer(LATE_S, self._catch_up)
            return
        super()._display(screen, self._standing.sparing(renderable, self.size))

    def _catch_up(self) -> None:
        """Paint what was left out, once the terminal has taken what was written before."""
        if isinstance(self._driver, PatientDriver) and self._driver.behind:
            self.set_timer(LATE_S, self._catch_up)
            return
        self._late = False
        self.watch_title()
        self.screen.refresh()

    def watch_title(self) -> None:
        """Let the title of the window say what is read."""
