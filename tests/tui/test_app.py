from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

from reader.desk.desk import Desk
from reader.errors import DeskError, FullDeskError
from reader.model.annotation import Annotation
from reader.model.link import Suggestion
from reader.tui.app import ReaderApp
from reader.tui.screens.unsaved import UnsavedCard
from reader.tui.session_state import load, state_file
from reader.tui.widgets.header import Header
from reader.tui.widgets.try_card import TryCard
from tests.tui.driving import Driver, driving
from tests.tui.made_up import made, opened


async def test_the_story_and_the_work_stand_in_the_header(desk: Desk) -> None:
    async with driving(desk) as driver:
        words = driver.reading.query_one(Header).words
        assert "The Oldbridge flood" in words
        assert "2 of 3 articles, Tab for more · 4 marks · 1 link" in words


async def test_panes_follow_the_width(desk: Desk) -> None:
    for width, panes in ((80, 1), (120, 2), (200, 3)):
        async with driving(desk, size=(width, 40)) as driver:
            shown = [each for each in driver.reading.place.columns.values() if each.display]
            assert len(shown) == panes


async def test_tab_and_alt_go_through_all_articles(desk: Desk) -> None:
    async with driving(desk) as driver:
        articles = driver.reading.place.arrangement.articles
        seen = [driver.article]
        for _ in articles[1:]:
            await driver.press("tab")
            seen.append(driver.article)
        assert seen == list(articles)
        await driver.press("alt+2")
        assert driver.article == articles[1]
        await driver.press("z")
        assert driver.reading.place.arrangement.visible == (articles[1],)


async def test_a_tiny_terminal_shows_text_and_one_row(desk: Desk) -> None:
    async with driving(desk, size=(40, 10)) as driver:
        assert driver.reading.has_class("-small")
        assert driver.pane.size.height == 9
        await driver.press("j", "c")
        await driver.saved()
        assert len(driver.marks()) == 3


async def test_resizing_keeps_the_place_and_the_header_says_what_is_shown(desk: Desk) -> None:
    async with driving(desk, size=(160, 20)) as driver:
        driver.go("Farmers upstream")
        cursor, header = driver.pane.cursor, driver.reading.query_one(Header)
        assert "2 of 3 articles, Tab" in header.words
        await driver.pilot.resize_terminal(70, 18)
        await driver.until(lambda: "article 1 of 3, Tab" in header.words, "the header")
        assert driver.pane.cursor == cursor
        assert 0 <= driver.pane.cursor_row < driver.pane.size.height


async def test_the_next_time_it_opens_where_it_was_left(folder: Path) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            await driver.press("tab")
            driver.go("Engineers had warned")
            left = (driver.article, driver.pane.cursor)
            await driver.press("q")
            await driver.until(lambda: not driver.app.is_running, "the end")
    with opened(folder) as desk:
        async with driving(desk) as driver:
            await driver.until(lambda: driver.pane.cursor == left[1], "the place")
            assert driver.article == left[0]


async def test_a_state_file_that_cannot_be_read_or_written_is_no_error(desk: Desk) -> None:
    path = state_file(os.environ)
    path.parent.mkdir(parents=True)
    path.write_text('{"format": 1, "desks": [3], "theme": 7}', "utf-8")
    assert load(path).theme is None
    path.unlink()
    path.mkdir()
    async with driving(desk) as driver:
        await driver.press("q")
        await driver.until(lambda: not driver.app.is_running, "the end")
        assert driver.app.return_code == 0


