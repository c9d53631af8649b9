"""The cursor always stands on a cluster of the page, and reaches all of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.clusters import clusters
from reader.tui.motions import Motions, Place
from reader.tui.selecting import (
    Edge,
    Reading,
    Unit,
    begun,
    bordered,
    grown,
    moved,
    selected,
    swapped,
)
from reader.tui.viewing import ViewMode, shown_blocks
from reader.tui.wrapping import wrap

_TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                "e\u0301",
                "中文。",
                "\u200b",
                "\n\n",
                "  ",
                "Mr. A. Bell ",
                "3.5 ",
            ]
        ),
        st.text("Ab c.?", min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=20,
).map("".join)


def _motions(text: str, columns: int, verdicts: list[int]) -> Motions:
    count = max(1, len(verdicts))
    edges = [len(text) * index // count for index in range(count)] + [len(text)]
    blocks = [
        Block(
            Span(start, stop),
            BlockKind.PARAGRAPH,
            (BlockVerdict.BODY, BlockVerdict.JUNK, BlockVerdict.ASIDE)[verdict],
            Category.OTHER,
            "made",
            1.0,
        )
        for (start, stop), verdict in zip(pairwise(edges), verdicts or [0], strict=True)
        if start < stop
    ]
    return Motions(wrap(text, shown_blocks(text, blocks, ViewMode.CLEAN), columns), 10)


PAGES = st.builds(
    _motions, _TEXT, st.integers(4, 60), st.lists(st.integers(0, 2), min_size=1, max_size=4)
).filter(lambda motions: bool(motions.layout.shown))
_FORTH = (
    "move.right",
    "move.word",
    "move.word-end",
    "move.sentence",
    "move.paragraph",
    "move.down",
)
_BACK = (
    "move.left",
    "move.word-back",
    "move.sentence-back",
    "move.paragraph-back",
    "move.up",
)
_LEAPS = ("move.page-down", "move.page-up", "move.half-down", "move.half-up")
_EDGES = ("move.row-start", "move.row-end", "move.top", "move.bottom")
_ALL = st.sampled_from((*_FORTH, *_BACK, *_EDGES, *_LEAPS))


def _stops(motions: Motions) -> list[int]:
    return [
        cluster.start
        for shown in motions.layout.shown
        for cluster in clusters(motions.layout.text, shown.span.start, shown.span.stop)
    ]


def _go(motions: Motions, command: str, place: Place, count: int | None = None) -> Place:
    found = motions.go(command, place, count)
    assert found is not None
    return found


@settings(max_examples=150, deadline=None)
@given(PAGES, st.integers(0, 300), st.lists(st.tuples(_ALL, st.integers(1, 5)), max_size=8))
def test_the_cursor_always_stands_on_a_cluster_of_the_page(
    motions: Motions, start: int, moves: list[tuple[str, int]]
) -> None:
    stops = set(_stops(motions))
    place = Place(motions.settle(start))
    for command, count in moves:
        place = _go(motions, command, place, count)
        assert place.offset in stops, command


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_steps_reach_every_cluster_forth_and_back(motions: Motions) -> None:
    stops = _stops(motions)
    place = Place(stops[0])
    for stop in stops:
        assert place.offset == stop
        place = _go(motions, "move.right", place)
    assert place.offset == stops[-1]
    for stop in reversed(stops):
        assert place.offset == stop
        place = _go(motions, "move.left", place)
    assert place.offset == stops[0]


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300))
def test_motions_forth_never_go_back_and_end_at_the_end(motions: Motions, start: int) -> None:
    stops = _stops(motions)
    for commands, sign, end in ((_FORTH, 1, None), (_BACK, -1, stops[0])):
        for command in commands:
            place = Place(motions.settle(start))
            for _ in range(400):
                further = _go(motions, command, place)
                row_move = command in {"move.down", "move.up"}
                if not row_move:
                    assert (further.offset - place.offset) * sign >= 0, command
                if further.offset == place.offset:
                    break
                place = further
            if end is not None and command != "move.up":
                assert place.offset == end, command


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300))
def test_a_word_forth_and_a_word_back_is_where_the_word_began(motions: Motions, start: int) -> None:
    here = _go(motions, "move.word", Place(motions.settle(start)))
    on = _go(motions, "move.word", here)
    word = motions.stretches.word(on.offset)
    if on.offset != here.offset and word is not None and motions.settle(word.start) == on.offset:
        back = _go(motions, "move.word-back", on)
        assert here.offset <= back.offset < on.offset


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300), st.integers(1, 4))
def test_rows_down_and_up_again_come_back_to_the_same_cell(
    motions: Motions, start: int, rows: int
) -> None:
    place = Place(motions.settle(start))
    row = motions.layout.row_of(place.offset)
    below = motions.by_rows(place, rows)
    back = motions.by_rows(below, row - motions.layout.row_of(below.offset))
    if motions.layout.row_of(below.offset) != row:
        assert back.offset == place.offset


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300), st.sampled_from(Unit), st.lists(_ALL, max_size=5))
def test_a_selection_holds_where_it_began_and_the_cursor(
    motions: Motions, start: int, unit: Unit, moves: list[str]
) -> None:
    reading = begun(Reading(Place(motions.settle(start))), motions, unit)
    began = reading.cursor
    for command in moves:
        reading = moved(reading, _go(motions, command, reading.place), motions)
        span = selected(reading, motions)
        assert span is not None
        assert span.holds(began)
        assert span.holds(reading.cursor)
    if unit is Unit.CLUSTER:
        span = selected(reading, motions)
        turned = swapped(reading, motions)
        assert selected(swapped(turned, motions), motions) is not None
        assert span is not None
        assert span.holds(turned.cursor)


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300))
def test_growing_only_ever_adds_and_ends_with_the_paragraph(motions: Motions, start: int) -> None:
    reading = Reading(Place(motions.settle(start)))
    paragraph = motions.stretches.paragraph(reading.cursor)
    before: Span | None = None
    for _ in range(4):
        reading = grown(reading, motions)
        span = selected(reading, motions)
        assert span is not None
        assert before is None or span.covers(before)
        before = span
    assert before == paragraph


@settings(max_examples=100, deadline=None)
@given(PAGES, st.integers(0, 300), st.sampled_from(Edge), st.lists(_ALL, max_size=6))
def test_a_border_moves_and_never_crosses_the_other(
    motions: Motions, start: int, edge: Edge, moves: list[str]
) -> None:
    span = motions.stretches.word(motions.settle(start)) or motions.layout.shown[0].span
    reading = bordered(Reading(), motions, "m", span, edge)
    for command in moves:
        reading = moved(reading, _go(motions, command, reading.place), motions)
        assert reading.boundary is not None
        now = reading.boundary.span
        assert now.start < now.stop
        if edge is Edge.START:
            assert now.stop == span.stop
        else:
            assert now.start == span.start
