"""The features of the blocks of a page: the line, its place, its neighbours, the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.cleaning.line_values import LINE_NAMES, line_values
from reader.cleaning.page import Line, Page, words_of
from reader.cleaning.places import (
    INSIDE_NAMES,
    PLACE_NAMES,
    Inside,
    Places,
    inside_row,
    insides,
)
from reader.cleaning.reading import Element

_NEAR = 6  # of the line's values, those that are looked at in the lines above and below
_WINDOWS = (3, 8)  # blocks on each side
_SUMMED = 4  # of the line's values, those that are averaged over windows
_LEVELS = 4  # elements up whose inside is looked at
_KEY, _KEY_WORDS = 40, 14  # code points and words of a block by which it is found again
PAGE_NAMES = (
    *LINE_NAMES,
    *(f"above_{name}" for name in LINE_NAMES[:_NEAR]),
    *(f"below_{name}" for name in LINE_NAMES[:_NEAR]),
    *(f"window{size}_{name}" for size in _WINDOWS for name in LINE_NAMES[:_SUMMED]),
    *PLACE_NAMES,
    *(f"up{level}_{name}" for level in range(_LEVELS) for name in INSIDE_NAMES),
    "like_above", "like_below",
    "best_in", "best_up", "best_share", "best_points",
    "declared", "lead", "copies",
    "index", "share_above", "from_first", "to_last", "prose_above", "prose_below", "in_frame",
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
    values = [line_values(line, tables.words) for line in lines]
    sizes = [len(line.words) + line.wide / 2 for line in lines]
    prose = [row[3] for row in values]
    elements = [line.place for line in lines]
    inner = insides(elements, sizes, prose, [row[1] for row in values])
    places = Places(tables.marks)
    wanted = range(len(lines)) if asked is None else list(asked)
    near = _near(values)
    windows = _windows(values, wanted)
    around = _around(page, sizes, prose, inner, declared, wanted)
    page_prose = sum(size for size, is_prose in zip(sizes, prose, strict=True) if is_prose) or 1.0
    rows: dict[int, list[float]] = {}
    return [
        [
            *values[index],
            *near[index],
            *windows[at],
            *places.row(elements[index]),
            *_levels(elements[index], inner, rows, page_prose),
            *_likeness(elements, index),
            *around[at],
        ]
        for at, index in enumerate(wanted)
    ]


def _near(values: Sequence[list[float]]) -> list[list[float]]:
    """The values of the lines above and below each line."""
    nothing = [-1.0] * _NEAR
    heads = [nothing, *[row[:_NEAR] for row in values], nothing]
    return [heads[at] + heads[at + 2] for at in range(len(values))]


def _windows(values: Sequence[list[float]], wanted: Sequence[int]) -> list[list[float]]:
    """The means of values over the lines around each line."""
    count = len(values)
    sums = [
        list(accumulate([row[column] for row in values], initial=0.0)) for column in range(_SUMMED)
    ]
    found = []
    for index in wanted:
        row = []
        for size in _WINDOWS:
            first, stop = max(0, index - size), min(count, index + size + 1)
            length = stop - first
            row.extend([(each[stop] - each[first]) / length for each in sums])
        found.append(row)
    return found


def _levels(
    element: Element | None,
    inner: Mapping[int, Inside],
    rows: dict[int, list[float]],
    page_prose: float,
) -> list[float]:
    """What stands inside the elements around a block, the innermost first."""
    found: list[float] = []
    row = [0.0] * len(INSIDE_NAMES)
    blocks = 0
    for _ in range(_LEVELS):
        while element is not None and inner[element.number].blocks <= blocks:
            element = element.parent  # an element around nothing else tells nothing new
            if element is not None and element.number not in inner:
                element = None
        if element is not None:
            inside = inner[element.number]
            blocks = inside.blocks
            known = rows.get(element.number)
            if known is None:
                known = rows[element.number] = inside_row(inside, page_prose)
            row = known
        found.extend(row)
    return found


def _likeness(elements: Sequence[Element | None], index: int) -> tuple[int, int]:
    """How much the blocks above and below stand in the like place: 2 the same element around."""
    here = elements[index]
    above = elements[index - 1] if index else None
    below = elements[index + 1] if index + 1 < len(elements) else None
    return _alike(here, above), _alike(here, below)


def _alike(one: Element | None, other: Element | None) -> int:
    """3 the same element, 2 the same parent and tag, 1 the same parent or tag, 0 neither."""
    if one is None or other is None:
        return -1
    if one is other:
        return 3
    return 1 * (one.tag == other.tag) + 1 * (one.parent is other.parent)


def _around(
    page: Page,
    sizes: Sequence[float],
    prose: Sequence[float],
    inner: Mapping[int, Inside],
    declared: tuple[str, str],
    wanted: Sequence[int],
) -> list[list[float]]:
    """The densest element, what the page declares, and where a block stands in it."""
    lines = page.lines
    best = max(inner, key=lambda number: (inner[number].points, number), default=0)
    best_inside = inner.get(best, Inside())
    keys = [key_of(line) for line in lines]
    copies = Counter(keys)
    body, lead = (" ".join(words_of(text)) for text in declared)
    total = sum(sizes) or 1.0
    before = list(accumulate(sizes, initial=0.0))
    last_prose, next_prose = distances(prose)
    linked = sum(size * line.linked for size, line in zip(sizes, lines, strict=True)) / total
    whole = [
        math.log1p(len(lines)),
        math.log1p(total),
        sum(size * is_prose for size, is_prose in zip(sizes, prose, strict=True)) / total,
        linked,
    ]
    found = []
    for index in wanted:
        line = lines[index]
        points = 0.0
        up = 9
        if line.place is not None:
            points = inner[line.place.number].points
            for steps, element in enumerate(line.place.chain()):
                if element.number == best:
                    up = min(9, steps)
                    break
        inside = best_inside.first <= index <= best_inside.last
        key = keys[index]
        found.append(
            [
                inside,
                up,
                sizes[index] / (best_inside.words or 1.0),
                points / (best_inside.points or 1.0),
                bool(body) and len(key) > 1 and key in body,
                bool(lead) and len(key) > 8 and key in lead,  # noqa: PLR2004  # two words or so
                copies[key] - 1,
                index / len(lines),
                before[index] / total,
                index - page.first,
                page.last - index,
                last_prose[index],
                next_prose[index],
                line.index in page.frame,
                *whole,
            ]
        )
    return found


def key_of(line: Line) -> str:
    """The beginning of a block, bare of signs and capitals."""
    return " ".join(line.words[:_KEY_WORDS])[:_KEY]


def distances(prose: Sequence[float]) -> tuple[list[int], list[int]]:
    """How many blocks above and below the nearest one of prose stands, at most 20."""
    above, below = [], []
    at = 20
    for is_prose in prose:
        above.append(min(20, at))
        at = 1 if is_prose else at + 1
    at = 20
    for is_prose in reversed(prose):
        below.append(min(20, at))
        at = 1 if is_prose else at + 1
    return above, below[::-1]
