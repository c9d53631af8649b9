"""The card with all commands, which may be closed, or answered, while it still searches."""

from __future__ import annotations

from contextlib import suppress

from textual import on, work
from textual.command import CommandInput, CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.widgets import Input
from textual.worker import get_current_worker


class CommandCard(CommandPalette):
    """Textual's card, but for a search that ends after it, and for Enter that comes before.

    Of the first Textual makes a crash; at the second it takes what it found for fewer letters.
    """

    _found: str | None = None  # the words that the list shown belongs to
    _entered = False  # whether what is found for those of now shall be done

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - the same search
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # the list is gone
            await CommandPalette._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]  # noqa: SLF001 - as `work` keeps it
            if not get_current_worker().is_cancelled:
                self._found = search_value
                if self._entered:
                    self._entered = False
                    if self.query_one(CommandList).highlighted is None:
                        self._action_cursor_down()
                    self._action_command_list("select")

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Do what is found for the words typed, once it is."""
        if self.query_one(CommandInput).value.strip() != self._found:
            event.stop()
            event.prevent_default()
            self._entered = True
