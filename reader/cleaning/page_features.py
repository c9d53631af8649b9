"""The features of the blocks of a page: the line, its place, its neighbours, the page, votes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.cleaning.page import Line, Page, words_of
from reader.cleaning.page_candidates import CANDIDATE_NAMES, candidates
from reader.cleaning.page_tree import Tree, grow
from reader.cleaning.page_vote import VOTE_NAMES, distances, means, votes
from reader.cleaning.places import PLACE_NAMES, place_rows

__all__ = ["PAGE_NAMES", "Tables", "distances", "key_of", "page_rows"]

_NARROW, _WIDE = 3, 8  # blocks on each side of a window
_LEVELS = 2  # elements up whose inside is looked at
_KEY, _KEY_WORDS = 40, 14  # code points and words of a block by which it is found again
_MIN_LEAD = 8  # code points of a block that may be a part of the lead
_FAR = 9  # elements up: the densest element is not around
_UNKNOWN = 0.0
_LINE_NAMES = (
    "words", "linked", "word_odds", "prose", "chars", "odds_low", "odds_high", "said",
)  # fmt: skip
_INSIDE_NAMES = ("words", "prose_share", "linked", "points", "prose_of_page")
# Of 127 features tried these 56 carry 97 % of what the trees gain, and without the others no
# figure falls, out of fold by site or by set of pages.
PAGE_NAMES = (
    *_LINE_NAMES,
    "window3_linked", "window8_linked",
    *PLACE_NAMES,
    *(f"up{level}_{name}" for level in range(_LEVELS) for name in _INSIDE_NAMES),
    "best_up", "best_points", "best_in", "best_share",
    *VOTE_NAMES,
    *CANDIDATE_NAMES,
    "lead", "copies", "share_above", "to_last",
    "page_blocks", "page_words", "page_prose", "page_linked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """What the training counted: log-odds of being body of class words and of words."""

    marks: Mapping[str, float]
    words: Mapping[str, float]


def page_rows(
    page: Page,
    tables: Tables,
    declared: tuple[str, str] = ("", ""),
    asked: Iterable[int] | None = None,
) -> list[list[float]]:
    """A row of features for every block that is asked for, in the order of `PAGE_NAMES`.

    Args:
        page: the page.
        tables: what the training counted.
        declared: the body and the description that the page declares of itself.
        asked: indices of blocks, or None for all of them.
    """
    lines = page.lines
    wanted = range(len(lines)) if asked is None else list(asked)
    if not wanted:
        return []
    sizes = [len(line.words) + line.wide / 2 for line in lines]
    prose = [line.prose for line in lines]
    linked = [line.linked for line in lines]
    tree = grow(lines, sizes, prose)
    narrow, wide = means(linked, _NARROW), means(linked, _WIDE)
    whole = sum([size for size, is_prose in zip(sizes, prose, strict=True) if is_prose])
    places = _places(tree, tables.marks, whole or 1.0)
    best = _best(tree, sizes, wanted)
    voted, chosen = votes(lines, sizes, tree), candidates(lines, sizes, tree)
    around = _around(page, sizes, prose, declared[1], wanted)
    return [
        [
            *_line_values(lines[index], tables.words),
            narrow[index],
            wide[index],
            *places[tree.places[index]],
            *best[at],
            *voted[index],
            *chosen[index],
            *around[at],
        ]
        for at, index in enumerate(wanted)
    ]


def _line_values(line: Line, odds: Mapping[str, float]) -> list[float]:
    """The values of a line by itself."""
    known = [odds[word] for word in line.words if word in odds] or [_UNKNOWN]
    return [
        math.log1p(len(line.words) + line.wide / 2),
        line.linked,
        sum(known) / len(known),
        line.prose,
        math.log1p(line.length),
        min(known),
        max(known),
        line.said is not None,
    ]


def _places(tree: Tree, odds: Mapping[str, float], prose: float) -> dict[int, list[float]]:
    """For every element with blocks of its own its place, and what stands inside and around."""
    blocks, above = tree.blocks, tree.above
    wider: list[int] = []  # an element around nothing else tells nothing new
    for index, around in enumerate(above):
        same = around >= 0 and blocks[around] == blocks[index]
        wider.append(wider[around] if same else around)
    found: dict[int, list[float]] = {}
    insides: dict[int, list[float]] = {}
    for index, row in place_rows(tree, odds).items():
        around = index
        for _ in range(_LEVELS):
            inside = insides.get(around)
            if inside is None:
                inside = insides[around] = _inside(tree, around, prose)
            row.extend(inside)
            if wider[around] >= 0:
                around = wider[around]
        found[index] = row
    found[-1] = [0.0] * (len(PLACE_NAMES) + _LEVELS * len(_INSIDE_NAMES))
    return found


def _inside(tree: Tree, index: int, prose: float) -> list[float]:
    """What stands inside an element."""
    words = tree.words[index] or 1.0
    return [
        math.log1p(tree.words[index]),
        tree.prose[index] / words,
        tree.linked[index] / words,
        math.log1p(tree.points[index]),
        tree.prose[index] / prose,
    ]


def _best(tree: Tree, sizes: Sequence[float], wanted: Sequence[int]) -> list[list[float]]:
    """For every block asked for where it stands by the element that prose is densest in."""
    points = tree.points
    best = max(range(len(points)), key=lambda index: (points[index], index), default=-1)
    if best < 0:
        return [[_FAR, 0.0, False, 0.0] for _ in wanted]
    top, words = points[best] or 1.0, tree.words[best] or 1.0
    steps = [_FAR] * len(points)
    steps[best] = 0
    for index in range(best + 1, tree.stops[best]):
        steps[index] = min(_FAR, steps[tree.above[index]] + 1)
    first, last = tree.first[best], tree.last[best]
    found = []
    for index in wanted:
        place = tree.places[index]
        up, own = (_FAR, 0.0) if place < 0 else (steps[place], points[place] / top)
        found.append([up, own, first <= index <= last, sizes[index] / words])
    return found


def _around(
    page: Page,
    sizes: Sequence[float],
    prose: Sequence[float],
    lead: str,
    wanted: Sequence[int],
) -> list[list[float]]:
    """For every block asked for: is it in the lead, where does it stand, what is the page like."""
    lines = page.lines
    keys = [key_of(line) for line in lines]
    copies = Counter(keys)
    lead = " ".join(words_of(lead))
    total = sum(sizes) or 1.0
    before = list(accumulate(sizes, initial=0.0))
    linked = sum([size * line.linked for size, line in zip(sizes, lines, strict=True)]) / total
    whole = [
        math.log1p(len(lines)),
        math.log1p(total),
        sum([size * is_prose for size, is_prose in zip(sizes, prose, strict=True)]) / total,
        linked,
    ]
    return [
        [
            lead != "" and len(keys[index]) > _MIN_LEAD and keys[index] in lead,
            copies[keys[index]] - 1,
            before[index] / total,
            page.last - index,
            *whole,
        ]
        for index in wanted
    ]


def key_of(line: Line) -> str:
    """The beginning of a block, bare of signs and capitals."""
    return " ".join(line.words[:_KEY_WORDS])[:_KEY]
