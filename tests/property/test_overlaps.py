"""What is seen of each place of a row is what the rule says of that place alone."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.text import Span
from reader.tui.columns import Columns
from reader.tui.marking import PaneMark, Shape, mark_index
from reader.tui.overlaps import changes, seen
from reader.tui.painting import share

LENGTH = 14

starts = st.integers(-3, LENGTH + 2)
marks = st.lists(
    st.tuples(starts, st.integers(1, LENGTH), st.sampled_from(list(Shape))), max_size=9
)


@settings(max_examples=40, deadline=None)
@given(marks, st.integers(0, 9), st.integers(1, LENGTH))
def test_a_row_shows_of_each_place_what_the_rule_says(
    drawn: list[tuple[int, int, Shape]], lifted: int, stop: int
) -> None:
    row = Columns(10, 10 + LENGTH, 0, "x" * LENGTH)
    made = [
        PaneMark(str(name), (Span(10 + start, 10 + start + length),), shape, name)
        for name, (start, length, shape) in enumerate(drawn)
    ]
    index = mark_index(made)
    stop += 10
    places = seen(index.over(10, stop), row, stop, str(lifted))
    assert places[-1] == (None, None)
    for offset in range(10, stop):
        rule = share(index.over(offset, offset + 1), str(lifted))
        assert places[offset - 10] == (rule.tint, rule.line)
    for at, (before, place) in enumerate(pairwise(places), 1):
        assert (at in changes(places)) is (before != place)
