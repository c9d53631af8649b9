"""In the panes: what became of a mark is told when it happens and where the mark stands."""

from __future__ import annotations

from pathlib import Path

from reader.desk.desk import Desk
from reader.model.agreement import Scope
from reader.tui.screens.curating import CurationScreen
from tests.tui.driving import driving
from tests.tui.made_up import opened


async def test_the_author_is_told_and_the_place_is_a_key_away_and_back(
    folder: Path, desk: Desk
) -> None:
    with opened(folder, "cy") as cy:
        async with driving(desk) as driver:
            driver.go("The old dam above")
            items = cy.curation.items(Scope(every=True))
            mine = next(i for i in items if any(m.annotator == "ada" for m in i.marks))
            cy.curation.reject([mine], note="too wide")
            said = "is curated by cy: rejected, too wide"
            await driver.until(lambda: said in driver.status, "the news")
            await driver.pilot.pause(0.3)  # a move right after it does not take the news away
            await driver.press("l")
            await driver.until(lambda: "  curated by cy: rejected" in driver.status, "the status")
            await driver.press("g", "c", "f")
            screen = driver.app.screen
            assert isinstance(screen, CurationScreen)
            await driver.until(lambda: screen.at is not None, "a place")
            await driver.press("j")
            place = screen.at
            await driver.press("e")
            await driver.until(lambda: driver.app.screen is driver.reading, "the panes")
            await driver.press("-")
            await driver.until(lambda: isinstance(driver.app.screen, CurationScreen), "back")
            again = driver.app.screen
            assert isinstance(again, CurationScreen)
            await driver.until(lambda: again.at is not None, "the places")
            assert again.at == place
