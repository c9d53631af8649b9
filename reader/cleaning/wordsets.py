"""Sets of words as the lexicons of this room write them: one text, cut at blank space."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(word_set("bar foo"))
    ['bar', 'foo']
    """
    return frozenset(words.split())
