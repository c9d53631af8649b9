from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from reader.desk.opening import DeskPlace, PlaceKind, init_desk, open_desk
from reader.model.article import ArticleSummary
from reader.tui.command_card import CommandCard
from reader.tui.screens.events import EventsScreen
from reader.tui.screens.unsaved import UnsavedCard
from reader.tui.widgets.header import Header
from reader.tui.widgets.listing import Entry, Listing
from tests.tui.driving import Driver, driving
from tests.tui.made_up import REPORTS, opened


async def test_a_desk_without_articles_says_so_and_takes_every_key(tmp_path: Path) -> None:
    init_desk(tmp_path / "empty")
    with opened(tmp_path / "empty") as desk:
        async with driving(desk) as driver:
            assert "no articles" in driver.status
            for key in "jwcextMLKn.*+<>[]!ZzyYf|":
                await driver.pilot.press(key)
            await driver.press("escape", "tab", "enter", "minus", "g", "d", "u", "slash")
            assert driver.app.is_running
            await driver.press("q")
            await driver.until(lambda: not driver.app.is_running, "the end")


async def test_a_file_that_is_only_read_is_stored_with_its_first_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "herald.txt").write_text(REPORTS["herald.txt"], "utf-8")
    folder = tmp_path / "data" / "desk"
    place = DeskPlace(folder, folder / "annotations.db", PlaceKind.PERSONAL)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        article = desk.articles.preview(tmp_path / "herald.txt")
        async with driving(desk, article) as driver:
            assert not place.database.exists()
            driver.go("Rescue boats")
            await driver.press("c")
            await driver.saved()
            assert place.database.exists()
            assert driver.quotes()[-1].startswith("Rescue boats")
            assert not isinstance(driver.app.screen, UnsavedCard)


