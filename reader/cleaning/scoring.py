"""How much a line reads and stands like a part of the article: what no rule decides.

A logistic model over the features of `features`. The weights were set by hand after the
sign and rough size that a logistic fit gave them on 228 news pages and their text dumps;
what came out near nothing is left out. `linked` in texts is the exception: dumps have no
links, Markdown does. Pages add what their tree tells: the elements around a line, and how
much prose stands in them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from reader.cleaning.features import line_features
from reader.cleaning.page import Finding, Page

TEXT_WEIGHTS: Mapping[str, float] = {
    "bias": -3.0,
    "words": 2.6,
    "short": 0.6,
    "prose": 0.8,
    "sentence": 0.5,
    "colon": 1.0,
    "linked": -2.0,
    "chrome": -1.5,
    "capitals": -1.1,
    "list": 0.8,
    "inside": 1.2,
    "head": -1.5,
    "foot": -0.6,
    "prose_above": 0.4,
    "prose_below": 0.6,
    "prose_around": 1.0,
    "ended_around": 0.7,
    "junk_around": -2.8,
}
# From the text's threshold up a line is body: a line of junk shown costs less than a sentence
# lost (at 0.3, F1 .915 with 2.7 % of sentences lost; at 0.4, .916 with 3.1 %), and a line that
# reads as prose is hardly ever thrown away.
TEXT_THRESHOLD = 0.3
PROSE_THRESHOLD = 0.1


def score(page: Page, findings: Mapping[int, Finding]) -> list[tuple[float, bool]]:
    """For every line the probability that it is body, and whether it is taken for body."""
    rows = line_features(page, findings)
    chances = [_chance(TEXT_WEIGHTS, row) for row in rows]
    limits = [PROSE_THRESHOLD if line.prose else TEXT_THRESHOLD for line in page.lines]
    return [(each, each >= limit) for each, limit in zip(chances, limits, strict=True)]


def _chance(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """The logistic function of the weighted features."""
    value = sum(weight * row[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
