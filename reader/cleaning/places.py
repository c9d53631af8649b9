"""What the classes of the elements around a block tell by what the training counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from reader.cleaning.page_tree import Tree

_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_UNKNOWN = -0.5  # log-odds of a class that no site of the training had
_MAX_TOKENS = 24
PLACE_NAMES = (
    "own_mark_mean", "own_mark_low", "own_mark_sum",
    "outer_mark_mean", "outer_mark_high", "outer_mark_sum", "third_mark_mean",
    "path_sum", "path_low", "path_high", "path_mean", "in_comments", "in_figure",
)  # fmt: skip
Marks = tuple[float, float, float, float]  # mean, lowest, highest, sum
_NO_MARKS: Marks = (0.0, 0.0, 0.0, 0.0)


def class_tokens(named: str) -> list[str]:
    """The words that a class, id, role and itemprop are made of; whole names with a dot."""
    tokens: list[str] = []
    for name in named.split()[:_MAX_TOKENS]:
        if not name.islower():
            name = _CAMEL.sub(r"\1 \2", name).lower()  # noqa: PLW2901  # the name as words
        elif name.isalpha() and name.isascii():  # one word, as a third of all names are
            tokens.append(name)
            continue
        words = _WORD.findall(name)
        tokens.extend(words)
        if len(words) > 1:
            tokens.append(".".join(words))
    return list(dict.fromkeys(tokens))


_tokens = lru_cache(maxsize=8192)(class_tokens)  # the pages of a site share their names


def place_rows(
    tree: Tree, odds: Mapping[str, float], asked: Collection[int]
) -> dict[int, list[float]]:
    """For every element that is asked for the values of `PLACE_NAMES`."""
    known: dict[str, Marks] = {}
    marks: dict[int, Marks] = {}
    paths: dict[int, tuple[float, float, float, int, float, float]] = {}
    rows: dict[int, list[float]] = {}
    for index in _with_around(tree, asked):
        element, above = tree.elements[index], tree.above[index]
        named = element.named
        own = known.get(named)
        if own is None:
            own = known[named] = _marks(named, odds)
        marks[index] = own
        mean, lowest, highest, summed = own
        total, low, high, depth = summed, lowest, highest, 1
        comments, figure = float(tree.names[index].comments), float(element.tag == "figure")
        outer = third = own
        if above >= 0:
            outer = third = marks[above]
            if tree.above[above] >= 0:
                third = marks[tree.above[above]]
            sums, around_low, around_high, steps, more, around = paths[above]
            total += sums
            low = min(low, around_low)
            high = max(high, around_high)
            depth += steps
            comments += more
            figure = figure or around
        paths[index] = (total, low, high, depth, comments, figure)
        if index in asked:
            rows[index] = [
                mean, lowest, summed, outer[0], outer[2], outer[3], third[0],
                total, low, high, total / depth, comments, figure,
            ]  # fmt: skip
    return rows


def _with_around(tree: Tree, asked: Iterable[int]) -> list[int]:
    """Some elements and those around them, the outermost first."""
    found: set[int] = set()
    for index in asked:
        while index >= 0 and index not in found:
            found.add(index)
            index = tree.above[index]  # noqa: PLW2901  # the walk outwards
    return sorted(found)


def _marks(named: str, odds: Mapping[str, float]) -> Marks:
    """The log-odds of the words of an element's names."""
    if not named.strip():
        return _NO_MARKS
    known = [odds[token] for token in _tokens(named) if token in odds] or [_UNKNOWN]
    total = sum(known)
    return total / len(known), min(known), max(known), total
