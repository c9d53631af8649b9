"""Log-odds of being body, of class words and of words, counted by site.

A word's odds in the rows of one site come from all other sites, in training as in the folds:
a table that had seen the site would teach the trees to trust it too much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reader.cleaning.page_features import Tables
from reader.cleaning.places import class_tokens
from tests.bench.cleaning.samples import Sample

Counts = dict[str, list[float]]  # a word: how much of it is body, how much there is
_SURE = 0.5  # weight of a block from which on it counts
_HALF = 0.5
MIN_SITES_MARKS, MIN_SITES_WORDS = 3, 6
MIN_SITES_TEXT = 10  # of a word for the text model, which has no tree to correct a word by


class Odds:
    """The tables of all sites, and of all sites but one."""

    def __init__(self, samples: Iterable[Sample], *, marks: bool) -> None:
        self._least = MIN_SITES_WORDS if marks else MIN_SITES_TEXT
        self._marks: dict[str, Counts] = {}
        self._words: dict[str, Counts] = {}
        for sample in samples:
            words = self._words.setdefault(sample.site, defaultdict(lambda: [0.0, 0.0]))
            classes = self._marks.setdefault(sample.site, defaultdict(lambda: [0.0, 0.0]))
            _count(sample, words, classes if marks else None)

        self._tables = Tables(
            _table(_votes(self._marks), MIN_SITES_MARKS),
            _table(_votes(self._words), self._least),
        )
        self._votes = (_votes(self._marks), _votes(self._words))

    def tables(self, without: str | None = None) -> Tables:
        """The tables that a model ships, or those for the rows of one site."""
        if without is None or without not in self._words:
            return self._tables
        marks, words = self._votes
        return Tables(
            _less(self._tables.marks, marks, self._marks[without], MIN_SITES_MARKS),
            _less(self._tables.words, words, self._words[without], self._least),
        )


def _count(sample: Sample, words: Counts, marks: Counts | None) -> None:
    """Add the words and class words of one page."""
    for line, truth, weight in zip(sample.page.lines, sample.truth, sample.weights, strict=True):
        if weight < _SURE:
            continue
        for word in set(line.words):
            words[word][0] += truth
            words[word][1] += 1
        if marks is None or line.place is None:
            continue
        size = len(line.words) + line.wide / 2
        tokens = {token for each in line.place.chain() for token in class_tokens(each.named)}
        for token in tokens:
            marks[token][0] += truth * size
            marks[token][1] += size


def _votes(counts: Mapping[str, Counts]) -> Counts:
    """Each site has one vote on a word: the share of it that is body there."""
    votes: Counts = defaultdict(lambda: [0.0, 0.0])
    for words in counts.values():
        for word, (body, whole) in words.items():
            if whole:
                votes[word][0] += body / whole
                votes[word][1] += 1
    return votes


def _table(votes: Counts, least: int) -> dict[str, float]:
    """The log-odds of the words that enough sites have."""
    return {word: _odds(*vote) for word, vote in votes.items() if vote[1] >= least}


def _less(whole: Mapping[str, float], votes: Counts, site: Counts, least: int) -> dict[str, float]:
    """A table without the votes of one site."""
    table = dict(whole)
    for word, (body, size) in site.items():
        if not size:
            continue
        left, sites = votes[word][0] - body / size, votes[word][1] - 1
        if sites >= least:
            table[word] = _odds(max(0.0, left), sites)
        else:
            table.pop(word, None)
    return table


def _odds(body: float, sites: float) -> float:
    """The log-odds of a word, half a vote on each side to begin with."""
    return round(math.log((body + _HALF) / (sites - body + _HALF)), 1)


def in_groups(table: Mapping[str, float]) -> dict[str, str]:
    """A table as the project ships it: tenths of log-odds, the words that have them."""
    groups: dict[int, list[str]] = defaultdict(list)
    for word, odds in table.items():
        groups[round(odds * 10)].append(word)
    return {str(tenths): " ".join(sorted(words)) for tenths, words in sorted(groups.items())}


def sites_of(samples: Sequence[Sample]) -> list[str]:
    """The sites of samples, sorted."""
    return sorted({sample.site for sample in samples})
