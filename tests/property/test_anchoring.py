from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.anchoring.matching import How, locate, occurrences
from reader.anchoring.selectors import describe
from reader.model.text import Span

WORDS = st.sampled_from(
    ["the", "mayor", "left", "May", "é\u0301t", "東京", "👩‍👩‍👧", "vote", ",", "."]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    return text, [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]


@settings(max_examples=200)
@given(marked())
def test_what_is_described_is_located_exactly(given_: tuple[str, list[Span]]) -> None:
    text, spans = given_
    found = locate(describe(spans, text), text)
    assert found is not None
    assert found.how is How.EXACT
    assert list(found.spans) == spans


@settings(max_examples=200)
@given(marked(), TEXTS)
def test_what_is_located_elsewhere_lies_inside_and_is_scored(
    given_: tuple[str, list[Span]], other: str
) -> None:
    text, spans = given_
    found = locate(describe(spans, text), other)
    if found is not None:
        assert len(found.spans) == len(spans)
        assert 0 <= found.score <= 1
        assert all(span.stop <= len(other) for span in found.spans)
        assert all(a.stop <= b.start for a, b in zip(found.spans, found.spans[1:], strict=False))
        if found.how is How.MOVED:
            assert [s.of(other) for s in found.spans] == [s.of(text) for s in spans]


@settings(max_examples=200)
@given(TEXTS, st.data())
def test_each_occurrence_reads_like_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:stop]
    found = occurrences(quote, text)
    assert all(span.of(text).split() == quote.split() for span in found)
    assert bool(found) == bool(quote.strip())
