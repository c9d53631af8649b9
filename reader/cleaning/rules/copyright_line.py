"""Copyright lines, whatever stands behind them (a hash, an address, a year)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import Category

_SIGNS = ("\u00a9", "(c)", "&copy;", "\u2117")
_START = re.compile(
    r"^\W{0,3}(?:copyright|copr\.?)\b\s*(?:\u00a9|\(c\)|&copy;|[:|,\u2013-]|by\b|(?:1[89]|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MAX_WORDS = 70
_RESERVED = frozenset(
    ("reserved", "réservés", "reservados", "riservati", "vorbehalten", "защищены")
)
_RIGHTS = frozenset(
    ("rights", "right", "droits", "derechos", "diritti", "rechte", "direitos", "права")
)
_ALL = frozenset(("all", "alle", "tous", "todos", "tutti", "все"))
_TERMS = frozenset(("republished", "rewritten", "redistributed", "reproduced", "redistribution"))


def find(page: Page) -> Iterator[Finding]:
    """Lines that state who owns the text."""
    for line in page.unsaid:
        if len(line.words) <= _MAX_WORDS and _owns(line):
            yield junk(line, Category.COPYRIGHT, 0.97)


def _owns(line: Line) -> bool:
    """Whether it is such a statement; a sentence about copyright law is not."""
    if line.lead == "c" and _START.match(line.text):
        return True
    if any_of(line.words, _RESERVED) and any_of(line.words, _RIGHTS):
        if line.prose and not any_of(line.words, _ALL):  # a treaty reserves rights, too
            return False
        return not line.text.startswith(("\u201c", '"'))
    head = line.text[:60].lower()
    if any(map(head.__contains__, _SIGNS)) and _YEAR.search(line.text) is not None:
        return True
    return (
        any_of(line.words, _TERMS)
        and any_of(line.words, frozenset(("material", "content")))
        and ("may" in line.words or "permission" in line.words)
    )
