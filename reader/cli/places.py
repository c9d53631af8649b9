"""How a place in an article is said on the command line.

ANNOTATION            the id of an annotation, or the start of it
ARTICLE:START-STOP    code points of the article's text
ARTICLE:WORDS         words that stand in it once
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.cli.bare import article_of
from reader.errors import NotFoundError, SpanError
from reader.model.link import LinkEnd
from reader.model.text import Span

if TYPE_CHECKING:
    from reader.desk.desk import Desk

OFFSETS = re.compile(r"([0-9]+)-([0-9]+)")
MOST_DIGITS = 10  # no text has more code points; larger numbers fit neither SQLite nor a slice


def place_of(desk: Desk, word: str) -> LinkEnd:
    """The place that a person means.

    Raises:
        NotFoundError: no annotation and no article is called so.
        SpanError, AmbiguousError: the words stand nowhere, or in several places.
    """
    article, colon, rest = word.rpartition(":")
    offsets = OFFSETS.fullmatch(rest)
    if colon and offsets is not None:
        return LinkEnd(article_of(desk, article), span_of(offsets[1], offsets[2]))
    try:
        mark = desk.marks.get(word)
    except NotFoundError:
        pass
    else:
        return LinkEnd(mark.article, mark.anchor.span)
    article, colon, words = word.partition(":")
    if not colon or not words.strip():
        raise NotFoundError(
            "no such place",
            where=word,
            remedy="say ANNOTATION, ARTICLE:START-STOP or ARTICLE:WORDS",
        )
    identity = article_of(desk, article)
    return LinkEnd(identity, desk.marks.place(identity, words))


def span_of(start: str, stop: str) -> Span:
    """The span that two numbers say.

    Raises:
        SpanError: it runs backwards, or no text is as long.
    """
    if max(len(start), len(stop)) <= MOST_DIGITS and 0 <= int(start) <= int(stop):
        return Span(int(start), int(stop))
    raise SpanError(
        "not a span of the text",
        where=f"{start}-{stop}",
        remedy="a span starts at 0 or later and stops after its start",
    )
