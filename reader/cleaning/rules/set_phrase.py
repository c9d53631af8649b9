"""The frame of pages in other languages than English, by the phrases it always uses."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import Category

_CATEGORIES = {
    "copyright": Category.COPYRIGHT,
    "ad": Category.AD,
    "comment": Category.COMMENT_FORM,
    "share": Category.SHARE,
    "newsletter": Category.NEWSLETTER,
    "cookies": Category.PAYWALL,
    "visitor": Category.OTHER,
}
_LABELS = frozenset(("ad", "comment", "share"))
_MAX_LABEL_WORDS = 5


def find(page: Page) -> Iterator[Finding]:
    """Lines that are a set phrase of a page's frame, or begin with one that settles it."""
    for line in page.unsaid:
        topics = line.topics
        if not topics or line.text.startswith(("\u201c", "\u00ab", "\u201e", '"')):
            continue
        for topic, category in _CATEGORIES.items():
            if topic in topics and not (topic in _LABELS and _is_sentence(line)):
                yield junk(line, category, 0.93)
                break
        else:
            outside = not page.first <= line.index <= page.last
            if "nav" in topics and outside:
                yield junk(line, Category.NAVIGATION, 0.9)


def _is_sentence(line: Line) -> bool:
    """Whether it is longer than a button and ends in a full stop."""
    return line.sentence and len(line.words) > _MAX_LABEL_WORDS
