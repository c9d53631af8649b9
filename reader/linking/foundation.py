"""What a large collection leaves behind, so that articles that come later find their place in it.

How common its words are, and its articles as rows of names and numbers. An article that comes
later is compared with its nearest ones alone, by the statistics of the day when all were compared;
nothing of the passages themselves is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reader.linking import stories
from reader.linking.arrays import (
    Floats,
    Integers,
    Sparse,
    damped,
    holders,
    scaled,
    single,
    sparse,
    squares,
)
from reader.linking.features import Collection, Rows, Statistics, statistics
from reader.linking.kinship import Kinship, nearest
from reader.linking.weights import Weights


@dataclass(frozen=True, slots=True)
class Foundation:
    """A collection as an article that comes later sees it.

    Attributes:
        statistics: of its passages.
        kin: its articles by how near they are.
        articles: their ids by number.
        sizes: passages of each.
        columns: the names and numbers that `kin.vectors` has columns for.
        telling: what each of its columns weighs.
    """

    statistics: Statistics
    kin: Kinship
    articles: tuple[str, ...]
    sizes: Integers
    columns: Mapping[str, int]
    telling: Floats


def found_on(whole: Collection, rows: Rows, kin: Kinship) -> Foundation:
    """What is kept of a collection."""
    counts = stories.named(whole, rows)
    held = holders(counts)
    return Foundation(
        statistics=statistics(rows),
        kin=kin,
        articles=whole.articles,
        sizes=np.bincount(whole.article, minlength=len(whole.articles)),
        columns={rows.terms[column]: column for column in np.flatnonzero(held).tolist()},
        telling=stories.telling(rows.rarity, held, len(whole.articles)),
    )


def placed(foundation: Foundation, fresh: Collection, rows: Rows) -> Sparse:
    """New articles as rows over the columns of the collection."""
    counts = damped(stories.named(fresh, rows))
    known = foundation.columns
    column = np.array([known.get(term, -1) for term in rows.terms], dtype=np.int64)
    alone = stories.telling(rows.rarity, np.ones(len(column)), len(foundation.articles))
    valued = scaled(counts, np.where(column >= 0, foundation.telling[column], alone))
    lengths = np.sqrt(np.maximum(squares(valued), 1e-9))
    entries = sp.coo_array(valued)
    kept = column[entries.col] >= 0
    places = entries.row[kept], column[entries.col[kept]]
    values = entries.data[kept] / lengths[entries.row[kept]]
    shape = (valued.shape[0], foundation.kin.vectors.shape[1])
    return single(sparse(values, *places, shape))


def neighbours(
    foundation: Foundation, vectors: Sparse, gone: frozenset[str], room: int
) -> tuple[Integers, Floats]:
    """The articles around new ones, the nearest first while there is room, and how close each is.

    Args:
        foundation: of the collection.
        vectors: the new articles, as `placed` gives them.
        gone: ids of articles that are not there any more, or not as they were.
        room: passages.

    Returns:
        Numbers of articles of the collection; R of every two, the new articles first.
    """
    kin = foundation.kin
    near, cosines = nearest(vectors, kin.vectors)
    order = np.argsort(-cosines, axis=None, kind="stable")
    ranked = dict.fromkeys(near.ravel()[order].tolist())
    there = [each for each in ranked if foundation.articles[each] not in gone]
    chosen = np.array(there, dtype=np.int64)
    chosen = chosen[np.cumsum(foundation.sizes[chosen]) <= room]
    count = vectors.shape[0]
    close = np.zeros((count + len(chosen), count + len(chosen)))
    across = np.asarray((vectors @ kin.vectors[chosen].T).toarray(), dtype=np.float64)
    close[:count, :count] = np.asarray((vectors @ vectors.T).toarray())
    own = np.sort(cosines, axis=1)[:, ::-1][:, : stories.NEAREST].mean(axis=1)
    every = np.concatenate([np.maximum(own, 1e-6), kin.own[chosen]])
    close[:count, count:], close[count:, :count] = across, across.T
    relation = stories.relative(np.clip(close, 0.0, 1.0), every, every)
    relation[count:, count:] = kin.relation(chosen)
    return chosen, relation


def prior(relation: Floats, weights: Weights) -> Floats:
    """What R of every two adds to the scores of their passages."""
    return stories.penalty(relation, weights)
