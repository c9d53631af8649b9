"""Rows tile what is shown, fit the page, and never end inside a cluster."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.clusters import cells_in, clusters, is_plain
from reader.tui.columns import columns_of
from reader.tui.viewing import ViewMode, shown_blocks
from reader.tui.wrapping import BLANK, Layout, wrap

# What goes wrong in texts: marks without letters, halves of flags, families, wide and
# right-to-left letters, joiners, controls, bidi overrides, every kind of space.
_NASTY = st.sampled_from(
    (
        *("\u0301", "\u200d", "\u200c", "\u200b", "\ufeff", "\u202e", "\u2066", "\x1b", "\x00"),
        *("\x9b", "\xa0", "\u202f", "\u3000", "\t", "\n", "\n\n", "  ", "\r", "\u2028", "\ud800"),
        *("\U000e0041", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd"),
        *("\U0001f3fd", "\U0001f1f0\U0001f1ec", "\U0001f1f0", "❤\ufe0f", "1\ufe0f\u20e3"),
        *("e\u0301", "中", "。", "「", "」", "ー", "한", "\u1161", "שלום", "\u0600", "नमस्ते", "क्ष"),
        *("\ufdfa", "—", "…", "\xad", "สำ", "\u115f", "\u034f"),
    )
)
_TEXT = st.lists(st.one_of(_NASTY, st.text("ab .,-’“é漢", max_size=9), st.text(max_size=3))).map(
    "".join
)


# What could move the cursor, recolour the page or turn a line around.
_DANGEROUS = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0xD800, 0xE0041)} | set(
    "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\u2028\u2029"
)


def _blocks(text: str, cuts: list[int]) -> tuple[Block, ...]:
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE)
    dressed = (
        (BlockVerdict.BODY, Category.TEXT),
        (BlockVerdict.ASIDE, Category.CAPTION),
        (BlockVerdict.JUNK, Category.SHARE),
        (BlockVerdict.ASIDE, Category.TITLE),
    )
    return tuple(
        Block(Span(start, stop), kinds[index % 4], *dressed[start % 4], rule="made", confidence=1.0)
        for index, (start, stop) in enumerate(itertools.pairwise(edges))
    )


def _layout(text: str, cuts: list[int], columns: int, mode: ViewMode) -> Layout:
    return wrap(text, shown_blocks(text, _blocks(text, cuts), mode), columns)


_PAGES = st.builds(
    _layout,
    _TEXT,
    st.lists(st.integers(0, 200), max_size=4),
    st.integers(2, 90),
    st.sampled_from(ViewMode),
)


@settings(max_examples=150, deadline=None)
@given(_PAGES)
def test_the_rows_of_a_block_tile_it(layout: Layout) -> None:
    for index, shown in enumerate(layout.shown):
        rows = [row for row in range(layout.height) if layout.owners[row] == index]
        assert layout.first_rows[index] == rows[0]
        assert layout.starts[rows[0]] == shown.span.start
        assert layout.stops[rows[-1]] == shown.span.stop
        for row in rows:
            assert layout.starts[row] < layout.stops[row]
        for row, after in itertools.pairwise(rows):
            assert layout.stops[row] == layout.starts[after]
    for row in range(layout.height):
        if layout.owners[row] == BLANK:
            assert layout.starts[row] == layout.stops[row]


@settings(max_examples=150, deadline=None)
@given(_PAGES)
def test_no_row_is_wider_than_the_page_but_for_the_space_it_ends_with(layout: Layout) -> None:
    for row in range(layout.height):
        columns = columns_of(layout, row)
        shown = layout.text[columns.start : columns.stop].rstrip()
        end = columns.cell_of(columns.start + len(shown)) if shown else columns.indent
        one = columns.offsets is not None and len(columns.offsets) <= 2
        if not one and layout.columns > layout.indent(row) + 4:
            assert end <= layout.columns


@settings(max_examples=150, deadline=None)
@given(_PAGES)
def test_no_row_starts_inside_a_cluster(layout: Layout) -> None:
    for shown in layout.shown:
        starts = {c.start for c in clusters(layout.text, shown.span.start, shown.span.stop)}
        index = layout.shown.index(shown)
        for row in range(layout.height):
            if layout.owners[row] == index:
                assert layout.starts[row] in starts


@settings(max_examples=100, deadline=None)
@given(_TEXT)
def test_clusters_tile_a_text_and_are_drawn_as_wide_as_they_say(text: str) -> None:
    found = list(clusters(text, 0, len(text)))
    assert "".join(text[c.start : c.stop] for c in found) == text
    for cluster in found:
        assert cluster.cells >= 1
        assert 0 < len(cluster.drawn) <= 17
        assert not _DANGEROUS & set(cluster.drawn), ascii(cluster.drawn)


@pytest.mark.parametrize(
    "text",
    [
        *("plain", "é’—“…", "e\u0301", "\u0301", "\u0301\u0301x", "½ € ₿", "\x1b[0m", "\ud800"),
        *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "a\U0001f3fd"),
        *("\U0001f3fd", "\U0001f1f0\U0001f1ec", "\U0001f1f0", "\U0001f1f0\U0001f1ec\U0001f1f0"),
        *("❤", "❤\ufe0f", "⌚\ufe0e", "1\ufe0f\u20e3", "中文。「", "한국어", "\u1161", "שלום"),
        *("السلام", "\ufdfa", "สำ", "க்", "\u0902", "a\u200bb", "\ufeff", "\u202eabc\u202c"),
        *("a\xadb", "\U000e0041"),
    ],
)
def test_both_width_tables_agree_on_what_is_drawn(text: str) -> None:
    for cluster in clusters(text, 0, len(text)):
        assert cell_len(cluster.drawn) == cluster.cells, ascii(cluster.drawn)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"]), max_size=30))
def test_a_plain_stretch_is_its_own_clusters(text: str) -> None:
    if is_plain(text):
        assert [c.start for c in clusters(text, 0, len(text))] == list(range(len(text)))
        assert cells_in(text.replace(" ", "")) == len(text.replace(" ", ""))
        assert cell_len(text) == len(text)


@settings(max_examples=100, deadline=None)
@given(_TEXT, st.lists(st.integers(0, 200), max_size=4), st.integers(10, 90), st.integers(10, 90))
def test_an_offset_stays_on_the_page_whatever_its_width(
    text: str, cuts: list[int], one: int, other: int
) -> None:
    first = _layout(text, cuts, one, ViewMode.EVERYTHING)
    second = _layout(text, cuts, other, ViewMode.EVERYTHING)
    for row in range(first.height):
        start = first.starts[row]
        if first.owners[row] != BLANK:
            assert second.span_of(second.row_of(start)).holds(start)
            assert first.nearest(start) == start


@settings(max_examples=100, deadline=None)
@given(_PAGES, st.integers(0, 200), st.integers(0, 200))
def test_the_pieces_of_a_span_are_what_of_it_is_on_the_page(
    layout: Layout, one: int, other: int
) -> None:
    start, stop = sorted((one % (len(layout.text) + 1), other % (len(layout.text) + 1)))
    pieces = layout.pieces(Span(start, stop))
    seen = {offset for piece in pieces for offset in range(piece.start, piece.stop)}
    for offset in range(start, stop):
        if not layout.text[offset].isspace():
            assert (offset in seen) == layout.is_shown(offset)
    for piece, after in itertools.pairwise(pieces):
        assert piece.stop <= after.start


@pytest.mark.parametrize("columns", [20, 40, 76])
def test_five_thousand_combining_marks_are_one_cell(columns: int) -> None:
    text = "a" + "\u0301" * 5000 + " b"
    layout = _layout(text, [], columns, ViewMode.CLEAN)
    row = columns_of(layout, 0)
    assert row.cell_of(len(text) - 1) == 2
    assert sum(map(len, row.drawn)) < 40
