"""An article laid out and read, without a screen."""

from __future__ import annotations

import pytest

from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.looks import Ink
from reader.tui.marking import PaneLink, PaneMark, Shape
from reader.tui.page import NOTHING, Page
from reader.tui.selecting import Edge
from reader.tui.viewing import ViewMode

PARTS = (
    ("The ferry sank. Nobody was hurt.\n\n", BlockVerdict.BODY),
    ("Share this\n\n", BlockVerdict.JUNK),
    ("It will not sail again.\n", BlockVerdict.BODY),
)


def _article(parts: tuple[tuple[str, BlockVerdict], ...] = PARTS) -> Article:
    blocks, start = [], 0
    for words, verdict in parts:
        span = Span(start, start + len(words))
        blocks.append(Block(span, BlockKind.PARAGRAPH, verdict, Category.OTHER, "made", 1.0))
        start = span.stop
    text = "".join(words for words, _ in parts)
    return Article("a", "", text, "", "a.txt", None, "made", tuple(blocks))


@pytest.fixture
def page() -> Page:
    return Page(_article())


def _selected(page: Page) -> str:
    assert page.selection is not None
    return page.selection.of(page.text)


def _drawn(page: Page, row: int) -> str:
    return "".join(text for text, _ in page.row_runs(row))


def test_every_row_fills_the_pane_but_for_the_minimap(page: Page) -> None:
    for width in (30, 60, 120):
        page.lay_out(width=width)
        assert [len(_drawn(page, row)) for row in range(page.height + 3)] == [width - 1] * (
            page.height + 3
        )


def test_a_wide_pane_has_its_text_in_the_middle(page: Page) -> None:
    page.lay_out(width=124)
    assert page.margin == 19
    assert page.offset_at(page.text_column, 0) == 0
    assert page.offset_at(0, 0) == 0
    assert page.offset_at(500, 0) == 31


def test_the_cursor_stays_at_its_words_when_the_page_is_laid_out_anew(page: Page) -> None:
    page.run("move.bottom")
    before = page.reading.cursor
    page.lay_out(width=24)
    assert page.reading.cursor == before
    page.lay_out(mode=ViewMode.EVERYTHING)
    assert page.reading.cursor == before


def test_a_cursor_in_what_gets_hidden_goes_to_the_nearest_words(page: Page) -> None:
    page.lay_out(mode=ViewMode.DIMMED)
    page.run("move.paragraph")
    assert page.text[page.reading.cursor :].startswith("Share")
    page.lay_out(mode=ViewMode.CLEAN)
    assert page.scene.layout.is_shown(page.reading.cursor)


def test_a_selection_over_hidden_junk_is_in_pieces(page: Page) -> None:
    for command in ("select.characters", "move.bottom"):
        page.run(command)
    assert [span.of(page.text) for span in page.selected_spans] == [
        "The ferry sank. Nobody was hurt.",
        "It will not sail again.",
    ]


def test_selecting_by_character_by_sentence_and_back(page: Page) -> None:
    page.run("move.word")
    page.run("select.characters")
    page.run("move.right", 4)
    assert _selected(page) == "ferry"
    page.run("select.sentences")
    assert _selected(page) == "The ferry sank."
    page.run("move.sentence")
    assert _selected(page) == "The ferry sank. Nobody was hurt."
    page.run("select.sentences")
    assert page.selection is None


def test_what_is_selected_is_lit_alone(page: Page) -> None:
    page.activate(active=True)
    page.set_marks([PaneMark("m", (Span(0, 9),), Shape.CLAIM, 0)])
    assert page.scene.lifted == "m"
    page.run("select.characters")
    assert page.active_mark == "m"
    assert page.scene.lifted != "m"
    page.back()
    assert page.scene.lifted == "m"


def test_shift_and_arrows_select_and_o_swaps_ends(page: Page) -> None:
    page.run("move.word")
    page.run("extend.right", 2)
    assert _selected(page) == "fer"
    page.run("select.swap")
    page.run("extend.left", 4)
    assert _selected(page) == "The fer"


