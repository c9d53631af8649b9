"""How much a block reads and stands like a part of the article: what no rule decides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from reader.cleaning.page import Finding, Line, Page
from reader.model.article import BlockKind, BlockVerdict

_WINDOW = 3

TEXT_WEIGHTS: Mapping[str, float] = {
    "bias": -2.2,
    "words": 0.55,
    "prose": 1.2,
    "sentence": 0.9,
    "linked": -2.0,
    "stop": 2.0,
    "chrome": -3.0,
    "titled": -0.6,
    "inside": 1.2,
    "near": 1.6,
    "list": -0.3,
    "heading": -0.2,
    "junk_near": -1.0,
}


def features(page: Page, findings: Mapping[int, Finding]) -> list[dict[str, float]]:
    """The features of every line, by name, each about 0..1 (words: up to 3)."""
    prose = [float(line.prose) for line in page.lines]
    junk = [float(_is_junk(findings.get(line.index))) for line in page.lines]
    return [
        {
            "bias": 1.0,
            "words": math.log1p(len(line.words) + line.wide / 2) / 2,
            "prose": float(line.prose),
            "sentence": float(line.sentence),
            "linked": line.linked,
            "stop": line.stop,
            "chrome": line.chrome,
            "titled": _titled(line),
            "inside": float(page.first <= line.index <= page.last),
            "near": _around(prose, line.index),
            "junk_near": _around(junk, line.index),
            "list": float(line.kind is BlockKind.LIST_ITEM),
            "heading": float(line.kind is BlockKind.HEADING),
        }
        for line in page.lines
    ]


def score(page: Page, findings: Mapping[int, Finding]) -> list[float]:
    """The probability of each line to be body, 0..1."""
    return [
        _logistic(sum(TEXT_WEIGHTS[name] * value for name, value in each.items()))
        for each in features(page, findings)
    ]


def _is_junk(finding: Finding | None) -> bool:
    """Whether a rule called the line junk."""
    return finding is not None and finding.verdict is BlockVerdict.JUNK


def _around(values: Sequence[float], index: int) -> float:
    """The mean over the lines within the window, the line itself left out."""
    near = [*values[max(0, index - _WINDOW) : index], *values[index + 1 : index + 1 + _WINDOW]]
    return sum(near) / len(near) if near else 0.0


def _titled(line: Line) -> float:
    """The share of words that begin with a capital."""
    words = line.text.split()
    return sum(word[:1].isupper() for word in words) / max(1, len(words))


def _logistic(value: float) -> float:
    """1 / (1 + e^-value), without overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
