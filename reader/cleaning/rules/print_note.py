"""Notes on where and under which headline the article stood in print.

The headline and date they name are those of the paper, not of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import Category

_MAX_WORDS = 50
_FIRST = frozenset(("appeared", "appears", "published", "printed", "print", "in", "from"))
_THIS = frozenset(("a", "an", "this", "the"))
_PIECE = frozenset(("version", "article", "story", "report", "piece", "review", "column", "essay"))
_APPEARED = frozenset(("appeared", "appears", "published", "printed", "ran", "runs"))
_PAPER = frozenset(
    ("edition", "editions", "page", "headline", "newspaper", "issue", "magazine", "section")
)


def find(page: Page) -> Iterator[Finding]:
    """Lines outside the running text that speak of the printed paper."""
    for line in page.unsaid:
        if _notes_print(line):
            yield junk(line, Category.PRINT_NOTE, 0.95)


def _notes_print(line: Line) -> bool:
    """Whether the line says in which edition the text appeared."""
    words = line.words
    if not 3 <= len(words) <= _MAX_WORDS:  # noqa: PLR2004  # a label is no note
        return False
    if words[0] in _APPEARED and "print" in words[:4] and "in" in words[:3]:
        return True
    if not any_of(words, _PAPER):
        return False
    start = words[:6]
    printed = "print" in words or "printed" in words
    if words[0] in _FIRST:
        return printed or (any_of(words[:2], _APPEARED) and "issue" in words)
    return (
        words[0] in _THIS
        and any_of(start, _PIECE)
        and any_of(words[:12], _APPEARED)
        and (printed or any_of(words, frozenset(("newspaper", "issue"))))
    )
