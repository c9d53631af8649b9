"""B-cubed: do two people's links make the same chains?

A. Bagga and B. Baldwin, Algorithms for scoring coreference chains, LREC workshop on linguistic
coreference (1998) 563-566. Each item looks at its own chain on either side: precision is the
share of the first side's chain that the second side has too, recall the other way round, and
every item weighs the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cubed:
    """Precision and recall of all items, not yet divided, so that they add up over pairs."""

    items: int = 0
    precision: Fraction = Fraction()
    recall: Fraction = Fraction()

    def __add__(self, other: Cubed) -> Cubed:
        """Both together, every item weighing the same."""
        return Cubed(
            self.items + other.items,
            self.precision + other.precision,
            self.recall + other.recall,
        )

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None without items."""
        if not self.items:
            return None
        return float(2 * self.precision * self.recall / (self.precision + self.recall) / self.items)


def chains(
    items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]
) -> Mapping[Item, frozenset[Item]]:
    """The chain of each item: all that pairs tie it to, over however many; alone without any."""
    found = {item: {item} for item in items}
    for one, other in pairs:
        if found[one] is found[other]:
            continue
        small, large = sorted((found[one], found[other]), key=len)
        large |= small
        for item in small:
            found[item] = large
    return {item: frozenset(chain) for item, chain in found.items()}


def b_cubed(one: Mapping[Item, frozenset[Item]], other: Mapping[Item, frozenset[Item]]) -> Cubed:
    """How far the chains of two people are the same; both are over the same items."""
    precision = recall = Fraction()
    for item, chain in one.items():
        both = len(chain & other[item])
        precision += Fraction(both, len(chain))
        recall += Fraction(both, len(other[item]))
    return Cubed(len(one), precision, recall)
