"""The commonest small words of some seventy languages: how much of a line is language.

The words stand in `data/stopwords.txt`, a line for each language, and are read when a text is
first asked about: 5 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def stopwords() -> Mapping[str, frozenset[str]]:
    """The words by the ISO 639 code of their language."""
    source = files("reader.model").joinpath("data", "stopwords.txt")
    table = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, words = line.partition(":")
            table[code] = frozenset(words.split())
    return table


@cache
def common_words(language: str | None = None) -> frozenset[str]:
    """The small words of one language; of all of them where it is unknown or has no list."""
    table = stopwords()
    if language is not None and language in table:
        return table[language]
    return frozenset().union(*table.values())


def stop_share(words: Iterable[str], language: str | None = None) -> float:
    """How many of the words (in lower case) are common words of a language, 0..1.

    >>> stop_share(["the", "harbour", "of", "elm"], "en"), stop_share([])
    (0.5, 0.0)
    """
    common = common_words(language)
    hits, count = 0, 0
    for word in words:
        count += 1
        hits += word in common
    return hits / count if count else 0.0
