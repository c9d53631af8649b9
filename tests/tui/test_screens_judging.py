"""Judging: verdicts are on disk, in order, and can be taken back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.errors import FullDeskError, ReaderError
from reader.model.link import Link, LinkState, Verdict
from reader.tui.screens.judging import JudgingScreen
from reader.tui.widgets.bars import Line, TitleBar
from reader.tui.widgets.passage_view import PassageView
from tests.tui.screen_host import NOTHING, sample_desk, shown, until


def verdicts(desk: Desk) -> Mapping[str, Verdict]:
    stored = desk.links.all(suggested=False)
    return {x.id: x.verdicts[desk.annotator] for x in stored if desk.annotator in x.verdicts}


def fresh(desk: Desk, before: Mapping[str, Verdict]) -> dict[str, Verdict]:
    return {link: said for link, said in verdicts(desk).items() if before.get(link) is not said}


def words(screen: JudgingScreen, name: str) -> str:
    return screen.query_one(name, PassageView).render().plain


def line(screen: JudgingScreen, name: str) -> str:
    return screen.query_one(name, Line).render().plain


def hit_words(screen: JudgingScreen) -> list[str]:
    """What is picked out in both passages."""
    return [
        content.plain[span.start : span.end]
        for content in (screen.query_one(name, PassageView).render() for name in ("#a", "#b"))
        for span in content.spans
        if span.style == ".hit"
    ]


async def test_verdicts_are_written_in_order_and_the_next_one_comes_by_itself(
    tmp_path: Path,
) -> None:
    with sample_desk(tmp_path) as desk:
        before = verdicts(desk)
        queue = desk.links.queue()
        screen = JudgingScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: screen.query_one("#a", PassageView).render().plain != "")
            await pilot.press("a", "x", "space", "o", "q")
            assert await until(lambda: app.result is not NOTHING)
            assert fresh(desk, before) == {
                queue[0].id: Verdict.CONFIRMED,
                queue[1].id: Verdict.REJECTED,
                queue[3].id: Verdict.UNSURE,
            }
        assert app.result is None


async def test_both_passages_are_shown_and_their_articles_named(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        link = desk.links.queue()[0]
        screen = JudgingScreen(desk)
        async with shown(screen, size=(160, 45)):
            assert await until(lambda: words(screen, "#a") != "")
            for name, end in (("#a", link.a), ("#b", link.b)):
                shown_words = " ".join(words(screen, name).replace("▌", " ").split())
                assert " ".join(end.quote.split()) in shown_words


async def test_at_the_end_learning_is_proposed_and_u_takes_the_last_verdict_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sample_desk(tmp_path) as desk:
        before = verdicts(desk)
        only = desk.links.queue()[:1]
        monkeypatch.setattr(desk.links, "queue", lambda **_: only)
        monkeypatch.setattr(desk.links.learning, "proposal", lambda: f"{len(fresh(desk, before))}!")
        screen = JudgingScreen(desk)
        async with shown(screen) as (_, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            first = words(screen, "#a")
            await pilot.press("a")
            assert await until(lambda: "1!" in str(screen.query_one("#last", Line).render()))
            await pilot.press("u")
            assert await until(lambda: not fresh(desk, before))
            assert await until(lambda: words(screen, "#a") == first)


async def test_enter_jumps_to_the_passage(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        second = desk.links.queue()[1]
        screen = JudgingScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("2", "j", "k", "enter")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == second.a


async def test_one_can_begin_with_a_link_even_one_judged_before(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        judged = next(
            link
            for link in desk.links.all()
            if link.state is LinkState.CONFIRMED and link.score is not None
        )
        screen = JudgingScreen(desk, judged)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("enter")
            assert await until(lambda: app.result is not NOTHING)
        assert app.result == judged.a


async def test_a_refused_verdict_is_told_and_its_link_is_open_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sample_desk(tmp_path) as desk:
        screen = JudgingScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            first = words(screen, "#a")

            def refuse(link: Link, verdict: Verdict | None) -> Link:
                raise ReaderError("no", where=link.id, remedy=f"not {verdict}")

            monkeypatch.setattr(desk.links, "judge", refuse)
            await pilot.press("a")
            assert await until(lambda: words(screen, "#a") == first)
            assert any("no" in (each.title or "") for each in app._notifications)


async def test_what_cannot_be_written_now_keeps_the_screen_open_and_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.judging.LEAVING_S", 0.1)
    with sample_desk(tmp_path) as desk:
        before = verdicts(desk)
        judge = desk.links.judge
        full = [True]
        refused: list[Link] = []

        def sometimes(link: Link, verdict: Verdict | None) -> Link:
            if full:
                refused.append(link)
                raise FullDeskError("no space left", where="here", remedy="make room")
            return judge(link, verdict)

        monkeypatch.setattr(desk.links, "judge", sometimes)
        screen = JudgingScreen(desk)
        async with shown(screen) as (app, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            await pilot.press("a", "x", "escape")
            assert await until(lambda: len(refused) >= 2)
            assert app.result is NOTHING
            full.clear()
            await pilot.press("escape")
            assert await until(lambda: app.result is not NOTHING)
        assert sorted(fresh(desk, before).values()) == [Verdict.CONFIRMED, Verdict.REJECTED]


async def test_blind_a_pair_stands_alone_and_what_others_say_comes_after(tmp_path: Path) -> None:
    with sample_desk(tmp_path, "bo") as other:
        first, second = other.links.queue()[:2]
        other.links.judge(first, Verdict.REJECTED)
    with sample_desk(tmp_path) as desk:
        screen = JudgingScreen(desk, first.id, sight=desk.sight(blind=True))
        async with shown(screen, size=(160, 45)) as (_, pilot):
            assert await until(lambda: words(screen, "#a") != "")
            before = line(screen, "#why")
            assert "blind" in before
            assert "likely" not in before
            assert "bo" not in before.split()
            assert not hit_words(screen)
            await pilot.press("x")
            assert await until(lambda: "bo ✗ not the same" in line(screen, "#last"))
            assert "suggested ●" in line(screen, "#last")
            assert "likely" not in line(screen, "#why")
            await pilot.press("k")
            assert "likely" in line(screen, "#why")
            assert "bo ✗" in line(screen, "#why")
            assert hit_words(screen)
    assert second.id != first.id


async def test_the_nearest_pair_comes_first_and_what_was_left_is_counted(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        queue = desk.links.queue()
        wanted = queue[-1]
        end = wanted.b
        near = [x for x in queue if end in {x.a, x.b}]
        screen = JudgingScreen(desk, near=(end.article, end.span.start + 1))
        async with shown(screen, size=(160, 45)) as (_, pilot):
            assert await until(lambda: screen.at in {x.id for x in near})
            place = screen.query_one("#title", TitleBar)
            assert f"1 of {len(queue)} · " in place.render().plain
            assert "uncertain" not in place.render().plain
            await pilot.press("space", "o", "a")
            assert "4 of " in place.render().plain
            assert "2 left uncertain" in place.render().plain


async def test_two_passages_of_one_text_are_said_to_be(tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    init_desk(folder)
    story = (
        "The old dam above Oldbridge gave way before dawn on Friday, and the river Wend flooded"
        " the lower town within an hour, the mayor Ilse Brandt said at the town hall, where the"
        " council had met all night to speak of the cracks that engineers found in autumn.\n\n"
    )
    for name in ("Herald", "Courier"):
        (folder / f"{name}.txt").write_text(
            f"{name} reports\n\n{story}{name} adds a line of its own."
        )
    place = find_desk(str(folder), environ=os.environ, folder=tmp_path)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        desk.articles.add(sorted(folder.glob("*.txt")))
        link = next(x for x in desk.links.all() if "dam" in x.a.quote and "dam" in x.b.quote)
        screen = JudgingScreen(desk, link.id)
        async with shown(screen, size=(160, 45)):
            assert await until(lambda: words(screen, "#a") != "")
            assert "= same text" in line(screen, "#why")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
@pytest.mark.parametrize("ansi", [False, True])
async def test_it_is_drawn_at_every_size(tmp_path: Path, size: tuple[int, int], ansi: bool) -> None:
    with sample_desk(tmp_path) as desk:
        screen = JudgingScreen(desk)
        async with shown(screen, size=size, ansi=ansi):
            assert await until(lambda: words(screen, "#a") != "")
            for name in ("#a", "#b"):
                view = screen.query_one(name, PassageView)
                lines = view.render().plain.split("\n")
                assert len(lines) <= view.size.height
                assert all(len(line) <= view.size.width for line in lines)
