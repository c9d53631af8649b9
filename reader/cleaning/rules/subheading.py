"""Short sub-headings between the paragraphs: part of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import NAVIGATION, SHARE
from reader.cleaning.page import Finding, Line, Page, is_lower
from reader.model.article import BlockKind, BlockVerdict, Category

_MAX_WORDS = 12
_MAX_CHROME = 0.5
_NOT = re.compile(r"https?://|www\.|[\w.]@\w|\u00a9|^\W*\d[\d.,:/ ]*\W*$|[>\u00bb\u203a|]")
_MAX_LINKED = 0.5
_NO_HEADINGS = frozenset(("dt", "dd", "caption"))  # elements that say what they are
_NEAR = 2  # lines: a list or a short quote may follow


def find(page: Page) -> Iterator[Finding]:
    """Lines that divide the text: prose above, prose below, no sentence themselves."""
    for line in page.lines[page.first + 1 : max(page.last, 0)]:
        if _divides(line, page):
            sure = line.kind is BlockKind.HEADING
            yield Finding(line.index, BlockVerdict.BODY, Category.SUBHEADING, 0.9 if sure else 0.75)


def _divides(line: Line, page: Page) -> bool:
    """Whether a line reads and stands as a sub-heading."""
    if not _reads_as_one(line):
        return False
    above, below = page.at(line.index - 1), page.at(line.index + 1)
    if above is None or below is None:
        return False
    follows = any(each is not None and each.prose for each in (below, page.at(line.index + _NEAR)))
    if line.kind is BlockKind.HEADING:
        return follows
    return (above.prose or above.sentence) and below.sentence and follows


def _reads_as_one(line: Line) -> bool:
    """Whether the words alone can be a sub-heading: few, no sentence, not of the page's frame."""
    return (
        0 < len(line.words) <= _MAX_WORDS
        and line.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        and not line.prose
        and _NO_HEADINGS.isdisjoint(line.tags[-2:])
        and not line.text.endswith((".", ",", ";", ":"))
        and not is_lower(line.text)
        and line.linked <= _MAX_LINKED
        and line.chrome <= _MAX_CHROME
        and not _NOT.search(line.text)
        and not NAVIGATION.speaks(line.words)
        and not SHARE.speaks(line.words)
    )
