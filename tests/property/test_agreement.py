"""Agreement: perfect is 1, who is named first does not matter, chance is nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.agreement import Grouping, SharedArticle, TaggedPlace
from reader.model.text import Span
from reader.team import alpha, unitising
from reader.team.agreement import of_marks
from reader.team.disagreements import over_marks
from reader.team.kappa import kappa
from reader.team.spans import Found, overlapping

LENGTH = 60
TAGS = ("claim", "entity/person", "(untagged)")

spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
    lambda each: Span(each[0], min(each[0] + each[1], LENGTH))
)
work = st.lists(st.tuples(spans, st.sampled_from(TAGS)), max_size=6)


Work = list[tuple[Span, str]]


def shared(*sides: Work) -> SharedArticle:
    """An article of six sentences that was marked so."""
    names = "abcd"[: len(sides)]
    marks = (
        tuple(TaggedPlace(f"{name}{n}", tag, (span,)) for n, (span, tag) in enumerate(side))
        for name, side in zip(names, sides, strict=True)
    )
    borders = range(0, LENGTH + 1, 10)
    return SharedArticle(
        "x",
        (Span(0, 35), Span(35, LENGTH)),
        tuple(Span(start, stop) for start, stop in pairwise(borders)),
        dict(zip(names, marks, strict=True)),
        dict.fromkeys(names, "2026-01-02"),
    )


@settings(max_examples=40)
@given(work, work, work)
def test_neither_names_nor_their_order_matter(a: Work, b: Work, c: Work) -> None:
    found = [of_marks([shared(*each)], Grouping.TAG) for each in permutations((a, b, c))]
    figures = [
        [
            (g.group, g.marks and [g.alpha, g.unitising, g.strict], pytest.approx(g.kappa or 0))
            for g in groups
        ]
        for groups in found
    ]
    assert all(each == figures[0] for each in figures[1:])
    assert len({tuple(g.disagreements for g in groups) for groups in found}) == 1


@settings(max_examples=40)
@given(work, work)
def test_figures_are_1_without_disagreements_and_places_stand_behind_all_others(
    a: Work, b: Work
) -> None:
    (*_, same) = of_marks([shared(a, a)], Grouping.TAG)
    figures = {same.kappa, same.alpha, same.unitising, same.strict, same.overlapping}
    assert figures <= {1, None}
    assert same.disagreements == 0
    both = shared(a, b)
    (*_, whole) = of_marks([both], Grouping.TAG)
    differing = list(over_marks([both]))
    assert (whole.strict in {1, None}) is (not differing)
    assert whole.disagreements == len(differing)
    told = {side for each in differing for side in (each.a, each.b) if side is not None}
    found = [any(s.overlaps(t) and n == m for t, m in b) for s, n in a]
    found += [any(s.overlaps(t) and n == m for t, m in a) for s, n in b]
    assert overlapping(*both.marks.values()) == Found(
        len(a), len(b), sum(found[: len(a)]), sum(found[len(a) :])
    )
    lone = set(a) ^ set(b)
    assert all(m in told for side in both.marks.values() for m in side if (m.span, m.tag) in lone)
    assert whole.strict is None or whole.overlapping is None or whole.strict <= whole.overlapping


def by_definition(length: int, observers: Sequence[Sequence[Span]]) -> unitising.Disagreement:
    """The two disagreements by shifting each unit along each other section, place by place."""

    def sections(cut: Sequence[Span]) -> list[tuple[bool, Span]]:
        edges = [0, *(edge for unit in cut for edge in (unit.start, unit.stop)), length]
        gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
        return [*((True, unit) for unit in cut), *((False, gap) for gap in gaps)]

    def apart(one: tuple[bool, Span], other: tuple[bool, Span]) -> int:
        (is_unit, a), (is_unit_too, b) = one, other
        if is_unit and is_unit_too:
            return (a.start - b.start) ** 2 + (a.stop - b.stop) ** 2 if a.overlaps(b) else 0
        if is_unit != is_unit_too:
            unit, gap = (a, b) if is_unit else (b, a)
            return len(unit) ** 2 if gap.covers(unit) else 0
        return 0

    cut = [sections(unitising.merged(each)) for each in observers]
    people = len(cut)
    seen = sum(
        apart(one, other)
        for i, mine in enumerate(cut)
        for j, theirs in enumerate(cut)
        if i != j
        for one in mine
        for other in theirs
    )
    every = [each for sections in cut for each in sections]
    chance = 0
    for i, (is_unit, a) in enumerate(every):
        for j, (is_unit_too, b) in enumerate(every):
            if i == j or not (is_unit or is_unit_too):
                continue
            for start in range(2 * LENGTH):  # a stands at LENGTH, b comes past it
                here = Span(LENGTH, LENGTH + len(a))
                chance += apart((is_unit, here), (is_unit_too, Span(start, start + len(b))))
    units = [len(span) for is_unit, span in every if is_unit]
    pairs = people * length * (people * length - 1) - sum(n * (n - 1) for n in units)
    return unitising.Disagreement(
        Fraction(seen, people * (people - 1)), Fraction(chance * length, pairs)
    )


@settings(max_examples=25)
@given(st.lists(st.lists(spans, max_size=4), min_size=2, max_size=3))
def test_unitising_is_what_its_definition_says(observers: list[list[Span]]) -> None:
    assert unitising.disagreement(LENGTH, observers) == by_definition(LENGTH, observers)


def test_by_chance_alone_every_coefficient_is_near_nothing() -> None:
    dice = random.Random(1960)
    pairs = [(dice.choice("aab"), dice.choice("abb")) for _ in range(20_000)]
    assert abs(kappa(pairs) or 0) < 0.02
    dealt = [(dice.choice("aab"), dice.choice("aab")) for _ in range(20_000)]
    assert abs(alpha.nominal(dealt) or 0) < 0.02
    length = 40_000

    def scattered() -> list[Span]:
        starts = (dice.randrange(length - 40) for _ in range(500))
        return [Span(start, start + dice.randrange(1, 40)) for start in starts]

    found = [unitising.disagreement(length, [scattered(), scattered()]) for _ in range(10)]
    assert abs(unitising.alpha(found) or 0) < 0.05
