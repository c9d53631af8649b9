"""What a score is made of, as a handful of named parts: `weights.PARTS`.

At the plain taste the score is their sum, but for passages of several sentences, whose best two
sentences count besides. Parts are whole hundredths of a point: a large desk has two hundred
thousand suggestions, and small whole numbers cost no memory of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Floats, Integers, squares
from reader.linking.evidence import Weighed
from reader.linking.features import Rows
from reader.linking.weights import Weights

UNIT = 0.01  # points of a score
AT_ONCE = 20_000  # pairs; their shared words fill some 70 MB


def parts_of(
    rows: Rows,
    inside: Integers,
    weighed: Weighed,
    weights: Weights,
    first: Integers,
    second: Integers,
) -> Iterator[tuple[int, ...]]:
    """The parts of each pair, in the order of `weights.PARTS`, in hundredths of a point.

    Args:
        rows: of the whole collection.
        inside: the numbers in it of the passages that were scored.
        weighed: their scores.
        weights: the constants.
        first: one passage of each pair, by its place in `inside`.
        second: the other.
    """
    for start in range(0, len(first), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        one, other = first[some], second[some]
        shared = _words(rows, inside[one], inside[other]) * weights.words
        standing = weighed.standing[:, one] + weighed.standing[:, other]
        table = np.stack(
            [
                *shared,
                weighed.spelling[one, other],
                weighed.support[one, other],
                *standing,
                weighed.prior[weighed.article[one], weighed.article[other]],
            ],
            axis=1,
        )
        for row in np.rint(table / UNIT).astype(np.int64).tolist():
            yield tuple(row)


def _words(rows: Rows, one: Integers, other: Integers) -> Floats:
    """What shared words, names and numbers give each pair: 3 x pairs."""
    passages, place = np.unique(np.concatenate([one, other]), return_inverse=True)
    words = rows.words[passages]
    wide = sp.csr_array(rows.context[passages] @ rows.widened)
    lengths = squares(words)
    roots = np.where(lengths > 0, lengths, 1.0) ** -0.25
    left, right = place[: len(one)], place[len(one) :]
    shared = sp.csr_array(wide[left].multiply(words[right]))
    pair = np.repeat(np.arange(len(one)), np.diff(shared.indptr))
    entry = rows.part[shared.indices] * len(one) + pair
    sums = np.bincount(entry, weights=shared.data, minlength=3 * len(one)).reshape(3, len(one))
    return np.asarray(sums * (roots[left] * roots[right]), dtype=np.float64)
