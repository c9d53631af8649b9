"""How a place in an article is said on the command line.

ANNOTATION            the id of an annotation, or the start of it
ARTICLE:START-STOP    code points of the article's text
ARTICLE:WORDS         words that stand in it once
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.cli.bare import article_of
from reader.errors import NotFoundError
from reader.model.link import LinkEnd
from reader.model.text import Span

if TYPE_CHECKING:
    from reader.desk.desk import Desk

OFFSETS = re.compile(r"(\d+)-(\d+)")


def place_of(desk: Desk, word: str) -> LinkEnd:
    """The place that a person means.

    Raises:
        NotFoundError: no annotation and no article is called so.
        SpanError, AmbiguousError: the words stand nowhere, or in several places.
    """
    article, colon, rest = word.rpartition(":")
    offsets = OFFSETS.fullmatch(rest)
    if colon and offsets is not None and int(offsets[1]) <= int(offsets[2]):
        return LinkEnd(article_of(desk, article), Span(int(offsets[1]), int(offsets[2])))
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
