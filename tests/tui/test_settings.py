"""A file of settings in the running reader: other keys everywhere, and mistakes said."""

from __future__ import annotations

from pathlib import Path

from reader.desk.desk import Desk
from reader.tui import settings
from reader.tui.app import ReaderApp
from reader.tui.screens.help import HelpScreen
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver


async def test_other_keys_work_and_are_shown_in_footer_and_help(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"mark.claim" = "B"\n"help" = "J"\n', "utf-8")
    app = ReaderApp(desk, theme="reader-dark", settings=settings.load(path))
    try:
        async with app.run_test(size=(160, 45)) as pilot:
            driver = Driver(app, pilot)
            await driver.until(lambda: driver.reading.place.state is not None, "the desk")
            before = len(driver.marks())
            await driver.press("c")
            assert len(driver.marks()) == before
            await driver.press("B")
            await driver.saved()
            assert len(driver.marks()) == before + 1
            left, _ = driver.reading.query_one(Footer).runs(160)
            assert ("B", " claim  ") in zip(
                [text for text, _ in left], [text for text, _ in left][1:], strict=False
            )
            await driver.press("J")
            assert isinstance(app.screen, HelpScreen)
            entry = app.screen.query_one(Listing).entries[0]
            drawn = [line.plain for line in entry.draw(200, None)]
            assert any(
                "B               mark the selection, or the sentence, as a" in x for x in drawn
            )
    finally:
        app.watcher.stop()
        app.queue.drain(5)
        app.queue.close()


async def test_a_mistake_in_the_file_is_said_in_one_line(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for text, said in (
        ('theme = "nrod"\n', "there is no theme 'nrod' · did you mean 'nord'?"),
        ('[keys]\n"mark.claim" = "e"\n', "mark.claim and mark.entity are both on 'e'"),
    ):
        path.write_text(text, "utf-8")
        app = ReaderApp(desk, settings=settings.load(path))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            told = [note.message for note in app._notifications]
            assert any(said in each and "\n" not in each for each in told)
        app.watcher.stop()
        app.queue.close()
