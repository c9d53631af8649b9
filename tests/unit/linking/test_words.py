from __future__ import annotations

import pytest

from reader.linking.names import Folding
from reader.linking.quantities import quantities
from reader.linking.tokens import read
from reader.linking.words import read_all
from reader.model.text import Passage, PassageKind, Span

TEXTS = [
    "",
    "…",
    "The harbour's pro-reform mayors won 2,000 votes",
    "日本 and Erdoğan’s don’t",
    "At least 12 miners were hurt and two died, costing $3 million.",
    "Nobody was hurt; 5percent fell, and 12m euros went.",
    "No casualties, they said, and a dozen arrests.",
    "Turnout was 44 per cent, not 40 %.",
]


def _passages() -> dict[str, Passage]:
    return {
        str(number): Passage(
            f"{number}:0", str(number), Span(0, len(text)), PassageKind.SENTENCE, 0
        )
        for number, text in enumerate(TEXTS)
    }


def test_flat_words_are_the_tokens_of_each_passage() -> None:
    texts = dict(zip(_passages(), TEXTS, strict=True))
    words = read_all(texts, list(_passages().values()))
    for index, text in enumerate(TEXTS):
        assert words.tokens(index, text) == read(text, Span(0, len(text)))


@pytest.mark.parametrize("text", TEXTS)
def test_no_passage_that_tells_a_figure_is_passed_over(text: str) -> None:
    passage = Passage("one:0", "one", Span(0, len(text)), PassageKind.SENTENCE, 0)
    told = [
        each
        for each in quantities(text, passage.span)
        if each.unit.value in {"people", "money", "share"} and each.subject != "other"
    ]
    (figured,) = read_all({"one": text}, [passage]).figured
    assert figured or not told


def test_other_spellings_are_read_as_the_name_and_leave_no_term_behind() -> None:
    texts = {
        "one": "At Government House the government met Khaparov’s men.",
        "two": "The White House met Japarov, who met Bo.",
        "three": "A government in the house of Rice ate rice.",
    }
    folding = Folding(
        {"Government House": "White House", "Khaparov": "Sadyr Japarov", "Rice": "Condoleezza"}
    )
    passages = [
        Passage(f"{name}:0", name, Span(0, len(text)), PassageKind.SENTENCE, 0)
        for name, text in texts.items()
    ]
    words = read_all(texts, passages, folding)
    for index, text in enumerate(texts.values()):
        assert words.tokens(index, text) == folding.fold(read(text, Span(0, len(text))))
    assert set(words.term.tolist()) == set(range(len(words.terms)))
    assert "khaparov" not in words.terms
    assert words.spelt == read_all(texts, passages).spelt
    assert len(words.looks) == len(words.start) == len(words.stop) == words.bounds[-1]
