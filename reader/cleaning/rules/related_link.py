"""Links to other articles: `More on …`, `Read also: …`, lists under such a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import RELATED, any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.cleaning.wordsets import word_set
from reader.model.article import BlockKind, Category

_HOST = r"(?:[\w-]{1,40}\.){1,3}(?:[a-z]{2,10})"
_ALSO_ON = re.compile(
    rf"^\W*(?:also|more|first|read more|watch|now|see also)\s+(?:on|at|from)\s+{_HOST}\b",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"^\W*(?:(?:please )?(?:read|see|watch|listen|view|check)\s+(?:also|more|next|too)\b"
    r"|also\s+(?:read|see|watch)\b(?!\s+(?:out|aloud|as|at|by|from|in)\b)"
    r"|(?:related|recommended|similar|background|explainer|opinion|analysis|watch|listen"
    r"|further)(?:\s+(?:article|story|stories|articles|news|posts|reading|coverage|content"
    r"|links?|topics?|video|videos))?\s*[:|>\u00bb\u2013]"
    r"|(?:read|see|more|also|next)\s*:"
    r"|(?:don.t|do not) miss\b|up next\b|lesen sie (?:auch|mehr)\b|lire aussi\b|à lire\b"
    r"|leer (?:también|más)\b|leggi anche\b|leia (?:também|mais)\b|lees (?:ook|meer)\b"
    r"|läs (?:också|mer|även)\b|читайте также\b|czytaj też\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:the )?latest|more|most|newest|top|other|recent)\s+(?:(?:on|in|from|about|for)\b"
    r"|(?:stories|news|posts|articles|headlines|read|viewed|popular|commented|shared|reports"
    r"|coverage)\b)",
    re.IGNORECASE,
)
_YOU_MAY = re.compile(
    r"^\W*(?:you (?:may|might|could|would|will) (?:also )?(?:like|enjoy|be interested)"
    r"|recommended for|stories (?:for|you)|people also)\b",
    re.IGNORECASE,
)
# First letters of the forms above.
_MAYBE, _LABELLING = frozenset("yrsp"), frozenset("tlmnor")
_TEASING = frozenset("amfrwnpslvcbeodtu\u00e0\u0447")
_MAX_LABEL_WORDS = 8
_MAX_TEASER_WORDS = 40
_MAX_INSIDE = 4  # entries of a list between two paragraphs; longer lists are the article's
_MAX_ENTRY_WORDS = 20
_LEAD = 48  # code points in which the colon of `Lesen Sie auch:` stands
_MIN_LINKED = 0.8
_NO_HEADING = -1
_SAYING = word_set("said says told")


def find(page: Page) -> Iterator[Finding]:
    """Links to other articles, and what stands below a heading of such links."""
    below = _NO_HEADING
    for line in page.unsaid:
        if _is_heading(line, page):
            below = 0
            yield junk(line, Category.RELATED_LINK, 0.92)
        elif _is_link(line):
            yield junk(line, Category.RELATED_LINK, 0.92)
        elif line.prose and line.index <= page.last:
            below = _NO_HEADING
        elif below != _NO_HEADING and not line.sentence and line.kind is not BlockKind.HEADING:
            below += 1
            if line.index > page.last or (below <= _MAX_INSIDE and _is_entry(line)):
                yield junk(line, Category.RELATED_LINK, 0.8)
        elif line.index > page.last >= 0 and _is_linked_item(line):
            yield junk(line, Category.RELATED_LINK, 0.8)


def _is_linked_item(line: Line) -> bool:
    """Whether an entry of a list, behind the text, is one link as long as a headline."""
    return (
        line.kind is BlockKind.LIST_ITEM
        and line.linked > _MIN_LINKED
        and 4 <= len(line.words) <= _MAX_ENTRY_WORDS  # noqa: PLR2004  # a headline has four or more
    )


def _is_entry(line: Line) -> bool:
    """Whether a line between two paragraphs can be the headline of another article."""
    return 4 <= len(line.words) <= _MAX_ENTRY_WORDS and line.kind is BlockKind.PARAGRAPH  # noqa: PLR2004


def _is_heading(line: Line, page: Page) -> bool:
    """A label with nothing but the promise of more; inside the text only a plain one."""
    if len(line.words) > _MAX_LABEL_WORDS or line.text.endswith((".", "?", '"', "\u201d")):
        return False
    if "related" in line.topics and not line.sentence:
        return True
    may = line.lead in _MAYBE and _YOU_MAY.match(line.text)
    if may or RELATED.speaks(line.words, most=6):
        return len(line.words) > 1 or any_of(line.words, RELATED.core - {"also", "next"})
    inside = page.first <= line.index < page.last
    return (
        (not inside or len(line.words) <= 5)  # noqa: PLR2004  # longer ones may be sub-headings
        and line.lead in _LABELLING
        and _LABEL.match(line.text) is not None
    )


def _is_link(line: Line) -> bool:
    """One line that names another article."""
    if "related" in line.topics and (not line.sentence or ":" in line.text[:_LEAD]):
        return True
    if len(line.words) > _MAX_TEASER_WORDS or line.lead not in _TEASING:
        return False
    if _ALSO_ON.match(line.text):
        return True
    return _TEASER.match(line.text) is not None and not any_of(line.words, _SAYING)
