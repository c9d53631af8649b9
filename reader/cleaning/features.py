"""What is measured of a line: its shape, its neighbours, and where it stands in the page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.cleaning.page import Finding, Line, Page
from reader.cleaning.reading import Draft
from reader.cleaning.wordsets import word_set
from reader.model.article import BlockKind, BlockVerdict

Features = Mapping[str, float]
_NEAR, _FAR = 2, 6  # lines: the paragraph's neighbours, and the stretch of the page
_SHORT_WORDS, _LABEL_WORDS = 8, 3
_GOOD = word_set(
    """article articlebody blog body content entry main post story storybody text prose news detail
    paragraph"""
)
_BAD = word_set(
    """ad ads advert author banner bio breadcrumb button caption comment comments consent cookie
    copyright credit date dialog disqus footer form header hidden related item list menu meta modal
    more most nav navbar navigation newsletter outbrain overlay pagination paywall popular popup
    promo rail recirc recommended search share sharing sidebar signup social sponsor subscribe
    subscription taboola tag tags teaser toolbar trending widget"""
)
_ASIDES = frozenset(("aside", "footer", "form", "header", "nav"))
_MAINS = frozenset(("article", "main"))


@dataclass(slots=True)
class Container:
    """The words inside one element of a page: all, those of prose, those in links."""

    words: float = 0.0
    prose: float = 0.0
    linked: float = 0.0


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


def place_features(
    page: Page, drafts: Sequence[Draft], containers: Mapping[int, Container]
) -> list[dict[str, float]]:
    """What the tree of a page adds: the elements around a block, and what else is in them."""
    whole = sum(size(line) for line in page.lines if line.prose) or 1.0
    rows = []
    for line, draft in zip(page.lines, drafts, strict=True):
        elements = () if draft.place is None else draft.place.elements
        parent = containers[elements[-1]] if elements else Container()
        block = containers[elements[-2]] if len(elements) > 1 else parent
        outer = containers[elements[-3]] if len(elements) > 2 else block  # noqa: PLR2004
        rows.append(
            {
                "good_marks": float(not _GOOD.isdisjoint(line.marks)),
                "bad_marks": min(1.0, len(_BAD & line.marks) / 3),
                "in_aside": float(not _ASIDES.isdisjoint(line.tags)),
                "in_main": float(not _MAINS.isdisjoint(line.tags)),
                "paragraph": float("p" in line.tags[-3:]),
                "block_prose": block.prose / whole,
                "block_density": block.prose / max(1.0, block.words),
                "outer_prose": outer.prose / whole,
                "outer_density": outer.prose / max(1.0, outer.words),
                "outer_linked": outer.linked / max(1.0, outer.words),
            }
        )
    return rows


def measure(page: Page, drafts: Sequence[Draft]) -> dict[int, Container]:
    """What stands in each element of the page."""
    containers: dict[int, Container] = {}
    for line, draft in zip(page.lines, drafts, strict=True):
        if draft.place is None:
            continue
        words = size(line)
        for element in draft.place.elements:
            container = containers.setdefault(element, Container())
            container.words += words
            container.prose += words * line.prose
            container.linked += words * line.linked
    return containers


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
