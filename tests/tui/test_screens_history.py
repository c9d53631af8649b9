"""History: gestures in words, the latest first."""

from __future__ import annotations

from pathlib import Path

from textual.style import Style

from reader.desk.telling import Alteration, Told
from reader.model.article import BlockVerdict
from reader.model.link import Verdict
from reader.model.text import Span
from reader.tui.screens.asker import Asker
from reader.tui.screens.earlier import Banner, EarlierScreen
from reader.tui.screens.gestures import Done, lines_of
from reader.tui.screens.history import HistoryScreen
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import Listing
from reader.tui.widgets.name_inks import UNCOLOURED
from reader.tui.widgets.status import Status
from tests.tui.driving import driving
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def done(screen: HistoryScreen) -> list[Done]:
    entries = screen.listing.entries
    return [entry.key for entry in entries if isinstance(entry.key, Done)]


def test_what_changed_stands_in_one_column_beside_its_fields_narrow_and_wide() -> None:
    altered = (
        Alteration("note", None, "seen"),
        Alteration("place in the story", "2", "3"),
        Alteration("tag", "claim", None),
    )
    done = Done("2026-11-22", "07:33", "ada", "changed it", "update", changes=())
    entries = lines_of(done, [Told("marks", "m", "changed it", altered, None)])[-3:]
    for width, column, story in ((50, 14, "  place in t…"), (120, 22, "  place in the story")):
        rows = [entry.draw(width, None)[0].plain for entry in entries]
        assert [row[column:].rstrip() for row in rows] == ["+ seen", "2 → 3", "− claim"]
        assert [row[:column].rstrip() for row in rows] == ["  note", story, "  tag"]


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


async def test_a_mark_s_history_is_gone_through_taken_back_and_come_back_to(
    tmp_path: Path,
) -> None:
    desk = sample_desk(tmp_path, "ada")
    with desk:
        one, two = (each.id for each in desk.articles.list()[:2])
        blocks = desk.articles.get(two).blocks
        start = next(x.span.start for x in blocks if x.verdict is BlockVerdict.BODY)
        spans = Span(start, start + 20), Span(start, start + 11)
        mark = desk.marks.annotate(two, spans[:1], ["claim"], note="as it was")
        desk.marks.edit(desk.marks.get(mark.id), note="as it is", spans=spans[1:])
        async with driving(desk, one, two, size=(100, 30)) as driver:
            app, pilot = driver.app, driver.pilot
            await driver.press("tab")
            driver.pane.jump_to(start, flash=False)
            await driver.until(lambda: driver.reading.place.active_mark() is not None, "the mark")
            await driver.press("H")

            def screen() -> HistoryScreen:
                assert isinstance(app.screen, HistoryScreen)
                return app.screen

            def details() -> str:
                found = screen().query_one("#details", Listing)
                return "\n".join(x.plain for e in found.entries for x in e.draw(80, None))

            await driver.until(lambda: isinstance(app.screen, HistoryScreen))
            await driver.until(lambda: len(done(screen())) == 2, "two gestures of one mark")
            await driver.until(lambda: "as it was → as it is" in details())
            assert f"{start}–{start + 20} → {start}–{start + 11}" in details()
            # A chosen one is taken back, though it is not the latest thing that was done.
            desk.tags.add("later")
            await driver.press("x")
            await driver.until(lambda: done(screen())[1].state == "taken back")
            assert desk.marks.get(mark.id).note == "as it was"
            assert len(desk.tags.all().named("later")) == 1
            await driver.press("slash", *"taken", "enter")
            await driver.until(lambda: len(done(screen())) == 1, "the filter")
            await driver.press("enter")
            await driver.until(lambda: app.screen is driver.reading, "its place")
            await driver.until(lambda: driver.article == two and driver.pane.cursor == start)
            await driver.press("escape")
            await driver.until(lambda: isinstance(app.screen, HistoryScreen))
            await driver.until(lambda: len(done(screen())) == 1, "the same filter")
            assert done(screen())[0].state == "taken back"
            # As it stood right after that gesture: read-only, and back to the list.
            await driver.press("t")
            await driver.until(lambda: isinstance(app.screen, EarlierScreen))
            then = app.screen
            assert isinstance(then, EarlierScreen)
            await driver.until(lambda: then.place.ledger.find(two, mark.id) is not None)
            shown_mark = then.place.ledger.find(two, mark.id)
            assert shown_mark is not None
            assert shown_mark.note == "as it is"
            await driver.press("c", "x", "u", "i")
            assert "cannot be changed" in then.query_one(Status).said
            assert desk.marks.get(mark.id).note == "as it was"
            await pilot.press("escape")
            await driver.until(lambda: isinstance(app.screen, HistoryScreen))


async def test_the_panes_as_they_stood_on_a_day_have_what_was_there(tmp_path: Path) -> None:
    with sample_desk(tmp_path, "ada") as desk:
        one = desk.articles.list()[0].id
        before = len(desk.marks.of_article(one))
        desk.marks.annotate(one, [Span(0, 9)])
        day = desk.history.entries()[0].at[:10]
        async with driving(desk, one, size=(80, 24)) as driver:
            app = driver.app
            await driver.press("g", "p", *"never")
            first = app.screen
            await driver.press("enter")
            await driver.until(  # no day: what was typed is there to be mended
                lambda: (
                    isinstance(app.screen, Asker)
                    and app.screen is not first
                    and app.screen.query_one(FilterInput).value == "never"
                )
            )
            await driver.press(*["backspace"] * len("never"), *day, "enter")
            await driver.until(lambda: isinstance(app.screen, EarlierScreen))
            then = app.screen
            assert isinstance(then, EarlierScreen)
            await driver.until(lambda: then.place.state is not None)
            assert len(then.place.ledger.of(one)) == before
            assert day in str(then.query_one("#banner", Banner).render())
            await driver.press("q")
            assert app.screen is driver.reading
