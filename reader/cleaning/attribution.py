"""Which features of a block moved its score away from that of the page's other blocks.

The score of the trees is followed down each tree; at every turn the expected score changes, and
the change is put down to the feature that was asked there (Saabas, "Interpreting random
forests", 2014). What a score is to be expected at a node is counted over the blocks of the same
page, each leaf counted once more than blocks fall into it, so that short pages have expectations
too. The parts of a block add up to its score, less what is expected of a block of this page. On 200
blocks of 40 pages, the features behind the three grounds that are told first, set to the page's
mean, moved the score against the verdict in 98 % of the cases and by 1.5 natural log-odds on
average; as many other features by 0.5.

What it is: a true account of the turns that were taken. What it is not: a statement on what
would happen if a feature were another (features go together), nor fair between two features
that say the same: the one that was asked nearer the leaf gets more. So those that say the same
thing to a reader are added up before anybody sees them (`explaining`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST_ROWS = 250  # blocks of a page that expectations are counted over, evenly picked
Row = Sequence[float]
# (feature, threshold, left, right, expectation), or the value of a leaf.
_Node = tuple[int, float, Any, Any, float] | float


class Attribution:
    """Trees with expectations, for the blocks of one page.

    Args:
        trees: as the training wrote them: a leaf is its value, a node is
            `[feature, threshold, left, right]`.
        rows: the features of the page's blocks.
    """

    def __init__(self, trees: Sequence[Any], rows: Sequence[Row]) -> None:
        step = max(1, -(-len(rows) // MOST_ROWS))
        sample = list(rows[::step])
        self._trees = [_expected(tree, sample)[0] for tree in trees]
        self.expected = sum(_value(tree) for tree in self._trees)

    def parts(self, row: Row) -> dict[int, float]:
        """What each feature adds to the score of a block, by the feature's index.

        Together with `expected` they are the score.
        """
        found: dict[int, float] = {}
        for tree in self._trees:
            node = tree
            while isinstance(node, tuple):
                feature, threshold, left, right, before = node
                node = left if row[feature] <= threshold else right
                found[feature] = found.get(feature, 0.0) + _value(node) - before
        return found


def _expected(tree: Any, rows: list[Row]) -> tuple[_Node, float]:
    """A tree with the expectation at each node, and how much its own counts."""
    if not isinstance(tree, list):
        return float(tree), len(rows) + 1.0
    feature, threshold, left, right = tree
    below = [row for row in rows if row[feature] <= threshold]
    above = [row for row in rows if row[feature] > threshold]
    one, weight = _expected(left, below)
    other, more = _expected(right, above)
    mean = (_value(one) * weight + _value(other) * more) / (weight + more)
    return (feature, threshold, one, other, mean), weight + more


def _value(node: _Node) -> float:
    return node[4] if isinstance(node, tuple) else node
