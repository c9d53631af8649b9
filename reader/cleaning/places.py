"""What the classes of the elements around a block tell by what the training counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def place_rows(tree: Tree, odds: Mapping[str, float]) -> dict[int, list[float]]:
    """For every element that has blocks of its own the values of `PLACE_NAMES`."""
    known: dict[str, Marks] = {}
    marks: list[Marks] = []
    paths: list[tuple[float, float, float, int, int, bool]] = []
    asked = set(tree.places)
    rows: dict[int, list[float]] = {}
    for index, (element, above) in enumerate(zip(tree.elements, tree.above, strict=True)):
        named = element.named
        own = known.get(named)
        if own is None:
            own = known[named] = _marks(named, odds)
        marks.append(own)
        mean, low, high, total = own
        comments, figure = int(tree.names[index].comments), element.tag == "figure"
        depth = 1
        if above >= 0:
            sums, lowest, highest, steps, more, around = paths[above]
            total += sums
            low = min(low, lowest)
            high = max(high, highest)
            depth += steps
            comments += more
            figure = figure or around
        paths.append((total, low, high, depth, comments, figure))
        if index in asked:
            outer = own if above < 0 else marks[above]
            third = outer if above < 0 or tree.above[above] < 0 else marks[tree.above[above]]
            rows[index] = [
                mean, own[1], own[3], outer[0], outer[2], outer[3], third[0],
                total, low, high, total / depth, comments, figure,
            ]  # fmt: skip
    return rows


def _marks(named: str, odds: Mapping[str, float]) -> Marks:
    """The log-odds of the words of an element's names."""
    if not named.strip():
        return _NO_MARKS
    known = [odds[token] for token in _tokens(named) if token in odds] or [_UNKNOWN]
    total = sum(known)
    return total / len(known), min(known), max(known), total
