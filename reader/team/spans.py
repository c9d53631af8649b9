"""F1 over marks: of all that two people marked, how much both did.

With two people and no gold, F1 is the same whichever of them is taken for the truth: the positive
specific agreement of G. Hripcsak and A. S. Rothschild, Agreement, the F-measure, and reliability
in information retrieval, JAMIA 12 (2005) 296-298. There it is also shown to be what kappa comes
to where the unmarked is countless, as places of spans are. Overlapping: a mark counts as found
that shares a code point with a mark of the other, as the relaxed matching of named entities has
it; each mark counts once, so that one long mark over three short ones is one against three.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.model.agreement import TaggedPlace


@dataclass(frozen=True, slots=True)
class Found:
    """How many marks two people have, and how many of those the other has too."""

    a: int = 0
    b: int = 0
    a_found: int = 0
    b_found: int = 0

    def __add__(self, other: Found) -> Found:
        """The counts of both together: of two articles, or two pairs of people."""
        return Found(
            self.a + other.a,
            self.b + other.b,
            self.a_found + other.a_found,
            self.b_found + other.b_found,
        )

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both shares; None where neither marked anything."""
        if not self.a + self.b:
            return None
        if not self.a_found or not self.b_found:
            return 0.0
        # Precision a_found / a, recall b_found / b, and 2PR / (P + R) with one division.
        both = 2 * self.a_found * self.b_found
        return both / (self.a_found * self.b + self.b_found * self.a)


def strict(one: Sequence[TaggedPlace], other: Sequence[TaggedPlace]) -> Found:
    """Marks with the same tag and the same pieces; two alike need two alike."""
    first, second = (Counter((each.tag, each.spans) for each in side) for side in (one, other))
    common = (first & second).total()
    return Found(len(one), len(other), common, common)


def overlapping(one: Sequence[TaggedPlace], other: Sequence[TaggedPlace]) -> Found:
    """Marks with the same tag that share a code point."""
    mine, theirs = Places(one), Places(other)
    return Found(
        len(one),
        len(other),
        sum(any(twin.tag == each.tag for twin in theirs.meeting(each)) for each in one),
        sum(any(twin.tag == each.tag for twin in mine.meeting(each)) for each in other),
    )


class Places:
    """One person's marks on one article, to be asked which of them meet another mark."""

    def __init__(self, marks: Iterable[TaggedPlace]) -> None:
        self._marks = sorted(marks, key=lambda each: each.span.start)
        self._starts = [each.span.start for each in self._marks]
        self._longest = max((len(each.span) for each in self._marks), default=0)

    def meeting(self, mark: TaggedPlace) -> list[TaggedPlace]:
        """Those that share a code point with it."""
        span = mark.span
        first = bisect_right(self._starts, span.start - self._longest)
        near = self._marks[first : bisect_left(self._starts, span.stop)]
        return [each for each in near if shared(mark, each)]


def shared(one: TaggedPlace, other: TaggedPlace) -> int:
    """How many code points two marks have in common."""
    if not one.span.overlaps(other.span):  # told at a glance of nearly all
        return 0
    meets = (a.meet(b) for a in one.spans for b in other.spans)
    return sum(len(meet) for meet in meets if meet is not None)
