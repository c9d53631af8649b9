"""A small app that holds one screen over a copy of the sample desk, for the tests of screens."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from reader.desk.desk import Desk
from reader.desk.opening import DeskPlace, PlaceKind, open_desk
from reader.tui.keymap import KeyMap
from reader.tui.messages import CommandGiven
from tests.sample.sample_desk import build

NOTHING = object()  # what a screen that is still open has closed with
PATIENCE_S = 60.0  # a busy machine is no defect
TICK_S = 0.02


class Host(App[None]):
    """An app with the table of keys, as the reader's own app is."""

    def __init__(self, *, ansi: bool = False) -> None:
        super().__init__(ansi_color=ansi)
        self.keymap = KeyMap()
        self.result: object = NOTHING
        self.given: list[str] = []
        if ansi:
            self.theme = "ansi-dark"

    def on_command_given(self, event: CommandGiven) -> None:
        """Keep what a screen leaves to the app."""
        self.given.append(event.command)


@cache
def _sample() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "annotations.db"
        build(database)
        return database.read_bytes()


def sample_desk(folder: Path, annotator: str = "sample-a") -> Desk:
    """A desk of one's own with the sample on it."""
    database = folder / "annotations.db"
    if not database.exists():
        database.write_bytes(_sample())
    place = DeskPlace(folder, database, PlaceKind.ASKED)
    return open_desk(place, annotator=annotator, environ=os.environ)


@asynccontextmanager
async def shown(
    screen: Screen[Any], *, size: tuple[int, int] = (100, 30), ansi: bool = False
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """The app with that screen on top; what it closes with is `Host.result`."""
    app = Host(ansi=ansi)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen, lambda result: setattr(app, "result", result))
        await pilot.pause()
        yield app, pilot


async def until(said: Callable[[], bool]) -> bool:
    """Whether it comes true while one waits patiently."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE_S
    while not said():
        if loop.time() > end:
            return False
        await asyncio.sleep(TICK_S)
    return True
