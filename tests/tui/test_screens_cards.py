"""Help, notes and the peek card: what they show and what they close with."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from reader.model.link import Band, Link, LinkEnd, LinkState, Reason, ReasonKind, Relation, Verdict
from reader.model.text import Span
from reader.tui.keymap import KeyMap
from reader.tui.keys import COMMANDS
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.note import NoteEditor
from reader.tui.screens.peek import PeekCard, PeekEnd
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.listing import Listing
from tests.tui.screen_host import NOTHING, Host, shown, until


async def closed(app: Host) -> object:
    assert await until(lambda: app.result is not NOTHING)
    return app.result


def page(screen: HelpScreen) -> str:
    (entry,) = screen.query_one(Listing).entries
    lines = entry.draw(screen.query_one(Listing).room, None)
    return "\n".join(line.plain for line in lines)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_every_command_stands_in_the_help(size: tuple[int, int]) -> None:
    screen = HelpScreen(KeyMap())
    async with shown(screen, size=size):
        await until(lambda: screen.query_one(Listing).size.width > 0)
        told = " ".join(page(screen).split())
        assert screen.query_one(Listing).entries
        with_keys = [command for command in COMMANDS if command.keys]
        assert all(command.does.split()[0] in told for command in with_keys)
        if size[0] == 80:
            assert all(command.does in told for command in with_keys)


async def test_the_help_shows_the_keys_in_force() -> None:
    screen = HelpScreen(KeyMap().remapped({"mark.claim": ["D"]}))
    async with shown(screen, size=(80, 24)):
        row = next(line for line in page(screen).splitlines() if "as a claim" in line)
        assert row.split()[0] == "D"


async def test_the_help_is_narrowed_by_words_and_closes_in_two_steps() -> None:
    screen = HelpScreen(KeyMap())
    async with shown(screen, size=(80, 24)) as (app, pilot):
        assert page(screen).split()[0] == "Move"  # who asks for help asks for keys
        await pilot.press("slash", *"vim", "enter")
        assert "zz zt zb" in " ".join(page(screen).split())
        await pilot.press("escape", "slash", *"undo", "enter")
        assert "undo your last change" in page(screen)
        assert "as a claim" not in page(screen)
        await pilot.press("escape")
        assert await until(lambda: "as a claim" in page(screen))
        assert app.result is NOTHING
        await pilot.press("escape")
        assert await closed(app) is None


async def test_enter_keeps_a_note_and_alt_enter_breaks_the_line() -> None:
    screen = NoteEditor("590 injured", "as reported")
    async with shown(screen) as (app, pilot):
        await pilot.press(*" by two", "alt+enter", *"see 3", "ctrl+j", "x", "enter")
        assert await closed(app) == "as reported by two\nsee 3\nx"


async def test_an_unchanged_note_is_no_change() -> None:
    screen = NoteEditor("590 injured", "as reported")
    async with shown(screen, size=(40, 10)) as (app, pilot):
        assert len(screen.query(Divider)) == 1  # one line across in a card
        keys = screen.query_one("#keys")
        await until(lambda: keys.region.height == 1)
        assert keys.region.bottom == 9  # where rows are few, the keys are not the ones to go
        await pilot.press("enter")
        assert await closed(app) is None


async def test_an_emptied_note_is_taken_away() -> None:
    screen = NoteEditor("590 injured", "x")
    async with shown(screen) as (app, pilot):
        await pilot.press("backspace", "enter")
        assert await closed(app) == ""


async def test_a_draft_left_with_escape_is_there_the_next_time() -> None:
    async with shown(NoteEditor("a place", "")) as (app, pilot):
        await pilot.press(*"half a thought", "escape")
        assert await closed(app) is None
    again = NoteEditor("a place", "")
    async with shown(again) as (app, pilot):
        assert again.query_one(TextArea).text == "half a thought"
        await pilot.press("enter")
        assert await closed(app) == "half a thought"
    third = NoteEditor("a place", "")
    async with shown(third):
        assert third.query_one(TextArea).text == ""


def peeked() -> list[PeekEnd]:
    a = LinkEnd("one", Span(0, 9), "they came")
    b = LinkEnd("two", Span(5, 18), "\x1b[31mthey went")
    c = LinkEnd("three", Span(2, 12), "they were seen to have come")
    reason = Reason(ReasonKind.WORD, "came", "come", 0.5)
    suggested = Link("x", a, b, Relation.SAME_EVENT, score=5.2, band=Band.STRONG, reasons=(reason,))
    confirmed = Link(
        "y",
        a,
        c,
        Relation.SUPPORTS,
        state=LinkState.CONFIRMED,
        verdicts={"bo": Verdict.CONFIRMED},
        note="of the same day",
    )
    return [
        PeekEnd(suggested, b, "The Two", "before it", "after it"),
        PeekEnd(confirmed, c, "The Three", "", ""),
    ]


async def test_the_card_tells_of_each_passage_its_source_state_and_reasons() -> None:
    screen = PeekCard(peeked())
    async with shown(screen, size=(80, 24)):
        first, second = (
            "\n".join(line.plain for line in entry.draw(70, None))
            for entry in screen.query_one(Listing).entries
        )
        for words in ("The Two", "suggested", "strong", "before it", "went", "after it", "came"):
            assert words in first
        assert "\x1b" not in first
        for words in ("The Three", "supports", "confirmed", "bo: confirmed", "of the same day"):
            assert words in second


async def test_enter_follows_the_one_chosen() -> None:
    ends = peeked()
    async with shown(PeekCard(ends)) as (app, pilot):
        await pilot.press("j", "enter")
        assert await closed(app) == ends[1]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_card_closes_without_following(key: str) -> None:
    async with shown(PeekCard(peeked()), size=(40, 12)) as (app, pilot):
        await pilot.press(key)
        assert await closed(app) is None


async def test_an_empty_card_says_so() -> None:
    screen = PeekCard([])
    async with shown(screen) as (app, pilot):
        assert "nothing" in screen.query_one(Listing).entries[0].draw(40, None)[0].plain
        await pilot.press("enter", "escape")
        assert await closed(app) is None
