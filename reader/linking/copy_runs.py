"""Shared runs of two articles, from the runs of five words that both have: joined over edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from reader.model.text import Span

GRAM = 5  # words of a seed: two edits every six words leave none, and then it is no copy any more
GAP = 8  # words that may stand between two shared stretches of one run, on either side
STEP = 3  # words at the end of a run over which it may go on, if `AGAIN` follow
AGAIN = 3  # words
ALIKE = 0.7  # Levenshtein similarity of one word spelt in two ways: favoured, favored
SHORTEST = 4  # letters of such a word
DENSE = 0.6  # share of a run that is the same in both; with less it is a new text


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article: where they stand, their numbers, whether they are quoted."""

    places: Sequence[Span]
    numbers: Sequence[int]
    quoted: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A run: words from start to stop of either article.

    Attributes:
        a, b: indexes of words.
        same: words that are the same on both sides, in order.
        own: those of them outside quotation marks on both sides.
    """

    a: range
    b: range
    same: int
    own: int


def runs(
    a: Words, b: Words, seeds: npt.NDArray[np.int64], spelt: Mapping[int, str]
) -> tuple[Found, ...]:
    """The runs of two articles.

    Args:
        a: the words of the one.
        b: the words of the other.
        seeds: rows of places where both have the same `GRAM` words, sorted.
        spelt: the spelling of each number.
    """
    pair = _Pair(a, b, spelt)
    found = (pair.run(chain) for chain in _chains(_stretches(seeds)))
    return tuple(run for run in found if run.same >= DENSE * max(len(run.a), len(run.b)))


Stretch = tuple[int, int, int]  # first word in a, first word in b, how many words


def _stretches(seeds: npt.NDArray[np.int64]) -> list[Stretch]:
    """Seeds that follow each other word by word, as one."""
    lag = seeds[:, 1] - seeds[:, 0]
    order = np.lexsort((seeds[:, 0], lag))
    place, lag = seeds[order], lag[order]
    fresh = np.ones(len(place), dtype=bool)
    fresh[1:] = (lag[1:] != lag[:-1]) | (place[1:, 0] - place[:-1, 0] > GRAM)
    starts = np.flatnonzero(fresh)
    stops = np.r_[starts[1:], len(place)] - 1
    lengths = place[stops, 0] - place[starts, 0] + GRAM
    return sorted(zip(*place[starts].T.tolist(), lengths.tolist(), strict=True))


def _chains(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches that follow each other closely in both articles."""
    open_chains: list[list[Stretch]] = []
    done: list[list[Stretch]] = []
    for stretch in stretches:
        a, b, _ = stretch
        best: list[Stretch] | None = None
        still = []
        for chain in open_chains:
            last_a, last_b, length = chain[-1]
            if a - last_a - length > GAP:
                done.append(chain)
                continue
            still.append(chain)
            near = -GRAM <= b - last_b - length <= GAP and a > last_a and b > last_b
            if near and (best is None or length > best[-1][2]):
                best = chain
        open_chains = still
        if best is None:
            open_chains.append([stretch])
        else:
            best.append(stretch)
    return done + open_chains


class _Pair:
    """Two articles side by side."""

    def __init__(self, a: Words, b: Words, spelt: Mapping[int, str]) -> None:
        self.a, self.b, self.spelt = a, b, spelt

    def run(self, chain: Sequence[Stretch]) -> Found:
        """A chain with its ends drawn out, and its shared words counted."""
        before_a, before_b = self._drawn(chain[0][0] - 1, chain[0][1] - 1, -1)
        last = chain[-1]
        stop_a, stop_b = self._drawn(last[0] + last[2], last[1] + last[2], 1)
        x, y = before_a + 1, before_b + 1
        same: list[tuple[int, int]] = []
        for a, b, length in chain:
            over = max(0, x - a, y - b)  # stretches may share a word or two at an edit
            same += self._matched(range(x, a), range(y, b))
            same += zip(range(a + over, a + length), range(b + over, b + length), strict=True)
            x, y = max(x, a + length), max(y, b + length)
        same += self._matched(range(x, stop_a), range(y, stop_b))
        quoted_a, quoted_b = self.a.quoted, self.b.quoted
        own = sum(not (quoted_a[at] or quoted_b[there]) for at, there in same)
        return Found(range(before_a + 1, stop_a), range(before_b + 1, stop_b), len(same), own)

    def _matched(self, a: range, b: range) -> list[tuple[int, int]]:
        """Words that are the same, in order, in two short stretches."""
        found = []
        x, y = a.start, b.start
        while x < a.stop and y < b.stop:
            ways = _steps(min(a.stop - x, GAP + 1), min(b.stop - y, GAP + 1))
            step = next((way for way in ways if self._same(x + way[0], y + way[1])), None)
            if step is None:
                break
            x, y = x + step[0], y + step[1]
            found.append((x, y))
            x, y = x + 1, y + 1
        return found

    def _drawn(self, x: int, y: int, way: int) -> tuple[int, int]:
        """How far a run goes on from (x, y): the first words beyond it."""
        while True:
            while self._same(x, y):
                x, y = x + way, y + way
            step = next((each for each in _OVER if self._goes_on(x, y, each, way)), None)
            if step is None:
                return x, y
            x, y = x + way * step[0], y + way * step[1]

    def _goes_on(self, x: int, y: int, step: tuple[int, int], way: int) -> bool:
        x, y = x + way * step[0], y + way * step[1]
        return all(self._same(x + way * n, y + way * n) for n in range(AGAIN))

    def _same(self, x: int, y: int) -> bool:
        if not (0 <= x < len(self.a.numbers) and 0 <= y < len(self.b.numbers)):
            return False
        one, other = self.a.numbers[x], self.b.numbers[y]
        return one == other or _alike(self.spelt[one], self.spelt[other])


@cache
def _steps(most_a: int, most_b: int) -> tuple[tuple[int, int], ...]:
    """Ways to leave out words on either side, the fewest first."""
    every = ((a, b) for a in range(most_a) for b in range(most_b))
    return tuple(sorted(every, key=lambda step: (sum(step), step)))


_OVER = _steps(STEP + 1, STEP + 1)[1:]


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST or one[0] != other[0] or one[0].isdigit():
        return False
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # 20 ms; only edited copies need it

    return Levenshtein.normalized_similarity(one, other, score_cutoff=ALIKE) >= ALIKE
