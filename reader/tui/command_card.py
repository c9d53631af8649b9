"""The card with all commands, which may be closed while it still searches."""

from __future__ import annotations

from contextlib import suppress

from textual import work
from textual.command import CommandPalette
from textual.css.query import NoMatches


class CommandCard(CommandPalette):
    """Textual's card, but for a search that ends after it: of that Textual makes a crash."""

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - the same search
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # the list is gone
            await CommandPalette._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]  # noqa: SLF001 - as `work` keeps it
