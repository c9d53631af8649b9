"""What the markup itself says a block is: navigation, a figure's caption, an embedded post."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.page import Finding, Page, aside, junk
from reader.model.article import Category

_JUNK = frozenset((Category.FRONT_MATTER, Category.NAVIGATION))
_ASIDE = frozenset((Category.CAPTION, Category.EMBED, Category.FOOTNOTE))


def find(page: Page) -> Iterator[Finding]:
    """Blocks whose element names what they are."""
    for line in page.lines:
        if line.said in _JUNK:
            yield junk(line, line.said, 0.99)
        elif line.said in _ASIDE:
            yield aside(line, line.said, 0.95)
