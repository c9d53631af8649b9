from __future__ import annotations

import pytest

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