async def test_the_first_mark_on_a_found_sample_goes_to_a_copy_and_says_where(
    sample_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = DeskPlace(sample_desk, sample_desk / "annotations.db", PlaceKind.FOUND)
    before = place.database.read_bytes()
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        async with driving(desk) as driver:
            await driver.press("right_parenthesis", "c")
            await driver.saved()
            assert len(driver.marks()) == 1
            said = [note.message for note in driver.app._notifications]
            home = str(Path.home())
            assert any(str(desk.database).replace(home, "~") in line for line in said)
    assert place.database.read_bytes() == before


async def test_the_articles_asked_for_are_those_that_open(folder: Path) -> None:
    with opened(folder) as desk:
        asked = [each.id for each in desk.articles.list()][::-1][:2]
        async with driving(desk, *asked) as driver:
            assert driver.reading.place.arrangement.articles == tuple(asked)
            assert driver.article == asked[0]


async def test_a_step_back_from_a_chosen_article_leads_to_its_row_and_the_panes_of_before(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        ids = [each.id for each in desk.articles.list()]
        async with driving(desk, ids[0]) as driver:
            await driver.press("g", "a")
            await driver.until(lambda: driver.app.screen is not driver.reading, "the list")
            await driver.until(lambda: len(rows(driver)) == len(ids), "the articles")
            await driver.press("o", "G", "enter")
            await driver.until(lambda: driver.app.screen is driver.reading, "the panes")
            chosen = driver.article
            assert chosen != ids[0]
            await driver.press("j", "escape")
            await driver.until(lambda: driver.app.screen is not driver.reading, "the list again")
            await driver.until(lambda: len(rows(driver)) == len(ids), "the articles again")
            assert driver.reading.place.arrangement.articles == (ids[0],)
            current = driver.app.screen.query_one(Listing).current
            assert current is rows(driver)[-1]
            assert isinstance(current.key, ArticleSummary)
            assert current.key.id == chosen
            await driver.press("escape")
            await driver.until(lambda: driver.app.screen is driver.reading, "the panes again")
            assert driver.article == ids[0]


def rows(driver: Driver) -> tuple[Entry, ...]:
    return tuple(driver.app.screen.query_one(Listing).entries)


async def test_other_screens_open_over_the_panes_and_close_again(folder: Path) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            for keys in ("ga", "ge", "gj", "gs", "gh", "?"):
                for key in keys:
                    await driver.pilot.press("question_mark" if key == "?" else key)
                await driver.until(lambda: driver.app.screen is not driver.reading, keys)
                await driver.pilot.pause(0.2)
                await driver.press("escape")
                await driver.until(lambda: driver.app.screen is driver.reading, f"back of {keys}")
            assert driver.pane.active


async def test_the_palette_finds_a_command_and_does_it(folder: Path) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            await driver.press("colon")
            await driver.pilot.pause(0.2)
            card = driver.app.screen
            assert isinstance(card, CommandCard)
            await driver.press("escape")
            card._gather_commands("late")  # a search that begins as the card is closed
            await driver.pilot.pause(0.1)
            await driver.press("colon")
            await driver.pilot.pause(0.2)
            await driver.press(*"alone")
            await driver.pilot.pause(0.4)
            await driver.press("enter")
            await driver.until(lambda: driver.app.screen is driver.reading, "the panes")
            await driver.pilot.pause(0.1)
            assert driver.reading.place.arrangement.zoomed


async def test_all_articles_of_the_story_are_at_hand_and_those_shown_last_are_shown(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        herald, courier, gazette = (each.id for each in desk.articles.list())
        async with driving(desk, gazette) as driver:
            await driver.press("q")
            await driver.until(lambda: not driver.app.is_running, "the end")
    with opened(folder) as desk:
        async with driving(desk) as driver:
            arrangement = driver.reading.place.arrangement
            assert arrangement.articles == (herald, courier, gazette)
            assert driver.article == gazette
            assert "2 of 3 articles, Tab for more" in driver.reading.query_one(Header).words
            await driver.press("shift+tab")
            assert arrangement.visible == (courier, gazette)
            await driver.press("q")
            await driver.until(lambda: not driver.app.is_running, "the end")
    with opened(folder) as desk:
        async with driving(desk) as driver:
            assert driver.article == courier
            assert driver.reading.place.arrangement.visible == (courier, gazette)


async def test_an_article_has_the_number_of_the_desk_whatever_is_beside_it(folder: Path) -> None:
    with opened(folder) as desk:
        gazette = desk.articles.list()[2].id
        async with driving(desk, gazette) as driver:
            title = driver.reading.place.columns[gazette].title_bar
            assert title.words.startswith("③")
            await driver.press("alt+2")
            assert driver.article == desk.articles.list()[1].id


def _ended(driver: Driver) -> bool:
    return not driver.app.is_running


async def test_where_one_s_copy_is_is_said_once(
    sample_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    place = DeskPlace(sample_desk, sample_desk / "annotations.db", PlaceKind.FOUND)
    said = []
    for key in ("c", "j"):
        with open_desk(place, annotator="ada", environ=os.environ) as desk:
            async with driving(desk) as driver:
                await driver.press("right_parenthesis", key)
                await driver.saved()
                said.append([note.message for note in driver.app._notifications])
                await driver.press("q")
                await driver.until(partial(_ended, driver), "the end")
    assert [len(notes) for notes in said] == [1, 0]
    assert "\n~/data/" in said[0][0]


async def test_a_jump_from_events_is_gone_back_to_where_one_was_and_to_its_row(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            driver.go("Rescue boats")
            await driver.pilot.pause(0.1)
            article, cursor = driver.article, driver.pane.cursor
            await driver.press("g", "e")
            await driver.until(lambda: isinstance(driver.app.screen, EventsScreen), "events")
            screen = driver.app.screen
            assert isinstance(screen, EventsScreen)
            await driver.until(lambda: screen._table.current is not None, "rows")
            await driver.press("o", "j")
            row = screen._table.index
            await driver.press("enter")
            await driver.until(lambda: driver.app.screen is driver.reading, "the passage")
            await driver.pilot.pause(0.1)
            assert (driver.article, driver.pane.cursor) != (article, cursor)
            await driver.press("minus")
            await driver.until(lambda: isinstance(driver.app.screen, EventsScreen), "events again")
            again = driver.app.screen
            assert isinstance(again, EventsScreen)
            await driver.until(lambda: again._table.current is not None, "rows again")
            assert again._table.index == row
            assert (driver.article, driver.pane.cursor) == (article, cursor)


async def test_the_header_counts_what_judging_asks(folder: Path) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            await driver.until(lambda: driver.reading.compared, "comparing")
            waiting = len(desk.links.queue())
            assert waiting > 0
            assert f"{waiting} to judge" in driver.reading.query_one(Header).words
