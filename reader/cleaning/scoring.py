"""How much a line reads and stands like a part of the article: what no rule decides.

Two logistic models over the features of `features`. The weights were set by hand after the
sign and rough size that a logistic fit gave them on 228 news pages and their text dumps;
what came out near nothing is left out. `linked` in texts is the exception: dumps have no
links, Markdown does. Pages add what their tree tells: the elements around a line, and how
much prose stands in them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from reader.cleaning.features import line_features, measure, place_features, size
from reader.cleaning.page import Finding, Page
from reader.cleaning.reading import Draft
from reader.model.article import BlockVerdict

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
PAGE_WEIGHTS: Mapping[str, float] = {
    "bias": -3.0,
    "words": 0.8,
    "short": 0.5,
    "prose": 1.0,
    "colon": 0.3,
    "linked": -2.4,
    "chrome": -1.0,
    "capitals": -0.8,
    "digits": -0.5,
    "list": 0.6,
    "heading": 0.9,
    "inside": 1.1,
    "head": -0.7,
    "foot": -0.3,
    "prose_above": 0.2,
    "prose_below": 0.4,
    "prose_around": 1.1,
    "junk_around": -2.7,
    "good_marks": 1.5,
    "bad_marks": -2.1,
    "in_aside": -1.7,
    "in_main": 0.2,
    "paragraph": 1.1,
    "block_prose": 2.0,
    "block_density": -1.6,
    "outer_prose": 1.5,
    "outer_density": -0.4,
    "outer_linked": -1.3,
}
# From the text's threshold up a line is body: a line of junk shown costs less than a sentence
# lost (at 0.3, F1 .915 with 2.7 % of sentences lost; at 0.4, .916 with 3.1 %), and a line that
# reads as prose is hardly ever thrown away. In a page, one subtree holds the article: inside
# it doubt speaks for a line, outside against it.
TEXT_THRESHOLD = 0.3
PROSE_THRESHOLD = 0.1
INSIDE_THRESHOLD, OUTSIDE_THRESHOLD = 0.3, 0.5
_NEUTRAL = 0.25  # a word of this probability is worth nothing to the subtree it stands in
_FOUND = 0.9  # of a line that a rule called body


def score(
    page: Page, drafts: Sequence[Draft], findings: Mapping[int, Finding]
) -> list[tuple[float, bool]]:
    """For every line the probability that it is body, and whether it is taken for body."""
    rows = line_features(page, findings)
    if not any(draft.place is not None for draft in drafts):
        chances = [_chance(TEXT_WEIGHTS, row) for row in rows]
        limits = [PROSE_THRESHOLD if line.prose else TEXT_THRESHOLD for line in page.lines]
        return [(each, each >= limit) for each, limit in zip(chances, limits, strict=True)]
    containers = measure(page, drafts)
    places = place_features(page, drafts, containers)
    chances = [
        _chance(PAGE_WEIGHTS, {**row, **place}) for row, place in zip(rows, places, strict=True)
    ]
    best = _best_element(page, drafts, containers, findings, chances)
    taken = []
    for line, draft, chance in zip(page.lines, drafts, chances, strict=True):
        inside = best is None or (draft.place is not None and best in draft.place.elements)
        limit = INSIDE_THRESHOLD if inside else OUTSIDE_THRESHOLD
        if inside and line.prose:
            limit = PROSE_THRESHOLD
        taken.append((chance, chance >= limit))
    return taken


def _best_element(
    page: Page,
    drafts: Sequence[Draft],
    elements: Iterable[int],
    findings: Mapping[int, Finding],
    chances: Sequence[float],
) -> int | None:
    """The element whose words together are most likely body, or None: the whole page."""
    gains: dict[int | None, float] = dict.fromkeys(elements, 0.0)
    gains[None] = 0.0  # the page itself
    for line, draft, chance in zip(page.lines, drafts, chances, strict=True):
        finding = findings.get(line.index)
        if draft.place is None:
            continue
        if finding is not None:  # what a rule took out costs the subtree around it nothing
            chance = _FOUND if finding.verdict is BlockVerdict.BODY else _NEUTRAL  # noqa: PLW2901
        for element in (None, *draft.place.elements):
            gains[element] += (chance - _NEUTRAL) * size(line)
    return max(gains, key=lambda element: (gains[element], element or 0))


def _chance(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """The logistic function of the weighted features."""
    value = sum(weight * row[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
