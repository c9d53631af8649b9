from __future__ import annotations

import pytest

from reader.linking.background import Background
from reader.linking.tokens import WordKind, read, term
from reader.linking.words import kinds, read_all
from reader.model.text import Passage, PassageKind, Span

NOTHING_KNOWN = Background(1, {})


def _passage(text: str) -> Passage:
    return Passage("one:0", "one", Span(0, len(text)), PassageKind.SENTENCE, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2,000", "2000"), ("Ministers", "minister"), ("Erdoğan", "Erdogan"), ("don’t", "don't")],
)
def test_spellings_of_one_word_have_one_term(one: str, other: str) -> None:
    assert term(one) == term(other)


def test_a_token_says_where_it_stands_without_its_possessive() -> None:
    text = "The harbour's pro-reform mayors"
    tokens = read(text, Span(0, len(text)))
    assert [token.span.of(text) for token in tokens] == [
        "The",
        "harbour",
        "pro",
        "reform",
        "mayors",
    ]


def test_kinds_are_told_by_capitals_digits_and_the_word_before() -> None:
    text = (
        "Then Okoro said he will resign, and Okoro paid the fine of 300, a fine he will resign over"
    )
    words = read_all({"one": text}, [_passage(text)])
    told = dict(zip(words.terms, kinds(words, NOTHING_KNOWN), strict=True))
    assert [told[term] for term in ("okoro", "resign", "fine", "300")] == [
        WordKind.NAME,
        WordKind.VERB,
        WordKind.REST,
        WordKind.NUMBER,
    ]


@pytest.mark.parametrize("text", ["", " ", "…", "日本", "ทดสอบ", "👩‍👩‍👧", "_", "'s", "’"])
def test_any_script_can_be_read(text: str) -> None:
    for token in read(text, Span(0, len(text))):
        assert token.span.of(text) == token.form
        assert token.term
