from __future__ import annotations

from reader.linking.names import variants
from reader.model.text import Passage, PassageKind, Span


def _variants(*texts: str) -> tuple[tuple[str, ...], ...]:
    passages = [
        Passage(f"p{n}", f"a{n}", Span(0, len(text)), PassageKind.SENTENCE, 0)
        for n, text in enumerate(texts)
    ]
    return variants({f"a{n}": text for n, text in enumerate(texts)}, passages)


def test_two_spellings_in_two_articles_may_be_one_name() -> None:
    assert _variants("They met Sergei there.", "They met Sergey there.") == (("Sergei", "Sergey"),)


def test_two_names_of_one_article_are_two_people() -> None:
    assert _variants("The brothers Sergei and Sergey came.", "They met Sergey there.") == ()


def test_a_land_and_its_people_are_not_two_spellings() -> None:
    assert _variants("They left Kenya then.", "They met Kenyan envoys.") == ()


def test_short_names_and_plain_words_are_left_alone() -> None:
    assert _variants("They met Ivan there.", "They left Iran then.") == ()
    assert _variants("The harbour was shut.", "The harbours were shut.") == ()
