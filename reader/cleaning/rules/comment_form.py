"""Comment forms and the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import COMMENT
from reader.cleaning.page import Finding, Page, junk
from reader.model.article import Category

_MAX_WORDS = 40  # the fine print of a form, on one line
_SENTENCES = re.compile(r"(?<=[.!?*])\s+")
_COUNT = re.compile(
    r"^\W*(?:\d[\d,.]*|no|be the first to)?\s*(?:comments?|replies|responses?|kommentare?"
    r"|comentarios?)\b[\s:\d()]*$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^\W*(?:your e-?mail (?:address )?will (?:not|never) be\b|save my name,? e-?mail\b)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"^(?:\d+ )?(?:comments?|thoughts?|responses?) (?:on|to) [\"\u201c\u2018']", re.IGNORECASE
)
_LEADS = frozenset("0nbcrktys")  # of the three forms above


def find(page: Page) -> Iterator[Finding]:
    """Lines made of nothing but the words of a comment form."""
    for line in page.unsaid:
        if len(line.words) > _MAX_WORDS:
            continue
        counts = line.lead in _LEADS and (
            _COUNT.match(line.text) or _ON.match(line.text) or _FORM.match(line.text)
        )
        if counts or COMMENT.speaks(line.words):
            yield junk(line, Category.COMMENT_FORM)
        elif len(line.words) > 6 and "your" in line.words:  # noqa: PLR2004
            parts = [part.casefold() for part in _SENTENCES.split(line.text)]
            spoken = [COMMENT.speaks(re.findall(r"[^\W_]+", part), most=24) for part in parts]
            if spoken and sum(spoken) >= len(spoken) / 2:
                yield junk(line, Category.COMMENT_FORM)
