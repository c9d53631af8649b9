"""Markdown marks inside a line of plain text: links, images, strong words, autolinks.

Scrapers leave them in texts that are otherwise plain. Only these four are read: a lone `*`
or `_` in a plain text is more often a footnote or a file name than emphasis. Where a page was
turned into Markdown as a whole (many links say so), more of its marks are sure: a line that is
emphasised from its start to its end, escaped signs, links whose words run over several lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model.article import Style, StyleKind
from reader.model.text import Span

# Every repetition is bounded, and no two alternatives can share a start: linear on any line.
# A label may hold one pair of brackets, an address one pair of parentheses.
_LABEL = r"(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,600}?"
_ADDRESS = r"<?[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?>?"
# Addresses with blanks in them, which no page should have and many do.
_LOOSE = (
    r"(?:(?:data|sms|mailto|whatsapp|javascript|https?):|[/?])"
    r"[^()\n]{0,4000}(?:\([^()\n]{0,300}\)[^()\n]{0,300}){0,3}"
)
_LINES = r"(?:[^\[\]\n]|\n(?!\n\n\n)|\[[^\[\]\n]{0,200}\]){0,600}?"
_TITLE = r"""(?:[ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?"""
_MARK = re.compile(
    rf"(?P<image>!\[(?P<alt>[^\[\]\n]{{0,600}})\]\((?P<source>{_ADDRESS}){_TITLE}\))"
    rf"|(?P<link>(?<!\\)\[(?P<label>{_LABEL})\]\((?P<target>{_ADDRESS}){_TITLE}\))"
    r"|(?P<strong>\*\*(?P<words>[^\s*](?:[^*\n]{0,600}[^\s*])?)\*\*)"
    r"|(?P<auto><(?P<url>(?:https?|ftp|mailto):[^\s<>]{1,2000})>)"
)
_WHOLE = re.compile(
    rf"(?P<image>!\[(?P<alt>[^\[\]\n]{{0,600}})\]\((?P<source>{_ADDRESS}|{_LOOSE}){_TITLE}\))"
    rf"|(?P<link>(?<!\\)\[(?P<label>{_LINES})\]\((?P<target>{_ADDRESS}|{_LOOSE}){_TITLE}\))"
    r"|(?P<strong>\*\*(?P<words>[^\s*](?:[^*\n]{0,600}[^\s*])?)\*\*)"
    r"|(?P<auto><(?P<url>(?:https?|ftp|mailto):[^\s<>]{1,2000})>)"
    r"|(?P<line>(?<=\n)(?P<lead>[ \t]{0,12}(?:[*+-] |#{1,6} |> )?[ \t]{0,2})(?P<mark>[_*])"
    r"(?P<said>[^\s_*](?:[^_*\n]{0,600}[^\s_*])?)(?P=mark)(?=[ \t]*\n))"
    r"|\\(?P<sign>[\\`*_{}\[\]()#+.!|>~&-])"
)
_LINE = re.compile(r"[^\n]+")
_LOOKED_AT = 200_000  # code points in which the links are counted
_MANY = 8  # links of a text that was Markdown as a whole: articles in plain text cite fewer
_MAX_DEPTH = 3  # an image inside a link inside strong words


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without its marks, and what they said; spans count from `base`."""

    text: str
    styles: tuple[Style, ...]


def unmark(text: str, base: int = 0, depth: int = _MAX_DEPTH) -> Inline:
    """`text` without Markdown's inline marks.

    >>> unmark("as [reported](#) by **them**").text
    'as reported by them'

    Args:
        text: any number of lines, which the result has, too.
        base: the offset of the result in the article's text.
        depth: how deep marks may be nested.
    """
    if depth == 0 or not any(sign in text for sign in ("](", "**", "<http", "<ftp", "<mailto")):
        return Inline(text, ())
    whole = text.count("](", 0, _LOOKED_AT) >= _MANY or (depth < _MAX_DEPTH and "\n" in text)
    parts: list[str] = []
    styles: list[Style] = []
    length, done = 0, 0
    for found in (_WHOLE if whole else _MARK).finditer(text):
        before = text[done : found.start()]
        if whole and found["sign"]:
            parts += [before, found["sign"]]
            length += len(before) + 1
            done = found.end()
            continue
        if whole and found["line"]:
            before += found["lead"]
        parts.append(before)
        length += len(before)
        kind, words, target = _meaning(found)
        inner = unmark(words, base + length, depth - 1)
        parts.append(inner.text)
        if inner.text:
            styles.extend(
                Style(Span(base + length + line.start(), base + length + line.end()), kind, target)
                for line in _LINE.finditer(inner.text)
            )
            styles.extend(inner.styles)
        length += len(inner.text)
        done = found.end()
    parts.append(text[done:])
    return Inline("".join(parts), tuple(styles))


def _meaning(found: re.Match[str]) -> tuple[StyleKind, str, str | None]:
    """The kind, the words and the address of a mark."""
    if found["link"] is not None:
        return StyleKind.LINK, found["label"], _address(found["target"])
    if found["strong"] is not None:
        return StyleKind.STRONG, found["words"], None
    if found.re is _WHOLE and found["line"] is not None:
        return StyleKind.EMPHASIS, found["said"], None
    if found["auto"] is not None:
        return StyleKind.LINK, found["url"], found["url"]
    return StyleKind.IMAGE, found["alt"], _address(found["source"])


def _address(target: str) -> str | None:
    """An address without its angle brackets; None where there is nothing in it (`#`)."""
    target = target.strip("<>")
    return None if target in {"", "#"} else target
