"""Names of icons glued into one line: what is left of a page's drawings without its markup.

glyph arrow-leftglyph arrow-rightglyph bellglyph cart
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import Category

_PART = re.compile(r"[^\W\d_]{2,}")
_PREFIX = re.compile(r"(?:^|[\s_-])([^\W\d_]{2,12}?)[\s_-]")
_MIN_TIMES = 4  # a word four times in one line of names: prose repeats only common words
_MIN_SHARE = 0.3  # of the parts of the line
_MIN_GLUED = 0.5  # of those times with a letter stuck to it, or a dash behind it


def find(page: Page) -> Iterator[Finding]:
    """Lines in which one word stands again and again, glued to others."""
    for line in page.unsaid:
        if not line.sentence and _is_run(line):
            yield junk(line, Category.ICON, 0.98)


def _is_run(line: Line) -> bool:
    """Whether some word is the repeated prefix or suffix of the line's parts."""
    text = line.text.casefold()
    parts = _PART.findall(text)
    if len(parts) < _MIN_TIMES or line.stop > _MIN_SHARE:
        return False
    for word in _candidates(text, parts):
        times = text.count(word)
        if times < _MIN_TIMES or times < _MIN_SHARE * len(parts):
            continue
        glued = len(
            re.findall(
                rf"[^\W\d_]{re.escape(word)}[\s_-]|{re.escape(word)}[_-]|[_-]{re.escape(word)}",
                text,
            )
        )
        if glued >= _MIN_GLUED * (times - 1):
            return True
    return False


def _candidates(text: str, parts: list[str]) -> list[str]:
    """Words that may be the prefix: the first, the commonest, the last."""
    common = [word for word, _ in Counter(_PREFIX.findall(text)).most_common(2)]
    return [word for word in dict.fromkeys([parts[0], parts[-1], *common]) if len(word) > 1]
