"""Embedded posts: the words of a tweet, its picture's address, who posted it and when.

A post ends with its author's line: a dash, a name, a handle in brackets. What stands above
it belongs to it up to a line that announces it; without one, what looks like a post, or the
one short block above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.page import Finding, Line, Page, aside
from reader.model.article import Category

_AUTHOR = re.compile(r"^(?:[\u2014\u2013-]{1,2}|&mdash;)\s*\S.{0,80}\((?:@\w{1,30}(?:@[\w.]+)?)\)")
_DASHES = frozenset("\u2014\u2013-&")
_OPENER = re.compile(
    r"^\W*(?:embed(?:ded)?|tweet|twitter|x post|post|instagram|facebook|social media"
    r"|view (?:this )?(?:post|tweet)|see (?:this )?(?:post|tweet))"
    r"(?:\s+(?:tweet|post|content|on|by|from|via|an|in|new|tab|instagram|twitter|facebook"
    r"|x))*\s*:?\W*$",
    re.IGNORECASE,
)
_POST = re.compile(
    r"pic\.(?:twitter|x)\.com/|(?<![\w/])t\.co/\w|(?<![\w.])@\w{2,30}\b(?!\.\w)|(?:^|\s)#[^\W\d]\w+"
)
_SHARED = re.compile(r"^a (?:post|photo|video|reel) shared by ", re.IGNORECASE)
_PICTURE = re.compile(r"pic\.(?:twitter|x)\.com/\w+\W*$|(?<![\w/])t\.co/\w+\W*$")
MAX_POST = 300  # code points: a post had 140, then 280
_MAX_BLOCKS = 6  # above the author's line: a post of many short lines


def find(page: Page) -> Iterator[Finding]:
    """All blocks of each embedded post."""
    for line in page.unsaid:
        text = line.text
        if text[:1] in _DASHES and _AUTHOR.match(text) and line.length <= MAX_POST:
            yield aside(line, Category.EMBED, 0.95)
            for above in _above(page, line):
                yield aside(above, Category.EMBED, 0.85)
        elif _SHARED.match(text) or (
            line.length <= MAX_POST
            and (".com/" in text or "t.co/" in text)
            and _PICTURE.search(text)
        ):
            yield aside(line, Category.EMBED, 0.9)
        elif text.endswith(":") and _OPENER.match(text):
            yield aside(line, Category.EMBED, 0.85)


def _above(page: Page, author: Line) -> Iterator[Line]:
    """The blocks above an author's line that are the post's."""
    blocks: list[Line] = []
    for index in range(author.index - 1, max(-1, author.index - 1 - _MAX_BLOCKS), -1):
        line = page.lines[index]
        if _OPENER.match(line.text):
            yield from [line, *blocks]
            return
        if line.length > MAX_POST or _AUTHOR.match(line.text):
            break
        blocks.append(line)
    posted = 0
    for count, line in enumerate(blocks, start=1):
        if not _POST.search(line.text):
            break
        posted = count
    # No block that looks like a post: the words are in the one above, whatever they are.
    yield from blocks[: max(posted, 1)]
