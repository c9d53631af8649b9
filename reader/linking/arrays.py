"""Sparse rows and the few operations on them that the score is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats: TypeAlias = npt.NDArray[np.float64]
Scores: TypeAlias = npt.NDArray[np.float32]  # all with all: large, and of four digits
Integers: TypeAlias = npt.NDArray[np.integer[Any]]
Flags: TypeAlias = npt.NDArray[np.bool_]
Sparse: TypeAlias = "sp.csr_array[np.float64, tuple[int, int]]"


def single(matrix: Sparse) -> Sparse:
    """The same in single precision: half the memory, and as many digits as a score has.

    Types do not tell the two apart: what is done with them is the same.
    """
    return cast("Sparse", matrix.astype(np.float32))


def sparse(values: Floats, rows: Integers, columns: Integers, shape: tuple[int, int]) -> Sparse:
    """A sparse matrix from its entries; entries at one place add up."""
    places = rows.astype(np.int32), columns.astype(np.int32)
    return sp.csr_array(sp.coo_array((values, places), shape=shape))


def counted(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Sparse:
    """One row for each mapping of terms to values."""
    entries = [
        (number, columns[term], value)
        for number, row in enumerate(rows)
        for term, value in row.items()
    ]
    shape = (len(rows), len(columns))
    if not entries:
        return sp.csr_array(shape, dtype=np.float64)
    places = np.array([entry[:2] for entry in entries], dtype=np.int64)
    values = np.array([entry[2] for entry in entries], dtype=np.float64)
    return sparse(values, places[:, 0], places[:, 1], shape)


def damped(counts: Sparse) -> Sparse:
    """Counts -> 1 + log of them, so that a word said thrice is not three words."""
    return _with(counts, 1.0 + np.log(counts.data))


def holders(counts: Sparse) -> Floats:
    """How many rows hold each column."""
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64)


def scaled(matrix: Sparse, by_column: Floats) -> Sparse:
    """Each column multiplied by its value."""
    return _with(matrix, matrix.data * by_column.astype(matrix.data.dtype)[matrix.indices])


def _with(matrix: Sparse, data: Floats) -> Sparse:
    """Other values at the same places, which are shared: of some collections they fill 130 MB."""
    return sp.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def squares(matrix: Sparse) -> Floats:
    """The squared length of each row."""
    return np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel()


def unit(matrix: Sparse) -> Sparse:
    """Rows of length one; empty ones stay empty."""
    lengths = np.sqrt(squares(matrix))
    lengths[lengths == 0] = 1.0
    return sp.csr_array(sp.diags_array(1.0 / lengths) @ matrix)


def dense(matrix: Sparse) -> Floats:
    """All of it as one array."""
    return np.asarray(matrix.toarray(), dtype=np.float64)


def products(one: Sparse, other: Sparse) -> Scores:
    """Each row of the one times each row of the other."""
    left, right = single(one), single(other)
    return np.asarray((left @ right.T).toarray(), dtype=np.float32)


def highest(scores: Scores, count: int) -> Integers:
    """The columns of the so many highest values of each row, in no order; the first of equals."""
    count = min(count, scores.shape[1])
    if count == scores.shape[1]:
        return np.tile(np.arange(count), (len(scores), 1))
    return np.argpartition(-scores, count - 1, axis=1)[:, :count].astype(np.int64)
