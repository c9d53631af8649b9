"""What a list of expressions would take for the article: one vote among a block's features.

Extractors by rules ask a page for the first element that is named as articles are, take out
what is named as junk is and what is mostly links, and keep the paragraphs, lists and headings
that are left. Such a vote knows nothing of words and is often wrong, but it is wrong in other
places than odds that were counted on some sites: on sites built like none of them it is the
steadier witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from reader.cleaning.class_lists import STAGES
from reader.cleaning.page import Line
from reader.cleaning.page_tree import Tree
from reader.cleaning.wordsets import word_set
from reader.model.article import BlockKind

VOTE_NAMES = (
    "voted", "voted_near", "voted_above", "voted_below", "voted_share", "vote_stage",
)  # fmt: skip
NEAR = 3  # blocks on each side whose votes are averaged
FAR = 20  # blocks: farther away is as good as that
_LINKED_TAGS = word_set("div ul ol dl p section")
_LOOSE_TAGS = word_set("div section article main body span center")
_BARE = ""  # the tag of what stands in no element: pages of old hold their text so
_WILD_TAGS = word_set("p blockquote pre td") | {_BARE}
# Sizes in words; the expressions' own are in characters, six of which make a word here.
_ENOUGH = 40  # of an article; with fewer, paragraphs are looked for on all of the page
_PARAGRAPHS = 120  # in paragraphs, from which on text that stands loose in a `<div>` is left
_MAX_LINKED, _MAX_FARM_LINKED = 0.8, 0.9  # of a small element, and of a large one
_SMALL, _SMALL_PARAGRAPH = 30, 8
_FARM = 4  # blocks; a large element of more of them, nearly all of it links, is no text
_LEAST_LEFT = 1 / 7  # of an element: if names of junk left less of it, they are misread


def votes(lines: Sequence[Line], sizes: Sequence[float], tree: Tree) -> list[list[float]]:
    """For every block the values of `VOTE_NAMES`."""
    # Behind the elements one value more, which the index -1 of bare text finds.
    gone = [*tree.nearest([each.left for each in tree.names]), -1]
    junk = [*tree.nearest([each.junk for each in tree.names]), -1]
    dense = [*tree.nearest(_dense(tree)), -1]

    def taken(root: int) -> list[int]:
        """The blocks inside an element (-1: on the page) that are neither junk nor links."""
        stop = len(tree.above) if root < 0 else tree.stops[root]
        within = [
            index
            for index, place in enumerate(tree.places)
            if root <= place < stop and gone[place] <= root
        ]
        left = [index for index in within if junk[tree.places[index]] <= root]
        whole = sum([sizes[index] for index in within])
        if sum([sizes[index] for index in left]) <= whole * _LEAST_LEFT:
            left = within
        return _tidy([index for index in left if dense[tree.places[index]] <= root], lines, sizes)

    best: list[int] = []
    stage = STAGES
    for number, root in enumerate(_roots(tree)):
        if root >= 0 and len(found := taken(root)) > 1:
            best, stage = found, number
            break
    if sum([sizes[index] for index in best]) < _ENOUGH:
        wild = [index for index in taken(-1) if _tag(lines[index]) in _WILD_TAGS]
        if len(wild) > len(best):
            best = sorted({*best, *wild})
    return _rows(set(best), sizes, stage)


def _tag(line: Line) -> str:
    """The tag of the element that a block stands in."""
    return _BARE if line.place is None else line.place.tag


def _roots(tree: Tree) -> list[int]:
    """For every expression the first element that it matches, or -1."""
    found = [-1] * STAGES
    for index, each in enumerate(tree.names):
        if each.stages:
            for stage in range(STAGES):
                if found[stage] < 0 and each.stages >> stage & 1:
                    found[stage] = index
    return found


def _dense(tree: Tree) -> list[bool]:
    """For every element whether it is mostly links, by its tag and size."""
    found = []
    for index, element in enumerate(tree.elements):
        words, linked = tree.words[index], tree.linked[index]
        if not linked or element.tag not in _LINKED_TAGS:
            found.append(False)
        elif element.tag == "p":
            found.append(words < _SMALL_PARAGRAPH and linked > _MAX_LINKED * words)
        elif words < _SMALL:
            found.append(linked > _MAX_LINKED * words)
        else:
            found.append(tree.blocks[index] > _FARM and linked > _MAX_FARM_LINKED * words)
    return found


def _tidy(taken: list[int], lines: Sequence[Line], sizes: Sequence[float]) -> list[int]:
    """Blocks without loose text beside enough paragraphs, and without headings at the end."""
    tags = {index: _tag(lines[index]) for index in taken}
    if sum([sizes[index] for index in taken if tags[index] == "p"]) > _PARAGRAPHS:
        taken = [
            index
            for index in taken
            if tags[index] not in _LOOSE_TAGS or lines[index].kind is not BlockKind.PARAGRAPH
        ]
    while taken and lines[taken[-1]].kind is BlockKind.HEADING:
        taken.pop()
    return taken


def _rows(taken: set[int], sizes: Sequence[float], stage: int) -> list[list[float]]:
    """The rows of a vote."""
    marks = [float(index in taken) for index in range(len(sizes))]
    share = sum([sizes[index] for index in taken]) / (sum(sizes) or 1.0)
    above, below = distances(marks)
    near = means(marks, NEAR)
    return [
        [mark, near[index], above[index], below[index], share, stage]
        for index, mark in enumerate(marks)
    ]


def means(values: Sequence[float], size: int) -> list[float]:
    """For every block the mean of a value over it and the blocks around it."""
    count = len(values)
    sums = list(accumulate(values, initial=0.0))
    window = 2 * size + 1

    def at(index: int) -> float:
        first, stop = max(0, index - size), min(count, index + size + 1)
        return (sums[stop] - sums[first]) / (stop - first)

    inner = [(stop - start) / window for start, stop in zip(sums, sums[window:], strict=False)]
    head = [at(index) for index in range(min(size, count))]
    tail = [at(index) for index in range(max(size, count - size), count)]
    return head + inner + tail


def distances(marks: Sequence[float]) -> tuple[list[int], list[int]]:
    """How many blocks above and below the nearest marked one stands, at most `FAR`."""
    above, below = [], []
    at = FAR
    for mark in marks:
        above.append(min(FAR, at))
        at = 1 if mark else at + 1
    at = FAR
    for mark in reversed(marks):
        below.append(min(FAR, at))
        at = 1 if mark else at + 1
    return above, below[::-1]
