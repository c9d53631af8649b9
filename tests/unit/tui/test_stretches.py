"""Words, sentences, paragraphs and names around an offset."""

from __future__ import annotations

import pytest

from reader.model.text import Span
from reader.tui.stretches import Stretches
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import wrap


def _stretches(text: str) -> Stretches:
    return Stretches(wrap(text, [ShownBlock(Span(0, len(text)), 0, Role.BODY)], 60))


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("Then Anna Berg spoke", "Berg", "Anna Berg"),
        ("Then Anna Berg spoke", "Anna", "Anna Berg"),
        ("The Harbour Board met", "Harbour", "Harbour Board"),
        ("Ludwig van der Berg met", "Ludwig", "Ludwig van der Berg"),
        ("the Bank of Alder said", "Alder", "Bank of Alder"),
        ("said Mr. Berg today", "Berg", "Mr. Berg"),
        ("said J. Berg today", "Berg", "J. Berg"),
        ("left. Berg came", "Berg", "Berg"),
        ("Alder’s mayor said", "Alder", "Alder"),
        ("Berg and Holm met", "Holm", "Holm"),
        ("Berg, Holm met", "Holm", "Holm"),
        ("they met the mayor", "mayor", "mayor"),
        ("Anna Berg’s Harbour Board", "Harbour", "Harbour Board"),
        ("the North-East Line", "Line", "North-East Line"),
        ("Anna\n\nBerg", "Anna", "Anna"),
    ],
)
def test_a_name_is_the_run_of_capitalised_words(text: str, at: str, name: str) -> None:
    found = _stretches(text).name(text.index(at))
    assert found is not None
    assert found.of(text) == name


def test_between_words_the_nearest_one_counts() -> None:
    stretches = _stretches("one, two")
    assert stretches.word(3) == Span(0, 3)
    assert stretches.word(4) == Span(5, 8)


def test_the_space_after_a_sentence_belongs_to_it() -> None:
    stretches = _stretches("It fell. It rose.")
    assert stretches.sentence(8) == Span(0, 8)
    assert stretches.sentence(9) == Span(9, 17)


def test_growing_goes_from_word_to_sentence_to_paragraph() -> None:
    stretches = _stretches("It fell. It rose.")
    spans = [stretches.grown(None, 3)]
    for _ in range(3):
        spans.append(stretches.grown(spans[-1], 3))
    assert spans == [Span(3, 7), Span(0, 8), Span(0, 17), Span(0, 17)]


def test_sentences_of_many_blocks_are_asked_and_forgotten_without_mixing_them() -> None:
    text = "".join(f"Number {index:03}. " for index in range(200))
    step = len("Number 000. ")
    shown = [
        ShownBlock(Span(index * step, index * step + step - 1), index, Role.BODY)
        for index in range(200)
    ]
    stretches = Stretches(wrap(text, shown, 60))
    for index in (*range(200), 0, 199):
        assert stretches.sentence(index * step) == shown[index].span


def test_on_an_empty_page_there_is_nothing() -> None:
    stretches = Stretches(wrap("", (), 60))
    assert stretches.word(0) is None
    assert stretches.sentence(0) is None
    assert stretches.paragraph(0) is None
    assert stretches.name(0) is None
