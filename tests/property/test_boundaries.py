from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.boundaries import sentences, words
from reader.model.text import Span

TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="ab Z19.!?…\"”)(’'-\n\t。？、東京é\u0301\u200dकि", max_size=120),
)


def _assert_in_order(spans: tuple[Span, ...], text: str) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.stop <= len(text)
        end = span.stop


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_are_disjoint_trimmed_and_leave_no_sign_out(text: str) -> None:
    found = sentences(text)
    _assert_in_order(found, text)
    for span in found:
        assert not text[span.start].isspace()
        assert not text[span.stop - 1].isspace()
    inside = {i for span in found for i in range(span.start, span.stop)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)


@settings(max_examples=300)
@given(TEXTS)
def test_words_are_disjoint_and_leave_no_letter_or_digit_out(text: str) -> None:
    found = words(text)
    _assert_in_order(found, text)
    inside = {i for span in found for i in range(span.start, span.stop)}
    assert all(not text[i].isalnum() for i in range(len(text)) if i not in inside)
    assert not any(unicodedata.category(text[span.start])[0] in "ZS" for span in found)


@settings(max_examples=200)
@given(TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_a_given_span_is_never_left(text: str, one: int, other: int) -> None:
    start, stop = sorted((min(one, len(text)), min(other, len(text))))
    for found in (sentences(text, Span(start, stop)), words(text, Span(start, stop))):
        assert all(Span(start, stop).covers(span) for span in found)


@settings(max_examples=200)
@given(TEXTS)
def test_no_word_is_cut_by_the_end_of_a_sentence(text: str) -> None:
    ends = {span.stop for span in sentences(text)}
    assert not any(w.start < end < w.stop for w in words(text) for end in ends)
