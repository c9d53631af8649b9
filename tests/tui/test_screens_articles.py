"""The list of articles: what it shows, what is ticked, what it closes with."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model.article import ArticleSummary, ReadingState
from reader.tui.screens.articles import ArticlesScreen
from reader.tui.widgets.listing import Listing
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def rows(screen: ArticlesScreen) -> list[ArticleSummary]:
    entries = screen.query_one(Listing).entries
    return [entry.key for entry in entries if isinstance(entry.key, ArticleSummary)]


def words(screen: ArticlesScreen, row: int) -> str:
    return screen.query_one(Listing).entries[row].draw(100, None)[0].plain


async def test_every_article_has_a_row_and_unread_ones_say_so(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, ())
        async with shown(screen):
            assert await until(lambda: len(rows(screen)) == 5)
            assert [each.number for each in rows(screen)] == [1, 2, 3, 4, 5]
            assert "to read" in words(screen, 0)


async def test_enter_opens_what_is_ticked_and_the_one_under_the_cursor(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        ids = [each.id for each in desk.articles.list()]
        screen = ArticlesScreen(desk, ids[:1])
        async with shown(screen) as (app, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.press("j", "j", "x", "j", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == [ids[3], ids[0], ids[2]]


async def test_a_tick_can_be_taken_back(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        ids = [each.id for each in desk.articles.list()]
        screen = ArticlesScreen(desk, ids[:2])
        async with shown(screen) as (app, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.press("space", "j", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == [ids[1]]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_changes_nothing(tmp_path: Path, key: str) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, [desk.articles.list()[0].id])
        async with shown(screen) as (app, pilot):
            await pilot.press("x", key)
            assert await until(lambda: app.result is not NOTHING)
        assert app.result is None


async def test_d_says_that_one_is_done_and_again_that_one_is_not(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, ())
        async with shown(screen) as (_, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.press("j", "d")
            assert await until(lambda: rows(screen)[1].state is ReadingState.DONE)
            assert desk.articles.list()[1].state is ReadingState.DONE
            await pilot.press("d")
            assert await until(lambda: rows(screen)[1].state is ReadingState.READING)
            await pilot.press("u", "u")
            assert await until(lambda: rows(screen)[1].state is not ReadingState.DONE)


async def test_typed_words_narrow_the_list_and_escape_shows_all(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        wanted = next(each for each in desk.articles.list() if each.source)
        screen = ArticlesScreen(desk, ())
        async with shown(screen) as (app, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.press("slash", *(wanted.source or "").lower()[:3])
            assert await until(lambda: 1 <= len(rows(screen)) < 5)
            assert wanted.id in {each.id for each in rows(screen)}
            await pilot.press("enter", "escape")
            assert await until(lambda: len(rows(screen)) == 5)
            assert app.result is NOTHING


async def test_another_order_keeps_the_cursor_with_its_article(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, ())
        async with shown(screen) as (_, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.press("j", *("o" for _ in range(5)))
            current = screen.query_one(Listing).current
            assert isinstance(current and current.key, ArticleSummary)
            by_marks = [each.marks for each in rows(screen)]
            assert by_marks == sorted(by_marks, reverse=True)
            assert current is not None
            assert current.key == next(each for each in rows(screen) if each.number == 2)


async def test_a_double_click_opens(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        ids = [each.id for each in desk.articles.list()]
        screen = ArticlesScreen(desk, ())
        async with shown(screen) as (app, pilot):
            assert await until(lambda: len(rows(screen)) == 5)
            await pilot.click(Listing, offset=(20, 3), times=2)
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == [ids[3]]


async def test_commands_of_the_app_go_up_to_it(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, ())
        async with shown(screen) as (app, pilot):
            await pilot.press("g", "e", "Q")
            assert await until(lambda: app.given == ["go.events", "quit"])


@pytest.mark.parametrize("width", [40, 60, 80, 160])
@pytest.mark.parametrize("ansi", [False, True])
async def test_rows_fit_the_screen(tmp_path: Path, width: int, ansi: bool) -> None:
    with sample_desk(tmp_path) as desk:
        screen = ArticlesScreen(desk, ())
        async with shown(screen, size=(width, 12), ansi=ansi):
            assert await until(lambda: len(rows(screen)) == 5)
            listing = screen.query_one(Listing)
            for entry in listing.entries:
                assert entry.draw(listing.room, None)[0].cell_length == listing.room
