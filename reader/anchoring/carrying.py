"""Spans of one text to spans of its next version: where a mark stands now, or that it is lost.

A stretch that the two texts share takes its marks along. Where words inside or at the ends of
a mark were exchanged, the nearest words at that place are its new ones, if they are near
enough. What was cut out is looked for where the new text has what the old had not, so that a
paragraph that moved is found and a second place of the same words is never mistaken for it.
What none of this finds is lost, and the caller says so aloud.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product

from reader.anchoring import matching
from reader.anchoring.comparing import CHANCE_LENGTH, Run, gaps, runs
from reader.anchoring.matching import CONTEXT_NEEDED, FUZZY_NEEDED
from reader.model.annotation import CONTEXT_LENGTH
from reader.model.text import Span

# Words that were edited in place are the same mark as far as this share of their letters stands.
# Of 12,263 marks in made-up articles under twelve known edits each (tests/bench/anchoring): at .6
# 26 of 795 edited ones came to stand on words that are mostly not theirs, at .65 18, at .7 two,
# at .75 none; the words of 89 of the 1,558 lost at .7 mostly stand still (.6: 63, .75: 100).
EDITED_NEEDED = 0.7
# A stretch that was exchanged may be looked through for moved marks up to this length.
LOOKED_THROUGH = 200_000  # code points
MOSTLY = 0.8  # the share of a found place that must be new to the text


class Fate(StrEnum):
    """What became of a mark's place."""

    EXACT = "exact"  # the same words between the same neighbours
    MOVED = "moved"  # the same words at another place
    EDITED = "edited"  # other words for some of them
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one place: how, where (None when lost), and how alike the words are, 0..1."""

    fate: Fate
    spans: tuple[Span, ...] = ()
    score: float = 1.0


_LOST = Carried(Fate.LOST, (), 0.0)
_RANK = {fate: rank for rank, fate in enumerate(Fate)}


class Comparison:
    """Two versions of a text, and the way from places in the old to places in the new."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.runs: tuple[Run, ...] = runs(old, new)
        self._starts = [run.old for run in self.runs]
        self._straight = [run for run in self.runs if not run.moved]
        self._exchanged = list(gaps(self.runs, old, new))
        self._fresh = tuple(_fresh(self.runs, len(new)))

    def carry(self, spans: Sequence[Span]) -> Carried:
        """The new place of a mark in one or more pieces; lost whole when one of them is.

        Args:
            spans: in reading order, not overlapping, none of them empty.
        """
        pieces = [self._carry(span) for span in spans]
        fate = max((each.fate for each in pieces), key=_RANK.__getitem__, default=Fate.LOST)
        if fate is Fate.LOST:
            return _LOST
        found = tuple(span for each in pieces for span in each.spans)
        if any(one.stop > other.start for one, other in pairwise(found)):
            return _LOST
        return Carried(fate, found, min(each.score for each in pieces))

    def surviving(self, span: Span, other: Span) -> int:
        """How many code points of `span` in the old text stand in `other` in the new."""
        total = 0
        for run in self._meeting(span):
            shift = run.new - run.old
            part = span.meet(Span(run.old, run.old + run.length))
            if part is not None:
                met = Span(part.start + shift, part.stop + shift).meet(other)
                total += 0 if met is None else len(met)
        return total

    def _carry(self, span: Span) -> Carried:
        found = self._kept(span) or self._edited(span) or self._elsewhere(span)
        return found or _LOST

    def _meeting(self, span: Span) -> list[Run]:
        """The runs that share code points with a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_right(self._starts, span.stop - 1)
        return [run for run in self.runs[first:last] if run.old + run.length > span.start]

    def _kept(self, span: Span) -> Carried | None:
        """The place inside one stretch that both texts share."""
        for run in self._meeting(span):
            if run.old <= span.start and span.stop <= run.old + run.length:
                shift = run.new - run.old
                there = Span(span.start + shift, span.stop + shift)
                if run.length < CHANCE_LENGTH and not self._between_like(span, there):
                    return None
                return Carried(Fate.MOVED if run.moved else Fate.EXACT, (there,))
        return None

    def _edited(self, span: Span) -> Carried | None:
        """The place with the words that were exchanged in it, if enough of them stand."""
        quote = span.of(self.old)
        best = (0.0, 0, span)
        for n, (start, stop) in enumerate(
            product(self._edges(span, first=True), self._edges(span, first=False))
        ):
            if start < stop and stop - start <= 2 * len(quote) / EDITED_NEEDED:
                alike = _alike(quote, self.new[start:stop])
                best = max(best, (alike, stop - start, Span(start, stop)))
                if n == 0 and alike >= EDITED_NEEDED:
                    break  # all that stands in place of its words
        score, _, there = best
        if score < EDITED_NEEDED:
            return None
        sure = len(quote) >= CHANCE_LENGTH and score >= FUZZY_NEEDED
        if not sure and not self._between_like(span, there):
            return None
        words = there.of(self.new)
        if words.split() == quote.split():
            return Carried(Fate.EXACT, (there,))
        return Carried(Fate.EDITED, (there,), min(round(score, 4), 0.9999))

    def _edges(self, span: Span, *, first: bool) -> list[int]:
        """Where the start, or the stop, of a span may stand in the new text, likeliest first."""
        edge = span.start if first else span.stop
        for run in self._straight:
            inside = run.old <= edge < run.old + run.length
            if inside if first else run.old < edge <= run.old + run.length:
                return [run.new + edge - run.old]
        for old, new in self._exchanged:
            if old.start <= edge <= old.stop:
                ends = [new.start, new.stop] if first else [new.stop, new.start]
                part = old.meet(span)
                near = None if part is None else _nearest(part.of(self.old), self.new, new)
                if near is not None:
                    # What came in at an end of a mark is its own only in place of its words.
                    whole = part == old and len(new) <= 2 * len(old)
                    ends.insert(1 if whole else 0, near.start if first else near.stop)
                return ends
        return []

    def _elsewhere(self, span: Span) -> Carried | None:
        """The same words, or nearly, in what the new text has and the old had not."""
        quote = span.of(self.old)
        ranked = []
        for fresh in self._fresh:
            if len(fresh) < len(quote) * MOSTLY:
                continue
            at = self.new.find(quote, fresh.start, fresh.stop)
            while at >= 0:
                there = Span(at, at + len(quote))
                ranked.append((self._context(span, there), there))
                at = self.new.find(quote, at + 1, fresh.stop)
        ranked.sort(key=lambda each: -each[0])
        if ranked:
            fit, there = ranked[0]
            alone = len(ranked) == 1
            if (alone and len(quote) >= CHANCE_LENGTH) or (
                fit >= CONTEXT_NEEDED and (alone or fit > ranked[1][0])
            ):
                return Carried(Fate.MOVED, (there,))
            return None
        return self._nearly_elsewhere(quote)

    def _nearly_elsewhere(self, quote: str) -> Carried | None:
        if len(quote) < CHANCE_LENGTH or sum(map(len, self._fresh)) > LOOKED_THROUGH:
            return None
        found = []
        for fresh in self._fresh:
            near = matching.nearest_words(quote, fresh.of(self.new), 0)
            if near is not None:
                place, score = near
                found.append((score, Span(fresh.start + place.start, fresh.start + place.stop)))
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        return Carried(Fate.EDITED, (found[0][1],), min(round(found[0][0], 4), 0.9999))

    def _between_like(self, span: Span, there: Span) -> bool:
        """Whether one of the neighbours of a place is still mostly what it was."""
        return max(self._sides(span, there)) >= CONTEXT_NEEDED

    def _context(self, span: Span, there: Span) -> float:
        return sum(self._sides(span, there)) / 2

    def _sides(self, span: Span, there: Span) -> tuple[float, float]:
        before = [
            text[max(0, at.start - CONTEXT_LENGTH) : at.start]
            for text, at in ((self.old, span), (self.new, there))
        ]
        after = [
            text[at.stop : at.stop + CONTEXT_LENGTH]
            for text, at in ((self.old, span), (self.new, there))
        ]
        return _alike(*before), _alike(*after)


def _alike(one: str, other: str) -> float:
    """The share of letters two stretches have in common, in order; blank space folded, 0..1."""
    from rapidfuzz import fuzz  # noqa: PLC0415  # 40 ms, where a text changed

    return float(fuzz.ratio(" ".join(one.split()), " ".join(other.split()))) / 100


def _nearest(quote: str, text: str, within: Span) -> Span | None:
    """The words of a stretch of `text` that are most like the quote, cut at the ends of words."""
    near = matching.nearest_words(quote, within.of(text), 0, needed=EDITED_NEEDED)
    return None if near is None else Span(near[0].start + within.start, near[0].stop + within.start)


def _fresh(found: Sequence[Run], length: int) -> Iterator[Span]:
    """What the new text has that no run brought; runs too short to count do not divide it."""
    at = 0
    for run in sorted(found, key=lambda run: run.new):
        if run.length < CHANCE_LENGTH:
            continue
        if run.new > at:
            yield Span(at, run.new)
        at = max(at, run.new + run.length)
    if at < length:
        yield Span(at, length)
