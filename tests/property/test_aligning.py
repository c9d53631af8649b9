"""What stands beside a row: in the text, without jumps but where a passage is entered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.text import Span
from reader.tui.aligning import Alignment, Anchor
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import Layout, wrap

WORDS = st.sampled_from(["a", "river", "rose,", "over", "night.", "洪水が出た。", "👩‍👩‍👧", "né"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=30), min_size=1, max_size=6)


@dataclass(frozen=True)
class Pair:
    """Two pages and what links them."""

    here: Layout
    there: Layout
    anchors: tuple[Anchor, ...]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    parts, shown, start = [], [], 0
    for number, words in enumerate(draw(PARAGRAPHS)):
        part = " ".join(words)
        if draw(st.integers(0, 4)):  # a paragraph now and then is hidden
            shown.append(ShownBlock(Span(start, start + len(part)), number, Role.BODY))
        parts.append(part)
        start += len(part) + 2
    return wrap("\n\n".join(parts), shown, draw(st.integers(8, 40)))


@st.composite
def spans(draw: st.DrawFn, layout: Layout) -> Span:
    start = draw(st.integers(0, max(0, len(layout.text) - 1)))
    return Span(start, draw(st.integers(start, len(layout.text))))


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    here, there = draw(layouts()), draw(layouts())
    count = draw(st.integers(0, 6))
    ranks = st.tuples(st.integers(0, 3), st.floats(-9, 9))
    anchors = tuple(
        Anchor(draw(spans(here)), draw(spans(there)), draw(ranks)) for _ in range(count)
    )
    return Pair(here, there, anchors)


@settings(max_examples=40, deadline=None)
@given(pairs())
def test_every_place_has_a_row_of_the_other_page_or_nothing_is_linked(pair: Pair) -> None:
    alignment = Alignment(pair.anchors, pair.here, pair.there)
    linked = any(len(anchor.here) for anchor in pair.anchors) and pair.there.height > 0
    for offset in range(len(pair.here.text) + 2):
        beside = alignment.at(offset)
        assert (beside is not None) == linked
        if beside is None:
            continue
        assert 0 <= beside.row < pair.there.height
        assert 0 <= beside.offset <= len(pair.there.text)
        if beside.anchor is None:
            continue
        # The surest passage over the place, and a row of its partner.
        over = [each for each in pair.anchors if each.here.holds(offset)]
        assert beside.anchor in over
        first, last = (
            pair.there.row_of(at)
            for at in (beside.anchor.there.start, max(0, beside.anchor.there.stop - 1))
        )
        assert first <= beside.row <= max(first, last)
        surest = min(each.rank for each in pair.anchors if len(each.here))
        assert all(each.rank > surest for each in over) or beside.anchor.rank == surest


@settings(max_examples=40, deadline=None)
@given(layouts(), layouts(), st.data())
def test_between_passages_in_order_it_goes_from_the_one_to_the_other_step_by_step(
    here: Layout, there: Layout, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 4))
    cuts = [
        sorted(data.draw(st.lists(st.integers(0, len(each.text)), min_size=n, max_size=n)))
        for each, n in ((here, 2 * count), (there, 2 * count))
    ]
    anchors = [
        Anchor(Span(*cuts[0][i : i + 2]), Span(*cuts[1][i : i + 2])) for i in range(0, 2 * count, 2)
    ]
    alignment = Alignment(anchors, here, there)
    found = [alignment.at(offset) for offset in range(len(here.text) + 1)]
    rows = [beside.row for beside in found if beside is not None]
    assert rows == sorted(rows)
    assert not any(beside.held for beside in found if beside is not None)
    # Outside of the anchors a row here is a row there; a gap is crossed in even steps.
    steepest = max(
        1 + there.height // max(1, here.row_of(b.here.start) - here.row_of(a.here.stop))
        for a, b in zip(anchors, [*anchors[1:], anchors[-1]], strict=True)
    )
    for offset, (one, other) in enumerate(pairwise(found)):
        if one is None or other is None or other.anchor is not None:
            continue
        down = here.row_of(offset + 1) - here.row_of(offset)
        assert other.row - one.row <= max(down, 1) * steepest if down else other.row == one.row
