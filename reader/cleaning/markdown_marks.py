"""Which signs of a text Markdown would read as marks, and how they are kept from it."""

from __future__ import annotations

import re
from unicodedata import category
from urllib.parse import quote

# CommonMark 0.31: what is a mark anywhere in a line. A bracket alone is none; closed and
# followed by an address or a name it is a link.
_MARKS = re.compile(
    r"(?P<note>\[\^[\w-]{1,40}\]:?)|[\\`*_]|~~|\](?=[(\[:])|<(?=[a-zA-Z/!?])|&(?=#?\w{1,40};)"
)
# What is one at the start of a line: heading, quote, item, rule or underline, fence, number.
_AT_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|>|[+-](?=\s|$)|-{2,}(?=\s*$)|-(?=[\s-]*$)|=+(?=\s*$)|~{3})"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)
_STARTS = frozenset("#>+-=~0123456789")
_UNSAFE = re.compile(r"[\s<>()\\\x00-\x1f\x7f]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
BREAK = "  \n"


def escaped(text: str) -> str:
    r"""A text in which nothing is a mark, wherever in a line it stands.

    >>> print(escaped("2*3 and [a](b)"))
    2\*3 and [a\](b)
    """
    return _MARKS.sub(_escape, text) if _MARKS.search(text) else text


def _escape(found: re.Match[str]) -> str:
    """A mark that is none; the notes of a Markdown file stay what they are."""
    return found.group() if found["note"] else "\\" + found.group()


def folded(text: str) -> str:
    """A text on one line, its blank space folded; that at its ends is one space."""
    if not text:
        return text
    words = " ".join(text.split())
    if not words:
        return " "
    lead = " " if text[0].isspace() else ""
    return lead + words + (" " if text[-1].isspace() else "")


def at_line_starts(words: str) -> str:
    """Lines of which none starts as a heading, item, quote or rule does; breaks are marked."""
    if "\n" not in words:
        return _line(words)
    return BREAK.join(_line(line) for line in words.split("\n"))


def _line(words: str) -> str:
    """One line."""
    if words[:1] not in _STARTS:
        return words
    found = _AT_START.match(words)
    if found is None:
        return words
    if found["number"] is not None:
        return f"{found['number']}\\{words[found.end() :]}"
    return "\\" + words


def stands(marked: str, before: str, after: str) -> bool:
    """Whether emphasis that is written so is read as such.

    A run of `*` opens when it is not followed by blank space, and by punctuation only behind
    blank space or punctuation; it closes likewise (CommonMark, left- and right-flanking).

    Args:
        marked: the words between their marks.
        before: what stands before them, already written.
        after: the code point behind them, or nothing.
    """
    if "*" not in marked:
        return True
    bare = marked.strip(" ")
    if bare is not marked and marked[0] == " ":
        before = " "
    inside = bare.strip("*")
    if not inside or inside[0].isspace() or inside[-1].isspace() or inside[-1] == "\\":
        return False
    if before[-1:] == "*" or after == "*":
        return False
    follows = " " if marked[-1] == " " else after
    return (not _is_sign(inside[0]) or _is_apart(before[-1:])) and (
        not _is_sign(inside[-1]) or _is_apart(follows)
    )


def _is_sign(character: str) -> bool:
    """Whether a code point is punctuation or a symbol."""
    return category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    """Whether a code point is none, blank space or punctuation."""
    return not character or character.isspace() or _is_sign(character)


def as_address(target: str) -> str:
    """An address that may stand between the parentheses of a link.

    >>> as_address("https://x.example/a (b)")
    'https://x.example/a%20%28b%29'
    """
    safe = _UNSAFE.sub(lambda found: quote(found.group(), safe=""), target)
    return _ENTITY.sub("&amp;", safe)
