"""Entities: two spellings at a time; what is said is on disk, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.model.entity import Candidate
from reader.tui.screens.entities import EntitiesScreen
from reader.tui.widgets.passage_view import PassageView
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def words(screen: EntitiesScreen, name: str) -> str:
    return screen.query_one(name, PassageView).render().plain


def pairs(desk: Desk) -> list[tuple[str, str]]:
    return [(each.a, each.b) for each in desk.entities.candidates()]


async def test_accepted_and_refused_pairs_are_written_and_the_next_comes(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        first, second, third, fourth, *_ = pairs(desk)
        screen = EntitiesScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("a", "x", "space", "o", "a", "q")
            assert await until(lambda: app.result is not NOTHING)
        named = [each.all for each in desk.entities.all()]
        assert named == [first, (second[0],), (second[1],), (fourth[1], fourth[0])]
        assert third in pairs(desk)
        assert not {first, second, fourth} & set(pairs(desk))


async def test_both_spellings_are_shown_where_they_stand(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        pair = desk.entities.candidates()[0]
        screen = EntitiesScreen(desk)
        async with shown(screen, size=(160, 45)):
            assert await until(lambda: words(screen, "#a") != "")
            for name, end in (("#a", pair.first_a), ("#b", pair.first_b)):
                said = " ".join(words(screen, name).replace("▌", " ").split())
                assert " ".join(end.quote.split()) in said


async def test_u_takes_the_last_word_back_and_shows_its_pair_again(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EntitiesScreen(desk)
        async with shown(screen) as (_, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            before = words(screen, "#a")
            await pilot.press("a")
            assert await until(lambda: len(desk.entities.all()) == 1)
            await pilot.press("u")
            assert await until(lambda: not desk.entities.all())
            assert await until(lambda: words(screen, "#a") == before)


async def test_enter_goes_to_where_the_name_stands(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        second = desk.entities.candidates()[1]
        screen = EntitiesScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("j", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == second.first_a


async def test_when_nothing_is_left_it_says_so(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        for a, b in pairs(desk):
            desk.entities.refuse(a, b)
        screen = EntitiesScreen(desk)
        async with shown(screen) as (app, pilot):
            await pilot.press("a", "x", "o", "enter", "escape")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result is None


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
@pytest.mark.parametrize("ansi", [False, True])
async def test_it_is_drawn_at_every_size(tmp_path: Path, size: tuple[int, int], ansi: bool) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EntitiesScreen(desk)
        async with shown(screen, size=size, ansi=ansi):
            assert await until(lambda: words(screen, "#a") != "")
            for name in ("#a", "#b"):
                view = screen.query_one(name, PassageView)
                lines = view.render().plain.split("\n")
                assert len(lines) <= view.size.height
                assert all(len(line) <= view.size.width for line in lines)


async def test_what_two_pairs_answer_is_not_asked_a_third_time(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        found = desk.entities.candidates()
        ends = found[0].first_a, found[0].first_b
        made = [Candidate(a, b, 1.0, (), *ends) for a, b in (("A", "B"), ("B", "C"), ("A", "C"))]
        screen = EntitiesScreen(desk)
        desk.entities.candidates = lambda **_: tuple(made)  # type: ignore[method-assign]  # a triangle
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("a", "a")
            assert await until(lambda: words(screen, "#a") == "")
            await pilot.press("q")
            assert await until(lambda: app.result is not NOTHING)
        assert [each.all for each in desk.entities.all()] == [("A", "B", "C")]
