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

from reader.linking.arrays import Floats, Integers, damped, dense, holders, scaled, sparse, unit
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


def distances(collection: Collection, rows: Rows) -> Floats:
    """The condensed distances between articles, 0..1 (`scipy.spatial.distance.squareform`)."""
    words, count = collection.words, len(collection.articles)
    sorts = rows.kinds[: len(words.terms)]
    named = np.array([kind in {WordKind.NAME, WordKind.NUMBER} for kind in sorts], dtype=bool)
    passage = np.repeat(np.arange(len(collection.passages)), np.diff(words.bounds))
    kept = np.flatnonzero(named[words.term] & ((words.looks & LOWER) == 0))
    passage = passage[kept]
    times = np.maximum(1.0, LEAD_COUNTS - collection.position[passage])
    shape = (count, len(rows.terms))
    counts = sparse(times, collection.article[passage], words.term[kept], shape)
    local = np.maximum(np.log((count + 1) / (holders(counts) + 0.5)), 0)
    vectors = unit(scaled(damped(counts), rows.rarity**NEWS_RARITY * local**LOCAL_RARITY))
    near = np.clip(dense(sp.csr_array(vectors @ vectors.T)), 0.0, 1.0)
    apart = 1.0 - near
    np.fill_diagonal(apart, 0.0)
    return np.asarray(squareform(apart, checks=False), dtype=np.float64)


def tree(apart: Floats) -> Floats:
    """The average-link tree of the articles."""
    return np.asarray(linkage(apart, "average"), dtype=np.float64)


def relation(joined: Floats, count: int) -> Floats:
    """R of every two articles: about 1 inside a story, near 0 between stories."""
    near = 1.0 - squareform(np.asarray(cophenet(joined)))
    np.fill_diagonal(near, -1.0)
    nearest = min(NEAREST, count - 1)
    closest = -np.sort(-near, axis=1)[:, :nearest]
    own = np.maximum(closest.mean(axis=1), 1e-6)
    low, high = np.minimum.outer(own, own), np.maximum.outer(own, own)
    np.fill_diagonal(near, 1.0)
    return np.asarray(near / (low**LOOSE * high**TIGHT), dtype=np.float64)


def prior(collection: Collection, rows: Rows, weights: Weights) -> Floats:
    """What is added to every pair of passages of two articles: 0 or less; articles x articles."""
    count = len(collection.articles)
    if count < SMALLEST or not weights.story:
        return np.zeros((count, count))
    close = relation(tree(distances(collection, rows)), count)
    missing = (weights.story_from - close) / weights.story_slope
    return -weights.story * weights.story_slope * np.logaddexp(0.0, missing)


def groups(collection: Collection, rows: Rows, most: int) -> tuple[Integers, ...]:
    """Articles (by number) in groups of at most `most` passages, stories kept together.

    The tree is cut from its root downwards until each part is small enough; an article that is
    larger alone stays alone.
    """
    count = len(collection.articles)
    sizes = np.bincount(collection.article, minlength=count)
    if count < SMALLEST or sizes.sum() <= most:
        return (np.arange(count, dtype=np.int64),)
    joined = tree(distances(collection, rows))
    members = {index: [index] for index in range(count)}
    weight = {index: int(sizes[index]) for index in range(count)}
    done: list[list[int]] = []
    for step, (left, right) in enumerate(joined[:, :2].astype(int).tolist(), count):
        if left in members and right in members and weight[left] + weight[right] <= most:
            members[step] = members.pop(left) + members.pop(right)
            weight[step] = weight[left] + weight[right]
    done = list(members.values())
    return tuple(np.array(sorted(part), dtype=np.int64) for part in sorted(done))
