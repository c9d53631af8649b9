from __future__ import annotations

from reader.linking.names import Folding, variants
from reader.linking.scoring import suggest
from reader.linking.tokens import read
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


def _terms(text: str, aliases: dict[str, str]) -> list[str]:
    tokens = read(text, Span(0, len(text)))
    folded = Folding(aliases).fold(tokens)
    assert all(token.span.of(text) == token.form for token in folded)
    return [token.term for token in folded]


def test_an_accepted_spelling_is_read_as_the_name_and_its_surname_alone_as_well() -> None:
    aliases = {"Sadyr Khaparov": "Sadyr Japarov"}
    assert _terms("They met Sadyr Khaparov", aliases) == _terms("They met Sadyr Japarov", {})
    assert _terms("They met Khaparov", aliases) == _terms("They met Japarov", {})


def test_an_alias_of_other_words_is_read_as_the_name() -> None:
    aliases = {"Government House": "White House"}
    assert _terms("at Government House", aliases) == _terms("at White House", {})
    assert _terms("a government house", aliases) == _terms("a government house", {})


def test_a_surname_of_an_accepted_full_name_stays_what_it_is() -> None:
    aliases = {"Brandt": "Ilse Brandt"}
    assert _terms("They met Brandt", aliases) == _terms("They met Brandt", {})


def test_accepted_spellings_raise_the_score_of_a_pair() -> None:
    texts = {
        "a": "Crowds cheered for Qhazarov on the square.",
        "b": "On the square people applauded Jazaroff loudly.",
    }
    passages = [
        Passage(name, name, Span(0, len(text)), PassageKind.SENTENCE, 0)
        for name, text in texts.items()
    ]
    (plain,) = suggest(texts, passages)
    (folded,) = suggest(texts, passages, aliases={"Jazaroff": "Qhazarov"})
    assert folded.score > plain.score
