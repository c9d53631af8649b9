"""Attributes: which fields a mark has, what it lacks, and which marks fit."""

from __future__ import annotations

from reader.model.annotation import Tag, TagKind
from reader.model.attributes import KNOWN, fields, fits, in_words, lacking

CLAIM = Tag("1", TagKind.CLAIM, "claim", required=("stance", "source"))
RUMOUR = Tag("2", TagKind.USER, "rumour", required=("source",))


def test_what_is_asked_for_stands_first_and_nothing_stands_twice() -> None:
    names = [each.name for each in fields((CLAIM, RUMOUR), {"quantity": "590", "by": "a mayor"})]
    assert names == ["stance", "source", "certainty", "attributed-to", "quantity", "by"]


def test_an_attribute_without_a_word_is_lacking() -> None:
    assert lacking((CLAIM, RUMOUR), {"source": " "}) == ("stance", "source")
    assert lacking((RUMOUR,), {"source": "BBC"}) == ()


def test_every_choice_has_a_letter_of_its_own_that_stands_in_it() -> None:
    for attribute in KNOWN:
        letters = [choice.letter for choice in attribute.choices]
        assert len(set(letters)) == len(letters)
        assert all(choice.letter in choice.value for choice in attribute.choices)


def test_marks_fit_by_name_and_by_value_whatever_the_capitals() -> None:
    said = {"stance": "denies", "attributed-to": "Interfax"}
    assert fits(said, {"stance": None, "attributed-to": "interfax"})
    assert not fits(said, {"stance": "affirms"})
    assert in_words(said) == "stance: denies · attributed-to: Interfax"
