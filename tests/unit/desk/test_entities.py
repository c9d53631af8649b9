"""Spellings that people accept and refuse stand in the codebook, and are not asked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.finding import Severity

A, B = "Sooronbay Jeenbekov", "Sooronbai Jeenbekov"


def _pairs(desk: Desk) -> set[tuple[str, str]]:
    return {(each.a, each.b) for each in desk.entities.candidates()}


def test_looking_writes_nothing_and_gives_places(desk: Desk) -> None:
    before = desk.history.entries()
    found = desk.entities.candidates()
    assert desk.history.entries() == before
    (pair,) = [each for each in found if (each.a, each.b) == (A, B)]
    for end, words in ((pair.first_a, A), (pair.first_b, B)):
        assert end.span.of(desk.articles.get(end.article).text) == end.quote == words


def test_an_accepted_pair_is_one_thing_for_everybody_and_not_asked_again(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    assert (A, B) in _pairs(desk)
    made = desk.entities.accept(A, B)
    assert made.all == (A, B)
    bo = open_as("bo")
    assert bo.entities.all() == (made,)
    assert dict(bo.entities.aliases()) == {B: A}
    assert (A, B) not in _pairs(bo)
    assert bo.tags.find(f"entity/named/{A}").example == B


def test_one_undo_takes_an_acceptance_or_a_refusal_back(desk: Desk) -> None:
    desk.entities.accept(A, B)
    desk.history.undo()
    assert desk.entities.all() == ()
    assert (A, B) in _pairs(desk)
    desk.entities.refuse(A, B)
    assert (A, B) not in _pairs(desk)
    desk.history.undo()
    assert (A, B) in _pairs(desk)
    desk.history.redo()
    assert (A, B) not in _pairs(desk)


def test_a_third_spelling_joins_and_two_things_can_become_one(desk: Desk) -> None:
    desk.entities.accept(A, B)
    assert desk.entities.accept("S. Jeenbekov", B).all == (A, B, "S. Jeenbekov")
    desk.entities.accept("the president", "the head of state")
    both = desk.entities.accept(A, "the head of state")
    assert both.all == (A, B, "S. Jeenbekov", "the president", "the head of state")
    assert desk.entities.all() == (both,)
    assert desk.entities.accept(A, B) == both


def test_refusing_parts_what_was_one(desk: Desk) -> None:
    desk.entities.accept(A, B)
    one, other = desk.entities.refuse(A, B)
    assert (one.all, other.all) == ((A,), (B,))
    assert desk.entities.refuse(A, B) == (one, other)
    desk.entities.accept(A, "S. Jeenbekov")
    third, first = desk.entities.refuse("S. Jeenbekov", A)
    assert (third.all, first.all) == (("S. Jeenbekov",), (A,))


def test_a_slash_is_kept_in_the_spelling(desk: Desk) -> None:
    made = desk.entities.accept("Radio Free Europe/Radio Liberty", "Radio Free Europe")
    assert "Radio Free Europe/Radio Liberty" in made.all
    assert desk.entities.named("Radio Free Europe/Radio Liberty") == made


def test_marks_of_the_second_tag_move_when_two_things_become_one(desk: Desk) -> None:
    desk.entities.accept(A, "S. Jeenbekov")
    desk.entities.accept(B, "Jeenbekov, S.")
    article = desk.articles.resolve("1")
    mark = desk.marks.annotate(article, [desk.marks.place(article, B)], [f"entity/named/{B}"])
    desk.entities.accept(A, B)
    assert [tag.name for tag in desk.marks.get(mark.id).tags] == [A]


@pytest.mark.parametrize(("a", "b"), [("", "b"), ("a", " A "), ("a;b", "c"), ("a\nb", "a b")])
def test_unfit_spellings_are_refused(desk: Desk, a: str, b: str) -> None:
    with pytest.raises(ReaderError):
        desk.entities.accept(a, b)
    assert desk.entities.all() == ()


def test_undoing_to_the_first_word_leaves_a_colleague_s_word(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    desk.entities.accept(A, B)
    bo = open_as("bo")
    theirs = bo.entities.accept("Bishkek", "the capital")
    desk.history.undo()
    assert desk.entities.all() == (theirs,)
    assert desk.history.undo() is None  # the tag under which they stand is nobody's
    assert not [each for each in desk.care.doctor() if each.severity is not Severity.NOTE]
