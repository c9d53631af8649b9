"""Tables, verse, pictures on the page: only drawing, so cells and offsets still come back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.pipeline import clean
from reader.intake.files import from_text
from reader.model.article import MediaType
from reader.tui.columns import columns_of
from reader.tui.looks import Ink
from reader.tui.page import SIDE_COLUMNS, Page
from reader.tui.painting import paint
from reader.tui.reading_aids import aids_of, with_aids
from reader.tui.viewing import ViewMode, shown_blocks
from reader.tui.wrapping import BLANK
from tests.property.test_structure import PAGE

_DRAWN = frozenset({Ink.BAR, Ink.LABEL})


def _page(source: str, width: int) -> Page:
    page = Page(clean(from_text(source, "page", MediaType.HTML)))
    page.lay_out(width=width, mode=ViewMode.DIMMED)
    return page


@settings(max_examples=80, deadline=None)
@given(PAGE, st.integers(16, 100))
def test_every_offset_comes_back_from_its_cell(source: str, width: int) -> None:
    page = _page(source, width)
    layout = page.scene.layout
    for row in range(layout.height):
        if layout.owners[row] == BLANK:
            continue
        found = columns_of(layout, row)
        starts = found.offsets[:-1] if found.offsets else range(found.start, found.stop)
        cells = [found.cell_of(offset) for offset in starts]
        assert [found.offset_at(cell) for cell in cells] == list(starts)
        assert cells == sorted(set(cells))


@settings(max_examples=80, deadline=None)
@given(PAGE, st.integers(16, 100))
def test_what_is_painted_is_as_wide_as_it_is_said_to_be(source: str, width: int) -> None:
    page = _page(source, width)
    layout = page.scene.layout
    for row in range(layout.height):
        runs = paint(page.scene, row)
        if layout.owners[row] == BLANK:
            assert sum(len(text) for text, _ in runs) <= max(1, layout.columns)
            continue
        found = columns_of(layout, row)
        lead = sum(len(text) for text, look in runs if look.ink in _DRAWN)
        drawn = "".join(text for text, look in runs if look.ink not in _DRAWN)
        assert lead == found.indent
        assert len(drawn) == len(found.cut(found.start, found.stop))
        if layout.shown[layout.owners[row]].cells:
            assert found.end <= layout.columns


@settings(max_examples=80, deadline=None)
@given(PAGE, st.integers(16, 100))
def test_no_word_of_the_page_is_lost_or_drawn_twice(source: str, width: int) -> None:
    article = clean(from_text(source, "page", MediaType.HTML))
    plain = shown_blocks(article.text, article.blocks, ViewMode.DIMMED)
    aided = with_aids(
        article.text, article.blocks, plain, aids_of(article.styles), width - SIDE_COLUMNS
    )
    for before, after in pairwise(aided):
        assert before.span.stop <= after.span.start
        assert before.block <= after.block
    assert all(block.span.of(article.text).strip() for block in aided)
    words = "".join(article.text.split())
    assert "".join("".join(block.span.of(article.text).split()) for block in aided) == words
