"""Which articles tell one story: a prior that vanishes where all of them do.

An article is its names and numbers, the lead counted most. The articles' average-link tree says
how close two of them are (their cophenetic similarity K). What counts is not K itself, which
has no scale that agrees over topics, but K against how close either article's own nearest ones
are: R is about 1 when b is as close to a as a's closest, so that inside one story nobody is
punished, and there is no number of stories to choose.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.cluster.hierarchy import cophenet, linkage
from scipy.spatial.distance import squareform

from reader.linking.arrays import Floats, Sparse, damped, dense, holders, scaled, sparse, unit
from reader.linking.features import Collection, Rows
from reader.linking.tokens import WordKind
from reader.linking.weights import Weights
from reader.linking.words import LOWER

LEAD_COUNTS = 3  # times that the first passage is counted; the second twice, the others once
NEAREST = 5  # articles that say how close an article's own story is
LOOSE, TIGHT = 0.65, 0.35  # exponents: the lonelier of two articles is believed more
# Exponents of the inverse document frequencies, of news and of the articles at hand.
NEWS_RARITY, LOCAL_RARITY = 0.4, 0.35
SMALLEST = 3  # articles; two have nothing to be compared with


def vectors(collection: Collection, rows: Rows) -> Sparse:
    """The articles as rows of length one: their names and numbers, what is told first the more."""
    counts = named(collection, rows)
    return unit(scaled(damped(counts), telling(rows.rarity, holders(counts), counts.shape[0])))


def named(collection: Collection, rows: Rows) -> Sparse:
    """How often each article says each name and number; columns as in `rows.terms`."""
    words = collection.words
    sorts = rows.kinds[: len(words.terms)]
    told = np.array([kind in {WordKind.NAME, WordKind.NUMBER} for kind in sorts], dtype=bool)
    # Where no capitals tell names, or every noun has one, all words but the smallest say what a
    # story is about. (On the made-up stories in eleven languages: .29 -> .45 of precision.)
    foreign = words.foreign & ~words.small
    passage = np.repeat(np.arange(len(collection.passages)), np.diff(words.bounds))
    named = told[words.term] & ((words.looks & LOWER) == 0)
    kept = np.flatnonzero(named | foreign[words.term])
    passage = passage[kept]
    times = np.maximum(1.0, LEAD_COUNTS - collection.position[passage])
    shape = (len(collection.articles), len(rows.terms))
    return sparse(times, collection.article[passage], words.term[kept], shape)


def telling(rarity: Floats, held: Floats, articles: int) -> Floats:
    """What a name weighs between articles, by how rare it is in news and how many hold it here."""
    local = np.maximum(np.log((articles + 1) / (held + 0.5)), 0)
    return np.asarray(rarity**NEWS_RARITY * local**LOCAL_RARITY, dtype=np.float64)


def apart(some: Sparse) -> Floats:
    """The condensed distances between articles, 0..1 (`scipy.spatial.distance.squareform`)."""
    far = 1.0 - np.clip(dense(sp.csr_array(some @ some.T)), 0.0, 1.0)
    np.fill_diagonal(far, 0.0)
    return np.asarray(squareform(far, checks=False), dtype=np.float64)


def tree(far: Floats) -> Floats:
    """The average-link tree of the articles, of their condensed distances."""
    return np.asarray(linkage(far, "average"), dtype=np.float64)


def heights(joined: Floats, count: int) -> Floats:
    """How near each two articles are by the tree, 0..1; 1 with itself."""
    if count == 1:
        return np.ones((1, 1))
    return np.asarray(1.0 - squareform(np.asarray(cophenet(joined))), dtype=np.float64)


def closeness(near: Floats) -> Floats:
    """How close the story of each article is: the mean of its nearest."""
    others = near.copy()
    np.fill_diagonal(others, -1.0)
    closest = -np.sort(-others, axis=1)[:, : min(NEAREST, len(near) - 1)]
    return np.asarray(np.maximum(closest.mean(axis=1), 1e-6), dtype=np.float64)


def relative(near: Floats, own: Floats, others: Floats) -> Floats:
    """R of every two articles: about 1 inside a story, near 0 between stories."""
    low, high = np.minimum.outer(own, others), np.maximum.outer(own, others)
    return np.asarray(near / (low**LOOSE * high**TIGHT), dtype=np.float64)


def penalty(relation: Floats, weights: Weights) -> Floats:
    """What R adds to a score: 0 or less."""
    missing = (weights.story_from - relation) / weights.story_slope
    return np.asarray(
        -weights.story * weights.story_slope * np.logaddexp(0.0, missing), dtype=np.float64
    )


def prior(collection: Collection, rows: Rows, weights: Weights) -> Floats:
    """What is added to every pair of passages of two articles: 0 or less; articles x articles."""
    count = len(collection.articles)
    if count < SMALLEST or not weights.story:
        return np.zeros((count, count))
    near = heights(tree(apart(vectors(collection, rows))), count)
    own = closeness(near)
    return penalty(relative(near, own, own), weights)
