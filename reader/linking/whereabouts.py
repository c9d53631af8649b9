"""Where terms stand in passages, asked for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.linking.arrays import Integers, Sparse
from reader.linking.features import Collection

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where each term first stands in each of some passages.

    Attributes:
        terms: how many there are in all.
        keys: passage x terms + term, sorted: of each term of each passage once.
        starts, stops: where it stands, by its key: code points of the article's text.
        around: of each passage, its neighbours and itself, the heaviest first; -1 fills rows up.
    """

    terms: int
    keys: Integers
    starts: Integers
    stops: Integers
    around: Integers

    def inside(self, passage: Integers, term: Integers) -> Integers:
        """The place of each term in each passage, a number for `spans`; -1 where it has none."""
        wanted = passage * self.terms + term
        found = np.searchsorted(self.keys, wanted)
        found[found == len(self.keys)] = 0
        return np.where(self.keys[found] == wanted, found, NOWHERE)

    def nearby(self, passage: Integers, term: Integers) -> Integers:
        """The same in the neighbour that weighs most, of those that hold the term."""
        found = np.full(len(passage), NOWHERE, dtype=np.int64)
        for rank in range(self.around.shape[1]):
            left = np.flatnonzero(found < 0)
            neighbour = self.around[passage[left], rank]
            there = neighbour >= 0
            found[left[there]] = self.inside(neighbour[there], term[left[there]])
        return found

    def spans(self, place: Integers) -> Integers:
        """Start and stop of each place; -1 twice where it is none."""
        found = np.stack([self.starts[place], self.stops[place]], axis=1)
        found[place < 0] = NOWHERE
        return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Every word and figure of some passages: whose it is, its term, its span."""

    passage: Integers
    term: Integers
    start: Integers
    stop: Integers


def standing(collection: Collection, terms: Sequence[str], inside: Integers) -> Standing:
    """The words of these passages, then their figures.

    Args:
        collection: the passages.
        terms: of the collection, those of figures last.
        inside: the numbers of the passages, which stand in the result for their places in it.
    """
    words = collection.words
    sizes = words.bounds[inside + 1] - words.bounds[inside]
    opens = np.concatenate([[0], np.cumsum(sizes)])
    at = np.repeat(words.bounds[inside] - opens[:-1], sizes) + np.arange(opens[-1])
    passage, term = np.repeat(np.arange(len(inside)), sizes), words.term[at]
    starts, stops = words.start[at], words.stop[at]
    told = [
        (local, figure.term, figure.span.start, figure.span.stop)
        for local, number in enumerate(inside.tolist())
        for figure in collection.figures.get(number, ())
    ]
    if told:
        figures = enumerate(terms[len(words.terms) :], len(words.terms))
        column = {name: number for number, name in figures}
        more = np.array([(p, column[name], x, y) for p, name, x, y in told], dtype=np.int64)
        passage, term = np.append(passage, more[:, 0]), np.append(term, more[:, 1])
        starts, stops = np.append(starts, more[:, 2]), np.append(stops, more[:, 3])
    return Standing(*(each.astype(np.int32) for each in (passage, term, starts, stops)))


def whereabouts(told: Standing, context: Sparse, terms: int) -> Whereabouts:
    """Where the terms of some passages first stand.

    Args:
        told: their words.
        context: what each adds to each other: those of an article are all there, or none.
        terms: how many there are in all.
    """
    keys = told.passage.astype(np.int64) * terms + told.term
    order = np.argsort(keys, kind="stable")
    order = order[np.concatenate([[True], keys[order][1:] != keys[order][:-1]])[: len(order)]]
    places = told.start[order], told.stop[order]
    return Whereabouts(terms, keys[order], *places, _around(context))


def _around(context: Sparse) -> Integers:
    """The neighbours of each passage, the heaviest first."""
    counts = np.diff(context.indptr)
    passage = np.repeat(np.arange(len(counts)), counts)
    order = np.lexsort((context.indices, -context.data, passage))
    found = np.full((len(counts), int(counts.max(initial=0))), NOWHERE, dtype=np.int64)
    rank = np.arange(len(order)) - np.repeat(context.indptr[:-1], counts)
    found[passage, rank] = context.indices[order]
    return found
