"""Where the text was taken from: `Original article:`, an address on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import SOURCE, any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.cleaning.wordsets import word_set
from reader.model.article import Category

ADDRESS = re.compile(r"^<?(?:https?://|www\.)[^\s<>]+>?$", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:(?:original(?:ly)?|source|permalink|url|link|web"
    r"|canonical)\b[\w ]{0,30}?)\s*[:\u2013-]?\s*<?(?:https?://|www\.)\S+$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:this (?:article|story|report|piece|post) )?(?:was )?(?:first "
    r"|originally )(?:published|appeared|posted)\b",
    re.IGNORECASE,
)
_READ_THERE = re.compile(
    r"^(?:read|see|view) the (?:original|full) \w+ (?:on|at|in|from|here)\b", re.IGNORECASE
)
_LEADS = frozenset("twfoparsv")  # of the two forms above
_SOURCE = re.compile(r"^\W*(?:source|sources|quelle|fuente|fonte)\s*:\s*\S", re.IGNORECASE)
_MAX_ALONE = 2  # addresses without a label: more are a list
_MAX_WORDS = 16
_STRONG = word_set("""source original originally permalink url quelle fuente fonte""")


def find(page: Page) -> Iterator[Finding]:
    """Labels of the source, and addresses that stand alone."""
    for line in page.unsaid:
        text = line.text
        addressed = "://" in text or "www." in text.lower()
        if addressed and (
            _LABELLED.match(text) or (ADDRESS.match(text) and _stands_apart(line, page))
        ):
            yield junk(line, Category.SOURCE)
        elif len(line.words) <= _MAX_WORDS and _names_source(line, page):
            yield junk(line, Category.SOURCE, 0.9)


def _stands_apart(line: Line, page: Page) -> bool:
    """Whether an address is below a label, or alone outside the text: lists of links are text."""
    above = page.at(line.index - 1)
    labelled = above is not None and SOURCE.speaks(above.words, most=6)
    if labelled:
        return True
    alone = sum(ADDRESS.match(each.text) is not None for each in page.lines) <= _MAX_ALONE
    return alone and not page.first < line.index < page.last


def _names_source(line: Line, page: Page) -> bool:
    """Whether a short line outside the text says where it came from."""
    if line.lead in _LEADS and (_PUBLISHED.match(line.text) or _READ_THERE.match(line.text)):
        return True
    outside = line.index < page.first or line.index > page.last
    if SOURCE.speaks(line.words, most=6) and any_of(line.words, _STRONG):
        return outside or line.text.endswith(":")
    return outside and _SOURCE.match(line.text) is not None
