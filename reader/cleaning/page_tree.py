"""The elements of a page in one row, and what stands inside each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.cleaning.class_lists import Named, read_names
from reader.cleaning.page import Line
from reader.cleaning.reading import Element

_UP = 0.6  # of the points of a block for each element farther up


@dataclass(slots=True)
class Tree:
    """The elements around the blocks of a page, by index: what is around comes first.

    All lists but `places` have a value for each element. What stands inside an element are
    the elements from the one after it up to its `stop`.

    Attributes:
        above: the index of the element around it, or -1.
        stops: the index behind the last element inside it.
        names: what its tag and class say.
        places: for each block the index of the element it stands in, or -1.
        words, prose, linked: of the blocks inside it; of them in prose, of them in links.
        blocks, proses: how many blocks, and blocks of prose, stand inside it.
        points: words of prose inside it, the fewer the farther down they stand.
        first, last: indices of the first and the last block inside it.
    """

    elements: list[Element]
    above: list[int]
    stops: list[int]
    names: list[Named]
    places: list[int]
    words: list[float]
    prose: list[float]
    linked: list[float]
    blocks: list[int]
    proses: list[int]
    points: list[float]
    first: list[int]
    last: list[int]

    def nearest(self, marked: Sequence[bool]) -> list[int]:
        """For each element the index of the nearest marked one: it, or one around it, or -1."""
        found: list[int] = []
        for index, above in enumerate(self.above):
            if marked[index]:
                found.append(index)
            else:
                found.append(-1 if above < 0 else found[above])
        return found


def grow(lines: Sequence[Line], sizes: Sequence[float], prose: Sequence[float]) -> Tree:
    """The tree of a page's blocks.

    Args:
        lines: the blocks.
        sizes: words of each.
        prose: 1 for each that reads as prose, else 0.
    """
    known: dict[int, Element] = {}
    for line in lines:
        element = line.place
        while element is not None and element.number not in known:
            known[element.number] = element
            element = element.parent
    elements = [known[number] for number in sorted(known)]
    at = {element.number: index for index, element in enumerate(elements)}
    above = [-1 if each.parent is None else at[each.parent.number] for each in elements]
    places = [-1 if line.place is None else at[line.place.number] for line in lines]
    names = [read_names(each.tag, each.named) for each in elements]
    count = len(elements)
    tree = Tree(
        elements, above, list(range(1, count + 1)), names, places,
        [0.0] * count, [0.0] * count, [0.0] * count, [0] * count, [0] * count, [0.0] * count,
        [len(lines)] * count, [-1] * count,
    )  # fmt: skip
    for index, place in enumerate(places):
        if place >= 0:
            _put(tree, place, index, sizes[index], lines[index].linked, is_prose=prose[index] > 0)
    _gather(tree)
    return tree


def _put(tree: Tree, place: int, index: int, size: float, linked: float, *, is_prose: bool) -> None:
    """Put a block into the element it stands in."""
    tree.words[place] += size
    tree.linked[place] += size * linked
    tree.blocks[place] += 1
    if is_prose:
        tree.prose[place] += size
        tree.proses[place] += 1
        tree.points[place] += size
    tree.first[place] = min(tree.first[place], index)
    tree.last[place] = index


def _gather(tree: Tree) -> None:
    """Add up what stands in the elements inside each element, the innermost first."""
    words, prose, linked, points = tree.words, tree.prose, tree.linked, tree.points
    blocks, proses, first, last, stops = (
        tree.blocks, tree.proses, tree.first, tree.last, tree.stops,
    )  # fmt: skip
    for index in range(len(words) - 1, -1, -1):
        above = tree.above[index]
        if above < 0:
            continue
        words[above] += words[index]
        linked[above] += linked[index]
        blocks[above] += blocks[index]
        if proses[index]:
            prose[above] += prose[index]
            proses[above] += proses[index]
            points[above] += points[index] * _UP
        first[above] = min(first[above], first[index])
        last[above] = max(last[above], last[index])
        stops[above] = max(stops[above], stops[index])