async def test_the_theme_is_kept(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.app.toggle_theme()
        await driver.press("q")
        await driver.until(lambda: not driver.app.is_running, "the end")
    assert json.loads(state_file(os.environ).read_text("utf-8"))["theme"] == "reader-light"


async def test_who_comes_to_a_sample_for_the_first_time_is_shown_what_to_try(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        desk.sample = True
        async with driving(desk) as driver:
            assert len(driver.reading.query(TryCard)) == 1
            await driver.press("j")
            assert not driver.reading.query(TryCard)
            assert driver.pane.cursor > 0


async def test_a_failed_write_stays_on_the_screen_and_is_tried_again(desk: Desk) -> None:
    async with driving(desk) as driver:
        annotate = desk.marks.annotate
        full = [True]

        def failing(*args: object, **options: object) -> Annotation:
            if full[0]:
                raise FullDeskError("no space left", where="annotations.db", remedy="make room")
            return annotate(*args, **options)  # type: ignore[arg-type]  # passed on as they came

        desk.marks.annotate = failing  # type: ignore[method-assign]  # a disk that is full
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.until(lambda: isinstance(driver.app.screen, UnsavedCard), "the card")
        place = driver.reading.place
        assert len(place.ledger.pending()) == 1
        await driver.press("escape", "q")
        await driver.until(lambda: isinstance(driver.app.screen, UnsavedCard), "the card")
        assert driver.app.is_running
        full[0] = False
        await driver.press("r")
        await driver.until(lambda: not driver.app.is_running, "the end")
    assert any(quote.startswith("Rescue") for quote in driver.quotes())


async def test_a_desk_that_can_only_be_read_says_so_and_keeps_what_was_tried(
    folder: Path,
) -> None:
    database = folder / "annotations.db"
    database.chmod(stat.S_IRUSR)
    with opened(folder) as desk:
        desk._context.store._reason = "the file may not be written"  # type: ignore[attr-defined] # as root may
        async with driving(desk) as driver:
            assert "read-only" in driver.reading.query_one(Header).words
            driver.go("Rescue boats")
            await driver.press("c")
            await driver.until(lambda: isinstance(driver.app.screen, UnsavedCard), "the card")
            await driver.press("escape")
            assert driver.reading.place.ledger.pending()
            assert len(driver.marks()) == 2


async def test_names_with_control_characters_are_shown_safely(tmp_path: Path) -> None:
    folder = made(tmp_path / "d")
    with opened(folder, "e\u0301vil") as evil:
        article = evil.articles.list()[0].id
        evil.articles.correct(article, "title", "up\u202edown \u001b[31m")
    with opened(folder) as desk:
        async with driving(desk) as driver:
            words = driver.reading.place.columns[article].title_bar.words
            assert "\u202e" not in words
            assert "\u001b" not in words


async def test_ctrl_c_quits_with_everything_saved(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Rescue boats")
        await driver.pilot.press("c", "ctrl+c")
        await driver.until(lambda: not driver.app.is_running, "the end")
    assert any(quote.startswith("Rescue") for quote in driver.quotes())


async def test_without_suggestions_everything_else_works(desk: Desk) -> None:
    def failing(**_: object) -> tuple[Suggestion, ...]:
        raise DeskError("these articles cannot be compared")

    desk.links.suggestions = failing  # type: ignore[method-assign]  # whatever the reason
    async with driving(desk) as driver:
        await driver.until(
            lambda: "no suggestions" in driver.reading.query_one(Header).words, "the header"
        )
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.saved()
        assert any(quote.startswith("Rescue") for quote in driver.quotes())


async def test_one_can_mark_and_quit_while_the_articles_are_compared(desk: Desk) -> None:
    stopped = threading.Event()

    def endless(
        *, progress: Callable[[float], None], stop: Callable[[], bool], **_: object
    ) -> tuple[Suggestion, ...]:
        progress(0.4)
        while not stop():
            stopped.wait(0.01)
        stopped.set()
        return ()

    desk.links.suggestions = endless  # type: ignore[method-assign, assignment]  # a large desk
    app = ReaderApp(desk, theme="reader-dark")
    async with app.run_test(size=(160, 45)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(
            lambda: "comparing 40%" in driver.reading.query_one(Header).words, "progress"
        )
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.saved()
        await driver.press("q")
        await driver.until(lambda: not app.is_running, "the end")
    app.watcher.stop()
    app.queue.close()
    assert stopped.is_set()
    assert any(quote.startswith("Rescue") for quote in driver.quotes())
