"""Marks in several pieces and marks on the same words, by the keys of the reading screen."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.model.annotation import PIECE_JOINER
from reader.model.article import ReadingState
from reader.model.link import LinkEnd, Relation
from reader.tui.explaining import explain
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.conflict import ConflictCard
from tests.tui.driving import Driver, driving


def _pieces(driver: Driver) -> list[str]:
    return driver.quotes()[-1].split(PIECE_JOINER)


async def test_a_mark_in_pieces_is_made_walked_mended_and_taken_apart(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("Rescue boats")
        await driver.press("c")
        await driver.saved()
        for words in ("a roar like a train", "The old dam"):  # behind it, then before it
            await driver.select(words)
            await driver.press("plus")
            await driver.saved()
        assert _pieces(driver) == ["The old dam", "Rescue boats", "a roar like a train"]
        assert "3 pieces" in driver.status
        mark = driver.marks()[-1].id

        roar = driver.go("roar like")
        driver.pane.choose(mark)
        await driver.press("g", "left_square_bracket")
        assert "piece 2 of 3" in driver.status
        assert driver.pane.page.scene.lifted == mark  # all of it, wherever the cursor is
        await driver.press("2", "g", "right_square_bracket")
        assert "piece 1 of 3" in driver.status
        driver.go("Rescue boats")
        driver.pane.choose(mark)
        await driver.press("greater_than_sign", "w", "s", "o", "b", "enter")
        await driver.saved()
        assert _pieces(driver)[1] == "hall. Rescue boats searched the market square until noon."
        assert len(_pieces(driver)) == 3

        driver.pane.jump_to(roar.start, flash=False)
        driver.pane.choose(mark)
        await driver.press("asterisk")  # the piece that one is on, which is marked so
        assert "every “a roar like a train” already" in driver.status
        await driver.press("x")
        assert isinstance(driver.app.screen, Chooser)
        await driver.press("x")
        await driver.saved()
        assert len(_pieces(driver)) == 2
        assert "took out “a roar like a train”" in driver.status
        await driver.press("u")
        await driver.saved()
        assert len(_pieces(driver)) == 3
        before = driver.quotes()[:-1]
        driver.go("old dam")
        driver.pane.choose(mark)
        await driver.press("x", "a")
        await driver.saved()
        assert driver.quotes() == before
        await driver.press("2", "u")  # the mark is there again, and its border where it was
        await driver.saved()
        await driver.until(lambda: len(driver.quotes()) > len(before), "the mark")
        await driver.until(lambda: _pieces(driver)[1] == "Rescue boats", "its border")


async def test_a_link_of_one_piece_is_followed_from_the_other(desk: Desk) -> None:
    articles = [each.id for each in desk.articles.list()]
    herald, courier = articles[0], articles[1]
    spans = [desk.marks.place(herald, words) for words in ("the quarry", "Nora Finch")]
    mark = desk.marks.annotate(herald, spans, ["claim"])
    there = desk.marks.place(courier, "Engineers had warned")
    ends = [
        LinkEnd(article, span, span.of(desk.articles.get(article).text))
        for article, span in ((herald, spans[0]), (courier, there))
    ]
    link = desk.links.link(ends[0], ends[1], Relation.ADDS)
    async with driving(desk) as driver:
        driver.go("Nora Finch")
        driver.pane.choose(mark.id)
        assert {each.id for each, _ in driver.reading.parts.linking.partners()} == {link.id}
        await driver.press("enter")
        await driver.until(lambda: driver.article == courier, "the other report")


async def test_a_piece_that_a_colleague_s_copy_moved_meanwhile_is_asked_about(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("Rescue boats")
        await driver.press("c")
        await driver.saved()
        mark = driver.marks()[-1]
        await driver.press("greater_than_sign", "w")
        other = desk.marks.place(driver.article, "The old dam")
        desk.marks.edit(mark, spans=[other, *mark.anchor.spans])
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ConflictCard), "both versions")
        await driver.press("enter")
        await driver.saved()
        assert driver.quotes()[-1] == "Rescue boats searched"
        await driver.press("u")
        await driver.saved()
        assert driver.quotes()[-1] == "The old dam … Rescue boats"


async def test_each_of_twelve_marks_on_the_same_words_is_reached(desk: Desk) -> None:
    article = desk.articles.list()[0].id
    span = desk.marks.place(article, "Rescue boats")
    made = [desk.marks.annotate(article, [span], ["claim"], note=f"n{n}").id for n in range(12)]
    async with driving(desk, size=(80, 24)) as driver:
        driver.go("Rescue boats")
        await driver.pilot.pause(0.1)
        seen = []
        for number in range(1, 13):
            assert f"{number} of 12 here" in driver.status
            seen.append(driver.pane.active_mark)
            await driver.press("right_square_bracket")
        assert sorted(map(str, seen)) == sorted(made)
        await driver.press("3", "right_square_bracket")
        assert driver.pane.active_mark == seen[3]
        await driver.press("g", "m")
        assert isinstance(driver.app.screen, Chooser)
        await driver.press("8")
        assert driver.pane.active_mark == seen[7]
        await driver.press("x")
        await driver.saved()
        assert seen[7] not in {mark.id for mark in driver.marks()}
        await driver.press("n")
        walked = driver.pane.page.walked
        assert walked is not None
        assert f"{walked.of} {walked.number} of {walked.all}" in "".join(
            text for text, _ in explain(driver.reading.place, (), (), 160)[1]
        )
        driver.go("The old dam")
        await driver.press("g", "right_parenthesis")
        assert not driver.pane.page.marks_here()


async def test_what_is_left_comes_next(desk: Desk) -> None:
    articles = [each.id for each in desk.articles.list()]
    desk.articles.set_state(articles[1], ReadingState.DONE)
    async with driving(desk) as driver:
        await driver.press("g", "u")
        await driver.until(lambda: driver.article == articles[2], "the one not done")
        assert "article 3" in driver.status
        await driver.press("g", "u")
        await driver.until(lambda: driver.article == articles[0], "the first again")
