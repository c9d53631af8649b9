"""What lines of a plain text have in common: pieces of one sentence, entries of one list.

A scraper that cuts at every link leaves a sentence in five lines, and a ranking is a hundred
short lines: one by one they look like a menu. Here they are seen together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from reader.cleaning.page import MIN_PROSE_WORDS, Line, Page, is_lower
from reader.model.article import BlockKind
from reader.model.stopwords import common_words

RUN_NAMES = (
    "piece_count", "piece_words", "piece_place", "piece_prose",
    "alike_run", "alike_count", "alike_inside", "alike_prose", "alike_near",
    "opening_count", "opening_inside",
    "indent", "indent_off", "indent_share",
    "in_series", "series_length", "numbered",
    "heading_above", "colon_above", "words_since_prose", "words_until_prose",
    "shared_words", "shared_around",
)  # fmt: skip
_FAR = 30  # lines
_MAX_PIECES = 40  # of one sentence
_LENGTHS = (0, 1, 3, 7, 14, 30)  # words: a label, a name, a headline, a sentence, a paragraph
_NUMBER = re.compile(
    r"\W{0,3}(?:no\.? ?|n[º°] ?|step |tip |day )?(\d{1,3})(?:[.):\s]|$)", re.IGNORECASE
)
_MAX_SERIES_GAP = 60  # lines between a number and the next one
_MIN_SERIES = 3  # numbers
_JOINED = (",", ".", ";", ":", ")", "\u2019", "'", "\u201d", "!", "?", "\u2026")
_MIN_SHARED = 4  # letters of a word that says what a text is about


def pieces_of(page: Page, language: str | None) -> list[tuple[int, int]]:
    """For every line the first and last line of the sentence that it is a piece of."""
    common = common_words(language) if language else frozenset[str]()
    spans: list[tuple[int, int]] = []
    first = 0
    lines = page.lines
    for index in range(1, len(lines) + 1):
        if (
            index < len(lines)
            and index - first < _MAX_PIECES
            and _goes_on(lines[index - 1], lines[index], common)
        ):
            continue
        spans.extend([(first, index - 1)] * (index - first))
        first = index
    return spans


def _goes_on(above: Line, below: Line, common: frozenset[str]) -> bool:
    """Whether a line goes on with the sentence that the line above left open."""
    if below.gap > 1 or above.said is not None or below.said is not None:
        return False
    if not above.kind is below.kind is BlockKind.PARAGRAPH:
        return False
    start = below.text[:1]
    if start in _JOINED:
        return True
    if above.sentence or above.ending.endswith((":", "\uff1a", "|")):
        return False
    return is_lower(start) or (bool(above.words) and above.words[-1] in common)


def is_prose(page: Page, pieces: Sequence[tuple[int, int]]) -> list[bool]:
    """For every line whether it, or the sentence that it is a piece of, reads as prose."""
    lines = page.lines
    found: list[bool] = []
    for index, (first, last) in enumerate(pieces):
        if first == last or index > first:
            found.append(lines[index].prose if first == last else found[first])
            continue
        words = sum([len(line.words) for line in lines[first : last + 1]])
        found.append(
            any(line.prose for line in lines[first : last + 1])
            or (words >= MIN_PROSE_WORDS and lines[last].sentence)
        )
    return found


def run_rows(
    page: Page,
    pieces: Sequence[tuple[int, int]],
    prose: Sequence[bool],
    stretch: tuple[int, int],
) -> list[list[float]]:
    """A row for every line, in the order of `RUN_NAMES`.

    Args:
        page: the lines.
        pieces: see `pieces_of`.
        prose: see `is_prose`.
        stretch: the first and last line of the densest stretch of prose.
    """
    lines = page.lines
    sizes = [len(line.words) + line.wide / 2 for line in lines]
    before = list(accumulate(sizes, initial=0.0))
    parts = (
        _pieces(pieces, prose, before),
        _alike([_shape(line) for line in lines], prose, stretch),
        _openings(lines, stretch),
        _indents(lines, prose, sizes),
        _series(lines),
        _above(lines, prose, before),
        _shared(lines, prose, stretch),
    )
    return [[value for part in parts for value in part[index]] for index in range(len(lines))]


Rows = list[tuple[float, ...]]


def _pieces(pieces: Sequence[tuple[int, int]], prose: Sequence[bool], before: list[float]) -> Rows:
    """Of how many lines and words the sentence is, which of them this is."""
    return [
        (
            last - first + 1,
            math.log1p(before[last + 1] - before[first]),
            (index - first) / (last - first + 1),
            prose[index],
        )
        for index, (first, last) in enumerate(pieces)
    ]


def _shape(line: Line) -> tuple[object, ...]:
    """What lines of one list have in common."""
    start = line.text[:1]
    size = len(line.words) + line.wide / 2
    return (
        line.kind,
        sum(size > length for length in _LENGTHS),
        start.isupper() + 2 * start.isdigit() + 3 * start.islower(),
        line.sentence,
        line.linked > 0.5,  # noqa: PLR2004  # most of it
        min(line.gap, 3),
    )


def _alike(
    shapes: Sequence[tuple[object, ...]], prose: Sequence[bool], stretch: tuple[int, int]
) -> Rows:
    """How many lines of its shape there are: in a row, on the page, among the prose."""
    first, last = stretch
    counts = Counter(shapes)
    inside = Counter(shapes[first : last + 1])
    near: Counter[tuple[object, ...]] = Counter()
    for index, shape in enumerate(shapes):
        above = index > 0 and prose[index - 1]
        below = index + 1 < len(shapes) and prose[index + 1]
        near[shape] += above + below
    runs: list[int] = []
    start = 0
    for index in range(1, len(shapes) + 1):
        if index == len(shapes) or shapes[index] != shapes[start]:
            runs.extend([index - start] * (index - start))
            start = index
    sentences = Counter(shape for shape, said in zip(shapes, prose, strict=True) if said)
    return [
        (
            min(_FAR, runs[index]),
            math.log1p(counts[shape]),
            inside[shape] / counts[shape],
            sentences[shape] / counts[shape],
            near[shape] / counts[shape],
        )
        for index, shape in enumerate(shapes)
    ]


def _openings(lines: Sequence[Line], stretch: tuple[int, int]) -> Rows:
    """How many other lines begin with the same two words, and how many of them in the text."""
    keys = [line.words[:2] if len(line.words) > 1 else () for line in lines]
    counts = Counter(keys)
    inside = Counter(keys[stretch[0] : stretch[1] + 1])
    return [
        (math.log1p(counts[key] - 1), inside[key] / counts[key]) if key else (0.0, -1.0)
        for key in keys
    ]


def _indents(lines: Sequence[Line], prose: Sequence[bool], sizes: Sequence[float]) -> Rows:
    """How far a line is set in, and how far from where the text is."""
    columns: Counter[int] = Counter()
    for line, is_prose_line, size in zip(lines, prose, sizes, strict=True):
        if is_prose_line:
            columns[line.indent] += round(size)
    total = columns.total() or 1
    usual = max(columns, key=lambda column: columns[column], default=0)
    return [
        (line.indent, max(-12, min(12, line.indent - usual)), columns[line.indent] / total)
        for line in lines
    ]


def _series(lines: Sequence[Line]) -> Rows:
    """Whether a line is a number of a series (1. 2. 3., or 100. 99. 98.), or stands in one."""
    numbers = []
    for index, line in enumerate(lines):
        found = _NUMBER.match(line.text)
        if found is not None:
            numbers.append((index, int(found.group(1))))
    rows: list[tuple[float, ...]] = [(0.0, 0.0, 0.0)] * len(lines)
    for step in (1, -1):
        open_series: dict[int, list[int]] = {}  # the number that is awaited: indices so far
        done: list[list[int]] = []
        for index, number in numbers:
            series = open_series.pop(number, None)
            if series is None or index - series[-1] > _MAX_SERIES_GAP:
                series = []
                done.append(series)
            series.append(index)
            open_series[number + step] = series
        for series in done:
            if len(series) < _MIN_SERIES:
                continue
            of_it = set(series)
            for index in range(series[0], series[-1] + 1):
                if rows[index][1] < len(series):
                    rows[index] = (1.0, len(series), index in of_it)
    return rows


def _above(lines: Sequence[Line], prose: Sequence[bool], before: list[float]) -> Rows:
    """How far above a heading stands, or a line that announces; words from and to the prose."""
    rows: Rows = []
    heading = colon = _FAR
    since: list[float] = []
    last = 0.0
    for index, is_prose_line in enumerate(prose):
        since.append(math.log1p(max(0.0, before[index] - last)))
        if is_prose_line:
            last = before[index + 1]
    until = [0.0] * len(lines)
    following = before[-1]
    for index in range(len(lines) - 1, -1, -1):
        until[index] = math.log1p(max(0.0, following - before[index + 1]))
        if prose[index]:
            following = before[index]
    for index, line in enumerate(lines):
        rows.append((min(_FAR, heading), min(_FAR, colon), since[index], until[index]))
        heading = 1 if line.kind is BlockKind.HEADING else heading + 1
        colon = 1 if line.ending.endswith((":", "\uff1a")) else colon + 1
    return rows


def _shared(lines: Sequence[Line], prose: Sequence[bool], stretch: tuple[int, int]) -> Rows:
    """How many of a line's longer words the prose of the text has, too."""
    first, last = stretch
    counts: Counter[str] = Counter()
    for index in range(first, last + 1):
        if prose[index]:
            counts.update(set(lines[index].words))
    shares = []
    for index, line in enumerate(lines):
        own = first <= index <= last and prose[index]
        words = {word for word in line.words if len(word) >= _MIN_SHARED}
        shared = sum([counts[word] > own for word in words])
        shares.append(shared / len(words) if words else -1.0)
    rows: Rows = []
    for index in range(len(lines)):
        around = [share for share in shares[max(0, index - 3) : index + 4] if share >= 0]
        rows.append((shares[index], sum(around) / len(around) if around else -1.0))
    return rows
