"""Curation: every mark has its place, what is decided stays, new work opens only its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind, TagSet
from reader.model.curation import (
    Decision,
    DoneArticle,
    Item,
    ItemKind,
    Outcome,
    curated_id,
)
from reader.model.text import Span
from reader.team.curation import at_least, items, narrowest, union

PEOPLE = ("ada", "bo", "cy")
CLAIM = Tag("c", TagKind.CLAIM, "claim")
RELEASE = Tag("r", TagKind.CLAIM, "release", parent="c")
PERSON = Tag("p", TagKind.ENTITY, "person")
TAGS = TagSet((CLAIM, RELEASE, PERSON))

place = st.tuples(
    st.sampled_from(PEOPLE),
    st.integers(0, 30),
    st.integers(1, 12),
    st.lists(st.sampled_from(TAGS.tags), max_size=2, unique=True),
)
Place = tuple[str, int, int, list[Tag]]


def mark(number: int, made: Place) -> Annotation:
    who, start, length, tags = made
    span = Span(start, start + length)
    anchor = Anchor((Piece(span, "x" * length),), "", "")
    return Annotation(f"{number:04}", "a", anchor, tuple(tags), who)


def curated(
    marks: Sequence[Annotation], decided: Sequence[Decision] = (), article: str = "a"
) -> tuple[Item, ...]:
    decisions = {each.annotation: each for each in decided}
    standing = {each.result for each in decided if each.result is not None}
    return items([DoneArticle(article, PEOPLE, tuple(marks))], TAGS, decisions, standing)


def decided(found: Sequence[Item]) -> list[Decision]:
    """A decision on everything: the first version of each place stands."""
    return [
        Decision(each.id, Outcome.ACCEPTED, each.version, curated_id([item.id]))
        if candidate is item.versions[0]
        else Decision(each.id, Outcome.REJECTED, each.version)
        for item in found
        for candidate in item.versions
        for each in candidate.marks
    ]


@settings(max_examples=40)
@given(st.lists(place, max_size=9), place, st.randoms(use_true_random=False))
def test_every_mark_has_one_place_and_new_work_opens_its_own_alone(
    made: list[Place], late: Place, dice: object
) -> None:
    marks = [mark(number, each) for number, each in enumerate(made)]
    found = curated(marks)
    assert Counter(m.id for item in found for m in item.marks) == Counter(m.id for m in marks)
    shuffled = list(marks)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert curated(shuffled) == found, "the order in which marks come does not matter"
    for item in found:
        assert len({m.annotator for m in item.marks}) == len(item.marks)
        assert 0 < item.share <= 1 or not any(
            each.key == item.proposal.key for each in item.versions
        )
        assert (item.kind is ItemKind.AGREED) <= (item.share == 1)
        assert item.proposal.spans in {each.spans for each in item.versions}
    done = decided(found)
    assert not any(item.open for item in curated(marks, done))
    new = mark(len(marks), late)
    opened = [item for item in curated([*marks, new], done) if item.open]
    assert [new.id in {m.id for m in item.marks} for item in opened] == [True]
    if marks:
        edited = [replace(marks[0], version=2), *marks[1:]]
        opened = [item for item in curated(edited, done) if item.open]
        assert [item.changed for item in opened] == [{marks[0].id}]


def test_what_differs_is_named_and_most_voices_are_proposed() -> None:
    def kind(*made: Place) -> tuple[ItemKind, Span, list[str], float]:
        (item,) = curated([mark(number, each) for number, each in enumerate(made)])
        names = [TAGS.path(tag) for tag in item.proposal.tags]
        return item.kind, item.proposal.spans[0], names, round(item.share, 2)

    ada, bo, cy = PEOPLE
    whole = Span(0, 10)
    alike: list[Place] = [(ada, 0, 10, [CLAIM]), (bo, 0, 10, [CLAIM])]
    assert kind(*alike, (cy, 0, 10, [CLAIM])) == (ItemKind.AGREED, whole, ["claim"], 1)
    assert kind(*alike) == (ItemKind.MISSING, whole, ["claim"], 0.67)
    assert kind(alike[0]) == (ItemKind.ALONE, whole, ["claim"], 0.33)
    assert kind(*alike, (cy, 2, 8, [CLAIM])) == (ItemKind.BORDERS, whole, ["claim"], 0.67)
    assert kind(*alike, (cy, 0, 10, [PERSON])) == (ItemKind.TAG, whole, ["claim"], 0.67)
    assert kind(alike[0], (cy, 0, 9, [PERSON])) == (ItemKind.BOTH, whole, ["claim", "person"], 0)
    assert kind(alike[0], (bo, 0, 10, [RELEASE]))[2] == ["claim/release"]
    inside = curated([mark(0, alike[0]), mark(1, (bo, 2, 3, [PERSON]))])
    assert len(inside) == 2, "a name inside of a claim is a place of its own"
    assert at_least(inside, 0.3) == inside
    assert at_least(inside, 0.5) == ()
    assert union([[Span(0, 3)], [Span(2, 5), Span(7, 8)]]) == (Span(0, 5), Span(7, 8))
    assert narrowest([RELEASE, PERSON, CLAIM], TAGS) == (RELEASE, PERSON)


def test_a_mark_that_was_deleted_since_or_lost_its_curated_one_comes_back() -> None:
    gone = replace(mark(0, ("ada", 0, 5, [CLAIM])), version=2, deleted=True)
    accepted = Decision(gone.id, Outcome.ACCEPTED, 1, "result")
    (item,) = curated([gone], [accepted])
    assert item.open
    assert not item.share
    assert item.changed == {gone.id}
    kept = replace(accepted, version=2)
    assert not curated([gone], [kept])[0].open
    (lost,) = items([DoneArticle("a", PEOPLE, (gone,))], TAGS, {gone.id: kept}, ())
    assert lost.open
