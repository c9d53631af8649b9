"""The card that says why a block is judged as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.model.article import Block, BlockKind, BlockVerdict, Category, Flip
from reader.model.explanation import BlockReason, Ground
from reader.model.text import Span
from reader.tui.screens.reason_card import ReasonCard, lines_of
from tests.tui.driving import driving
from tests.tui.made_up import opened

SPAN = Span(0, 9)


@pytest.fixture
def desk(folder: Path) -> Desk:
    return opened(folder, "ada", "tests")


def block(verdict: BlockVerdict, rule: str = "model") -> Block:
    return Block(SPAN, BlockKind.PARAGRAPH, verdict, Category.TEXT, rule, 0.9)


def told(reason: BlockReason, width: int) -> list[str]:
    return [line.plain for line in lines_of(reason, "the words of the block " * 9, width)]


@pytest.mark.parametrize("width", [30, 56, 72])
def test_everything_that_is_known_is_on_the_card_and_fits(width: int) -> None:
    reason = BlockReason(
        3,
        block(BlockVerdict.JUNK, "repeated 7/8"),
        block(BlockVerdict.BODY, "annotator"),
        "stands in 7 of 8 stories of this source",
        0.98,
        (Ground("inside the densest part", 1.5), Ground("many links", -0.5)),
        (Flip("a", SPAN, "ada", BlockVerdict.BODY), Flip("a", SPAN, "bo", BlockVerdict.JUNK)),
        block(BlockVerdict.ASIDE),
    )
    lines = told(reason, width)
    said = " ".join(" ".join(lines).split())
    for words in (
        *("● text", "✗ junk", "stands in 7 of 8", "98%", "inside the densest part", "many links"),
        *("ada says ● text", "bo says ✗ junk", "judged anew it would be ◐ shown apart"),
    ):
        assert words in said
    assert max(map(len, lines)) <= width


def test_a_longer_bar_is_a_weightier_ground() -> None:
    grounds = (Ground("one", 2.0), Ground("two", -1.0))
    body = block(BlockVerdict.BODY)
    lines = told(BlockReason(1, body, body, "weighed", 0.9, grounds), 60)
    one, two = (next(line for line in lines if name in line) for name in ("one", "two"))
    assert one.count("━") == 2 * two.count("━")
    assert "text" in one
    assert "junk" in two


async def test_a_key_shows_why_and_another_flips(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Farmers upstream")
        await driver.press("W")
        card = driver.app.screen
        assert isinstance(card, ReasonCard)
        await driver.until(lambda: card.reason is not None, "the reason")
        assert card.reason is not None
        index = card.reason.number - 1
        article = desk.articles.get(driver.article)
        assert article.blocks[index].span.of(article.text).startswith("Farmers upstream")
        await driver.press("c")  # marks nothing under a card
        await driver.press("exclamation_mark")
        await driver.saved()
        assert driver.app.screen is driver.reading
        assert desk.articles.verdicts(driver.article)[index] is BlockVerdict.JUNK
        assert not [m for m in desk.marks.of_article(driver.article) if "Farmers" in m.anchor.quote]


async def test_the_card_closes_by_its_own_key_and_by_escape(desk: Desk) -> None:
    async with driving(desk, size=(60, 15)) as driver:
        for key in ("W", "escape"):
            await driver.press("W")
            assert [type(each) for each in driver.app.screen_stack[1:]] == [ReasonCard]
            await driver.press(key)
            assert len(driver.app.screen_stack) == 1


async def test_on_junk_the_status_row_offers_the_reason(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("Z")
        driver.go("Farmers upstream")
        await driver.press("exclamation_mark")
        await driver.saved()
        await driver.until(
            lambda: any(b.rule == "annotator" for b in driver.pane.page.blocks), "the pane"
        )
        await driver.press("l")
        await driver.until(lambda: "W why" in driver.status, "the offer")
        assert "! makes it text" in driver.status
