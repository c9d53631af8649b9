"""The coefficients of agreement on the examples that their papers work out by hand."""

from __future__ import annotations

import pytest

from reader.model.agreement import TaggedPlace
from reader.model.text import Span
from reader.team import alpha, unitising
from reader.team.clusters import b_cubed, chains
from reader.team.kappa import kappa, mean_kappa
from reader.team.spans import Found, overlapping, strict

# Cohen (1960), table 2: 200 patients, three diagnoses.
COHEN = ((88, 10, 2), (14, 40, 6), (18, 10, 12))
# Krippendorff (2011): binary, nominal, and four observers with values missing (`.`).
TWO_BINARY = ("0100000010", "1110010000")
TWO_NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR = ("12332141 2...", "12332241 25.3", ".333234225 1.".replace(" ", ""), "12332441 251.")


def test_kappa_is_what_cohen_found() -> None:
    pairs = [
        (row, column)
        for row, counts in enumerate(COHEN)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    assert kappa(pairs) == pytest.approx((140 - 82) / (200 - 82), abs=1e-12)
    assert kappa([]) is None
    assert kappa([("a", "a")] * 3) is None, "nothing but chance explains one value throughout"


def test_the_kappa_of_several_is_the_mean_over_their_pairs_where_both_said_something() -> None:
    units = [{"a": 1, "b": 1, "c": 0}, {"a": 0, "b": 0, "c": 0}, {"a": 1, "b": 0}]
    pairs = (("a", "b"), ("a", "c"))  # b and c had one unit each way: 0
    found = [kappa((u[x], u[y]) for u in units if x in u and y in u) for x, y in pairs]
    assert mean_kappa(units) == pytest.approx((sum(x or 0 for x in found) + 0) / 3)
    assert mean_kappa([{"a": 1}]) is None


@pytest.mark.parametrize(
    ("observers", "expected"),
    [(TWO_BINARY, 0.095), (TWO_NOMINAL, 0.692), (FOUR, 0.743)],
    ids=["binary", "nominal", "four observers, values missing"],
)
def test_alpha_is_what_krippendorff_found(observers: tuple[str, ...], expected: float) -> None:
    rows = [row.replace(" ", "") for row in observers]
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]
    assert alpha.nominal(units) == pytest.approx(expected, abs=0.0005)
    assert alpha.nominal(["aa", "aa"]) is None


def units(*places: tuple[int, int]) -> list[Span]:
    """Units by start and length on the continuum of Krippendorff (2004), which begins at 150."""
    return [Span(start - 150, start - 150 + length) for start, length in places]


def test_unitising_is_what_krippendorff_found() -> None:
    # Measuring the reliability of qualitative text analysis data (2004), figure 2.
    first = units((225, 70), (370, 30))
    second = units((220, 80), (355, 20), (400, 20))
    c = unitising.disagreement(300, [first, second])
    k = unitising.disagreement(300, [units((180, 60), (300, 50))] * 2)
    assert float(c.observed / 300**2) == pytest.approx(0.0144, abs=5e-5)
    assert float(c.expected / 300**2) == pytest.approx(0.0532, abs=5e-5)
    assert float(k.expected / 300**2) == pytest.approx(0.0490, abs=5e-5)
    assert unitising.alpha([c]) == pytest.approx(0.7286, abs=5e-5)
    assert unitising.alpha([k]) == 1
    assert unitising.alpha([c, k]) == pytest.approx(0.8587, abs=5e-5)
    assert unitising.alpha([unitising.disagreement(300, [[], []])]) is None


def test_units_that_overlap_are_one_and_those_that_touch_are_two() -> None:
    spans = [Span(4, 9), Span(0, 3), Span(3, 4), Span(2, 3), Span(8, 12)]
    assert unitising.merged(spans) == [Span(0, 3), Span(3, 4), Span(4, 12)]


def place(start: int, stop: int, tag: str = "claim") -> TaggedPlace:
    return TaggedPlace(f"{tag}{start}-{stop}", tag, (Span(start, stop),))


def test_f1_counts_each_mark_once() -> None:
    mine = [place(0, 10), place(20, 30), place(40, 50, "entity")]
    yours = [place(0, 10), place(20, 24), place(25, 30), place(40, 50)]
    assert strict(mine, yours) == Found(3, 4, 1, 1)
    assert strict(mine, yours).f1 == pytest.approx(2 / 7)
    assert overlapping(mine, yours) == Found(3, 4, 2, 3)
    assert overlapping(mine, yours).f1 == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))
    assert strict([place(0, 1)] * 2, [place(0, 1)]) == Found(2, 1, 1, 1), "two need two"
    assert Found().f1 is None
    assert Found(2, 0).f1 == 0


@pytest.mark.parametrize(
    ("tied", "precision"), [(("7", "8"), 16 / 21), (("5", "8"), 7 / 12)], ids=["small", "large"]
)
def test_b_cubed_is_what_bagga_and_baldwin_found(tied: tuple[str, str], precision: float) -> None:
    # Three chains of 5, 2 and 5; the answer ties two of them together, which costs the more
    # the larger they are.
    true = [*zip("1234", "2345", strict=True), ("6", "7"), *zip("89AB", "9ABC", strict=True)]
    items = "123456789ABC"
    found = b_cubed(chains(items, [*true, tied]), chains(items, true))
    assert float(found.precision / found.items) == pytest.approx(precision)
    assert found.recall == found.items
    assert found.f1 == pytest.approx(2 * precision / (precision + 1))
