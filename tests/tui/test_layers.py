from __future__ import annotations

from pathlib import Path

from reader.desk.desk import Desk
from reader.model.article import ReadingState
from reader.model.link import LinkState
from reader.tui.screens.articles import ArticlesScreen
from reader.tui.screens.conflict import ConflictCard
from reader.tui.screens.entities import EntitiesScreen
from reader.tui.screens.events import EventsScreen
from reader.tui.screens.layers import LayerChooser
from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver, driving
from tests.tui.made_up import opened, span_of


def _people(driver: Driver, *articles: str) -> set[str]:
    place = driver.reading.place
    return {m.annotator for a in articles or place.columns for m in place.marks(a)}


def _rows(driver: Driver) -> str:
    listing = driver.app.screen.query_one(Listing)
    return "\n".join(listing.render_line(y).text for y in range(listing.size.height))


async def test_a_layer_is_chosen_by_one_key_and_what_is_made_stays_in_sight(desk: Desk) -> None:
    async with driving(desk) as driver:
        place = driver.reading.place
        await driver.press("g", "l")
        assert isinstance(driver.app.screen, LayerChooser)
        rows = [row.strip("▌ ✓").split() for row in _rows(driver).splitlines()]
        assert [(row[0], row[-1]) for row in rows if row] == [
            *(("a", "4"), ("m", "2"), ("c", "0"), ("1", "2")),
        ]
        await driver.press("1")
        assert _people(driver) == {"bo"}
        assert "bo's marks alone" in driver.status
        assert "bo's marks alone" in str(driver.reading.query_one("#header").render_line(0).text)
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.saved()
        assert _people(driver) == {"ada", "bo"}
        await driver.press("g", "l", "m")
        assert _people(driver) == {"ada"}
        await driver.press("f", "j", "j", "enter")
        assert place.only is not None
        assert _people(driver) <= {"ada"}
        await driver.press("g", "l", "c", "f", "g", "g", "enter")
        assert _people(driver) == set()
        await driver.press("g", "l", "a")
        assert _people(driver) == {"ada", "bo"}


async def test_blind_until_done_holds_everywhere(folder: Path, desk: Desk) -> None:
    with opened(folder, "bo") as bo:
        theirs = bo.marks.list(annotator="bo")[0]
        bo.comments.add(theirs, "sure?")
    async with driving(desk) as driver:
        place = driver.reading.place
        herald, courier, gazette = place.arrangement.articles
        await driver.press("g", "b")
        assert _people(driver) == {"ada"}
        assert all(link.state is not LinkState.SUGGESTED for link in place.weave.links)
        assert not place.comments(herald)
        for keys, closed in (("ge", EventsScreen), ("gn", EntitiesScreen)):
            await driver.press(*keys)
            assert not isinstance(driver.app.screen, closed)
            assert "gb shows them, or when you are done" in driver.status
        await driver.press("f")
        assert "by bo" not in _rows(driver)
        await driver.press("escape", "g", "a")
        await driver.until(lambda: isinstance(driver.app.screen, ArticlesScreen))
        await driver.until(lambda: "Courier" in _rows(driver) or "dam failure" in _rows(driver))
        assert [row.split()[-4] for row in _rows(driver).splitlines()[:2]] == ["2", "·"]
        await driver.press("escape", "g", "s", *"oldbridge gave way")
        screen = driver.app.screen
        assert isinstance(screen, SearchScreen)
        await driver.until(lambda: "claim · ada" in _rows(driver), "the marks found")
        assert "· bo ·" not in _rows(driver)
        await driver.press("escape", "g", "d")
        await driver.until(lambda: _people(driver, herald) == {"ada", "bo"}, "what is done")
        assert _people(driver, courier) == set()
        assert len(place.comments(herald)) == 1
        for each in (courier, gazette):
            desk.articles.set_state(each, ReadingState.DONE)
        place.reread()
        await driver.until(lambda: _people(driver, courier) == {"bo"})
        assert any(link.state is LinkState.SUGGESTED for link in place.weave.links)
        await driver.press("g", "n")
        await driver.until(lambda: isinstance(driver.app.screen, EntitiesScreen))
        await driver.press("escape")
        driver.app._keep()
    async with driving(desk) as driver:
        assert driver.reading.place.blind


async def test_a_mark_that_was_changed_elsewhere_shows_both_versions(
    folder: Path, desk: Desk
) -> None:
    with opened(folder, "ada") as elsewhere:
        async with driving(desk) as driver:
            driver.reading.place.watcher.stop()  # so that what is done elsewhere is not seen
            span = driver.go("Ilse Brandt")
            [mark] = [m for m in driver.marks() if m.anchor.span == span]
            longer = span_of(elsewhere, driver.article, "Mayor Ilse Brandt")
            elsewhere.marks.edit(mark, spans=[longer])
            await driver.press("greater_than_sign", "h", "enter")
            await driver.until(lambda: isinstance(driver.app.screen, ConflictCard), "the card")
            told = driver.app.screen.query_one("#versions").render_line
            words = "\n".join(told(y).text for y in range(9))
            assert "“Mayor Ilse Brandt”" in words
            assert "“Ilse Brand”" in words
            await driver.press("escape")
            assert desk.marks.get(mark.id).anchor.span == longer
            await driver.press("x")
            await driver.until(lambda: isinstance(driver.app.screen, ConflictCard), "the card")
            await driver.press("escape")
            elsewhere.marks.delete([elsewhere.marks.get(mark.id)])
            await driver.press("greater_than_sign", "h", "enter")
            await driver.until(lambda: isinstance(driver.app.screen, ConflictCard), "the card")
            await driver.press("enter")
            await driver.saved()
            assert "Ilse Brand" in driver.quotes()
