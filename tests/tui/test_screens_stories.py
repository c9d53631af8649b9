"""Stories on the screen: who has which article, what is left for you, giving articles away."""

from __future__ import annotations

from pathlib import Path

from reader.desk.assigning import Reader
from reader.model.article import ArticleSummary, ReadingState
from reader.tui.screens import sharing
from reader.tui.screens.articles import ArticlesScreen
from reader.tui.widgets.bars import TitleBar
from reader.tui.widgets.listing import Listing
from tests.tui.screen_host import sample_desk, shown, until


def _rows(screen: ArticlesScreen) -> list[ArticleSummary]:
    entries = screen.query_one(Listing).entries
    return [entry.key for entry in entries if isinstance(entry.key, ArticleSummary)]


def _words(screen: ArticlesScreen, row: int, width: int = 140) -> str:
    return screen.query_one(Listing).entries[row].draw(width, None)[0].plain


async def test_articles_are_put_into_a_story_given_away_and_told_of(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk, sample_desk(tmp_path, "bo") as bo:
        ids = [each.id for each in desk.articles.list()]
        screen = ArticlesScreen(desk, ids[:3])
        async with shown(screen, size=(140, 30)) as (_, pilot):
            assert await until(lambda: len(_rows(screen)) == 5)
            before = len(desk.stories.all())
            await pilot.press("n", *"Dam", "enter")
            assert await until(lambda: len(desk.stories.all()) == before + 1)
            story = desk.stories.find("Dam")
            assert story.articles == tuple(ids[:3])
            await pilot.press("a", *"bo,sample-a,bea/2", "enter")
            assert await until(lambda: len(desk.assigning.all()) == 6)
            assert await until(lambda: "bo" in _words(screen, 0) + _words(screen, 1))
            # Only what is left for this reader, and all again.
            mine = desk.assigning.mine(left=True)
            await pilot.press("m")
            assert [each.id for each in _rows(screen)] == list(mine)
            assert len(mine) == 2
            await pilot.press("d")
            assert await until(lambda: len(_rows(screen)) == 1)
            assert "1 left for you" in str(screen.query_one("#title", TitleBar).render())
            await pilot.press("m")
            assert len(_rows(screen)) == 5
            bo.articles.set_state(bo.assigning.mine()[0], ReadingState.DONE)
            await pilot.press("u")
            assert await until(lambda: len(desk.assigning.mine(left=True)) == 2)
        only = ArticlesScreen(desk, (), story.id)
        async with shown(only, size=(80, 24)):
            assert await until(lambda: len(_rows(only)) == 3)
            said = [_words(only, row, 78) for row in range(3)]
            assert any("✓bo" in line for line in said)
            assert all(len(line) <= 78 for line in said)


def test_names_are_as_short_as_the_column_needs() -> None:
    here = [Reader(name, ReadingState.TO_READ) for name in ("ada", "andrea", "bo")]
    assert sharing.short_names([here[:1], here[2:]], 12) == {"ada": "ada", "bo": "bo"}
    assert sharing.short_names([here], 8) == {"ada": "ad", "andrea": "an", "bo": "b"}
    late = Reader("bo", ReadingState.READING, "2020-01-01", overdue=True)
    assert sharing.column([here[0], late], {}, "ada").plain == "●ada !bo"
