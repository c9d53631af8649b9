"""A screen whose writes go to the disk behind it, and that leaves when they are there."""

from __future__ import annotations

import asyncio

from textual.message import Message

from reader.desk.desk import Desk
from reader.model.link import LinkEnd
from reader.tui.screens.frame import FramedScreen
from reader.tui.widgets.bars import Line
from reader.tui.writing import Write, WriteQueue

LEAVING_S = 5.0  # how long leaving waits for what is on its way to the disk


class WritingScreen(FramedScreen[LinkEnd | None]):
    """One that shows what was done before it is on disk; it has a `Line` with the id `last`.

    It closes with a place to jump to, or None; by then everything is on disk.

    Args:
        desk: that is written.
    """

    class Written(Message):
        """A write is over, whatever came of it.

        Args:
            write: which.
        """

        def __init__(self, write: Write) -> None:
            super().__init__()
            self.write = write

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.writes = WriteQueue(lambda write: self.post_message(self.Written(write)))

    def drain(self) -> None:
        """Wait for what was done here, too."""
        super().drain()
        self.writes.drain(LEAVING_S)

    def took_back(self, said: str) -> None:
        """Say it where it is said what was done."""
        self.query_one("#last", Line).say(said)

    def settle(self, write: Write) -> bool:
        """Say what went wrong with a write that is over; whether it is on disk."""
        if write.bug is not None:
            raise write.bug
        if write.error is None:
            return True
        self.complain(write.error)
        if not write.held:
            write.refused()
        return False

    def go(self, end: LinkEnd | None = None) -> None:
        """Leave when everything is on disk; what cannot be written keeps the screen open."""
        if self.writes.unsaved:
            self.run_worker(self._drained(end), group="leaving", exclusive=True)
        else:
            self.writes.close()
            self.leave(end)

    async def _drained(self, end: LinkEnd | None) -> None:
        self.writes.retry()
        if await asyncio.to_thread(self.writes.drain, LEAVING_S):
            self.writes.close()
            self.leave(end)
        else:
            count = len(self.writes.unsaved)
            close = self.keymap.shown("close")
            self.query_one("#last", Line).say(f"{count} not saved yet: {close} tries again")

    def on_unmount(self) -> None:
        """Quitting waits for what is on its way, too."""
        super().on_unmount()
        self.writes.drain(LEAVING_S)
        self.writes.close()
