from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import TextArea

from reader.desk.desk import Desk
from reader.tui.screens.thread import ThreadCard
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver, driving
from tests.tui.made_up import opened


def _card(driver: Driver) -> ThreadCard:
    card = driver.app.screen
    assert isinstance(card, ThreadCard)
    return card


def _shown(driver: Driver) -> str:
    listing = _card(driver).query_one("#thread", Listing)
    rows = (listing.render_line(y).text for y in range(listing.size.height))
    return "\n".join(row.strip() for row in rows)


async def test_a_thread_is_read_answered_changed_and_left(folder: Path, desk: Desk) -> None:
    ThreadCard.drafts.clear()
    with opened(folder, "bo") as bo:
        mark = bo.marks.list(annotator="bo")[0]
        async with driving(desk) as driver:
            place = driver.reading.place
            driver.go("above Oldbridge gave way")
            await driver.press("right_square_bracket")
            active = place.active_mark()
            assert active is not None
            assert active.id == mark.id
            bo.comments.add(mark, "gave way, or was opened?")
            await driver.until(lambda: "bo says “gave way" in driver.status, "the news")
            assert any(each.discussed for each in driver.pane.page.marks)
            await driver.press("C")
            await driver.until(lambda: isinstance(driver.app.screen, ThreadCard))
            await driver.until(lambda: "gave way, or was opened?" in _shown(driver))
            await driver.press(*"opend", "enter")
            await driver.saved()
            await driver.until(lambda: "opend" in _shown(driver))
            bo.comments.add(mark, "by whom?")
            await driver.until(lambda: "by whom?" in _shown(driver), "a comment that came in")
            await driver.press("up", "backspace", *"ed", "enter")
            await driver.saved()
            await driver.until(lambda: "edited" in _shown(driver))
            said = [(each.annotator, each.text) for each in desk.comments.of_mark(mark.id)]
            assert said[1:] == [("ada", "opened"), ("bo", "by whom?")]
            await driver.press(*"nobody", "escape")
            assert driver.app.screen is driver.reading
            await driver.until(lambda: len(place.comments(mark.article)) == 3)
            await driver.press("x", "escape")
            assert "3 comments C" in driver.status
            await driver.press("C")
            assert _card(driver).query_one(TextArea).text == "nobody"
            await driver.press(*["backspace"] * 6, "up", *["backspace"] * 6, "enter")
            await driver.saved()
            await driver.until(lambda: len(desk.comments.of_mark(mark.id)) == 2)
            await driver.press("escape", "u")
            await driver.saved()
            assert len(desk.comments.of_mark(mark.id)) == 3


async def test_words_on_a_mark_that_went_meanwhile_are_kept(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ThreadCard.drafts.clear()
    monkeypatch.setattr("reader.tui.screens.thread.LOOK_S", 3600.0)  # a thread is there at once
    with opened(folder, "bo") as bo:
        mark = bo.marks.list(annotator="bo")[0]
        async with driving(desk) as driver:
            driver.go("gave way before")
            await driver.press("right_square_bracket", "C")
            card = _card(driver)
            await driver.until(lambda: "Nobody has said anything yet." in _shown(driver))
            keys = [keys for keys, _ in card.footer()]
            assert keys == ["⏎", "Alt+⏎ ^j", "Esc"]  # there is nothing of one's own to change
            bo.marks.delete([mark])
            await driver.press(*"why", "enter")
            await driver.saved()
            await driver.until(lambda: card.query_one(TextArea).text == "why")
            await driver.press("escape")
            assert ThreadCard.drafts == {mark.id: "why"}
