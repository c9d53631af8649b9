"""How near articles are to each other in a large collection: what `stories` says, without D x D.

Each article's nearest ones come first, by sparse products. Articles that hold together fall into
blocks of at most a thousand, and in each block the average-link tree is grown as in a small
collection, where near articles meet before far ones anyway. Between blocks the cosine itself
stands in for the height of the tree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reader.linking import stories
from reader.linking.arrays import Floats, Integers, Sparse, dense, highest, single
from reader.linking.features import Collection, Rows
from reader.linking.weights import Weights

NEAREST = 20  # articles: over 1,152 the 20 nearest hold 99 % of the linked pairs
BLOCK = 1_000  # articles of one tree: its three square arrays are 24 MB
_AT_ONCE = 256  # articles compared with all others together


@dataclass(frozen=True, slots=True)
class Kinship:
    """The articles of a collection by how near they are.

    Attributes:
        vectors: of each article, of length one.
        near: of each article, the numbers of its nearest ones, the nearest first.
        block, place: of each article, its block, and where it stands in it.
        members: of each block, its articles.
        trees: of each block of several articles, its average-link tree.
        heights: of each block, how near its members are by the tree, 0..1.
        own: how close the story of each article is.
    """

    vectors: Sparse
    near: Integers
    block: Integers
    place: Integers
    members: tuple[Integers, ...]
    trees: tuple[Floats, ...]
    heights: tuple[Floats, ...]
    own: Floats

    def relation(self, articles: Integers) -> Floats:
        """R of every two of these articles: about 1 inside a story, near 0 between stories."""
        some = self.vectors[articles]
        close = np.clip(dense(sp.csr_array(some @ some.T)), 0.0, 1.0)
        block, place = self.block[articles], self.place[articles]
        for each in np.unique(block).tolist():
            inside = np.flatnonzero(block == each)
            close[np.ix_(inside, inside)] = self.heights[each][np.ix_(place[inside], place[inside])]
        own = self.own[articles]
        return stories.relative(close, own, own)

    def prior(self, articles: Integers, weights: Weights) -> Floats:
        """What is added to every pair of passages of two of these articles: 0 or less."""
        return stories.penalty(self.relation(articles), weights)


def kinship(collection: Collection, rows: Rows) -> Kinship:
    """How near the articles of a collection are."""
    vectors = single(stories.vectors(collection, rows))
    near, cosines = nearest(vectors, vectors, besides_itself=True)
    block = _blocks(near, cosines)
    members = tuple(np.flatnonzero(block == each) for each in range(int(block.max()) + 1))
    place = np.zeros(len(block), dtype=np.int64)
    own = np.sort(cosines, axis=1)[:, ::-1][:, : stories.NEAREST].mean(axis=1)
    trees, heights = [], []
    for inside in members:
        place[inside] = np.arange(len(inside))
        apart = stories.apart(vectors[inside])
        grown = stories.tree(apart) if len(inside) > 1 else np.zeros((0, 4))
        height = stories.heights(grown, len(inside))
        if len(inside) > stories.NEAREST:
            own[inside] = stories.closeness(height)
        trees.append(grown)
        heights.append(height)
    own = np.maximum(own, 1e-6).astype(np.float64)
    return Kinship(vectors, near, block, place, members, tuple(trees), tuple(heights), own)


def nearest(
    some: Sparse, vectors: Sparse, *, besides_itself: bool = False
) -> tuple[Integers, Floats]:
    """The nearest of `vectors` to each of `some`, the nearest first, and their cosines.

    Args:
        some: rows of length one.
        vectors: the same, of all articles.
        besides_itself: both are the same rows, of which none is its own nearest.
    """
    turned = sp.csr_array(vectors.T)
    near, cosines = [], []
    for first in range(0, some.shape[0], _AT_ONCE):
        close = np.asarray((some[first : first + _AT_ONCE] @ turned).toarray(), dtype=np.float32)
        if besides_itself:
            rows = np.arange(len(close))
            close[rows, rows + first] = -1.0
        found = highest(close, min(NEAREST, max(1, vectors.shape[0] - besides_itself)))
        value = np.take_along_axis(close, found, axis=1)
        order = np.lexsort((found, -value), axis=1)
        near.append(np.take_along_axis(found, order, axis=1))
        cosines.append(np.take_along_axis(value, order, axis=1))
    return np.concatenate(near), np.concatenate(cosines).astype(np.float64)


def _blocks(near: Integers, cosines: Floats) -> Integers:
    """The block of each article: the nearest join first, while a block is not too large."""
    count = len(near)
    parent, size = list(range(count)), [1] * count

    def root(each: int) -> int:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    order = np.argsort(-cosines, axis=None, kind="stable")
    order = order[cosines.ravel()[order] > 0]
    one, other = (order // near.shape[1]).tolist(), near.ravel()[order].tolist()
    for left, right in zip(one, other, strict=True):
        a, b = root(left), root(right)
        if a != b and size[a] + size[b] <= BLOCK:
            parent[b] = a
            size[a] += size[b]
    _, block = np.unique([root(each) for each in range(count)], return_inverse=True)
    return block.astype(np.int64)
