"""Where words stand in a text: what a search lights up, and what stands there again."""

from __future__ import annotations

import re

from reader.model.text import Span

MOST_HITS = 10_000  # more than that is a letter, not a search


def find(query: str, text: str) -> tuple[Span, ...]:
    r"""Every place of the query; blank space fits any blank space.

    Case counts when the query has a capital, as in most editors.

    >>> [span.start for span in find("the  end", "The end, the\nend")]
    [0, 9]
    """
    words = query.split()
    if not words:
        return ()
    flags = 0 if any(letter.isupper() for letter in query) else re.IGNORECASE
    pattern = re.compile(r"\s+".join(map(re.escape, words)), flags)
    found = []
    for match in pattern.finditer(text):
        found.append(Span(*match.span()))
        if len(found) == MOST_HITS:
            break
    return tuple(found)


def equal_places(quote: str, text: str) -> tuple[Span, ...]:
    """Every place of the very same words, not of parts of longer ones.

    >>> [span.start for span in equal_places("art", "art, party, Art, art")]
    [0, 17]
    """
    words = quote.split()
    if not words:
        return ()
    first, *rest = map(re.escape, words)
    # Looked for behind the first word, so that the pattern begins with letters: ten times as quick.
    before = rf"(?<!\w{first})" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    body = r"\s+".join((first + before, *rest))
    return tuple(Span(*match.span()) for match in re.finditer(body + after, text))


def trimmed(span: Span, text: str) -> Span | None:
    """The span without the blank space at its ends; None when nothing else is in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    stop = span.stop - (len(words) - len(words.rstrip()))
    return Span(start, stop) if start < stop else None
