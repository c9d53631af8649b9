"""Lists that have nothing to show, and the way back from a place that cannot be seen."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.model.article import BlockVerdict
from reader.model.link import LinkEnd
from reader.tui.screens.nothing import in_a_row, nothing
from tests.tui.driving import driving


def test_what_is_empty_why_and_what_changes_it_stand_below_each_other() -> None:
    entry = nothing("no tags yet", ("n", "makes one"), ("", "has no key"), why="none was made")
    assert [line.plain for line in entry.draw(40, None)] == [
        "no tags yet",
        "none was made",
        "n makes one",
    ]
    assert not entry.pickable
    assert all(line.cell_length <= 9 for line in entry.draw(9, None))
    assert in_a_row("nothing", ("n", "makes one"), ("", "has no key")).plain == (
        "nothing   n makes one"
    )


async def test_escape_comes_back_from_a_place_that_is_hidden_as_web_junk(desk: Desk) -> None:
    async with driving(desk) as driver:
        junk = next(
            (each, block)
            for each in driver.reading.place.arrangement.articles
            for block in desk.articles.blocks(each)
            if block.verdict is BlockVerdict.JUNK and block.span
        )
        article, span = junk[0], junk[1].span
        opened: list[str] = []
        end = LinkEnd(article, span, desk.articles.get(article).text[span.start : span.stop])
        driver.reading.parts.linking.jump(end, lambda: opened.append("again"))
        await driver.until(lambda: "web junk" in driver.status, "a word on web junk")
        await driver.press("escape")
        assert opened == ["again"]
