from __future__ import annotations

import pytest

from reader.anchoring.selectors import describe
from reader.errors import SpanError
from reader.model.text import Span

TEXT = "The mayor resigned on Monday, and the council met at once to name another."


def test_an_anchor_holds_quote_prefix_and_suffix() -> None:
    anchor = describe([Span(4, 18)], TEXT)
    assert anchor.quote == "mayor resigned"
    assert anchor.prefix == "The "
    assert anchor.suffix == TEXT[18:50]


def test_pieces_are_put_in_reading_order() -> None:
    anchor = describe([Span(38, 45), Span(4, 9)], TEXT)
    assert anchor.quote == "mayor … council"
    assert anchor.prefix == "The "


def test_blank_space_at_the_ends_is_kept() -> None:
    assert describe([Span(3, 10)], TEXT).quote == " mayor "


@pytest.mark.parametrize(
    ("title", "spans"),
    [
        ("nothing is marked", []),
        ("the span is empty", [Span(3, 3)]),
        ("the span lies outside the text", [Span(3, len(TEXT) + 1)]),
        ("two pieces of one mark overlap", [Span(3, 9), Span(8, 12)]),
    ],
)
def test_a_span_that_marks_nothing_is_refused(title: str, spans: list[Span]) -> None:
    with pytest.raises(SpanError, match=title) as caught:
        describe(spans, TEXT)
    assert caught.value.remedy
