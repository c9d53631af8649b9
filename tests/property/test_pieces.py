"""Pieces of a mark: what keys make of them holds the code points it says, and none twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.text import Span, joined
from reader.tui import pieces
from reader.tui.motions import Motions
from reader.tui.selecting import Boundary, Edge, Reading, bordered, moved
from tests.property.test_motions import PAGES

_SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda at: Span(at[0], sum(at))),
    min_size=1,
    max_size=6,
)
_WAYS = (
    *(f"move.{unit}{back}" for unit in ("word", "sentence", "paragraph") for back in ("", "-back")),
    *("move.word-end", "move.left", "move.right", "border.snap"),
)


def _held(spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.stop)}


def _apart(spans: tuple[Span, ...]) -> bool:
    return all(one.stop < other.start for one, other in pairwise(spans))


@given(_SPANS, _SPANS, st.integers(0, 75))
@settings(max_examples=40, deadline=None)
def test_pieces_put_to_others_or_taken_out_hold_just_that(
    had: list[Span], more: list[Span], offset: int
) -> None:
    spans = joined(had)
    whole = pieces.added(spans, more)
    assert _held(whole) == _held(had) | _held(more)
    assert _apart(whole)
    assert pieces.added(whole, more) == whole
    assert pieces.added(joined(more), spans) == whole
    index = pieces.at(whole, offset)
    left = pieces.without(whole, offset)
    assert _held(left) == _held(whole) - (
        set() if index is None else _held(whole[index : index + 1])
    )
    walked = [pieces.turned(whole, whole[0].start, step) for step in range(len(whole))]
    assert walked == list(whole)
    assert pieces.turned(whole, whole[0].start, -1) == whole[-1]


@given(_SPANS, st.integers(0, 5), st.integers(0, 80), st.booleans(), st.sets(st.integers(0, 80)))
@settings(max_examples=40, deadline=None)
def test_a_moved_border_keeps_what_was_held_and_wins_only_what_is_shown(
    had: list[Span], which: int, to: int, start: bool, hidden: set[int]
) -> None:
    spans = joined(had)
    before = spans[which % len(spans)]
    now = (
        Span(min(to, before.stop - 1), before.stop)
        if start
        else Span(before.start, max(to, before.start + 1))
    )

    def shown(span: Span) -> tuple[Span, ...]:
        return joined(
            Span(offset, offset + 1)
            for offset in range(span.start, span.stop)
            if offset not in hidden
        )

    after = pieces.rebordered(spans, before, now, shown)
    others = _held(spans) - _held([before])
    won = _held([now]) - _held([before])
    assert _held(after) == others | (_held([before]) & _held([now])) | (won - hidden)
    assert _apart(after)
    assert after


@given(
    PAGES,
    st.integers(0, 400),
    st.integers(1, 30),
    st.sampled_from(Edge),
    st.lists(st.tuples(st.sampled_from(_WAYS), st.integers(1, 3)), max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_a_border_in_hand_goes_the_right_way_and_leaves_the_other_one_alone(
    motions: Motions, start: int, length: int, edge: Edge, ways: list[tuple[str, int]]
) -> None:
    first = motions.settle(start % max(1, len(motions.layout.text)))
    last = max(first, motions.settle(first + length))
    span = Span(first, motions.after(last))
    reading = bordered(Reading(), motions, "m", span, edge)
    for way, count in ways:
        before = reading.boundary
        assert isinstance(before, Boundary)
        place = pieces.further(motions, reading, way, count)
        assert place is not None
        reading = moved(reading, place, motions)
        now = reading.boundary
        assert now is not None
        assert len(now.span) > 0
        if edge is Edge.START:
            assert now.span.stop == span.stop
            outward = now.span.start <= before.span.start
        else:
            assert now.span.start == span.start
            outward = now.span.stop >= before.span.stop
        if way == "border.snap" or way.endswith("-back") == (edge is Edge.START):
            assert outward or way in {"move.left", "move.right"}
