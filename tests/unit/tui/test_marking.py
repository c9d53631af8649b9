"""What lies where, and who is seen."""

from __future__ import annotations

import pytest

from reader.model.annotation import TagKind
from reader.model.link import LinkState
from reader.model.text import Span
from reader.tui.hues import HUES, hue_of
from reader.tui.marking import LinkIndex, PaneLink, PaneMark, Shape, SpanIndex, mark_index
from reader.tui.painting import share


def _mark(name: str, start: int, stop: int, shape: Shape = Shape.CLAIM) -> PaneMark:
    return PaneMark(name, (Span(start, stop),), shape, 0)


def _shared(*marks: PaneMark, lifted: str | None = None) -> tuple[str | None, str | None, int]:
    overlap = share(mark_index(marks).over(5, 6), lifted)
    tint, line = overlap.tint, overlap.line
    return (tint and tint.id) or None, (line and line.id) or None, overlap.hidden


def test_the_innermost_claim_is_the_background_and_the_next_the_underline() -> None:
    outer, inner, third = _mark("outer", 0, 30), _mark("inner", 4, 8), _mark("third", 0, 50)
    assert _shared(outer, inner) == ("inner", "outer", 0)
    assert _shared(outer, inner, third) == ("inner", "outer", 1)


def test_an_entity_takes_the_underline_from_a_second_claim() -> None:
    claim, second = _mark("claim", 0, 30), _mark("second", 0, 40)
    entity = _mark("entity", 3, 9, Shape.ENTITY)
    assert _shared(claim, second, entity) == ("claim", "entity", 1)
    assert _shared(entity) == (None, "entity", 0)


def test_the_active_mark_is_seen_before_those_inside_it() -> None:
    outer, inner, third = _mark("outer", 0, 30), _mark("inner", 4, 8), _mark("third", 0, 50)
    assert _shared(outer, inner, third, lifted="third") == ("third", "inner", 1)


def test_a_mark_in_pieces_over_one_place_counts_once() -> None:
    twice = PaneMark("twice", (Span(0, 9), Span(4, 7)), Shape.CLAIM, 0)
    assert _shared(twice) == ("twice", None, 0)


def test_a_span_over_many_buckets_is_found_in_each_and_once() -> None:
    index = SpanIndex([(Span(100, 200_000), "long"), (Span(600, 601), "short"), (Span(5, 5), "no")])
    assert [found.item for found in index.over(0, 300_000)] == ["long", "short"]
    assert [found.item for found in index.at(600)] == ["short", "long"]
    assert index.at(200_000) == []
    assert index.count == 2


def test_rejected_links_are_left_out_and_the_rest_is_in_reading_order() -> None:
    index = LinkIndex(
        [
            PaneLink("b", Span(50, 60)),
            PaneLink("a", Span(10, 90), LinkState.CONFIRMED),
            PaneLink("x", Span(11, 12), LinkState.REJECTED),
        ]
    )
    assert [link.letter for link in index.starting(0, 51)] == ["a", "b"]
    assert [link.letter for link in index.at(55)] == ["b", "a"]


@pytest.mark.parametrize(
    ("kind", "name", "colour", "order", "hue"),
    [
        (TagKind.CLAIM, "claim", None, 0, "amber"),
        (TagKind.ENTITY, "person", None, 5, "blue"),
        (TagKind.USER, "person", None, 5, "rose"),
        (TagKind.USER, "frame", "violet", 0, "violet"),
        (TagKind.USER, "frame", "no such colour", 9, "blue"),
    ],
)
def test_a_tag_has_its_own_hue_or_that_of_its_kind_or_one_by_order(
    kind: TagKind, name: str, colour: str | None, order: int, hue: str
) -> None:
    assert tuple(HUES)[hue_of(kind, name, colour, order)] == hue
