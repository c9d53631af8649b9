"""Cohen's kappa: how far two people agree beyond what their habits alone would bring about.

J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20 (1960) 37-46. For more than two people the mean over all pairs, after R. J. Light,
Measures of response agreement for qualitative data, Psychological Bulletin 76 (1971) 365-377.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """1 for perfect agreement, 0 for what chance brings, below it for less.

    Args:
        pairs: for each unit what the first said and what the second said.

    Returns:
        None where there is no unit, or where both said one and the same of all: then chance
        alone explains everything.

    >>> kappa([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")])
    0.5
    """
    table = Counter(pairs)
    count = table.total()
    if not count:
        return None
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), times in table.items():
        first[one] += times
        second[other] += times
    # In whole numbers until the end, so that perfect agreement is 1 and not nearly 1.
    agreed = count * sum(times for (one, other), times in table.items() if one == other)
    chance = sum(times * second[value] for value, times in first.items())
    return None if chance == count * count else (agreed - chance) / (count * count - chance)


def mean_kappa(units: Sequence[Mapping[str, Hashable]]) -> float | None:
    """The mean of `kappa` over all pairs of people, each over the units that both have.

    Args:
        units: for each what everybody said, by handle.
    """
    people = sorted({handle for unit in units for handle in unit})
    found = [
        kappa((unit[a], unit[b]) for unit in units if a in unit and b in unit)
        for a, b in combinations(people, 2)
    ]
    known = [each for each in found if each is not None]
    return sum(known) / len(known) if known else None
