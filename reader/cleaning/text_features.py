"""The features of the lines of a plain text: the line, its neighbours, the stretch around it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, islice

from reader.cleaning.line_values import LINE_NAMES, MORE_NAMES, line_values, more_values
from reader.cleaning.page import Finding, Page
from reader.cleaning.page_features import distances, key_of
from reader.cleaning.text_runs import RUN_NAMES, is_prose, pieces_of, run_rows
from reader.model.article import BlockVerdict, Category
from reader.model.languages import guess_language

_PROSE = LINE_NAMES.index("prose")
_EXTRA = ("gap", "gap_below", "copies", "like_title", "ruled_junk", "ruled_aside", "ruled_body")
_OWN = (*LINE_NAMES, *MORE_NAMES, *_EXTRA)
# What is looked at in the lines around: the nearer, the more.
_NEAR = {
    1: (
        "words", "chars", "linked", "prose", "sentence", "word_odds", "stop", "heading",
        "capitals", "chrome", "pauses", "item", "word_length", "colon", "odds_low", "gap",
        "ruled_junk", "ruled_aside", "ruled_body", "upper", "copies", "quotes", "address",
    ),
    2: ("words", "prose", "sentence", "word_odds", "ruled_junk", "stop", "capitals", "gap"),
    3: ("words", "prose", "word_odds", "ruled_junk"),
}  # fmt: skip
_MEANS = (
    "words", "linked", "prose", "sentence", "word_odds", "stop", "chrome", "capitals",
    "ruled_junk", "item", "gap",
)  # fmt: skip
# Lines above and below that a mean is taken over.
_WINDOWS = ((3, 3), (8, 8), (20, 20), (5, 0), (0, 5), (15, 0), (0, 15))
_COSTS = (4.0, 12.0)  # words that a line which is no prose takes from the stretch it stands in
_LANGUAGE_WORDS = 1_000  # of a page, menus included, that tell its language
_FAR = 60  # lines: a distance over that is far
_NOTHING = -1.0
TEXT_NAMES = (
    *_OWN,
    *(
        f"{side}{steps}_{name}"
        for steps, names in _NEAR.items()
        for side in ("above", "below")
        for name in names
    ),
    *(f"mean{above}_{below}_{name}" for above, below in _WINDOWS for name in _MEANS),
    *(
        f"{name}{cost:.0f}"
        for cost in _COSTS
        for name in ("stretch_in", "stretch_from", "stretch_to", "stretch_share")
    ),
    "index", "share_above", "from_first", "to_last", "last_prose", "next_prose", "in_frame",
    "from_title", "run", "page_lines", "page_words", "page_prose", "page_items", "page_gaps",
    *RUN_NAMES,
)  # fmt: skip


def text_rows(
    page: Page, findings: Mapping[int, Finding], odds: Mapping[str, float]
) -> list[list[float]]:
    """A row of features for every line, in the order of `TEXT_NAMES`."""
    language = _language(page)
    values = [line_values(line, odds) + more_values(line, odds, language) for line in page.lines]
    pieces = pieces_of(page, language)
    prose = is_prose(page, pieces)
    for row, extra, reads_as_prose in zip(values, _extras(page, findings), prose, strict=True):
        row[_PROSE] = reads_as_prose  # together with the rest of its sentence
        row.extend(extra)
    near = _near(values)
    means = _means(values)
    sizes = [len(line.words) + line.wide / 2 for line in page.lines]
    stretches = [_densest(sizes, prose, cost) for cost in _COSTS]
    places = _places(page, values, findings, stretches)
    runs = run_rows(page, pieces, prose, stretches[0])
    return [
        [*values[index], *near[index], *means[index], *places[index], *runs[index]]
        for index in range(len(values))
    ]


def _language(page: Page) -> str | None:
    """The language of a page by its words, prose or not, or None where they do not tell."""
    words = chain.from_iterable(line.words for line in page.lines)
    guess = guess_language(islice(words, _LANGUAGE_WORDS))
    return None if guess is None else guess[0]


def _extras(page: Page, findings: Mapping[int, Finding]) -> list[list[float]]:
    """What a line owes to the page and the rules."""
    keys = [key_of(line) for line in page.lines]
    copies = Counter(keys)
    title: set[str] = set()
    for finding in findings.values():
        if finding.category is Category.TITLE:
            title = set(page.lines[finding.index].words)
    gaps = [*[min(line.gap, 9) for line in page.lines], 9]
    found = []
    for index, line in enumerate(page.lines):
        verdict = findings[index].verdict if index in findings else None
        shared = sum([word in title for word in line.words]) / (len(line.words) or 1)
        found.append(
            [
                gaps[index],
                gaps[index + 1],
                copies[keys[index]] - 1,
                shared,
                verdict is BlockVerdict.JUNK,
                verdict is BlockVerdict.ASIDE,
                verdict is BlockVerdict.BODY,
            ]
        )
    return found


def _near(values: Sequence[list[float]]) -> list[list[float]]:
    """Values of the lines above and below each line."""
    columns = {steps: [_OWN.index(name) for name in names] for steps, names in _NEAR.items()}
    nothing = [_NOTHING] * len(_OWN)
    depth = max(_NEAR)
    padded = [*[nothing] * depth, *values, *[nothing] * depth]
    found = []
    for at in range(depth, len(values) + depth):
        row: list[float] = []
        for steps, wanted in columns.items():
            above, below = padded[at - steps], padded[at + steps]
            row.extend([above[column] for column in wanted])
            row.extend([below[column] for column in wanted])
        found.append(row)
    return found


def _means(values: Sequence[list[float]]) -> list[list[float]]:
    """Means of values over the lines above and below each line, itself included."""
    count = len(values)
    columns = [_OWN.index(name) for name in _MEANS]
    sums = [list(accumulate([row[column] for row in values], initial=0.0)) for column in columns]
    found = []
    for index in range(count):
        row: list[float] = []
        for above, below in _WINDOWS:
            first, stop = max(0, index - above), min(count, index + below + 1)
            length = stop - first
            row.extend([(each[stop] - each[first]) / length for each in sums])
        found.append(row)
    return found


def _places(
    page: Page,
    values: Sequence[list[float]],
    findings: Mapping[int, Finding],
    stretches: Sequence[tuple[int, int]],
) -> list[list[float]]:
    """Where a line stands: in the densest stretch, from the ends, from the title."""
    lines = page.lines
    count = len(lines)
    sizes = [len(line.words) + line.wide / 2 for line in lines]
    prose = [row[_PROSE] for row in values]
    before = list(accumulate(sizes, initial=0.0))
    total = before[-1] or 1.0
    above, below = distances(prose)
    title = next((f.index for f in findings.values() if f.category is Category.TITLE), None)
    whole = [
        math.log1p(count),
        math.log1p(total),
        sum([size for size, is_prose in zip(sizes, prose, strict=True) if is_prose]) / total,
        sum([row[_OWN.index("item")] for row in values]) / (count or 1),
        sum([line.gap > 1 for line in lines]) / (count or 1),
    ]
    found = []
    for index, line in enumerate(lines):
        row: list[float] = []
        for first, last in stretches:
            words = before[last + 1] - before[first] or 1.0
            row.extend(
                (
                    first <= index <= last,
                    _bounded(index - first),
                    _bounded(last - index),
                    sizes[index] / words,
                )
            )
        found.append(
            [
                *row,
                index / count,
                before[index] / total,
                _bounded(index - page.first),
                _bounded(page.last - index),
                above[index],
                below[index],
                line.index in page.frame,
                _FAR if title is None else _bounded(index - title),
                0 if prose[index] else above[index] + below[index],
                *whole,
            ]
        )
    return found


def _densest(sizes: Sequence[float], prose: Sequence[bool], cost: float) -> tuple[int, int]:
    """The stretch of lines whose words of prose, less a cost for each other line, are most."""
    best, first, last = 0.0, 0, -1
    gain, start = 0.0, 0
    for index, (size, reads_as_prose) in enumerate(zip(sizes, prose, strict=True)):
        if gain <= 0:
            gain, start = 0.0, index
        gain += size if reads_as_prose else -cost
        if gain > best:
            best, first, last = gain, start, index
    return first, last


def _bounded(distance: int) -> int:
    """A distance, or what is far."""
    return max(-_FAR, min(_FAR, distance))
