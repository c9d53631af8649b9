from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.text import Span
from reader.tui.finding import equal_places, find, trimmed

TEXT = "The Wend rose. The wend,\nthe  Wend; Wendover (a.b)"


def test_case_counts_when_the_query_has_a_capital() -> None:
    assert len(find("wend", TEXT)) == 4
    assert len(find("Wend", TEXT)) == 3


def test_blank_space_fits_any_blank_space() -> None:
    assert [span.of(TEXT) for span in find("the wend", TEXT)] == [
        "The Wend",
        "The wend",
        "the  Wend",
    ]


def test_signs_stand_for_themselves() -> None:
    assert [span.of(TEXT) for span in find("(a.b)", TEXT)] == ["(a.b)"]
    assert find("a+b", TEXT) == find("  ", TEXT) == ()


def test_equal_places_are_whole_words_in_the_same_letters() -> None:
    assert [span.start for span in equal_places("Wend", TEXT)] == [4, 30]
    assert equal_places("", TEXT) == ()


@given(st.text("ab \n", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_trimming_leaves_the_same_words(text: str, start: int, stop: int) -> None:
    start, stop = sorted((min(start, len(text)), min(stop, len(text))))
    span = trimmed(Span(start, stop), text)
    words = text[start:stop].strip()
    assert (span.of(text) if span else "") == words
