"""Keys typed in one go: each goes where the ones before it have put the keyboard."""

from __future__ import annotations

from textual import events
from textual.command import CommandPalette
from textual.widgets import Input

from reader.desk.desk import Desk
from reader.tui.screens.articles import ArticlesScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver, driving

NAMES = {"⏎": "enter", "⎋": "escape", "/": "slash", ":": "colon", " ": "space"}


def burst(driver: Driver, keys: str) -> None:
    """All of them before any is answered, as after a pause of a slow line."""
    for key in keys:
        name = NAMES.get(key, key)
        event = events.Key(name, None if key in "⏎⎋" else key)
        driver.app.post_message(event.set_sender(driver.app))


async def test_keys_typed_in_one_go_are_answered_in_their_order(desk: Desk) -> None:
    async with driving(desk, size=(100, 30)) as driver:
        app = driver.app
        burst(driver, "/river⏎")
        await driver.until(lambda: len(driver.pane.page.hits) > 0 and app.focused is None)
        assert app.screen.query_one("#search-query", Input).value == "river"
        row = driver.pane.page.reading.cursor
        burst(driver, "⎋jj/dam⎋k")
        await driver.until(lambda: driver.pane.page.reading.cursor > row, "the rows below")
        await driver.until(lambda: app.focused is None, "the end of the search")

        burst(driver, "ga/courier")
        await driver.until(lambda: isinstance(app.screen, ArticlesScreen))
        await driver.until(lambda: len(app.screen.query_one(Listing).entries) == 1)
        field = app.focused
        assert isinstance(field, Input)
        assert field.value == "courier"
        burst(driver, "⎋⎋")
        await driver.until(lambda: app.screen is driver.reading)

        burst(driver, "gssoldiers")
        await driver.until(lambda: isinstance(app.screen, SearchScreen))
        await driver.until(
            lambda: isinstance(app.focused, Input) and app.focused.value == "soldiers"
        )
        burst(driver, "⎋")
        await driver.until(lambda: app.screen is driver.reading)

        before = len(driver.marks())
        burst(driver, ":all articles⏎")
        await driver.until(lambda: not isinstance(app.screen, CommandPalette))
        await driver.until(lambda: isinstance(app.screen, ArticlesScreen), "what was typed")
        assert len(driver.marks()) == before
