"""The pane in an app: keys, mouse, sizes, themes, and how little it repaints."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.gutter import GUTTER
from reader.tui.keyboard import Keyboard
from reader.tui.keymap import key_name
from reader.tui.keys import Context
from reader.tui.marking import PaneMark, Shape
from reader.tui.messages import BoundaryKept, CursorMoved, PaneMessage, SelectionMade
from reader.tui.selecting import Edge
from reader.tui.viewing import ViewMode
from reader.tui.widgets.article_pane import ArticlePane

SENTENCE = "The ferry sank off the cape. "
ARTICLE_WORDS = [SENTENCE * 3 + f"Part {number}." for number in range(40)]


def _article(parts: list[str], junk: str = "") -> Article:
    blocks, start = [], 0
    for part in [*parts, *([junk] if junk else [])]:
        verdict = BlockVerdict.JUNK if part is junk else BlockVerdict.BODY
        span = Span(start, start + len(part) + 2)
        blocks.append(Block(span, BlockKind.PARAGRAPH, verdict, Category.OTHER, "made", 1.0))
        start = span.stop
    text = "".join(f"{part}\n\n" for part in [*parts, *([junk] if junk else [])])
    return Article("a", "", text, "", "a.txt", None, "made", tuple(blocks))


class Host(App[None]):
    """One or two panes, their keys, and what they post."""

    def __init__(self, article: Article, panes: int = 1, *, ansi: bool | None = None) -> None:
        super().__init__(ansi_color=ansi)
        self.article = article
        self.panes = panes
        self.keyboard = Keyboard()
        self.posted: list[PaneMessage] = []

    def compose(self) -> ComposeResult:
        for number in range(self.panes):
            yield ArticlePane(id=f"pane-{number}")

    def on_mount(self) -> None:
        for number, pane in enumerate(self.query(ArticlePane)):
            pane.show(self.article)
            pane.active = number == 0

    def on_key(self, event: events.Key) -> None:
        pane = self.pane
        contexts = [Context.BOUNDARY] if pane.bordering else []
        name = key_name(event.key, event.character)
        stroke = self.keyboard.feed(name, (*contexts, Context.READING))
        if stroke.command == "back":
            pane.back()
        elif stroke.command is not None:
            pane.run(stroke.command, stroke.times)

    def on_event_posted(self, message: PaneMessage) -> None:
        self.posted.append(message)

    on_cursor_moved = on_event_posted
    on_selection_made = on_event_posted
    on_boundary_kept = on_event_posted

    @property
    def pane(self) -> ArticlePane:
        return next(pane for pane in self.query(ArticlePane) if pane.active)

    def told(self, kind: type[Message]) -> list[PaneMessage]:
        return [message for message in self.posted if isinstance(message, kind)]


def _rows(pane: ArticlePane) -> list[str]:
    return [strip.text for strip in pane.render_lines(pane.size.region)]


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 10), (12, 3)])
async def test_every_row_of_the_screen_is_painted_in_full(size: tuple[int, int]) -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=size):
        strips = app.pane.render_lines(Region(0, 0, *size))
        assert [strip.cell_length for strip in strips] == [size[0]] * size[1]
        assert [len(strip.text) for strip in strips] == [size[0]] * size[1]


async def test_keys_move_the_cursor_and_it_stays_in_sight() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "w", "l")
        assert app.pane.cursor == SENTENCE.index("sank") + 1
        await pilot.press("G")
        await pilot.pause()
        assert 0 <= app.pane.cursor_row < 24
        assert "Part 39." in _rows(app.pane)[-1]
        await pilot.press("g", "g")
        assert (app.pane.cursor, app.pane.scroll_offset.y) == (0, 0)


async def test_a_page_scrolls_along_with_its_cursor() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "j")
        row = app.pane.cursor_row
        await pilot.press("pagedown")
        assert (app.pane.cursor_row, app.pane.scroll_offset.y) == (row, 22)


async def test_the_terminals_own_cursor_stands_where_ours_does() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "j")
        assert app.cursor_position == Offset(GUTTER + 4, app.pane.cursor_row)


async def test_a_burst_of_moves_is_told_once() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        app.posted.clear()
        for _ in range(20):
            app.pane.run("move.right")
        await pilot.pause(0.1)
        assert len(app.told(CursorMoved)) == 1


async def test_a_step_of_the_cursor_repaints_two_rows_and_never_the_pane() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.pause(0.1)
        pane, painted, asked = app.pane, [], []
        refresh, render = pane.refresh, pane.page.row_runs

        def watch_refresh(*regions: Region, **how: bool) -> ArticlePane:
            asked.append((regions, how))
            return refresh(*regions, **how)

        def watch_paint(row: int) -> list[object]:
            painted.append(row)
            return list(render(row))

        pane.refresh = watch_refresh  # type: ignore[method-assign]  # to see what it asks for
        pane.page.row_runs = watch_paint  # type: ignore[assignment,method-assign]  # likewise
        pane.run("move.down")
        await pilot.pause(0.1)
        assert sorted(set(painted)) == [1, 3]  # row 2 is blank
        assert asked
        regions = [region for regions, _ in asked for region in regions]
        assert len(regions) == 2
        assert all(region.height == 1 for region in regions)


async def test_the_same_words_stay_at_the_top_whatever_the_width() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(100, 30)) as pilot:
        pane = app.pane
        pane.jump_to(pane.page.text.index("Part 20."), screen_row=10, flash=False)
        await pilot.pause()
        top = pane.page.scene.layout.starts[pane.scroll_offset.y]
        for width in (60, 90, 40, 100):
            await pilot.resize_terminal(width, 30)
            layout = pane.page.scene.layout
            assert layout.span_of(pane.scroll_offset.y).start <= top
            assert layout.row_of(top) == pane.scroll_offset.y
            assert pane.virtual_size.width == width


async def test_a_view_keeps_the_place_and_shows_what_was_hidden() -> None:
    app = Host(_article(ARTICLE_WORDS[:2], junk="Share this page"))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        await pilot.press("G")
        before = pane.cursor
        assert "Share this page" not in "".join(_rows(pane))
        pane.view_mode = ViewMode.DIMMED
        await pilot.pause()
        assert "Share this page" in "".join(_rows(pane))
        assert pane.cursor == before


async def test_a_flip_shows_the_same_article_where_it_was() -> None:
    article = _article(ARTICLE_WORDS, junk="Share this page")
    app = Host(article)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        await pilot.press("}", "}", "w")
        before = pane.cursor
        junk = article.blocks[-1]
        body = Block(junk.span, junk.kind, BlockVerdict.BODY, Category.TEXT, "flip", confidence=1.0)
        pane.show(article, (*article.blocks[:-1], body))
        await pilot.pause()
        assert pane.cursor == before
        assert pane.page.scene.layout.is_shown(junk.span.start)


async def test_a_mark_is_hollow_until_it_is_saved_and_only_its_rows_are_painted() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        mark = PaneMark("m", (Span(4, 9),), Shape.CLAIM, 0)
        pane.set_marks([mark], pending=["m"])
        await pilot.pause()
        assert "○" in _rows(pane)[0]
        pane.set_marks([mark])
        await pilot.pause()
        assert _rows(pane)[0].lstrip().startswith("C")


async def test_a_theme_changes_every_colour_that_was_kept() -> None:
    app = Host(_article(ARTICLE_WORDS))

    async with app.run_test(size=(80, 24)) as pilot:
        papers = []
        for theme in ("textual-dark", "textual-light"):
            app.theme = theme
            await pilot.pause()
            papers.append({_paper(strip) for strip in app.pane.render_lines(Region(0, 0, 80, 24))})
        assert [len(paper) for paper in papers] == [1, 1]
        assert papers[0] != papers[1]


def _paper(strip: Strip) -> str:
    style = next(iter(strip)).style
    assert style is not None
    return str(style.bgcolor)


async def test_no_color_leaves_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(_article(ARTICLE_WORDS), ansi=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.set_marks([PaneMark("m", (Span(40, 45),), Shape.CLAIM, 0)])
        await pilot.pause()
        styles = {s.style for s in app.pane.render_lines(Region(0, 0, 80, 1))[0] if s.style}
        assert all(style.color is None or style.color.is_default for style in styles)
        assert any(style.bold for style in styles)


async def test_a_jump_brings_the_words_to_that_row_and_lights_them_up_for_a_moment() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        target = pane.page.text.index("Part 20.")
        pane.jump_to(target, screen_row=7)
        assert (pane.cursor, pane.cursor_row) == (target, 7)
        assert pane.page.scene.flash is not None
        await pilot.pause(0.6)
        assert pane.page.scene.flash is None


async def test_a_border_is_moved_by_keys_and_told_when_kept() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        pane.take_border("m", Span(4, 9), Edge.STOP)
        await pilot.press("right", "right", "enter")
        told = app.told(BoundaryKept)[-1]
        assert isinstance(told, BoundaryKept)
        assert (told.mark, told.before, told.span) == ("m", Span(4, 9), Span(4, 11))
        pane.take_border("m", Span(4, 9), Edge.START)
        await pilot.press("left", "escape")
        assert not app.pane.bordering
        assert len(app.told(BoundaryKept)) == 1


async def test_escape_drops_the_selection_and_says_when_there_is_nothing_left() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "escape")
        await pilot.pause()
        assert app.pane.selection is None
        made = app.told(SelectionMade)[-1]
        assert isinstance(made, SelectionMade)
        assert made.span is None
        assert not app.pane.back()


async def test_only_the_active_pane_lifts_its_mark() -> None:
    app = Host(_article(ARTICLE_WORDS), panes=2)
    async with app.run_test(size=(80, 24)):
        first, second = app.query(ArticlePane)
        for pane in (first, second):
            pane.set_marks([PaneMark("m", (Span(0, 9),), Shape.CLAIM, 0)])
        assert (first.page.scene.lifted, second.page.scene.lifted) == ("m", None)
        first.active, second.active = False, True
        assert (first.page.scene.lifted, second.page.scene.lifted) == (None, "m")


_LAYOUTS: list[Callable[[ArticlePane], object]] = [
    lambda pane: pane.show(_article([])),
    lambda pane: pane.show(_article(["x"], junk="y")),
    lambda pane: setattr(pane, "view_mode", ViewMode.EVERYTHING),
    lambda pane: pane.set_hits([Span(0, 3)], Span(0, 3)),
    lambda pane: pane.select(Span(4, 9)),
    lambda pane: pane.set_marks(()),
]


@pytest.mark.parametrize("act", _LAYOUTS)
async def test_whatever_is_shown_every_key_can_be_pressed(
    act: Callable[[ArticlePane], object],
) -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(30, 6)) as pilot:
        act(app.pane)
        await _press_all(pilot)
        assert len(_rows(app.pane)) == 6


async def _press_all(pilot: Pilot[None]) -> None:
    keys = "j k l h w b E ) ( } { 0 $ G space pageup ctrl+d ctrl+u v o V s n N ] escape"
    await pilot.press(*keys.split(), "g", "g")


async def test_strips_are_kept_while_nothing_changes() -> None:
    app = Host(_article(ARTICLE_WORDS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        region = app.pane.size.region
        first, second = app.pane.render_lines(region), app.pane.render_lines(region)
        assert all(one is other for one, other in zip(first, second, strict=True))
        assert all(one is not other for one, other in pairwise(first))
