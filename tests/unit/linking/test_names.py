from __future__ import annotations

from reader.linking.names import Folding
from reader.linking.scoring import suggest
from reader.linking.tokens import read
from reader.model.text import Passage, PassageKind, Span


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
