"""What is measured of the elements of a page: their classes, and what stands inside them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.cleaning.class_lists import LIST_NAMES, NOTHING, listed
from reader.cleaning.reading import Element

_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_TAGS = ("div", "span")
_AROUND = ("aside", "footer", "table", "ol", "figure", "p", "article")
_BITS = {tag: 1 << bit for bit, tag in enumerate(_AROUND)}
_UNKNOWN = -0.5  # log-odds of a class that no site of the training had
_MAX_TOKENS = 24
_NONE = 9  # elements up: no element of the path is on the list
MARK_NAMES = ("mark_mean", "mark_low", "mark_high", "mark_sum")
PLACE_NAMES = (
    *(f"own_{name}" for name in MARK_NAMES),
    *(f"outer_{name}" for name in MARK_NAMES),
    *(f"third_{name}" for name in MARK_NAMES),
    "path_sum", "path_low", "path_high", "path_mean", "depth",
    *(f"in_{name}" for name in LIST_NAMES),
    *(f"near_{name}" for name in LIST_NAMES),
    *(f"around_{tag}" for tag in _AROUND),
    *(f"is_{tag}" for tag in _TAGS),
)  # fmt: skip


@dataclass(slots=True)
class Spot:
    """What is known of one element from its tag and class, and from those around it."""

    marks: tuple[float, float, float, float]
    path_sum: float
    path_low: float
    path_high: float
    depth: int
    lists: tuple[int, int, int]  # how many elements of the path are on each list
    nearest: tuple[int, int, int]  # how many elements up the nearest one is, 9 for none
    around: int  # bits of the tags around
    row: list[float] | None = None


@dataclass(slots=True)
class Inside:
    """What stands inside one element."""

    words: float = 0.0
    prose: float = 0.0
    linked: float = 0.0
    blocks: int = 0
    proses: int = 0
    points: float = 0.0  # prose near by, less the farther up
    first: int = -1
    last: int = -1


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


class Places:
    """The spots of the elements of a page, each looked at once."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        self._odds = odds
        self._spots: dict[int, Spot] = {}
        self._named: dict[
            tuple[str, str], tuple[tuple[float, float, float, float], tuple[int, int, int]]
        ] = {}

    def spot(self, element: Element) -> Spot:
        """The spot of an element."""
        found = self._spots.get(element.number)
        if found is None:
            unknown: list[Element] = []
            above: Spot | None = None
            for each in element.chain():
                above = self._spots.get(each.number)
                if above is not None:
                    break
                unknown.append(each)
            for each in reversed(unknown):
                found = above = self._look(each, above)
        assert found is not None
        return found

    def row(self, element: Element | None) -> list[float]:
        """The values of a place in the order of `PLACE_NAMES`."""
        if element is None:
            return [0.0] * len(PLACE_NAMES)
        spot = self.spot(element)
        if spot.row is None:
            outer = self.spot(element.parent) if element.parent is not None else spot
            parent = element.parent.parent if element.parent is not None else None
            third = self.spot(parent) if parent is not None else outer
            around = spot.around
            spot.row = [
                *spot.marks,
                *outer.marks,
                *third.marks,
                spot.path_sum,
                spot.path_low,
                spot.path_high,
                spot.path_sum / (spot.depth + 1),
                spot.depth,
                *spot.lists,
                *spot.nearest,
                *[around >> bit & 1 for bit in range(len(_AROUND))],
                *[element.tag == tag for tag in _TAGS],
            ]
        return spot.row

    def _look(self, element: Element, above: Spot | None) -> Spot:
        """The spot of an element below another."""
        key = (element.tag, element.named)
        named = self._named.get(key)
        if named is None:
            named = self._named[key] = self._read(*key)
        marks, lists = named
        around = _BITS.get(element.tag, 0)
        body, comments, junk = lists
        if above is None:
            nearest = (0 if body else _NONE, 0 if comments else _NONE, 0 if junk else _NONE)
            spot = Spot(marks, marks[3], marks[1], marks[2], 0, lists, nearest, around)
        else:
            more, near = above.lists, above.nearest
            spot = Spot(
                marks,
                marks[3] + above.path_sum,
                min(marks[1], above.path_low),
                max(marks[2], above.path_high),
                above.depth + 1,
                (body + more[0], comments + more[1], junk + more[2]),
                (
                    0 if body else min(_NONE, near[0] + 1),
                    0 if comments else min(_NONE, near[1] + 1),
                    0 if junk else min(_NONE, near[2] + 1),
                ),
                around | above.around,
            )
        self._spots[element.number] = spot
        return spot

    def _read(
        self, tag: str, named: str
    ) -> tuple[tuple[float, float, float, float], tuple[int, int, int]]:
        """The log-odds of an element's classes, and the lists they are on."""
        if not named.strip():
            return (0.0, 0.0, 0.0, 0.0), NOTHING
        odds = self._odds
        known = [odds[token] for token in class_tokens(named) if token in odds] or [_UNKNOWN]
        total = sum(known)
        name, identity = named.split("\n")[:2]
        marks = (total / len(known), min(known), max(known), total)
        return marks, listed(tag, name, identity)


INSIDE_NAMES = (
    "words", "prose_share", "linked", "blocks", "proses", "points", "prose_of_page",
)  # fmt: skip
_UP = 0.6  # of the points of a block for each element farther up


def insides(
    elements: Sequence[Element | None], sizes: Sequence[float], prose: Sequence[float],
    linked: Sequence[float],
) -> dict[int, Inside]:  # fmt: skip
    """What stands inside each element of a page, by its number."""
    found: dict[int, Inside] = {}
    for index, element in enumerate(elements):
        if element is None:
            continue
        size, is_prose = sizes[index], prose[index]
        links, points = size * linked[index], size * is_prose
        for each in element.chain():
            inside = found.get(each.number)
            if inside is None:
                inside = found[each.number] = Inside(first=index)
            inside.words += size
            inside.linked += links
            inside.blocks += 1
            if is_prose:
                inside.prose += size
                inside.proses += 1
                inside.points += points
                points *= _UP
            inside.last = index
    return found


def inside_row(inside: Inside, page_prose: float) -> list[float]:
    """The values of an element's inside in the order of `INSIDE_NAMES`."""
    words = inside.words or 1.0
    return [
        math.log1p(inside.words),
        inside.prose / words,
        inside.linked / words,
        math.log1p(inside.blocks),
        math.log1p(inside.proses),
        math.log1p(inside.points),
        inside.prose / page_prose,
    ]
