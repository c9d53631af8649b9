"""The scores of all pairs of some passages, as a function of their rows alone.

Evidence is counted, not averaged: shared words weigh by how rare they are in news, the length
of the passages is divided out only by half. A link is supported by links among its partners, and
a passage that resembles many tells the main event.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import (
    Floats,
    Integers,
    Scores,
    Sparse,
    highest,
    products,
    scaled,
    single,
    sparse,
    squares,
)
from reader.linking.features import Rows
from reader.linking.weights import PLAIN, Weights


@dataclass(frozen=True, slots=True)
class Weighed:
    """The scores of all pairs of some rows, and what they were made of.

    Attributes:
        scores: of all pairs; -inf within an article.
        spelling, support: what runs of characters and partners gave, of all pairs, for a desk that
            learnt nothing.
        standing: hub, lead and length of each passage, 3 x passages, likewise.
        prior: of every two articles, by the numbers in `article`, likewise.
        article: of each passage, its number.
    """

    scores: Scores
    spelling: Scores
    support: Scores
    standing: Floats
    prior: Floats
    article: Integers


HALF = 0.25  # of a squared length: half of what the cosine divides by


def score_rows(rows: Rows, prior: Floats, weights: Weights) -> Scores:
    """The scores of all pairs of some rows: a pure function of the rows.

    Args:
        rows: the passages.
        prior: of every two articles, by the numbers in `rows.article`.
        weights: the constants.
    """
    return weigh(rows, prior, weights).scores


def weigh(rows: Rows, prior: Floats, weights: Weights) -> Weighed:
    """The same, with what each score was made of.

    What a desk learnt multiplies the parts of the score: partners and hubs are found by the score
    that a desk without judgements has, so that the sum stays a sum.
    """
    together = rows.article[:, None] == rows.article[None, :]
    lengths = squares(rows.words)
    scores: Scores = _evidence(products(rows.widened, rows.own), rows.context, lengths)
    scores *= weights.words
    spelling = _evidence(
        products(rows.characters, rows.characters), rows.context, None, weights.spread
    )
    spelling *= weights.characters
    scores += spelling
    scores[together] = 0.0
    support = np.zeros_like(scores)
    if weights.support:
        support = weights.support * _support(scores, weights.partners)
        scores += support
        scores[together] = 0.0
    parts = _standing(scores, rows, weights)
    taste = weights.taste
    if taste != PLAIN:
        by_part = np.array([taste.words, taste.names, taste.numbers])
        factors = single(scaled(rows.widened, by_part[rows.part]))
        scores = _evidence(products(factors, rows.own), rows.context, lengths)
        scores *= weights.words
        scores += taste.spelling * spelling
        scores += taste.support * support
        scores += taste.constant
    liked = np.array([taste.hub, taste.lead, taste.length])[:, None]
    standing = (liked * parts).sum(axis=0).astype(np.float32)
    scores += standing[:, None]
    scores += standing[None, :]
    scores += (taste.story * prior).astype(np.float32)[np.ix_(rows.article, rows.article)]
    scores[:] = (scores + scores.T) / 2
    scores[together] = -np.inf
    return Weighed(scores, spelling, support, parts, prior, rows.article)


def _evidence(
    products: Scores, context: Sparse, lengths: Floats | None, spread: float = HALF
) -> Scores:
    """Products of passages in their context, each divided by the root of both lengths.

    The cosine would divide by the lengths themselves: this is half a cosine or little more.
    Context is put around the products, not the rows, which comes to the same and is forty times
    less work.

    Args:
        products: of all rows without context.
        context: what each passage adds to each other.
        lengths: squared lengths of the rows with context, where not those of `products`.
        spread: exponent of the squared lengths that is divided by; a cosine has .5.
    """
    near = single(context)
    around = np.asarray(near @ np.ascontiguousarray((near @ products).T), dtype=np.float32)
    squared = np.diag(around) if lengths is None else lengths
    roots = (np.where(squared > 0, squared, 1.0) ** -spread).astype(np.float32)
    around *= roots[:, None]
    around *= roots[None, :]
    return around


def _support(scores: Scores, partners: int) -> Scores:
    """The mean score between the nearest partners of the one and those of the other."""
    count = len(scores)
    best = highest(scores, partners)
    rows = np.repeat(np.arange(count), best.shape[1])
    values = scores[rows, best.ravel()]
    weighed = sparse(values.astype(np.float64), rows, best.ravel(), (count, count))
    totals = np.maximum(np.asarray(weighed.sum(axis=1)).ravel(), 1e-9)
    near = single(sp.csr_array(sp.diags_array(1.0 / totals) @ weighed))
    return np.asarray(near @ np.ascontiguousarray((near @ scores).T), dtype=np.float32)


def _standing(scores: Scores, rows: Rows, weights: Weights) -> Floats:
    """What each passage brings along, whatever it is compared with: hub, lead, length."""
    best = np.take_along_axis(scores, highest(scores, weights.hub_of), axis=1)
    others = len(scores) - int(np.bincount(rows.article).max())
    few = max(1, min(weights.hub_of, round(others * weights.hub_share)))
    level = -np.sort(-best, axis=1)[:, :few].mean() - best.mean()
    return np.stack(
        [
            weights.hub * (best.mean(axis=1) + level),
            weights.lead * np.exp(-rows.position / weights.lead_decay),
            weights.length * np.log1p(rows.length),
        ]
    ).astype(np.float64)
