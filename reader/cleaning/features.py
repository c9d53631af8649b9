"""What is measured of a line: its shape, its neighbours, and where it stands in the page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from reader.cleaning.page import Finding, Line, Page
from reader.model.article import BlockKind, BlockVerdict

Features = Mapping[str, float]
_NEAR, _FAR = 2, 6  # lines: the paragraph's neighbours, and the stretch of the page
_SHORT_WORDS, _LABEL_WORDS = 8, 3


def line_features(page: Page, findings: Mapping[int, Finding]) -> list[dict[str, float]]:
    """The features of every line by name; each about 0..1, counts as logarithms."""
    prose = [float(line.prose) for line in page.lines]
    ended = [float(line.sentence) for line in page.lines]
    junk = [float(_is_junk(findings.get(line.index))) for line in page.lines]
    rows = []
    for line in page.lines:
        index = line.index
        count = size(line)
        rows.append(
            {
                "bias": 1.0,
                "words": math.log1p(count) / 4,
                "label": float(count <= _LABEL_WORDS),
                "short": float(count <= _SHORT_WORDS),
                "prose": prose[index],
                "sentence": ended[index],
                "colon": float(line.ending.endswith((":", "\uff1a"))),
                "linked": line.linked,
                "stop": line.stop,
                "chrome": line.chrome,
                "capitals": _capitals(line),
                "digits": _digits(line),
                "table": float(line.kind is BlockKind.TABLE or "\t" in line.text),
                "list": float(line.kind is BlockKind.LIST_ITEM),
                "heading": float(line.kind is BlockKind.HEADING),
                "quote": float(line.kind is BlockKind.QUOTE),
                "inside": float(page.first <= index <= page.last),
                "head": math.log1p(max(0, page.first - index)) / 3,
                "foot": math.log1p(max(0, index - page.last)) / 3 if page.last >= 0 else 0.0,
                "prose_above": _share(prose[max(0, index - _NEAR) : index]),
                "prose_below": _share(prose[index + 1 : index + 1 + _NEAR]),
                "prose_around": _share(
                    prose[max(0, index - _FAR) : index] + prose[index + 1 : index + 1 + _FAR]
                ),
                "ended_around": _share(
                    ended[max(0, index - _NEAR) : index] + ended[index + 1 : index + 1 + _NEAR]
                ),
                "junk_around": _share(
                    junk[max(0, index - _NEAR) : index] + junk[index + 1 : index + 1 + _NEAR]
                ),
            }
        )
    return rows


def size(line: Line) -> float:
    """The words of a line; two characters of a script without spaces are about one."""
    return len(line.words) + line.wide / 2


def _is_junk(finding: Finding | None) -> bool:
    """Whether a rule called the line junk."""
    return finding is not None and finding.verdict is BlockVerdict.JUNK


def _share(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def _capitals(line: Line) -> float:
    """The share of words that begin with a capital."""
    words = line.text.split()
    return sum([word[0].isupper() for word in words]) / max(1, len(words))


def _digits(line: Line) -> float:
    """The share of words that are numbers."""
    return sum(word.isdigit() for word in line.words) / max(1, len(line.words))
