"""Short sub-headings between the paragraphs: part of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import NAVIGATION, SHARE
from reader.cleaning.page import Finding, Line, Page
from reader.model.article import BlockKind, BlockVerdict, Category

_MAX_WORDS = 12
_MAX_CHROME = 0.5
_NOT = re.compile(r"https?://|www\.|[\w.]@\w|\u00a9|^\W*\d[\d.,:/ ]*\W*$|[>\u00bb\u203a|]")
_MAX_LINKED = 0.5
_NEAR = 2  # lines: a list or a short quote may follow


def find(page: Page) -> Iterator[Finding]:
    """Lines that divide the text: prose above, prose below, no sentence themselves."""
    for line in page.lines[page.first + 1 : max(page.last, 0)]:
        if _divides(line, page):
            sure = line.kind is BlockKind.HEADING
            yield Finding(line.index, BlockVerdict.BODY, Category.SUBHEADING, 0.9 if sure else 0.75)


def _divides(line: Line, page: Page) -> bool:
    """Whether a line reads and stands as a sub-heading."""
    words = line.words
    heading = line.kind is BlockKind.HEADING
    if not 0 < len(words) <= _MAX_WORDS or line.linked > _MAX_LINKED or line.prose:
        return False
    if line.text.endswith((".", ",", ";", ":")) or line.text[:1].islower():
        return False
    if line.chrome > _MAX_CHROME or _NOT.search(line.text) or NAVIGATION.speaks(words):
        return False
    if line.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or SHARE.speaks(words):
        return False
    above, below = page.at(line.index - 1), page.at(line.index + 1)
    if above is None or below is None:
        return False
    follows = any(each is not None and each.prose for each in (below, page.at(line.index + _NEAR)))
    if heading:
        return follows
    return (above.prose or above.sentence) and below.sentence and follows
