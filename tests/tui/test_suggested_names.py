"""Suggested names on the screen: off until asked for, accepted, refused, hidden from the blind."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.tui.painting import POINT
from tests.tui.driving import Driver, driving


def _quotes(driver: Driver) -> list[str]:
    text = driver.reading.place.text(driver.article)
    return [span.of(text) for span in driver.pane.page.guesses]


def _row(driver: Driver) -> str:
    page = driver.pane.page
    return "".join(run[0] for run in page.row_runs(page.scene.layout.row_of(driver.pane.cursor)))


async def test_names_are_suggested_by_one_key_and_answered_by_one_more(desk: Desk) -> None:
    async with driving(desk) as driver:
        place = driver.reading.place
        assert _quotes(driver) == []
        await driver.press("i")
        await driver.until(lambda: bool(_quotes(driver)), "names")
        assert "suggested" in driver.status
        assert desk.marks.list(annotator="ada") == tuple(driver.marks())  # and nothing is stored
        count = len(driver.marks())
        names = _quotes(driver)
        assert "Nora Finch" in names
        await driver.press("G", "n")  # around the end, to the first
        assert driver.pane.cursor == driver.pane.page.guesses[0].start
        driver.go("Nora Finch")
        await driver.press("l")
        assert "person?" in driver.status
        assert f"{POINT}Nora" in _row(driver)
        await driver.press("e")
        await driver.saved()
        made = driver.marks()[-1]
        assert (made.anchor.quote, desk.tags.all().path(made.tags[0])) == (
            "Nora Finch",
            "entity/person",
        )
        assert "Nora Finch" not in _quotes(driver)
        await driver.press("u")
        await driver.until(lambda: "Nora Finch" in _quotes(driver), "undo")
        driver.go("Oldbridge")
        await driver.press("asterisk")
        assert driver.reading.parts.equals.proposal is not None
        places = len(driver.reading.parts.equals.proposal.places)
        assert len({each for each, _ in driver.reading.parts.equals.proposal.places}) > 1
        await driver.press("enter")
        await driver.saved()
        assert len(driver.marks()) == count + places
        assert "Oldbridge" not in _quotes(driver)
        driver.go("Piet Ranke")
        await driver.press("r")
        assert "Piet Ranke" not in _quotes(driver)
        assert place.session.no_names == ["Piet Ranke"]
        await driver.press("g", "b")
        assert _quotes(driver) == []
        await driver.press("i")
        assert "blind" in driver.status
        await driver.press("g", "b")
        assert _quotes(driver)
        driver.go("Piet Ranke")
        await driver.press("r")  # once more takes the refusal back
        assert "Piet Ranke" in _quotes(driver)
        await driver.press("i")
        assert _quotes(driver) == []
        assert len(driver.marks()) == count + places
