"""Runs of characters as sparse rows: the view of a text that needs no language.

Every window of every text is hashed at once to 64 bits, so that ten thousand passages take a
second and no dictionary of strings is built. Two runs share a hash once in some 10^12 pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from reader.linking.arrays import Integers, Sparse, single, sparse

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd: spreads well (Knuth 6.4)


_BUCKETS_BITS = 19  # of the hashes of `hashed_grams`: two runs share one of 524,288 by chance
_AT_ONCE = 2_000  # texts whose windows are held in memory together: some 10 MB an array


def grams(texts: Sequence[str], shortest: int, longest: int) -> Sparse:
    """How often each run of `shortest` to `longest` code points stands in each text."""
    rows, hashes = _windows(texts, shortest, longest)
    if not len(rows):
        return sp.csr_array((len(texts), 1), dtype=np.float64)
    known, columns = np.unique(hashes, return_inverse=True)
    return sparse(np.ones(len(columns)), rows, columns, (len(texts), len(known)))


def hashed_grams(texts: Sequence[str], shortest: int, longest: int) -> Sparse:
    """The same over a fixed number of columns, which a run that comes later fits into as well.

    Of two passages of 300 runs each, .2 are taken for shared that are not, beside some 35 that are.
    """
    shape = (len(texts), 1 << _BUCKETS_BITS)
    parts = []
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        rows, hashes = _windows(some, shortest, longest)
        columns = (hashes >> np.uint64(64 - _BUCKETS_BITS)).astype(np.int64)
        ones = np.ones(len(columns))
        parts.append(single(sparse(ones, rows, columns, (len(some), shape[1]))))
    return sp.csr_array(sp.vstack(parts, format="csr")) if parts else sp.csr_array(shape)


def _windows(
    texts: Sequence[str], shortest: int, longest: int
) -> tuple[Integers, npt.NDArray[np.uint64]]:
    """Of each window of each text: the number of the text, and the hash."""
    joined = "".join(texts)
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    signs = signs.astype(np.uint64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    hashes, rows = [np.zeros(0, dtype=np.uint64)], [owner[:0]]
    value = np.full(len(signs), shortest, dtype=np.uint64)
    for size in range(1, longest + 1):
        windows = len(signs) - size + 1
        if windows <= 0:
            break
        value = (value[:windows] ^ signs[size - 1 :]) * _MULTIPLIER
        value ^= value >> np.uint64(29)
        if size >= shortest:
            whole = owner[:windows] == owner[size - 1 :]  # not across two texts
            hashes.append(value[whole])
            rows.append(owner[:windows][whole])
    return np.concatenate(rows), np.concatenate(hashes)
