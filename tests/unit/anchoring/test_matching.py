from __future__ import annotations

from reader.anchoring.matching import How, locate, occurrences
from reader.anchoring.selectors import describe
from reader.model.text import Span

TEXT = (
    "The mayor resigned on Monday after the vote. The council met at once. "
    "Nobody spoke for the mayor, and the vote was not repeated."
)


def _anchored(quote: str, text: str = TEXT, nth: int = 0) -> tuple[Span, str]:
    return occurrences(quote, text)[nth], text


def test_an_unchanged_text_is_matched_exactly() -> None:
    span, text = _anchored("the mayor, and the vote")
    found = locate(describe([span], text), text)
    assert found is not None
    assert (found.spans, found.how, found.score) == ((span,), How.EXACT, 1.0)


def test_words_that_moved_are_found_by_their_quote() -> None:
    span, text = _anchored("The council met at once")
    found = locate(describe([span], text), "Breaking: " + text)
    assert found is not None
    assert found.how is How.MOVED
    assert found.spans == (Span(span.start + 10, span.stop + 10),)


def test_repeated_words_are_told_apart_by_their_context() -> None:
    second, text = _anchored("the vote", nth=1)
    moved = "Update. " + text
    found = locate(describe([second], text), moved)
    assert found is not None
    assert found.spans[0].start == second.start + 8


def test_a_short_quote_with_nothing_familiar_around_is_lost() -> None:
    span, text = _anchored("vote")
    assert locate(describe([span], text), "A quite different story, with one vote in it.") is None


def test_a_word_exchanged_is_found_with_its_score() -> None:
    span, text = _anchored("Nobody spoke for the mayor, and the vote was not repeated")
    edited = text.replace("Nobody spoke", "No one spoke").replace("The mayor", "The old mayor")
    found = locate(describe([span], text), edited)
    assert found is not None
    assert found.how is How.FUZZY
    assert 0.8 <= found.score < 1
    assert "spoke for the mayor, and the vote was not repeated" in found.spans[0].of(edited)


def test_words_that_are_gone_are_lost() -> None:
    span, text = _anchored("The council met at once.")
    assert locate(describe([span], text), "Rain is expected in the north this week.") is None
    assert locate(describe([span], text), "") is None


def test_several_pieces_keep_their_order_and_distance() -> None:
    spans = [occurrences("The mayor", TEXT)[0], occurrences("the vote", TEXT)[0]]
    found = locate(describe(spans, TEXT), "- " + TEXT)
    assert found is not None
    assert found.how is How.MOVED
    assert [span.start - 2 for span in found.spans] == [span.start for span in spans]


def test_every_place_of_a_quote_is_found_in_order() -> None:
    assert [span.start for span in occurrences("the vote", TEXT)] == [
        TEXT.index("the vote"),
        TEXT.rindex("the vote"),
    ]


def test_a_quote_matches_across_other_blank_space() -> None:
    text = "one\n\ntwo   three"
    assert occurrences("one two three", text) == (Span(0, len(text)),)
    assert occurrences(" one two ", text) == (Span(0, 8),)


def test_a_quote_is_no_pattern_and_blank_is_nothing() -> None:
    assert occurrences("a.c (x", "abc a.c (x") == (Span(4, 10),)
    assert occurrences(" \n", "a b") == ()
    assert occurrences("", "a b") == ()
