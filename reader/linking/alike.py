"""Which words speak of the same: spelt alike, forms of one word, nearly the same meaning."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from reader.linking import paraphrases
from reader.linking.arrays import Flags, Floats, Integers, Sparse, holders, single, sparse, unit
from reader.linking.grams import grams
from reader.linking.tokens import WordKind
from reader.linking.weights import Weights

# Look-alikes: a run of characters is rare if so many terms hold it, and two terms are compared
# whole when their rare runs alone come to such a cosine (over 9,351 terms all but 6 of the
# 27,906 pairs that comparing all with all finds).
HELD_BY_FEW, SHARED_BY_FEW = 300, 0.15
TERMS_AT_ONCE = 2_000


def alike(
    terms: tuple[str, ...], sorts: tuple[WordKind, ...], foreign: Flags, weights: Weights
) -> Sparse:
    """Terms x terms: 1 with itself, and what a word counts for one that it speaks of the same with.

    Args:
        terms: stems, and figures.
        sorts: the kind of each.
        foreign: which no English text has; the table is English.
        weights: the constants.
    """
    shape = (len(terms), len(terms))
    same = np.arange(len(terms), dtype=np.int64)
    one, other, near = spelt_alike(terms, sorts, weights.alike_from)
    result = sparse(weights.alike * near, one, other, shape)
    named = np.array([sort is WordKind.NAME for sort in sorts], dtype=bool)
    table = paraphrases.load()
    for groups, wanted, value in (
        (table.words, ~named & ~foreign, weights.paraphrase),
        (table.names, named & ~foreign, weights.namesake),
        (table.forms, ~foreign, weights.form),
    ):
        one, other = paraphrases.pairs(terms, groups, wanted)
        result = result.maximum(sparse(np.full(len(one), value), one, other, shape))
    return sp.csr_array(result + sparse(np.ones(len(terms)), same, same, shape))


def spelt_alike(
    terms: tuple[str, ...], sorts: tuple[WordKind, ...], least: float
) -> tuple[Integers, Integers, Floats]:
    """Which terms are spelt alike, each two in both orders, and their cosines of 2-4-grams.

    Only terms that share a run which few terms hold are compared: all with all would take
    ten times as long over the words of a hundred thousand passages, for endings (`ation`).
    Numbers are only themselves.
    """
    spelt = [
        "" if sort is WordKind.NUMBER or term.startswith("=") else f"^{term}$"
        for term, sort in zip(terms, sorts, strict=True)
    ]
    runs = unit(grams(spelt, 2, 4))
    few = np.flatnonzero(holders(runs) <= HELD_BY_FEW)
    rare = single(runs[:, few])
    turned = sp.csr_array(rare.T)
    rows: list[Integers] = []
    columns: list[Integers] = []
    values: list[Floats] = []
    for first in range(0, len(terms), TERMS_AT_ONCE):
        met = sp.coo_array(rare[first : first + TERMS_AT_ONCE] @ turned)
        kept = (met.data >= SHARED_BY_FEW) & (met.row + first != met.col)
        one, other = met.row[kept].astype(np.int64) + first, met.col[kept].astype(np.int64)
        near = np.asarray(runs[one].multiply(runs[other]).sum(axis=1), dtype=np.float64).ravel()
        kept = near >= least
        rows.append(one[kept])
        columns.append(other[kept])
        values.append(near[kept])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
