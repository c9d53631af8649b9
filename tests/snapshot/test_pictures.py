"""Pictures of the screen, compared with those kept beside this file.

python -m pytest tests/snapshot --snapshot-update      keeps new ones: look at them first
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.desk.desk import Desk
from reader.tui.app import ReaderApp
from tests.once import copied
from tests.snapshot.stopped_clock import on_a_still_day
from tests.tui.made_up import made, opened

Compare = Callable[..., bool]
WIDE, USUAL = (160, 45), (80, 24)


def run_before(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait for everything that is computed at the start, then press keys."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, ReaderApp)
        for _ in range(500):
            if app.reading is not None and app.reading.compared:
                break
            await pilot.pause(0.02)
        await pilot.press(*keys)
        for line in app.screen.query(Input):
            line.cursor_blink = False
        for _ in range(100):
            if not app.queue.unsaved:
                break
            await pilot.pause(0.02)
        await pilot.pause(0.6)  # a flash has gone out by then

    return run


@pytest.fixture
def shown(tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    on_a_still_day(monkeypatch)
    folder = copied(shelf, "oldbridge-still", made, tmp_path / "oldbridge")
    return opened(folder, "ada", "pictures")


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=["80x24", "160x45"])
@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "ansi-dark"])
def test_reading(snap_compare: Compare, shown: Desk, size: tuple[int, int], theme: str) -> None:
    app = ReaderApp(shown, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=run_before("n", "n"))


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=["80x24", "160x45"])
def test_reading_without_colours(
    snap_compare: Compare, shown: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp(shown)
    assert snap_compare(app, terminal_size=size, run_before=run_before("n", "n"))


def test_selecting(snap_compare: Compare, shown: Desk) -> None:
    app = ReaderApp(shown, theme="reader-dark")
    keys = ("right_parenthesis", "V", "right_parenthesis")
    assert snap_compare(app, terminal_size=WIDE, run_before=run_before(*keys))


def test_searching(snap_compare: Compare, shown: Desk) -> None:
    app = ReaderApp(shown, theme="reader-light")
    keys = ("slash", *"dam", "enter")
    assert snap_compare(app, terminal_size=USUAL, run_before=run_before(*keys))


def test_picking_a_tag(snap_compare: Compare, shown: Desk) -> None:
    app = ReaderApp(shown, theme="reader-dark")
    assert snap_compare(app, terminal_size=(100, 30), run_before=run_before("j", "t"))
