from __future__ import annotations

import pytest

from reader.linking.background import Background
from reader.linking.tokens import WordKind, kinds, read, term
from reader.model.text import Span

NOTHING_KNOWN = Background(1, {})


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
    tokens = read(text, Span(0, len(text)))
    terms = ("okoro", "resign", "fine", "300")
    assert kinds([tokens], terms, NOTHING_KNOWN) == (
        WordKind.NAME,
        WordKind.VERB,
        WordKind.REST,
        WordKind.NUMBER,
    )


@pytest.mark.parametrize("text", ["", " ", "…", "日本", "ทดสอบ", "👩‍👩‍👧", "_", "'s", "’"])
def test_any_script_can_be_read(text: str) -> None:
    for token in read(text, Span(0, len(text))):
        assert token.span.of(text) == token.form
        assert token.term
