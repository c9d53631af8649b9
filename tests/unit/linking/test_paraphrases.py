from __future__ import annotations

import pytest

from reader.linking.paraphrases import load, meaning
from reader.linking.scoring import suggest
from reader.linking.tokens import read, term
from reader.linking.words import read_all
from reader.model.boundaries import sentences
from reader.model.link import Reason, ReasonKind
from reader.model.text import Passage, PassageKind, Span

TEXTS = {
    "a": "Nobody slept. The mayor of Ellery stepped down on Friday. Boats were late.",
    "b": "It was cold. Ellery's mayor has resigned. Ferries did not sail.",
}


def _passages(texts: dict[str, str]) -> list[Passage]:
    return [
        Passage(f"{name}:{index}", name, span, PassageKind.SENTENCE, index)
        for name, text in texts.items()
        for index, span in enumerate(sentences(text))
    ]


def _reasons(texts: dict[str, str]) -> dict[tuple[str, str], Reason]:
    best = suggest(texts, _passages(texts))[0]
    assert {best.a.id, best.b.id} == {"a:1", "b:1"}
    return {(reason.a, reason.b): reason for reason in best.reasons}


@pytest.mark.parametrize(
    ("one", "other"),
    [("resigned", "quit"), ("took", "take"), ("injured", "hurt"), ("France", "Paris")],
)
def test_words_that_stand_for_one_another(one: str, other: str) -> None:
    found = meaning((term(one), term(other), term("harbour"))).toarray()
    assert found.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_no_word_of_the_table_stands_for_itself() -> None:
    table = load()
    for groups in (table.forms, table.words, table.names):
        assert not [stem for stem, others in groups.items() if stem in others]
    assert all(said not in pair for pair, said in table.phrases.items())


def test_two_words_that_say_one_are_read_as_it_but_not_across_passages() -> None:
    text = "He stepped down. She took a step. Down it went."
    spans = [Span(0, 16), Span(17, 33), Span(34, 47)]
    passages = [Passage(str(n), "a", span, PassageKind.SENTENCE, n) for n, span in enumerate(spans)]
    words = read_all({"a": text}, passages)
    said = [token.term for index in range(3) for token in words.tokens(index, text)]
    assert said == ["he", "resign", "down", "she", "took", "a", "step", "down", "it", "went"]
    assert words.tokens(0, text)[1].form == "stepped down"
    assert [token.form for token in read(text, spans[1])] == ["She", "took", "a", "step"]


def test_a_paraphrase_carries_a_link_and_is_told_with_both_spellings() -> None:
    reason = _reasons(TEXTS)["stepped down", "resigned"]
    assert reason.kind is ReasonKind.WORD
    quitting = TEXTS | {"b": "It was cold. Ellery's mayor has quit. Ferries did not sail."}
    assert _reasons(quitting)["stepped down", "quit"].kind is ReasonKind.WORD
