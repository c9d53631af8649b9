"""The codebook on the screen: every act by a single key, each taken back by `u`."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.model.annotation import Tag
from reader.tui.screens.asker import Asker
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.legend import LegendCard
from reader.tui.screens.tag_lines import TagRow
from reader.tui.screens.tagged import Tagged, TaggedScreen
from reader.tui.screens.tags import TagsScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver, driving


def rows(driver: Driver) -> list[TagRow]:
    entries = driver.app.screen.query_one(Listing).entries
    return [each.key for each in entries if isinstance(each.key, TagRow)]


def paths(driver: Driver) -> list[str]:
    return [each.path for each in rows(driver)]


def here(driver: Driver) -> str:
    current = driver.app.screen.query_one(Listing).current
    assert current is not None
    assert isinstance(current.key, TagRow)
    return current.key.path


async def at(driver: Driver, path: str) -> None:
    listing = driver.app.screen.query_one(Listing)
    listing.go(paths(driver).index(path))
    await driver.pilot.pause()


async def opened(driver: Driver) -> None:
    await driver.press("g", "t")
    await driver.until(lambda: isinstance(driver.app.screen, TagsScreen) and bool(rows(driver)))


async def test_tags_are_made_renamed_nested_described_and_deleted_by_keys(desk: Desk) -> None:
    async with driving(desk, size=(100, 30)) as driver:
        await opened(driver)
        await driver.press("n", "r", "u", "enter")
        await driver.until(lambda: "ru" in paths(driver))
        assert here(driver) == "ru"
        desk.tags.add("other kind", description="it stands above")
        await driver.press("r", "s", "enter")
        await driver.until(lambda: rows_of(driver).name == "rus")
        await driver.press("p", "G", "enter")
        await driver.until(lambda: here(driver) == "other kind/rus")
        for key, field, value in (
            ("d", "description", "x"),
            ("K", "key", "x"),
            ("a", "required", ("x",)),
        ):
            await driver.press(key, "x", "enter")
            await driver.until(lambda f=field, v=value: getattr(rows_of(driver), f) == v)  # type: ignore[misc] # bound now
        await driver.press("K", "y", "z", "enter")  # no key is of more than one character
        await driver.until(lambda: isinstance(driver.app.screen, Asker), "the card once more")
        assert driver.app.screen.query_one(FilterInput).value == "xyz"  # nothing is typed twice
        await driver.press("escape", "c", "j", "j", "enter")
        await driver.until(lambda: rows_of(driver).colour == "blue")
        await driver.press("u")
        await driver.until(lambda: rows_of(driver).colour is None)
        await driver.press("x")
        await driver.until(lambda: "other kind/rus" not in paths(driver))
        await driver.press("u")
        await driver.until(lambda: "other kind/rus" in paths(driver))


def rows_of(driver: Driver) -> Tag:
    current = driver.app.screen.query_one(Listing).current
    assert current is not None
    assert isinstance(current.key, TagRow)
    return current.key.tag


async def test_a_tag_in_use_is_not_deleted_but_merged_with_a_preview_and_one_undo(
    desk: Desk,
) -> None:
    async with driving(desk, size=(80, 24)) as driver:
        claim = desk.tags.find("claim")
        carried = desk.tags.uses()[claim.id]
        await driver.press("c")
        await driver.saved()
        made = desk.tags.add("doubtful")
        desk.marks.edit(driver.marks()[-1], tags=[made])
        await opened(driver)
        await at(driver, "doubtful")
        await driver.press("x")
        await driver.until(lambda: bool(driver.app._notifications))
        [said] = driver.app._notifications
        assert "1 mark carries this tag" in said.title
        assert "doubtful" in paths(driver)

        await driver.press("m", *"claim", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, Chooser), "the preview")
        entries = driver.app.screen.query_one(Listing).entries
        assert "1 mark" in entries[0].draw(60, None)[0].plain
        assert "ada 1" in entries[0].draw(60, None)[0].plain
        await driver.press("enter")
        await driver.until(lambda: "doubtful" not in paths(driver))
        assert here(driver) == "claim"
        assert desk.tags.uses()[claim.id] == carried + 1
        await driver.press("u")
        await driver.until(lambda: "doubtful" in paths(driver))
        assert desk.tags.uses() == {**desk.tags.uses(), made.id: 1}


async def test_from_a_tag_to_its_marks_to_the_place_and_back_to_the_same_spot(desk: Desk) -> None:
    desk.tags.edit(desk.tags.find("claim"), required=("stance",))
    async with driving(desk) as driver:
        await opened(driver)
        await at(driver, "claim")
        assert rows(driver)[paths(driver).index("claim")].lacking > 0
        await driver.press("enter")

        def marks() -> list[Tagged]:
            found = driver.app.screen.query_one(Listing).entries
            return [each.key for each in found if isinstance(each.key, Tagged)]

        await driver.until(lambda: isinstance(driver.app.screen, TaggedScreen) and bool(marks()))
        assert len(marks()) > 1
        assert "lacks stance" in {each.lacks for each in marks()}
        await driver.press("j")
        listing = driver.app.screen.query_one(Listing)
        row, current = listing.index, listing.current
        assert current is not None
        assert isinstance(current.key, Tagged)
        end = current.key.end
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.reading)
        await driver.until(lambda: driver.article == end.article)
        await driver.until(lambda: driver.pane.cursor == end.span.start)
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, TaggedScreen) and bool(marks()))
        assert driver.app.screen.query_one(Listing).index == row
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, TagsScreen) and bool(rows(driver)))
        assert here(driver) == "claim"
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.reading)


async def test_the_legend_shows_the_tags_and_links_that_are_on_the_screen(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("c")
        await driver.saved()
        made = desk.tags.add("doubtful")
        desk.marks.edit(driver.marks()[-1], tags=[made])
        driver.reading.place.reread()
        ledger, article = driver.reading.place.ledger, driver.article
        await driver.until(lambda: any(made in mark.tags for mark in ledger.of(article)))
        await driver.press("S")
        assert isinstance(driver.app.screen, LegendCard)
        entries = driver.app.screen.query_one(Listing).entries
        drawn = [entry.draw(70, None)[0].plain for entry in entries]
        assert any(line.startswith("D ") and " doubtful" in line for line in drawn)
        assert any(" entity/person" in line and "a line below" in line for line in drawn)
        assert any(line.startswith("⇢ ") for line in drawn)
        await driver.press("S")
        await driver.until(lambda: driver.app.screen is driver.reading)
