from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.link import Reason, ReasonKind
from reader.model.reasons import NONE, Written, read, turned, written
from reader.model.text import Span

SPANS = st.none() | st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 9), st.integers(0, 9)
)
REASONS = st.lists(
    st.builds(
        Reason, st.sampled_from(ReasonKind), st.text(), st.text(), st.floats(0, 1), SPANS, SPANS
    ),
    max_size=3,
).map(tuple)


@settings(max_examples=40)
@given(REASONS)
def test_reasons_are_read_as_they_were_written(reasons: tuple[Reason, ...]) -> None:
    text = written(reasons)
    assert read(text) == reasons
    # The form of every desk that is stored already.
    assert text == json.dumps(
        [
            (x.kind, x.a, x.b, x.weight, *(s and (s.start, s.stop) for s in (x.span_a, x.span_b)))
            for x in reasons
        ],
        ensure_ascii=False,
    )
    held = Written(text)
    assert held == reasons == held
    assert (tuple(held), len(held), bool(held)) == (reasons, len(reasons), bool(reasons))
    assert (hash(held), held[1:], written(held)) == (hash(reasons), reasons[1:], text)
    assert turned(turned(held)) == reasons


def test_reasons_that_differ_are_not_equal() -> None:
    one = Written(written((Reason(ReasonKind.WORD, "dam", "dams", 0.5),)))
    assert one == Written(one.text)
    assert one != Written(NONE)
    assert one != ()
    assert Written(NONE) == ()
    assert one != [*one]  # a list is none of the values that links hold
