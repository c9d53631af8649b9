"""Krippendorff's alpha for unitising: do people cut the same units out of a continuum?

The version of K. Krippendorff, On the reliability of unitizing continuous data, Sociological
Methodology 25 (1995) 47-76, with the notation of his Measuring the reliability of qualitative
text analysis data, Quality & Quantity 38 (2004) 787-800, whose example is among the tests. Units
of one category do not overlap in one person's work; what lies between them is gap. Two units that
overlap differ by the squares of the distances of their borders, a unit that lies in a gap by the
square of its length. The coefficients of Krippendorff, Mathet, Bouvry and Widlöcher (2016), which
count code points in common instead, are not computed here: they do not tell one long unit from
two halves of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations

from reader.model.text import Span

SEVERAL = 2  # people whom disagreement takes


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed and expected disagreement of one category, in squared code points.

    The paper's D divide by the square of the continuum's length, which alpha does not see. Not
    divided they add up: over categories of a continuum, as in the paper, and over continua.
    """

    observed: Fraction
    expected: Fraction


def alpha(parts: Iterable[Disagreement]) -> float | None:
    """1 for the same units, 0 for chance; None where nobody marked anything."""
    observed = expected = Fraction()
    for part in parts:
        observed += part.observed
        expected += part.expected
    return float(1 - observed / expected) if expected else None


def disagreement(length: int, observers: Sequence[Iterable[Span]]) -> Disagreement:
    """How far people differ over one category, and how far they would by chance.

    Args:
        length: of the continuum, in code points.
        observers: for each person the units, within [0, length); units that overlap are one.
    """
    cut = [merged(units) for units in observers]
    people = len(cut)
    if people < SEVERAL or not length:
        return Disagreement(Fraction(), Fraction())
    apart = sum(_apart(one, other) for one, other in combinations(cut, 2))
    lengths = [len(unit) for units in cut for unit in units]
    gaps = sorted(gap for units in cut for gap in _gaps(length, units))
    longer = [0, *accumulate(reversed(gaps))]  # the sum of the n longest gaps
    chance = 0
    for own in lengths:
        wide = len(gaps) - bisect_left(gaps, own)
        chance += (len(lengths) - 1) * (2 * own**3 - 3 * own**2 + own)
        chance += 3 * own**2 * (longer[wide] - wide * (own - 1))
    pairs = people * length * (people * length - 1) - sum(own * (own - 1) for own in lengths)
    return Disagreement(
        Fraction(2 * apart, people * (people - 1)),
        Fraction(2 * chance * length, 3 * pairs) if pairs else Fraction(),
    )


def merged(units: Iterable[Span]) -> list[Span]:
    """Units in order, those that overlap as one; those that only touch stay two."""
    found: list[Span] = []
    for unit in sorted(unit for unit in units if len(unit)):
        if found and unit.start < found[-1].stop:
            found[-1] = Span(found[-1].start, max(found[-1].stop, unit.stop))
        else:
            found.append(unit)
    return found


def _apart(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The squared differences of two people's units, each met pair and each lone unit once."""
    total = 0
    met: set[tuple[int, Span]] = set()
    first = 0
    for unit in one:
        while first < len(other) and other[first].stop <= unit.start:
            first += 1
        for twin in other[first:]:
            if twin.start >= unit.stop:
                break
            total += (unit.start - twin.start) ** 2 + (unit.stop - twin.stop) ** 2
            met |= {(0, unit), (1, twin)}
    for side, units in enumerate((one, other)):
        total += sum(len(unit) ** 2 for unit in units if (side, unit) not in met)
    return total


def _gaps(length: int, units: Sequence[Span]) -> Iterable[int]:
    """The lengths of what lies between units."""
    stops = [0, *(unit.stop for unit in units)]
    starts = [*(unit.start for unit in units), length]
    return (start - stop for stop, start in zip(stops, starts, strict=True) if start > stop)
