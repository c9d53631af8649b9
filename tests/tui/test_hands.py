"""Counts, once more, whole things taken at once, and the list one came from, by keys alone."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.model.article import ReadingState
from reader.tui.screens.curating import CurationScreen
from reader.tui.screens.search import SearchScreen
from tests.tui.driving import driving
from tests.tui.made_up import opened


async def test_counts_and_once_more_do_what_hands_that_know_vim_expect(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = len(driver.marks())
        driver.go("Twelve people")
        await driver.press("2", "c")  # two sentences are one claim
        await driver.saved()
        assert driver.quotes()[-1].startswith("Twelve people")
        assert driver.quotes()[-1].endswith("until noon.")
        driver.go("Farmers upstream")
        await driver.press(".")  # one sentence, without a count
        driver.go("sheep below")
        await driver.press("4", "e")
        await driver.saved()
        assert driver.quotes()[-2:] == [
            "Farmers upstream spoke of a roar like a train.",
            "sheep below the quarry",
        ]
        # A tag put on one mark goes on the next by the same key; so many are deleted at once.
        driver.go("Farmers upstream")
        await driver.press("t", *"to-check", "enter")
        driver.go("sheep below")
        await driver.press("full_stop")
        await driver.saved()
        assert [len(mark.tags) for mark in driver.marks()[-2:]] == [2, 2]
        driver.go("Farmers upstream")
        await driver.press("2", "x")
        await driver.saved()
        assert len(driver.marks()) == before + 1
        await driver.press("u")
        await driver.until(lambda: len(driver.marks()) == before + 3, "both are back")


async def test_n_goes_on_in_the_list_one_came_from_and_esc_back_to_it_there(desk: Desk) -> None:
    with opened(desk.folder, "bo") as bo:
        herald = bo.articles.list()[0].id
        bo.marks.annotate(herald, [bo.marks.place(herald, "Rescue boats", 1)], ["claim"])
        for who in (bo, desk):
            who.articles.set_state(herald, ReadingState.DONE)
    async with driving(desk) as driver:
        app = driver.app
        await driver.press("g", "s", *"helicopters")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await driver.until(lambda: len(screen.ends()) == 2, "hits")
        one, two = (end.article for _, end in screen.ends())
        await driver.press("enter")
        await driver.until(lambda: "place 1 of 2 · n to the next" in driver.status, "where one is")
        await driver.press("n")
        await driver.until(lambda: driver.article == two, "the second hit")
        assert "place 2 of 2" in driver.status
        await driver.press("0", "n")  # to the start of the row, as if to mark from there
        await driver.until(lambda: driver.article == one, "the first again")
        await driver.press("escape")
        await driver.until(lambda: isinstance(app.screen, SearchScreen), "the list")
        await driver.press("escape")

        await driver.press("g", "c")
        await driver.until(
            lambda: isinstance(app.screen, CurationScreen) and bool(app.screen.at), "places"
        )
        assert isinstance(app.screen, CurationScreen)
        second = app.screen.ends()[1]
        await driver.press("enter", "n")
        await driver.until(lambda: driver.pane.cursor == second[1].span.start, "the second")
        assert "disagreement 2" in driver.status
        await driver.press("escape")
        await driver.until(
            lambda: isinstance(app.screen, CurationScreen) and app.screen.at == second[0],
            "the second in the list",
        )
        # Elsewhere, n goes by marks again.
        await driver.press("enter", "g", "g", "n")
        assert "disagreement" not in driver.status
