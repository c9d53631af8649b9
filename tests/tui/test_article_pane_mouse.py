"""The pane under the mouse: click, drag, wheel, minimap, gutter."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.link import LinkState
from reader.model.text import Span
from reader.tui.marking import PaneLink
from reader.tui.messages import GutterClicked, PaneClicked, PaneMessage, SelectionMade
from reader.tui.widgets.article_pane import ArticlePane

SENTENCE = "The ferry sank off the cape. "


def _article() -> Article:
    blocks, start, text = [], 0, ""
    for number in range(40):
        text += SENTENCE * 3 + f"Part {number}.\n\n"
        span = Span(start, len(text))
        blocks.append(
            Block(span, BlockKind.PARAGRAPH, BlockVerdict.BODY, Category.TEXT, "made", 1.0)
        )
        start = span.stop
    return Article("a", "", text, "", "a.txt", None, "made", tuple(blocks))


class Host(App[None]):
    """One pane, and what it posts."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[PaneMessage] = []

    def compose(self) -> ComposeResult:
        yield ArticlePane()

    def on_mount(self) -> None:
        self.pane.show(_article())
        self.pane.active = True

    def on_selection_made(self, message: SelectionMade) -> None:
        self.posted.append(message)

    def on_pane_clicked(self, message: PaneClicked) -> None:
        self.posted.append(message)

    def on_gutter_clicked(self, message: GutterClicked) -> None:
        self.posted.append(message)

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)


def _rows(pane: ArticlePane) -> list[str]:
    return [strip.text for strip in pane.render_lines(pane.size.region)]


def _selected(pane: ArticlePane) -> str:
    assert pane.selection is not None
    return pane.selection.of(pane.page.text)


def _cell(pane: ArticlePane, words: str) -> tuple[int, int]:
    """The cell of the screen where some words start."""
    for y, row in enumerate(_rows(pane)):
        if words in row:
            return row.index(words), y
    pytest.fail(f"{words!r} is not on the screen")


async def test_a_drag_selects_what_it_passes_and_tells_it_when_let_go() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        await pilot.mouse_down(pane, offset=_cell(pane, "ferry"))
        x, y = _cell(pane, "sank")
        await pilot.hover(pane, offset=(x + 3, y))
        assert _selected(pane) == "ferry sank"
        await pilot.mouse_up(pane, offset=(x + 3, y))
        assert isinstance(app.posted[0], PaneClicked)
        made = app.posted[-1]
        assert isinstance(made, SelectionMade)
        assert made.spans == (Span(4, 14),)


@pytest.mark.parametrize(("clicks", "words"), [(2, "ferry"), (3, SENTENCE.strip())])
async def test_two_clicks_select_a_word_and_three_a_sentence(clicks: int, words: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.pane, offset=_cell(app.pane, "ferry"), times=clicks)
        assert _selected(app.pane) == words


async def test_a_click_puts_the_cursor_there_and_drops_the_selection() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.select(Span(4, 9))
        await pilot.click(app.pane, offset=_cell(app.pane, "cape"))
        assert app.pane.selection is None
        assert app.pane.cursor == SENTENCE.index("cape")


async def test_the_wheel_scrolls_and_the_cursor_stays_on_the_screen() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        for _ in range(3):
            pane.post_message(_wheel(pane))
        await pilot.pause()
        assert pane.scroll_offset.y == 9
        assert 0 <= pane.cursor_row < 24


def _wheel(pane: ArticlePane) -> events.MouseScrollDown:
    return events.MouseScrollDown(pane, 10, 10, 0, 0, button=0, shift=False, meta=False, ctrl=False)


async def test_a_click_on_the_minimap_goes_to_that_part() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.pane, offset=(79, 23))
        await pilot.pause()
        assert "Part 39." in "".join(_rows(app.pane))
        await pilot.click(app.pane, offset=(79, 0))
        await pilot.pause()
        assert app.pane.scroll_offset.y == 0


async def test_a_click_in_the_gutter_tells_the_link_of_that_row() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.set_links([PaneLink("q", Span(4, 9), LinkState.CONFIRMED)])
        await pilot.click(app.pane, offset=(4, 0))
        told = app.posted[-1]
        assert isinstance(told, GutterClicked)
        assert (told.row, told.link) == (0, "q")
        assert app.pane.cursor == 0
