"""Curating: decisions are on disk, in order, the next place comes by itself, `u` goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.model.article import ReadingState
from reader.model.curation import CURATED, ItemKind
from reader.model.link import LinkEnd, LinkState, Relation, Verdict
from reader.model.text import Span
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.curating import CurationScreen
from reader.tui.widgets.bars import Line, TitleBar
from reader.tui.widgets.drawn_lines import DrawnLines
from tests.tui.made_up import opened
from tests.tui.screen_host import NOTHING, shown, until

PLACES = (
    ("ada", (0, 30), "claim"),
    ("bo", (0, 30), "claim"),
    ("ada", (60, 70), "entity/person"),
    ("bo", (60, 70), "entity/place"),
    ("ada", (100, 120), "claim"),
    ("bo", (105, 130), "claim"),
    ("bo", (150, 160), "claim"),
)


@pytest.fixture
def disputed(folder: Path) -> Path:
    """Ada and bo are done with the gazette, and differ; and over a link."""
    with opened(folder, "ada") as ada, opened(folder, "bo") as bo:
        *_, courier, gazette = (each.id for each in ada.articles.list())
        for who, span, tag in PLACES:
            (ada if who == "ada" else bo).marks.annotate(gazette, [Span(*span)], [tag])
        for desk in (ada, bo):
            desk.articles.set_state(gazette, ReadingState.DONE)
        ends = LinkEnd(courier, Span(0, 9)), LinkEnd(gazette, Span(0, 9))
        bo.links.judge(ada.links.link(*ends, Relation.SAME_EVENT), Verdict.REJECTED)
    return folder


def words(screen: CurationScreen, name: str) -> str:
    return screen.query_one(name, DrawnLines).render().plain


def why(screen: CurationScreen) -> str:
    return screen.query_one("#why", Line).render().plain.strip()


def counted(screen: CurationScreen) -> str:
    return screen.query_one("#title", TitleBar).render().plain


def layer(desk: Desk) -> dict[int, tuple[int, str]]:
    return {
        mark.anchor.span.start: (mark.anchor.span.stop, "+".join(t.name for t in mark.tags))
        for mark in desk.marks.list(annotator=CURATED)
    }


async def test_places_are_decided_by_single_keys_and_taken_back(disputed: Path) -> None:
    with opened(disputed, "cy") as desk:
        kinds = [item.kind for item in desk.curation.items()]
        assert kinds == [ItemKind.AGREED, ItemKind.TAG, ItemKind.BORDERS, ItemKind.ALONE]
        screen = CurationScreen(desk)
        async with shown(screen, size=(130, 30)) as (app, pilot):
            assert await until(lambda: why(screen).startswith("all alike"))
            await pilot.press("a")
            assert why(screen).startswith("other tags")
            assert "1 ada  entity/person" in words(screen, "#place")
            assert "2 bo  entity/place" in words(screen, "#place")
            await pilot.press("2")
            assert why(screen).startswith("other borders")
            drawn = " ".join(words(screen, "#place").split())
            assert drawn.count("[") == drawn.count("]") == 2
            await pilot.press("m")
            assert why(screen).startswith("only one")
            await pilot.press("M")
            await pilot.pause()
            await pilot.press(*"too", "space", *"thin", "enter")
            await pilot.pause()
            assert "why: too thin" in why(screen)
            await pilot.press("x")
            assert why(screen).startswith("⇄ same-event")
            await pilot.press("x")
            assert why(screen).startswith("everything is decided")
            assert await until(lambda: not desk.curation.links()[0].open)
            assert layer(desk) == {0: (30, "claim"), 60: (70, "place"), 100: (130, "claim")}
            assert desk.curation.told("bo")[0].decision.note == "too thin"
            assert desk.curation.links()[0].link.state is LinkState.REJECTED
            assert "5 of 5 decided" in counted(screen)
            assert "✗" in words(screen, "#work")
            await pilot.press("u")
            assert await until(lambda: why(screen).startswith("⇄ same-event"))
            await pilot.press("u")
            assert await until(lambda: why(screen).startswith("only one"))
            assert "3 of 5 decided" in counted(screen)
            await pilot.press("k")
            assert "✓ merged by cy" in words(screen, "#place")
            await pilot.press("enter")
            assert await until(lambda: app.result is not NOTHING)
        assert isinstance(app.result, LinkEnd)
        assert app.result.span == Span(100, 120)


async def test_all_on_which_enough_agree_are_accepted_and_tags_are_chosen(disputed: Path) -> None:
    with opened(disputed, "cy") as desk:
        screen = CurationScreen(desk)
        async with shown(screen, size=(80, 24)) as (app, pilot):
            assert await until(lambda: why(screen).startswith("all alike"))
            await pilot.press("A")
            await pilot.pause()
            said = app.screen.query_one("#share", Line).render().plain
            assert "1 place" in said
            await pilot.press("j", "k", "enter")
            await pilot.pause()
            assert why(screen).startswith("other tags")
            await pilot.press("m")
            await pilot.pause()
            assert isinstance(app.screen, Chooser)
            await pilot.press("j", "j", "enter")
            await pilot.pause()
            await pilot.press("b", "9", "space")
            assert await until(lambda: len(layer(desk)) == 4)
            assert layer(desk)[60] == (70, "place")
            assert {layer(desk)[100], layer(desk)[105]} == {(120, "claim"), (130, "claim")}
            assert why(screen).startswith("⇄ same-event")


async def test_what_a_colleague_decides_meanwhile_is_not_decided_over(disputed: Path) -> None:
    with opened(disputed, "cy") as desk, opened(disputed, "di") as other:
        screen = CurationScreen(desk)
        async with shown(screen, size=(80, 24)) as (_, pilot):
            assert await until(lambda: why(screen).startswith("all alike"))
            other.curation.reject(other.curation.items()[:1])
            await pilot.press("a")
            assert await until(lambda: why(screen).endswith("decided"))
            assert layer(desk) == {}
            assert "✗ rejected by di" in words(screen, "#place")


async def test_where_nobody_is_done_it_says_so_and_takes_what_two_touched(folder: Path) -> None:
    with opened(folder, "cy") as desk:
        screen = CurationScreen(desk)
        async with shown(screen, size=(80, 24)) as (_, pilot):
            assert await until(lambda: why(screen).startswith("no article that two people"))
            await pilot.press("f")
            assert await until(lambda: bool(screen.at))
            assert "ada" in words(screen, "#place")
