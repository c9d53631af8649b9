"""The clock in a page's frame: the day it was scraped, never the day of the article.

Over the headline (or over a text without one) a date with its weekday, or with a time that
counts seconds, is what the site shows every visitor today.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.dates import WEEKDAYS, find_dates
from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import BlockKind, Category

_MAX_WORDS = 14
_MIN_HEADLINE_WORDS = 5
_LABELS = frozenset(("published", "posted", "updated", "modified", "created", "veröffentlicht"))
_NOW = frozenset(
    ("today", "now", "currently", "heute", "aujourd", "hoy", "oggi", "current", "local")
)


def find(page: Page) -> Iterator[Finding]:
    """Clocks above the headline, and at the foot."""
    for line in page.head:
        if _is_headline(line):
            break
        if _is_clock(line, weekday=True):
            yield junk(line, Category.PAGE_CLOCK, 0.9)
    else:
        line_count = len(page.head)
        if line_count == 0 or page.last < 0:
            return
    for line in page.foot:
        if _is_clock(line, weekday=True):
            yield junk(line, Category.PAGE_CLOCK, 0.8)
    for line in page.head:
        if _is_clock(line, weekday=False):
            yield junk(line, Category.PAGE_CLOCK, 0.85)


def _is_headline(line: Line) -> bool:
    """Whether the article's own lines begin here."""
    if line.kind is BlockKind.HEADING:
        return True
    return (
        len(line.words) >= _MIN_HEADLINE_WORDS and not find_dates(line.text) and line.chrome < 0.3  # noqa: PLR2004  # a menu on one line is made of such words
    )


def _is_clock(line: Line, *, weekday: bool) -> bool:
    """A date and little else, that says "today" by its form or words."""
    dates = find_dates(line.text)
    if not dates or len(line.words) > _MAX_WORDS or any_of(line.words, _LABELS) or line.prose:
        return False
    for dated in dates:
        if dated.seconds or any_of(line.words, _NOW):
            return True
        if weekday and (dated.weekday or any_of(line.words, WEEKDAYS)):
            return True
    return False
