"""Plain text -> fixed text and drafts.

The fixed text is the decoded text itself, line for line, with Markdown's inline marks read
(`inline`); a line is a draft. Marks at the start of a line (`#`, `*`, `>`) stay in the text
and only say what kind of block the line is.
"""

from __future__ import annotations

import re

from reader.cleaning.blocks import coarse, join_broken
from reader.cleaning.front_matter import find_front_matter
from reader.cleaning.inline import unmark
from reader.cleaning.reading import Draft, Reading
from reader.model.article import BlockKind, Category, MetadataField, Style, StyleKind
from reader.model.text import Span

MAX_LINES = 100_000  # of a text that is read line by line; blank ones count
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_ITEM = re.compile(r"(\s{0,12})(?:[*+\u2022\u25aa\u25e6\u2023-]|\d{1,3}[.)])[ \t]+\S")
_ROW = re.compile(r"\s*\|.*\|\s*|[\s:|-]*-\|-[\s:|-]*")
_QUOTE = re.compile(r">[ \t]?\S")


def read_plain(source: str) -> Reading:
    """The reading of a plain text; its lines are those of `source`, one for one."""
    inline = unmark(source)
    text = inline.text
    if text.count("\n") > MAX_LINES:
        return Reading(text, coarse(text), _sorted(inline.styles))
    drafts: list[Draft] = []
    front = find_front_matter(text)
    start = 0
    fields: tuple[MetadataField, ...] = ()
    if front is not None:
        start, fields = front.stop, front.fields
        span = Span(0, len(text[:start].rstrip()))
        drafts.append(Draft(span, BlockKind.CODE, said=Category.FRONT_MATTER))
    links = [style.span for style in inline.styles if style.kind is StyleKind.LINK]
    drafts.extend(_lines(text, start, links))
    return Reading(text, join_broken(text, tuple(drafts)), _sorted(inline.styles), fields)


def _lines(text: str, start: int, links: list[Span]) -> list[Draft]:
    """A draft for every line from `start` on that is not blank."""
    drafts: list[Draft] = []
    at = 0
    for found in _LINE.finditer(text, start):
        words = found.group()
        bare = words.strip()
        if not bare:
            continue
        first = found.start() + len(words) - len(words.lstrip())
        span = Span(first, first + len(bare))
        linked = 0
        while at < len(links) and links[at].start < span.stop:
            linked += len(links[at]) if links[at].start >= span.start else 0
            at += 1
        kind, level = _kind(words)
        drafts.append(Draft(span, kind, level, linked))
    return drafts


def _kind(line: str) -> tuple[BlockKind, int]:
    """What the mark at the start of a line says it is."""
    heading = _HEADING.match(line)
    if heading is not None:
        return BlockKind.HEADING, len(heading.group(1))
    item = _ITEM.match(line)
    if item is not None:
        return BlockKind.LIST_ITEM, 1 + len(item.group(1)) // 2
    if _QUOTE.match(line):
        return BlockKind.QUOTE, 0
    if "|" in line and _ROW.fullmatch(line):
        return BlockKind.TABLE, 0
    return BlockKind.PARAGRAPH, 0


def _sorted(styles: tuple[Style, ...]) -> tuple[Style, ...]:
    """Outer styles before inner ones that start at the same place."""
    return tuple(sorted(styles, key=lambda style: (style.span.start, -style.span.stop)))