def test_escape_backs_out_one_level_at_a_time(page: Page) -> None:
    page.run("select.grow")
    assert _selected(page) == "The"
    assert page.back()
    assert page.selection is None
    assert not page.back()


def test_a_border_moves_by_motions_until_it_is_let_go(page: Page) -> None:
    page.take_border("m", Span(4, 9), Edge.STOP)
    page.run("move.word")
    boundary = page.reading.boundary
    assert boundary is not None
    assert boundary.span.of(page.text) == "ferry sank"
    page.take_border("m", Span(4, 9), Edge.START)
    page.run("move.word-back")
    assert page.reading.boundary is not None
    assert page.reading.boundary.span.of(page.text) == "The ferry sank"
    assert page.scene.edge == Span(0, 14)
    assert page.back()
    assert page.scene.edge is None


def test_the_innermost_mark_is_active_and_brackets_go_round(page: Page) -> None:
    page.set_marks(
        [
            PaneMark("sentence", (Span(0, 15),), Shape.CLAIM, 0),
            PaneMark("word", (Span(4, 9),), Shape.ENTITY, 1),
        ]
    )
    page.activate(active=True)
    assert page.active_mark == "sentence"
    page.run("move.word")
    assert page.scene.lifted == "word"
    page.run("overlap.next")
    assert page.active_mark == "sentence"
    page.run("move.right")
    assert page.active_mark == "sentence"  # what was chosen stays while the cursor is on it
    page.run("move.sentence")
    assert page.active_mark is None


def test_next_goes_through_marks_or_through_hits_and_around(page: Page) -> None:
    page.set_marks(
        [
            PaneMark("a", (Span(4, 9),), Shape.CLAIM, 0),
            PaneMark("hidden", (Span(36, 40),), Shape.CLAIM, 0),
            PaneMark("b", (Span(49, 52),), Shape.CLAIM, 0),
        ]
    )
    places = []
    for command in ("next", "next", "next", "previous"):
        page.run(command)
        places.append(page.reading.cursor)
    assert places == [4, 49, 4, 49]
    page.set_hits([Span(10, 14), Span(54, 58)])
    page.run("next")
    assert page.scene.current_hit == Span(54, 58)
    page.run("next")
    assert page.reading.cursor == 10


def test_setting_marks_tells_what_looks_different(page: Page) -> None:
    one = PaneMark("1", (Span(0, 3),), Shape.CLAIM, 0)
    two = PaneMark("2", (Span(4, 9),), Shape.CLAIM, 0)
    assert page.set_marks([one]) == (Span(0, 3),)
    assert page.set_marks([one, two]) == (Span(4, 9),)
    assert page.set_marks([one, two]) == ()
    assert page.set_marks([]) in {(Span(0, 3), Span(4, 9)), (Span(4, 9), Span(0, 3))}
    assert page.set_links([PaneLink("a", Span(4, 9))]) == (Span(4, 9),)


def test_other_commands_are_not_the_pages(page: Page) -> None:
    assert not page.run("mark.claim")
    assert not page.run("help")


def test_a_page_with_nothing_to_show_says_so_and_takes_every_key() -> None:
    page = Page(_article((("Share this\n", BlockVerdict.JUNK),)))
    assert NOTHING in _drawn(page, 1)
    for command in ("move.down", "move.word", "select.grow", "select.characters", "next"):
        assert page.run(command)
    assert page.selection is None
    assert page.offset_at(10, 0) is None
    page.lay_out(mode=ViewMode.DIMMED)
    assert "Share this" in _drawn(page, 0)
    assert page.map_run(0, 0, 5)[1].ink is Ink.TRACK


def test_a_page_without_an_article_is_blank() -> None:
    page = Page()
    assert _drawn(page, 0).strip() == ""
    assert page.run("move.right")
