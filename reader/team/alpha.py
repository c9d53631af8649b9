"""Krippendorff's alpha for nominal data, any number of people, values missing here and there.

K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), section C; the same as in
Content Analysis: An Introduction to Its Methodology, 3rd edition (2013), chapter 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from fractions import Fraction

PAIRABLE = 2  # values that a unit needs: a single one agrees with nobody


def nominal(units: Iterable[Iterable[Hashable]]) -> float | None:
    """1 for perfect agreement, 0 where the values might as well be dealt out at random.

    Args:
        units: for each the values that people gave it; those with a single one do not count.

    Returns:
        None where no unit has two values, or where all values are the same.

    >>> nominal(["aa", "bb", "ab"])
    0.4444444444444444
    """
    totals: Counter[Hashable] = Counter()
    observed = Fraction()
    for unit in units:
        values = Counter(unit)
        size = values.total()
        if size < PAIRABLE:
            continue
        totals.update(values)
        # Ordered pairs of differing values, each unit weighing as much as it has values.
        observed += Fraction(size * size - sum(n * n for n in values.values()), size - 1)
    count = totals.total()
    expected = count * count - sum(n * n for n in totals.values())
    return float(1 - observed * (count - 1) / expected) if expected else None
