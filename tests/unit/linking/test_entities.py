"""Spellings of one thing over several articles; twins and namesakes stay apart."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.intake.files import read
from reader.linking.entities import candidates
from reader.linking.passages import cut
from reader.model.text import Passage, PassageKind, Span

ROOT = Path(__file__).parents[3]
GOLD = tomllib.loads((ROOT / "tests/cases/entities/corpus.toml").read_text("utf-8"))
RECALL = 1.0  # floors below what was reached, so that a loss is noticed
PRECISION = 1.0


@cache
def corpus() -> tuple[frozenset[str], ...]:
    articles = [clean(read(path)) for path in sorted((ROOT / "corpus").glob("*.txt"))]
    texts = {article.id: article.text for article in articles}
    passages = [passage for article in articles for passage in cut(article)]
    return tuple(frozenset((c.a, c.b)) for c in candidates(texts, passages))


def _pairs(*texts: str, known: tuple[tuple[str, ...], ...] = ()) -> set[frozenset[str]]:
    passages = [
        Passage(f"p{n}", f"a{n}", Span(0, len(text)), PassageKind.PARAGRAPH, 0)
        for n, text in enumerate(texts)
    ]
    found = candidates({f"a{n}": text for n, text in enumerate(texts)}, passages, known)
    return {frozenset((each.a, each.b)) for each in found}


@pytest.mark.parametrize("pair", GOLD["different"], ids=" / ".join)
def test_different_things_of_the_five_reports_are_never_suggested_as_one(pair: list[str]) -> None:
    assert frozenset(pair) not in corpus()


def test_spellings_of_the_five_reports_are_found_and_nothing_else() -> None:
    same = {frozenset(pair) for pair in GOLD["same"]}
    right = same | {frozenset(pair) for pair in GOLD["people"]}
    found = set(corpus())
    assert len(found & same) / len(same) >= RECALL
    assert len(found & right) / len(found) >= PRECISION


def test_two_spellings_in_two_articles() -> None:
    one = "Supporters of Sadyr Khaparov met. He said Sadyr Khaparov would win."
    other = "They freed Sadyr Japarov. Mr. Japarov thanked them."
    assert frozenset(("Sadyr Khaparov", "Sadyr Japarov")) in _pairs(one, other)


def test_a_bare_surname_in_another_spelling_joins_the_only_full_name() -> None:
    one, other = "They met Khaparov, said Khaparov.", "They freed President Sadyr Japarov."
    assert _pairs(one, other) == {frozenset(("Sadyr Japarov", "Khaparov"))}


def test_brothers_are_told_apart_in_whatever_spelling() -> None:
    one = "They met President Sooronbai Jeenbekov, said Jeenbekov."
    other = "His brother is Asylbek Jeenbekov, said Asylbek Jeenbekov."
    assert _pairs(one, other) == set()
    respelt = other.replace("Jeenbekov", "Zheenbekov")
    assert _pairs(one, respelt) == set()


def test_a_surname_of_two_people_joins_neither() -> None:
    text = "Then Ada Quill spoke. Later Bo Quill, said Ada Quill, left. Mr. Quill said no."
    assert _pairs(text) == set()


def test_a_surname_joins_its_full_name_and_a_place_does_not() -> None:
    assert _pairs("Then Mayor Ilse Brandt spoke. They saw Ms. Brandt leave.") == {
        frozenset(("Ilse Brandt", "Brandt"))
    }
    assert _pairs("Then South Wend voted. The rest of Wend said no.") == set()


def test_both_spellings_in_one_article_are_two_people() -> None:
    assert _pairs("The brothers Sergei and Sergey came.", "They met Sergey there.") == set()


def test_what_people_settled_is_not_asked_again() -> None:
    one, other = "They met Sadyr Khaparov there.", "They met Sadyr Japarov there."
    pair = ("Sadyr Khaparov", "Sadyr Japarov")
    assert _pairs(one, other) == {frozenset(pair)}
    assert _pairs(one, other, known=(pair,)) == set()
    assert _pairs(one, other, known=((pair[0],), (pair[1],))) == set()
    assert _pairs(one, other, known=((pair[0],),)) == {frozenset(pair)}


def test_words_and_derived_names_are_left_alone() -> None:
    assert _pairs("They left Kenya then.", "They met Kenyan envoys.") == set()
    assert _pairs("The harbour was shut.", "The harbours were shut.") == set()
    assert _pairs("They met Ivan there.", "They left Iran then.") == set()


def test_a_middle_name_more_is_the_same_person_and_another_first_name_is_not() -> None:
    one = "They met James B. Comey there."
    assert _pairs(one, "They met James Comey there.") == {
        frozenset(("James B. Comey", "James Comey"))
    }
    assert _pairs(one, "They met Patrice Comey there.") == set()


def test_capitals_alone_are_nothing_to_ask_about() -> None:
    assert _pairs("They left Oldbridge then.", "They left OLDBRIDGE then.") == set()
