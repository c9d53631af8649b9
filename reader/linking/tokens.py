"""Words as the linker compares them: where each stands, its stem, and what kind it is.

Kinds are told without a tagger. A name is written with a capital inside sentences more often
than not; a number begins with a digit; a verb comes after `to`, `will`, `was`, `he` more often
than after `a`, `the`, `of`. Each is judged over the whole collection and the background.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reader.linking.languages import ENGLISH, UNSPACED, cut, digits, number, stem
from reader.model.boundaries import WORD
from reader.model.text import Span

# Parts of a compound are compared on their own: pro-government, government.
# (Said by what parts it: the marks over and under letters are no letters to `\w`.)
_PART = re.compile(r"[^_\-‐‑'’.,]+(?:[.,]\d+)*(?:['’][^_\-‐‑'’.,]+)?")
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
# Accents, the dot under Hindi letters, the vowels and the stretching of Arabic ones: news leaves
# them out at will.
_ACCENT = re.compile(r"[\u0300-\u036f\u093c\u0640\u064b-\u065f\u0670]")
_SOFT = str.maketrans("ıँ’", "iं'")
# Characters that are written without blanks and carry a meaning each: hiragana is grammar.
_SIGN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff]+")


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


def read(text: str, span: Span, language: str = ENGLISH) -> tuple[Token, ...]:
    """The tokens of a passage, in order.

    >>> [token.term for token in read("Kenya's pro-reform parties won 2,000 votes", Span(0, 42))]
    ['kenya', 'pro', 'reform', 'parti', 'won', '2000', 'vote']
    """
    return tuple(
        Token(
            Span(place + offset, place + offset + len(form)),
            text[place + offset : place + offset + len(form)],
            term(form, language),
        )
        for place, word in written(text, span, language)
        for offset, form in parts(word, language)
    )


def written(text: str, span: Span, language: str) -> Iterator[tuple[int, str]]:
    """Where each word of a passage begins, and the word.

    In Chinese and Japanese each character of meaning, with the one before it too (two together
    are what a word is most often), and each run of katakana.

    >>> [word for _, word in written("山火をテレビで", Span(0, 7), "ja")]
    ['山', '火', '山火', 'を', 'テレビ', 'で']
    """
    if language not in UNSPACED:
        for match in WORD.finditer(text, span.start, span.stop):
            yield match.start(), match[0]
        return
    skip, before = span.start, -2  # where the next word begins; the last character of meaning
    for match in WORD.finditer(text, span.start, span.stop):
        place = match.start()
        if place < skip:
            continue
        run = _KATAKANA.match(text, place, span.stop)
        if run:
            skip = run.end()
            yield place, run[0]
            continue
        yield place, match[0]
        if _SIGN.match(match[0]):
            if before == place - 1:
                yield before, text[before : place + 1]
            before = place


def is_pair(word: str) -> bool:
    """Whether `written` gives a word for two characters that it gives alone as well."""
    return len(word) == 2 and all(map(_SIGN.match, word))  # noqa: PLR2004  # a pair


def parts(word: str, language: str = ENGLISH) -> tuple[tuple[int, str], ...]:
    """Where each part of a word begins in it, and its form without a possessive ending."""
    if language == ENGLISH:
        return tuple((part.start(), _POSSESSIVE.sub("", part[0])) for part in _PART.finditer(word))
    return tuple(
        (part.start() + offset, form)
        for part in _PART.finditer(word)
        for offset, form in cut(_POSSESSIVE.sub("", part[0]), language)
    )


@lru_cache(maxsize=200_000)  # words of some ten thousand articles; one entry is about 150 bytes
def term(form: str, language: str = ENGLISH) -> str:
    """What a word is compared by: `2,000` -> `2000`, `Ministers` -> `minist`.

    >>> term("Häuser", "de"), term("dreizehn", "de"), term("ज़िले", "hi") == term("जिले", "hi")
    ('haus', '13', True)
    """
    if form[0].isdigit():
        return digits(form, language)
    if language == ENGLISH:
        return stem(_plain(form) or form, language)
    said = number(form, language)
    if said is not None:
        return said
    return _plain(stem(unicodedata.normalize("NFC", form).casefold(), language)) or form


def _plain(form: str) -> str:
    """Without accents, apostrophes and case."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", form)).casefold()
    return unicodedata.normalize("NFC", bare.translate(_SOFT).replace("'", ""))


def near(tokens: Sequence[Token], span: Span, wanted: Callable[[Token], bool]) -> dict[str, float]:
    """The terms around a span, 1 for the next word, 1/2 for the fourth, 1/3 for the seventh.

    Args:
        tokens: of the passage, in order.
        span: what they stand around, in code points of the article's text.
        wanted: which words count; the others only keep them apart.
    """
    before = [token for token in reversed(tokens) if token.span.stop <= span.start]
    after = [token for token in tokens if token.span.start >= span.stop]
    found: dict[str, float] = {}
    for side in (before, after):
        for distance, token in enumerate(side):
            if wanted(token):
                found[token.term] = max(found.get(token.term, 0.0), 3 / (3 + distance))
    return found


def is_word(token: Token) -> bool:
    """Whether it is more than a number."""
    return not token.form[0].isdigit()


def positions(tokens: Sequence[Token]) -> Mapping[str, Token]:
    """The first token of each term in a passage."""
    first: dict[str, Token] = {}
    for token in tokens:
        first.setdefault(token.term, token)
    return first
