"""Suggested names: found without a write, left out once marked, accepted as one gesture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.desk.desk import Desk
from reader.desk.naming import unmarked
from reader.errors import ReaderError
from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind
from reader.model.entity import EntityKind, SuggestedEntity
from reader.model.link import LinkEnd
from reader.model.text import Span


def _article(desk: Desk) -> str:
    return next(each.id for each in desk.articles.list() if desk.naming.open(each.id))


def test_looking_writes_nothing_and_accepting_is_one_gesture(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    before = desk.history.entries()
    article = _article(desk)
    found = desk.naming.open(article)
    assert desk.history.entries() == before
    counts = {each.place.quote: 0 for each in found}
    for each in found:
        counts[each.place.quote] += 1
    name = max(counts, key=lambda quote: counts[quote])
    assert counts[name] > 1
    made = desk.naming.accept((article,), name)
    kind = next(each.kind for each in found if each.place.quote == name)
    assert [mark.anchor.quote for mark in made] == [name] * counts[name]
    assert {desk.tags.all().path(mark.tags[0]) for mark in made} == {kind.tag}
    left = open_as("bo").naming.open(article)
    assert [each for each in left if each.place.quote == name] == []
    desk.history.undo()
    assert desk.naming.open(article) == found
    with pytest.raises(ReaderError, match="no such name"):
        desk.naming.accept((article,), "Nobody Atall")


def test_a_kind_that_people_gave_a_spelling_wins_for_everybody(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    article = _article(desk)
    first = desk.naming.open(article)[0]
    other = next(kind for kind in EntityKind if kind is not first.kind)
    desk.marks.annotate(article, (first.place.span,), (other.tag,))
    told = open_as("bo").naming.suggested((article,))[article]
    same = [each for each in told if each.place.quote == first.place.quote]
    assert {(each.kind, each.why) for each in same} == {(other, "marked so once before")}


def test_what_shares_a_letter_with_an_entity_is_left_out_and_claims_do_not_count() -> None:
    def name(start: int, stop: int) -> SuggestedEntity:
        return SuggestedEntity(LinkEnd("a", Span(start, stop), "x"), EntityKind.PERSON, "y")

    def mark(kind: TagKind, start: int, stop: int) -> Annotation:
        piece = Piece(Span(start, stop), "x" * (stop - start))
        tag = Tag(kind.value, kind, kind.value)
        return Annotation(str(start), "a", Anchor((piece,), "", ""), (tag,), "ada")

    names = (name(0, 4), name(4, 8), name(10, 12), name(30, 33))
    marks = [mark(TagKind.ENTITY, 3, 4), mark(TagKind.CLAIM, 0, 40), mark(TagKind.ENTITY, 9, 31)]
    assert unmarked(names, marks) == (names[1],)
