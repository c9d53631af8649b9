"""Bylines: who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.bylines import are_names, byline_of
from reader.cleaning.page import Finding, Line, Page, aside
from reader.model.article import Category

_AGENCY_DESK = re.compile(
    r"^\(?(?:additional )?(?:reporting|writing|editing|compiled|translated"
    r"|edited)\b.{0,20}\b(?:by|from)\b",
    re.IGNORECASE,
)
_NOTING = frozenset("arwect")
_HELPED = re.compile(
    r"^\W{0,3}[^.]{3,90}\bcontributed (?:\w+ ){0,2}to (?:this|the)"
    r" (?:report|article|story|piece)\b",
    re.IGNORECASE,
)
_MAX_WORDS = 18
_MAX_DESK_WORDS = 40
_ALONE = frozenset(
    (("by",), ("von",), ("par",), ("por",), ("author",), ("authors",), ("written", "by"))
)


def find(page: Page) -> Iterator[Finding]:
    """Byline lines near the head, and the agencies' notes at the foot."""
    for line in page.unsaid:
        if len(line.words) <= _MAX_DESK_WORDS and _is_note(line):
            yield aside(line, Category.BYLINE, 0.85)
        elif line.prose:
            continue
        elif line.words in _ALONE:
            yield aside(line, Category.BYLINE, 0.8)
        elif _can_stand(line, page) and _is_byline(line, page):
            yield aside(line, Category.BYLINE, 0.9)


def _is_note(line: Line) -> bool:
    """Whether a line is an agency's note on who else had a part in the report."""
    if line.lead in _NOTING and _AGENCY_DESK.match(line.text):
        return True
    return "contributed" in line.words and _HELPED.match(line.text) is not None


def _can_stand(line: Line, page: Page) -> bool:
    """A byline is short, and not in the middle of the text."""
    return len(line.words) <= _MAX_WORDS and (line.index < page.first + 3 or line.index > page.last)


def _is_byline(line: Line, page: Page) -> bool:
    """By its own words, by its markup, or by a lone `By` above it."""
    if byline_of(line.text) is not None:
        return True
    above = page.at(line.index - 1)
    if above is not None and above.words in _ALONE:
        return are_names(line.text)
    return line.said is Category.BYLINE and are_names(line.text)
