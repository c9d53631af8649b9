"""The element that paragraphs speak for, as readability finds it: a second vote.

Every paragraph gives points to the element around it, and half as many to the one around that;
names add or take some, links take a share. The best element and those beside it that have a
fifth of its points are the article, without lists of links and the like inside it. The way is
that of arc90's readability in readability-lxml (`readability.py`, Apache Licence 2.0).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.cleaning.page import Line
from reader.cleaning.page_tree import Tree
from reader.cleaning.page_vote import NEAR, means
from reader.cleaning.wordsets import word_set

CANDIDATE_NAMES = ("chosen", "chosen_near", "chosen_share", "chosen_score")
_INLINE = word_set(
    """a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span
    strike strong sub sup time tt u var"""
)
_PARAGRAPHS = word_set("p pre td blockquote")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_CLEANED = word_set("table ul div aside header footer section")
_OF_TAG = {
    **dict.fromkeys(("div", "article"), 5),
    **dict.fromkeys(("pre", "td", "blockquote"), 3),
    **dict.fromkeys(word_set("address ol ul dl dd dt li form aside"), -3),
    **dict.fromkeys((*_HEADINGS, "th", "header", "footer", "nav"), -5),
}
_MIN_LENGTH = 25  # code points of a paragraph that counts
_MIN_WORDS = 5  # of an element that is kept, its own measure in words
_PER_LENGTH, _MOST_LENGTHS = 100, 3  # code points that are worth a point, and points at most
_BESIDE, _MIN_BESIDE = 0.2, 10.0  # share of the best one's points, and points at least
_WORDS_BESIDE, _LINKED_BESIDE = 14, 0.25  # of a paragraph beside the best element
_COMMAS = 10  # from which on an element is text whatever its links
_ITEMS = 100  # entries more than paragraphs that make a list of an element
_GOOD = 25  # points of its name, from which on an element may have more links
_LINKED, _LINKED_GOOD, _LINKED_HEADING = 0.2, 0.5, 0.33
_STEPS = 4  # elements up whose points a block may claim


@dataclass(slots=True)
class _Counts:
    """What speaks for the elements of a page: points of some; what stands inside all."""

    points: dict[int, float]
    commas: list[int]
    paragraphs: list[int]
    entries: list[int]


def candidates(lines: Sequence[Line], sizes: Sequence[float], tree: Tree) -> list[list[float]]:
    """For every block the values of `CANDIDATE_NAMES`."""
    counts = _counted(lines, tree)
    points = counts.points
    linked = [part / (whole or 1.0) for part, whole in zip(tree.linked, tree.words, strict=True)]
    for index in points:
        points[index] *= 1 - linked[index]
    if not points:
        return [[0.0] * len(CANDIDATE_NAMES) for _ in lines]
    best = max(points, key=lambda index: (points[index], -index))
    roots = _beside(best, points, linked, tree)
    kept: list[bool] = []
    for index, above in enumerate(tree.above):
        kept.append(
            index in roots
            or (above >= 0 and kept[above] and _is_clean(index, counts, linked[index], tree))
        )
    return _rows(kept, points, points[best], sizes, tree)


def _is_clean(index: int, counts: _Counts, linked: float, tree: Tree) -> bool:
    """Whether an element inside the article is of it, by its name and what stands in it."""
    tag, name = tree.elements[index].tag, tree.names[index]
    if tag in _HEADINGS:
        return name.weight >= 0 and linked <= _LINKED_HEADING
    if name.unlikely or tag == "form":
        return False
    if tag not in _CLEANED:
        return True
    if name.weight + counts.points.get(index, 0.0) < 0:
        return False
    return counts.commas[index] >= _COMMAS or (
        (tag == "ul" or counts.entries[index] - _ITEMS <= counts.paragraphs[index])
        and tree.words[index] >= _MIN_WORDS
        and linked <= (_LINKED if name.weight < _GOOD else _LINKED_GOOD)
    )


def _counted(lines: Sequence[Line], tree: Tree) -> _Counts:
    """The points that paragraphs give; commas, paragraphs and entries inside each element."""
    count = len(tree.above)
    counts = _Counts({}, [0] * count, [0] * count, [0] * count)
    unlikely = tree.nearest([each.unlikely for each in tree.names])
    standing = tree.nearest([each.tag not in _INLINE for each in tree.elements])
    for line, start in zip(lines, tree.places, strict=True):
        place = start if start < 0 or standing[start] < 0 else standing[start]
        if place < 0:
            continue
        commas = line.text.count(",")
        if line.wide:
            commas += line.text.count("\u3001") + line.text.count("\uff0c")
        counts.commas[place] += commas
        tag = tree.elements[place].tag
        if tag != "li" and tag not in _HEADINGS:
            counts.paragraphs[place] += 1
            if line.length >= _MIN_LENGTH and unlikely[place] < 0:
                value = 2 + commas + min(line.length / _PER_LENGTH, _MOST_LENGTHS)
                _give(value, place, counts.points, tree)
    for index in range(count - 1, -1, -1):
        counts.entries[index] += tree.elements[index].tag == "li"
        above = tree.above[index]
        if above >= 0:
            counts.commas[above] += counts.commas[index]
            counts.paragraphs[above] += counts.paragraphs[index]
            counts.entries[above] += counts.entries[index]
    return counts


def _give(value: float, place: int, points: dict[int, float], tree: Tree) -> None:
    """Give the points of a paragraph to the element around it, half of them to the next."""
    if tree.elements[place].tag in _PARAGRAPHS or tree.blocks[place] == 1:
        place = tree.above[place]
    for _ in range(2):
        if place < 0:
            return
        if place not in points:
            points[place] = tree.names[place].weight + _OF_TAG.get(tree.elements[place].tag, 0)
        points[place] += value
        value /= 2
        place = tree.above[place]


def _beside(best: int, points: dict[int, float], linked: Sequence[float], tree: Tree) -> set[int]:
    """The best element and those beside it that belong to it."""
    found = {best}
    above = tree.above[best]
    least = max(_MIN_BESIDE, _BESIDE * points[best])
    index, stop = above + 1, len(tree.above) if above < 0 else tree.stops[above]
    while index < stop:
        paragraph = tree.elements[index].tag == "p"
        if points.get(index, 0.0) >= least or (
            paragraph and tree.words[index] > _WORDS_BESIDE and linked[index] < _LINKED_BESIDE
        ):
            found.add(index)
        index = tree.stops[index]
    return found


def _rows(
    kept: Sequence[bool],
    points: Mapping[int, float],
    top: float,
    sizes: Sequence[float],
    tree: Tree,
) -> list[list[float]]:
    """The rows of the second vote."""
    marks = [float(place >= 0 and kept[place]) for place in tree.places]
    share = sum([size * mark for size, mark in zip(sizes, marks, strict=True)])
    share /= sum(sizes) or 1.0
    claimed: dict[int, float] = {-1: 0.0}
    for place in tree.places:
        if place not in claimed:
            most, index = 0.0, place
            for _ in range(_STEPS):
                if index < 0:
                    break
                most = max(most, points.get(index, 0.0))
                index = tree.above[index]
            claimed[place] = most / top if top > 0 else 0.0
    return [
        [mark, near, share, claimed[place]]
        for mark, near, place in zip(marks, means(marks, NEAR), tree.places, strict=True)
    ]
