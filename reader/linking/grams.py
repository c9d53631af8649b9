"""Runs of characters as sparse rows: the view of a text that needs no language.

Every window of every text is hashed at once to 64 bits, so that ten thousand passages take a
second and no dictionary of strings is built. Two runs share a hash once in some 10^12 pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Sparse, sparse

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd: spreads well (Knuth 6.4)


def grams(texts: Sequence[str], shortest: int, longest: int) -> Sparse:
    """How often each run of `shortest` to `longest` code points stands in each text."""
    joined = "".join(texts)
    if not joined:
        return sp.csr_array((len(texts), 1), dtype=np.float64)
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    hashes, rows = [], []
    for size in range(shortest, longest + 1):
        windows = len(signs) - size + 1
        if windows <= 0:
            continue
        value = np.full(windows, size, dtype=np.uint64)
        for offset in range(size):
            value = (value ^ signs[offset : offset + windows].astype(np.uint64)) * _MULTIPLIER
            value ^= value >> np.uint64(29)
        whole = owner[:windows] == owner[size - 1 :]  # not across two texts
        hashes.append(value[whole])
        rows.append(owner[:windows][whole])
    if not hashes or not any(map(len, hashes)):
        return sp.csr_array((len(texts), 1), dtype=np.float64)
    known, columns = np.unique(np.concatenate(hashes), return_inverse=True)
    ones = np.ones(len(columns))
    return sparse(ones, np.concatenate(rows), columns, (len(texts), len(known)))
