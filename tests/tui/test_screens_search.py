"""Search: articles and marks, the words in context."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.model.link import LinkEnd
from reader.tui.screens.search import InContext, SearchScreen
from reader.tui.widgets.bars import TitleBar
from reader.tui.widgets.listing import Listing
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def found(screen: SearchScreen) -> list[InContext]:
    entries = screen.query_one(Listing).entries
    return [entry.key for entry in entries if isinstance(entry.key, InContext)]


def places(screen: SearchScreen) -> list[InContext]:
    return [each for each in found(screen) if not each.note]


async def test_every_place_is_listed_and_enter_jumps_to_the_one_chosen(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        hits = desk.articles.search("parliament", limit=500)
        screen = SearchScreen(desk, "parliament")
        async with shown(screen) as (app, pilot):
            assert await until(lambda: bool(found(screen)))
            shown_places = [(each.end.article, each.end.span) for each in places(screen)]
            assert shown_places == [(hit.article, hit.span) for hit in hits]
            await pilot.press("down", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert isinstance(app.result, LinkEnd)
        assert (app.result.article, app.result.span) == shown_places[1]


async def test_hits_stand_in_one_column_with_the_words_around_them(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = SearchScreen(desk, "parliament")
        async with shown(screen):
            assert await until(lambda: bool(places(screen)))
            rows = [
                entry.draw(90, None)[0].plain
                for entry in screen.query_one(Listing).entries
                if entry.key in places(screen)
            ]
            columns = {row.casefold().index("parliament", 36) for row in rows}
            assert columns == {36}


async def test_what_is_typed_is_searched_without_enter(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = SearchScreen(desk)
        async with shown(screen) as (_, pilot):
            assert found(screen) == []
            await pilot.press(*"parliament")
            assert await until(lambda: bool(places(screen)))


async def test_enter_typed_before_anything_is_found_opens_the_first_place(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        first = desk.articles.search("parliament", limit=1)[0]
        async with shown(SearchScreen(desk)) as (app, pilot):
            await pilot.press(*"parliament", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert isinstance(app.result, LinkEnd)
        assert (app.result.article, app.result.span) == (first.article, first.span)


async def test_what_is_found_while_the_screen_closes_is_dropped(tmp_path: Path) -> None:
    drawn: list[bool] = []
    with sample_desk(tmp_path) as desk:
        screen = SearchScreen(desk)

        def job() -> None:
            deadline = monotonic() + 5
            while screen.display and monotonic() < deadline:
                sleep(0.001)

        async with shown(screen):
            screen.in_background(job, lambda _: drawn.append(bool(screen.query("#found"))))
    assert drawn == []


async def test_marks_are_found_by_their_words_and_notes(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        mark = next(mark for mark in desk.marks.list() if mark.note)
        word = max(mark.note.split(), key=len).strip(".,;:")
        screen = SearchScreen(desk, word)
        async with shown(screen):
            assert await until(
                lambda: any(
                    each.note and each.end.span == mark.anchor.span for each in found(screen)
                )
            )


async def test_nothing_found_is_said(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = SearchScreen(desk, "zzzyx")
        async with shown(screen, size=(40, 12)):
            listing = screen.query_one(Listing)
            assert await until(lambda: "zzzyx" in listing.entries[0].draw(36, None)[0].plain)


@pytest.mark.parametrize("query", ['"', "NEAR(", "*", "a:b", "\x00", "'; --", "𝕏" * 300])
async def test_whatever_is_typed_is_no_error(tmp_path: Path, query: str) -> None:
    with sample_desk(tmp_path) as desk:
        screen = SearchScreen(desk, query)
        async with shown(screen) as (app, pilot):
            title = screen.query_one(TitleBar)
            assert await until(lambda: "searching" not in title.render().plain)
            await pilot.press("escape")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result is None
