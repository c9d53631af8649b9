"""The headline, and its repetition.

Scraped pages say their headline twice or three times (the browser's title, a share bar, the
page): the first is the title, the others are junk. Where it stands once, it is the line
above the text that reads like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.bylines import byline_of
from reader.cleaning.credits import inline_credit, is_credit
from reader.cleaning.dates import find_dates
from reader.cleaning.lexicon import is_section
from reader.cleaning.page import Finding, Line, Page, aside, is_lower, junk
from reader.model.article import BlockKind, Category

_MIN_WORDS = 4
_MAX_WORDS = 32
_MAX_LENGTH = 260  # code points
_MIN_WIDE = 8
_SITE = re.compile(r"\s+[|\u2013\u2014\u00b7-]\s+[^|]{2,40}$")
_NOT = re.compile(r"https?://|www\.|@\w|\u00a9|[>\u00bb\u203a]\s|^\W*$")
_SIGNS = re.compile(r"[\W_]+")
_MIN_KEY = 16  # letters; in CJK scripts a headline of that length is rare, and a menu rarer
_NO_KEYS = ("", "")
Keys = tuple[str, str]
_MAX_LOOK = 60  # lines: menus above a headline can be long
_MAX_CHROME = 0.34


def find(page: Page) -> Iterator[Finding]:
    """The title as an aside, its repetitions as junk."""
    if page.last < 0:
        return
    title = _title(page)
    if title is None:
        return
    line, confidence = title
    yield aside(line, Category.TITLE, confidence)
    key = _keys_of(line)
    for other in page.lines:
        # Where two headlines are the same, each begins with the other's first letter.
        if other.lead != line.lead or other.index == line.index or other.prose:
            continue
        if _same(key, _keys_of(other)):
            yield junk(other, Category.DUPLICATE_TITLE, 0.95)


def _title(page: Page) -> tuple[Line, float] | None:
    """The line that is the title, with a confidence, or None."""
    near = page.lines[: min(len(page.lines), page.first + 3)][:_MAX_LOOK]
    keys = [_keys_of(line) for line in near]
    for declared in page.titles:
        key = _keys(declared)
        for line, near_key in zip(near, keys, strict=True):
            if _same(key, near_key) and len(line.words) > 1 and not line.prose:
                return line, 0.97
    candidates = [line for line in page.head[-_MAX_LOOK:] if _can_be(line)]
    for line in candidates:
        key = _keys_of(line)
        for other, near_key in zip(near, keys, strict=True):
            if other.index != line.index and _same(key, near_key):
                # what stands twice and is not what the page declares may be its motto
                return line, 0.8 if page.titles else 0.95
    headings = [line for line in candidates if line.kind is BlockKind.HEADING]
    if headings:
        best = min(headings, key=lambda line: (line.level, line.index))
        return best, 0.94 if best.level == 1 else 0.8  # of a page, over what it tells machines
    if not candidates:
        return None
    best = max(candidates, key=lambda line: _fitness(line, page))
    return best, 0.85 if _is_dated_below(best, page) or best.index == 0 else 0.75


def _can_be(line: Line) -> bool:
    """Whether a line above the text can be its headline."""
    long = _MIN_WORDS <= len(line.words) <= _MAX_WORDS or line.wide >= _MIN_WIDE
    if line.kind is BlockKind.HEADING and len(line.words) > 1 and line.chrome < _MAX_CHROME:
        long = True
    return (
        long
        and line.length <= _MAX_LENGTH
        and not line.text.endswith((".", ":", ";", ",", "\u2026", "..."))
        and line.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        and not (line.kind is BlockKind.PARAGRAPH and line.linked > 0.6)  # noqa: PLR2004  # a menu
        and not is_lower(line.text)
        and line.chrome < _MAX_CHROME
        and not _NOT.search(line.text)
        and not is_section(line.words)
        and byline_of(line.text) is None
        and not is_credit(line.text)
        and inline_credit(line.text) is None
        and not (find_dates(line.text) and len(line.words) < 10)  # noqa: PLR2004
        and "nav" not in line.tags
    )


def _fitness(line: Line, page: Page) -> float:
    """How much a line reads as a headline: words, nearness to the text, a date below."""
    return (
        min(len(line.words), 10)
        - 0.4 * (page.first - line.index)
        + 3.0 * _is_dated_below(line, page)
        - 4.0 * (line.sentence and not line.text.endswith(("?", "!", '"', "\u201d", "\u2019", "'")))
    )


def _is_dated_below(line: Line, page: Page) -> bool:
    """Whether a byline, a date or the label of one stands right below."""
    for index in range(line.index + 1, min(line.index + 4, page.first)):
        below = page.lines[index]
        short = len(below.words) <= 12  # noqa: PLR2004  # a byline or date line
        if short and (find_dates(below.text) or byline_of(below.text) is not None):
            return True
        if below.words[:1] in {("published",), ("posted",), ("updated",), ("by",)}:
            return True
    return False


def _same(one: Keys, other: Keys) -> bool:
    """Whether two lines are one headline, the name of the site behind a bar aside."""
    if min(len(one[0]), len(other[0])) < _MIN_KEY:
        return False
    return one[0] in other or other[0] in one


def _keys_of(line: Line) -> Keys:
    """The keys of a line; a line that is too long or short for a headline has none."""
    if line.length > _MAX_LENGTH or (len(line.text) < _MIN_KEY and line.text.isascii()):
        return _NO_KEYS
    return _keys(line.text)


def _keys(text: str) -> Keys:
    """The letters and digits of a line, and those without the name of a site behind it.

    Quotes, dashes and capitals differ between the repetitions of a headline.
    """
    whole = _SIGNS.sub("", text.casefold())
    bare = _SITE.sub("", text)
    return whole, whole if bare == text else _SIGNS.sub("", bare.casefold())
