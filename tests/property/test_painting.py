"""Cells and offsets come back to each other, and what is painted is what lies there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.link import LinkState
from reader.model.text import Span
from reader.tui.columns import columns_of
from reader.tui.gutter import GUTTER, gutter, minimap, touched
from reader.tui.looks import NO_HUE, Cursor, Ink, Wash
from reader.tui.mark_set import MarkSet
from reader.tui.marking import LinkIndex, PaneLink, PaneMark, Shape, SpanIndex, mark_index
from reader.tui.painting import Scene, paint
from reader.tui.viewing import ViewMode, shown_blocks
from reader.tui.wrapping import BLANK, Layout, wrap

_TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                "e\u0301",
                "中文",
                "\u200b",
                "\n\n",
                "  ",
                "\U0001f1f0\U0001f1ec",
                "שלום",
                "(سد 12,5%) ",
                "\x1b",
                "\u0301",
            ]
        ),
        st.text("ab c.é’", min_size=1, max_size=12),
    ),
    max_size=30,
).map("".join)
_SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=8)


def _layout(text: str, columns: int) -> Layout:
    half = len(text) // 2
    blocks = [
        Block(Span(start, stop), BlockKind.PARAGRAPH, verdict, category, "made", 1.0)
        for start, stop, verdict, category in (
            (0, half, BlockVerdict.BODY, Category.TEXT),
            (half, len(text), BlockVerdict.ASIDE, Category.CAPTION),
        )
    ]
    return wrap(text, shown_blocks(text, blocks, ViewMode.CLEAN), columns)


def _marks(text: str, spans: list[tuple[int, int]]) -> list[PaneMark]:
    found = []
    for index, (somewhere, length) in enumerate(spans):
        start = somewhere % (len(text) + 1)
        span = Span(start, min(start + length, len(text)))
        if len(span):
            shape = (Shape.CLAIM, Shape.ENTITY, Shape.USER)[index % 3]
            found.append(PaneMark(str(index), (span,), shape, index % 8, pending=index % 4 == 3))
    return found


def _rows(layout: Layout) -> Iterator[int]:
    return (row for row in range(layout.height) if layout.owners[row] != BLANK)


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.integers(4, 80))
def test_every_offset_that_starts_a_cluster_comes_back_from_its_cell(
    text: str, columns: int
) -> None:
    layout = _layout(text, columns)
    for row in _rows(layout):
        found = columns_of(layout, row)
        starts = found.offsets[:-1] if found.offsets else range(found.start, found.stop)
        cells = []
        for offset in starts:
            cell = found.cell_of(offset)
            assert found.offset_at(cell) == offset
            assert found.floor(offset) == found.ceiling(offset) == offset
            cells.append(cell)
        assert len(set(cells)) == len(cells)
        assert found.end > max(cells) >= min(cells) == found.indent
        ends = {found.offset_at(0), found.offset_at(10_000)}
        if found.order is None:
            assert cells == sorted(cells)
            assert ends == {found.start, list(starts)[-1]}
        else:
            assert sorted(found.order) == list(range(len(cells)))
            assert sorted(cells) == list(found.edges[:-1])
            assert ends == {list(starts)[found.order[0]], list(starts)[found.order[-1]]}
        beyond = found.offset_at(found.cell_of(found.stop))
        leftward = layout.owners[row] in layout.leftward
        assert cells[list(starts).index(beyond)] == (min(cells) if leftward else max(cells))


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.integers(4, 80), _SPANS, st.integers(0, 400))
def test_a_row_is_painted_whole_whatever_lies_on_it(
    text: str, columns: int, spans: list[tuple[int, int]], cursor: int
) -> None:
    layout = _layout(text, columns)
    marks = _marks(text, spans)
    scene = Scene(layout, marks=mark_index(marks), cursor=cursor, active=True, lifted="0")
    scene.selection = (marks[0].spans[0],) if marks else ()
    for row in _rows(layout):
        found = columns_of(layout, row)
        runs = paint(scene, row, found)
        lead = sum(len(text) for text, look in runs if look.ink in {Ink.BAR, Ink.LABEL})
        leftward = layout.owners[row] in layout.leftward
        assert lead == (found.tail if leftward else found.indent)
        drawn = "".join(text for text, look in runs if look.ink not in {Ink.BAR, Ink.LABEL})
        if found.order is None:
            assert drawn == found.cut(found.start, found.stop)
        else:
            turned = "".join(found.drawn[each] for each in found.order)
            assert drawn == " " * found.indent * leftward + turned
        if leftward and layout.columns > found.tail + 4:
            assert found.end + found.tail == layout.columns
        assert all(text for text, _ in runs)
        assert sum(look.cursor is Cursor.ACTIVE for _, look in runs) == (
            found.start <= cursor < found.stop
        )
        assert sum(len(text) for text, _ in gutter(scene, row)) == GUTTER


@settings(max_examples=100, deadline=None)
@given(st.text("abc d", min_size=1, max_size=120), st.integers(8, 60), _SPANS)
def test_a_mark_is_seen_wherever_it_lies_alone(
    text: str, columns: int, spans: list[tuple[int, int]]
) -> None:
    layout = _layout(text, columns)
    marks = _marks(text, spans[:1])
    scene = Scene(layout, marks=mark_index(marks))
    for row in _rows(layout):
        found = columns_of(layout, row)
        cell = found.indent
        runs = [run for run in paint(scene, row, found) if run[1].ink not in {Ink.BAR, Ink.LABEL}]
        for drawn, look in runs:
            start, stop = found.offset_at(cell), found.offset_at(cell + len(drawn) - 1)
            for offset in (start, stop):
                if not text[offset].isspace():
                    inside = any(mark.spans[0].holds(offset) for mark in marks)
                    assert (look.tint != NO_HUE or look.line != NO_HUE) == inside
            cell += len(drawn)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 60_000)), max_size=40),
    st.integers(0, 90_000),
    st.integers(0, 2000),
)
def test_the_index_answers_as_looking_at_everything_would(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    entries = [(Span(a, a + b), index) for index, (a, b) in enumerate(spans)]
    index = SpanIndex(entries)
    stop = start + length
    brute = [
        item for span, item in entries if len(span) and span.overlaps(Span(start, stop)) and length
    ]
    assert [found.item for found in index.over(start, stop)] == brute
    at = [found.item for found in index.at(start)]
    assert sorted(at) == [item for span, item in entries if span.holds(start)]
    lengths = [len(entries[item][0]) for item in at]
    assert lengths == sorted(lengths)


@settings(max_examples=100, deadline=None)
@given(_TEXT, _SPANS, st.integers(1, 60), st.integers(0, 100))
def test_the_minimap_fills_its_column(
    text: str, spans: list[tuple[int, int]], height: int, top: int
) -> None:
    layout = _layout(text, 40)
    marks = _marks(text, spans)
    links = [PaneLink("a", mark.spans[0], LinkState.SUGGESTED) for mark in marks]
    scene = Scene(layout, marks=mark_index(marks), links=LinkIndex(links))
    found = minimap(scene, height, marks, [mark.spans[0] for mark in marks])
    assert len(found.cells) == height
    top = min(top, max(0, layout.height - height))
    lit = [cell for cell in range(height) if found.paint(cell, top, height)[1].thumb]
    assert bool(lit) == (layout.height > height)
    assert lit == list(range(lit[0], lit[-1] + 1)) if lit else True
    assert all(0 <= found.row_at(cell) <= layout.height for cell in range(height))


@settings(max_examples=100, deadline=None)
@given(_TEXT, st.integers(0, 400), st.integers(0, 90), st.integers(10, 60))
def test_what_is_selected_is_washed_and_nothing_else(
    text: str, start: int, length: int, columns: int
) -> None:
    layout = _layout(text, columns)
    start %= len(text) + 1
    pieces = layout.pieces(Span(start, min(start + length, len(text))))
    scene = Scene(layout, selection=pieces)
    for row in _rows(layout):
        found = columns_of(layout, row)
        washed = any(look.wash is Wash.SELECTED for _, look in paint(scene, row, found))
        assert washed == any(piece.meet(Span(found.start, found.stop)) for piece in pieces)


@settings(max_examples=40, deadline=None)
@given(
    _TEXT,
    _SPANS,
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 200), st.integers(0, 60)), max_size=12),
)
def test_marks_changed_one_by_one_are_as_if_put_there_at_once(
    text: str, spans: list[tuple[int, int]], changes: list[tuple[int, int, int]]
) -> None:
    def in_order(marks: Iterable[PaneMark]) -> list[PaneMark]:
        return sorted(marks, key=lambda m: (m.spans[0].start, m.spans[-1].stop, m.id))

    layout = _layout(text, 40)
    held = MarkSet(in_order(_marks(text, spans)))
    scene = Scene(layout, marks=held.index)
    column = minimap(scene, 9, held.all, ())
    for name, start, length in changes:
        id_ = held.all[name].id if name < len(held.all) else f"new {name}"
        stop = min(len(text), start + length)
        new = PaneMark(id_, (Span(start, stop),), Shape.CLAIM, name % 8) if start < stop else None
        changed = held.change({id_: new})
        scene.marks = held.index
        column = touched(column, scene, changed)
        anew = MarkSet(in_order(held.by_id.values()))
        assert held.all == anew.all
        assert column == minimap(scene, 9, anew.all, ())
        at = [[f.item for f in each.index.over(0, len(text) + 1)] for each in (held, anew)]
        assert at[0] == at[1]
        assert not held.differences(anew.all)
