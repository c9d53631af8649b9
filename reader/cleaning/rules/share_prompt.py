"""Share bars and prompts to share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import SHARE, any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.cleaning.wordsets import word_set
from reader.model.article import Category

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 22
_MAX_THING = 4  # words of `Share this photo essay`
_ADDRESSED = frozenset(("this", "you", "your"))
_STRONG = word_set(
    """share follow tweet connect email facebook print retweet forward tell like pin send"""
)


def find(page: Page) -> Iterator[Finding]:
    """Lines made of nothing but the words of a share bar, or ending in its invitation."""
    for line in page.unsaid:
        if line.length < 200 and (_is_bar(line) or _invites(line)):  # noqa: PLR2004
            yield junk(line, Category.SHARE)


def _is_bar(line: Line) -> bool:
    """`Share this on …`, `Follow us`, `Facebook Twitter Email`; a number is a count of shares."""
    words = line.words
    if len(words) == 1:
        announces = line.text.endswith(":")  # the post below
        return (
            not announces
            and words[0] in SHARE.core
            and words[0] not in {"x", "word", "like", "send", "save"}
        )
    if words[:2] == ("share", "this") and len(words) <= _MAX_THING:
        return not line.sentence  # whatever it is: a recipe, a quiz
    return SHARE.speaks(words) and not _is_sentence(line)


def _is_sentence(line: Line) -> bool:
    """Whether it ends in a full stop and has the length of a sentence of the text."""
    return line.text.endswith(".") and len(line.words) > 7  # noqa: PLR2004


def _invites(line: Line) -> bool:
    """A question or remark to the reader, and an invitation to share."""
    if len(line.words) > _MAX_WORDS or not any_of(line.words, _ADDRESSED):
        return False
    if line.text.startswith(('"', "\u201c")):
        return False
    parts = [_WORD.findall(part.casefold()) for part in _SENTENCE.findall(line.text)]
    parts = [part for part in parts if part]
    if len(parts) < 2:  # noqa: PLR2004
        return False
    return any(part[0] in _STRONG and SHARE.speaks(part) for part in parts)
