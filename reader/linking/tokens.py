"""Words as the linker compares them: where each stands, its stem, and what kind it is.

Kinds are told without a tagger. A name is written with a capital inside sentences more often
than not; a number begins with a digit; a verb comes after `to`, `will`, `was`, `he` more often
than after `a`, `the`, `of`. Each is judged over the whole collection and the background.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Protocol, cast

from reader.model.boundaries import words
from reader.model.text import Span

# Parts of a compound are compared on their own: pro-government, government.
_PART = re.compile(r"[^\W_\-‐‑'’]+(?:[.,]\d+)*(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VERB_CUES = _set_of(
    "to will would could can may might must should shall was were is are be been being has "
    "have had he she they we i who not also did does do didn't doesn't don't won't"
)
NOUN_CUES = _set_of(
    "the a an of his her its their our my in on at for with by from this that these those "
    "some any no several many two three four"
)


class WordKind(StrEnum):
    """What a term is, as far as its neighbours and its spelling tell."""

    NAME = "name"
    NUMBER = "number"
    VERB = "verb"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a passage.

    Attributes:
        span: code points of the article's text.
        form: as it is written, without a possessive ending.
        term: what it is compared by: the stem without accents, or the bare number.
    """

    span: Span
    form: str
    term: str


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # the package's own spelling


def read(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of a passage, in order.

    >>> [token.term for token in read("Kenya's pro-reform parties won 2,000 votes", Span(0, 42))]
    ['kenya', 'pro', 'reform', 'parti', 'won', '2000', 'vote']
    """
    return tuple(
        Token(Span(word.start + offset, word.start + offset + len(form)), form, term(form))
        for word in words(text, span)
        for offset, form in parts(word.of(text))
    )


def parts(word: str) -> tuple[tuple[int, str], ...]:
    """Where each part of a word begins in it, and its form without a possessive ending."""
    return tuple((part.start(), _POSSESSIVE.sub("", part[0])) for part in _PART.finditer(word))


@lru_cache(maxsize=200_000)  # words of some ten thousand articles; one entry is about 150 bytes
def term(form: str) -> str:
    """What a word is compared by: `2,000` -> `2000`, `Ministers` -> `minist`."""
    if form[0].isdigit():
        return form.replace(",", "").casefold()
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", form)).replace("’", "'").casefold()
    plain = unicodedata.normalize("NFC", plain.replace("'", "")) or form
    return _stemmer("russian" if _CYRILLIC.match(plain) else "english").stemWord(plain)


@cache
def _stemmer(language: str) -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415  # 15 ms; `import reader.desk` must not pay it

    return cast("_Stemmer", snowballstemmer.stemmer(language))


def positions(tokens: Sequence[Token]) -> Mapping[str, Token]:
    """The first token of each term in a passage."""
    first: dict[str, Token] = {}
    for token in tokens:
        first.setdefault(token.term, token)
    return first
