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
_MIN_LENGTH = 11  # code points: four parts of two letters, and three signs between them
_MIN_TIMES = 4  # a word four times in one line of names: prose repeats only common words
_MIN_SHARE = 0.3  # of the parts of the line
_MIN_GLUED = 0.5  # of those times with a letter stuck to it, or a dash behind it


def find(page: Page) -> Iterator[Finding]:
    """Lines in which one word stands again and again, glued to others."""
    for line in page.unsaid:
        if line.length >= _MIN_LENGTH and not line.sentence and _is_run(line):
            yield junk(line, Category.ICON, 0.98)


def _is_run(line: Line) -> bool:
    """Whether some word is the repeated prefix or suffix of the line's parts."""
    text = line.text.casefold()
    if "-" not in text and "_" not in text:  # then two of its parts end as the word does
        ends = [part[-2:] for part in text.split()]
        if len(set(ends)) == len(ends):
            return False
    parts = _PART.findall(text)
    if len(parts) < _MIN_TIMES or line.stop > _MIN_SHARE:
        return False
    for word in _candidates(text, parts):
        times = text.count(word)
        if times < _MIN_TIMES or times < _MIN_SHARE * len(parts):
            continue
        if _count_glued(word, text) >= _MIN_GLUED * (times - 1):
            return True
    return False


def _count_glued(word: str, text: str) -> int:
    """How often a word ends another one, or stands beside a dash."""
    count, at = 0, 0
    start = text.find(word)
    while start >= 0:
        stop = start + len(word)
        before, after = text[max(at, start - 1) : start], text[stop : stop + 1]
        ends = before.isalnum() and not before.isdecimal() and after != "" and after in " _-"
        if ends or before in {"_", "-"} or after in {"_", "-"}:
            count += 1
            at = stop if not ends and before in {"_", "-"} else stop + 1
            start = text.find(word, at)
        else:
            start = text.find(word, start + 1)
    return count


def _candidates(text: str, parts: list[str]) -> list[str]:
    """Words that may be the prefix: the first, the commonest, the last."""
    common = [word for word, _ in Counter(_PREFIX.findall(text)).most_common(2)]
    return [word for word in dict.fromkeys([parts[0], parts[-1], *common]) if len(word) > 1]
