"""History: gestures in words, the latest first."""

from __future__ import annotations

from pathlib import Path

from textual.style import Style

from reader.model.link import Verdict
from reader.tui.screens.history import Done, HistoryScreen
from reader.tui.widgets.listing import Listing
from reader.tui.widgets.name_inks import UNCOLOURED
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def done(screen: HistoryScreen) -> list[Done]:
    entries = screen.query_one(Listing).entries
    return [entry.key for entry in entries if isinstance(entry.key, Done)]


async def test_the_latest_gesture_stands_first_with_who_did_it(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        desk.annotators.introduce(colour="teal")
        desk.tags.add("a new one")
        screen = HistoryScreen(desk)
        async with shown(screen):
            assert await until(lambda: bool(done(screen)))
            first = done(screen)[0]
            assert isinstance(first.ink, Style)
            others = {each.ink for each in done(screen) if each.who != desk.annotator}
            assert others == {UNCOLOURED}
            assert first.who == desk.annotator
            assert "a new one" in first.words
            moments = [(each.day, each.time) for each in done(screen)]
            assert moments == sorted(moments, reverse=True)


async def test_one_gesture_is_one_row_whatever_it_touched(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        gestures = len({entry.change for entry in desk.history.entries()})
        screen = HistoryScreen(desk)
        async with shown(screen):
            assert await until(lambda: len(done(screen)) == gestures)


async def test_a_verdict_is_told_with_what_it_is_about(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        link = desk.links.queue()[0]
        desk.links.judge(link, Verdict.REJECTED)
        screen = HistoryScreen(desk)
        async with shown(screen, size=(160, 45)):
            assert await until(lambda: bool(done(screen)))
            told = done(screen)[0].words
            assert link.a.quote.split()[0] in told


async def test_undo_works_from_here_and_shows_itself(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        desk.tags.add("short-lived")
        screen = HistoryScreen(desk)
        async with shown(screen) as (_, pilot):
            assert await until(lambda: bool(done(screen)))
            count = len(done(screen))
            await pilot.press("u")
            assert await until(lambda: len(done(screen)) == count + 1)
            assert desk.tags.all().named("short-lived") == ()
            await pilot.press("ctrl+r")
            assert await until(lambda: len(desk.tags.all().named("short-lived")) == 1)


async def test_it_is_narrowed_to_a_person(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = HistoryScreen(desk)
        async with shown(screen, size=(40, 12)) as (app, pilot):
            assert await until(lambda: bool(done(screen)))
            everything = len(done(screen))
            await pilot.press("slash", *"sample-b", "enter")
            assert await until(lambda: 0 < len(done(screen)) < everything)
            assert {each.who for each in done(screen)} == {"sample-b"}
            await pilot.press("q")
            assert await until(lambda: app.result is not NOTHING)
