from __future__ import annotations

from pathlib import Path

from reader.tui.screens.chooser import Chooser
from tests.tui.driving import driving
from tests.tui.made_up import opened


async def test_a_letter_is_put_on_a_place_and_gone_to_from_another_article_and_another_day(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        async with driving(desk, size=(80, 24)) as driver:
            herald = driver.article
            driver.go("Schools in Oldbridge")
            await driver.pilot.press("m")
            assert "a…z" in driver.reading.query_one("#status").words  # type: ignore[attr-defined]  # a row
            await driver.press("escape", "m", "s")
            assert set(driver.reading.place.session.marked) == {"s"}
            assert "'s comes back" in driver.status
            there, row = driver.pane.cursor, driver.pane.cursor_row
            await driver.press("tab")
            courier = driver.article
            driver.go("Engineers had warned")
            before = driver.pane.cursor
            await driver.press("apostrophe", "b")
            assert "no place carries b" in driver.status
            await driver.press("apostrophe", "s")
            await driver.until(lambda: driver.article == herald, "the other article")
            await driver.until(lambda: driver.pane.cursor == there, "the place")
            assert driver.pane.cursor_row == row
            await driver.press("apostrophe", "apostrophe")
            await driver.until(lambda: driver.article == courier, "the way back")
            assert driver.pane.cursor == before
            await driver.press("apostrophe", "apostrophe")
            await driver.until(lambda: driver.pane.cursor == there, "there again")
            await driver.press("minus", "minus", "minus")
            assert driver.article == courier
            await driver.press("q")
            await driver.until(lambda: not driver.app.is_running, "the end")
    with opened(folder) as desk:
        async with driving(desk, size=(80, 24)) as driver:
            assert driver.article == courier
            await driver.press("apostrophe", "question_mark")
            await driver.until(lambda: isinstance(driver.app.screen, Chooser), "the card")
            await driver.press("enter")
            await driver.until(lambda: driver.article == herald, "the other article")
            await driver.until(lambda: driver.pane.cursor == there, "the place")
