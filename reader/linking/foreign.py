"""Quantities in German, French, Spanish and Russian texts, told by the words around figures.

A point parts thousands there and a comma decimals, so that such a text must not be read as an
English one. What is counted is known by the beginning of its noun, since nouns are inflected. What
a language lacks in data/languages.toml its reports lack in contrasts; nothing is guessed from
English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reader.linking.dates import days
from reader.linking.figure_words import DAYS, YEARS
from reader.linking.languages import forms, happened, number_words, phrases
from reader.linking.quantities import Bound, Quantity, Unit
from reader.linking.tokens import Token, near
from reader.model.text import Span

SCALES = (1e3, 1e6, 1e9)  # in the order of the table `scales`
LONG = 6  # letters of a word that tells something
NOUN = 5  # letters by which inflected forms of one noun are one
SHORT = 3  # letters of articles and prepositions
AROUND = 6  # words on each side that can say what happened to the counted
_FIGURES = r"(?<![\w.,:/])\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|(?<![\w.,:/])\d+(?:,\d+)?"
_SHARE = re.compile(r"\s?(?:%|prozent|pour cent|por ciento|процент\w*)", re.IGNORECASE)
_MONEY = {
    "eur": re.compile(r"(?:€|euros?\b|евро)", re.IGNORECASE),
    "usd": re.compile(r"(?:\$|dollars?\b|dólares|доллар\w*)", re.IGNORECASE),
    "rub": re.compile(r"(?:rubel|roubles?\b|rublos|рубл\w*)", re.IGNORECASE),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OF = re.compile(r"\A\s*(?:de |d['’])?")
_WHEN = re.compile(
    r"\s+(?:nach|vor|später|zuvor|alt|après|avant|plus tard|después|antes|más tarde|"
    r"спустя|назад|после|до)\b",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[.,;:()–—\"„“”«»]|\b(?:und|et|y|и)\b")


@dataclass(frozen=True, slots=True)
class Counting:
    """How one language counts.

    Attributes:
        language: its ISO 639 code.
        numbers: number words by value.
        scales: beginnings of words for a thousand and more.
        none: words that deny a whole class of people.
        times: beginnings of words for spans of time, in days.
        hedges: words that make a figure a loose one.
        written: a number, in figures or in words.
    """

    language: str
    numbers: Mapping[str, int]
    scales: Mapping[str, float]
    none: re.Pattern[str]
    times: Mapping[str, float]
    hedges: re.Pattern[str]
    written: re.Pattern[str]


@cache
def counting(language: str) -> Counting | None:
    """How a language counts, or None where that is read by English rules.

    >>> counting("en") is None, counting("fi") is None, counting("fr").scales["mille"]
    (True, True, 1000.0)
    """
    scales, times = forms("scales", language), forms("times", language)
    if not times:
        return None
    numbers = number_words(language)
    large = {form: value for each, value in zip(scales, SCALES, strict=True) for form in each}
    spelt, scale = (
        "|".join(sorted(listed, key=lambda word: (-len(word), word))) for listed in (numbers, large)
    )
    written = rf"(?:(?P<figures>{_FIGURES})|\b(?P<spelt>{spelt})\b)(?:\s+(?P<scale>{scale})\w*)?"
    return Counting(
        language=language,
        numbers=numbers,
        scales=large,
        none=re.compile(rf"\b(?:{'|'.join(phrases('none', language))})\b", re.IGNORECASE),
        times={
            form: length for each, length in zip(times, DAYS.values(), strict=True) for form in each
        },
        hedges=re.compile(rf"\b(?:{'|'.join(phrases('hedges', language))})\s+\Z", re.IGNORECASE),
        written=re.compile(written, re.IGNORECASE),
    )


def quantities(text: str, span: Span, known: Counting) -> Iterator[Quantity]:
    """The quantities of a passage in that language, in order."""
    dated = days(text, span, known.language)
    for found in known.written.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        if any(each.span.overlaps(here) for each in dated):
            continue
        value = _value(found, known)
        quantity = _counted(text, span, here, value, known, figures=bool(found["figures"]))
        if quantity is not None:
            yield quantity
    for found in known.none.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        for name, said in _happened(text, span, here, known):
            whole = _join(here, said)
            yield Quantity(whole, 0.0, Unit.PEOPLE, Bound.EXACT, name, around(text, span, here))


def around(text: str, passage: Span, span: Span) -> dict[str, float]:
    """The beginnings of the long words around a span, with how near they stand."""
    tokens = [
        Token(Span(*word.span()), word[0], word[0].casefold()[:NOUN])
        for word in _WORD.finditer(text, passage.start, passage.stop)
    ]
    return near(tokens, span, lambda token: len(token.form) >= LONG)


def _value(found: re.Match[str], known: Counting) -> float:
    scale = known.scales.get((found["scale"] or "").casefold(), 1.0)
    if found["spelt"]:
        return known.numbers[found["spelt"].casefold()] * scale
    plain = re.sub(r"[.\s]", "", found["figures"])
    return float(plain.replace(",", ".")) * scale


def _counted(
    text: str, passage: Span, here: Span, value: float, known: Counting, *, figures: bool
) -> Quantity | None:
    hedge = known.hedges.search(text, passage.start, here.start)
    bound = Bound.ABOUT if hedge else Bound.EXACT
    beside = around(text, passage, here)
    share = _SHARE.match(text, here.stop, passage.stop)
    if share:
        return Quantity(_join(here, Span(*share.span())), value, Unit.SHARE, bound, "share", beside)
    rest = text[here.stop : passage.stop]
    for currency, words_for in _MONEY.items():
        if words_for.match(_OF.sub("", rest)):
            return Quantity(here, value, Unit.MONEY, bound, currency, beside)
    noun = _WORD.match(text, here.stop + 1, passage.stop)
    if noun is None or (figures and int(value) in YEARS):
        return None
    whole = _join(here, Span(*noun.span()))
    time = next((time for time in known.times if re.match(time, noun[0], re.IGNORECASE)), None)
    if time is not None:
        # `zwei Tage nach dem Brand` tells when, not how long; and days are not compared with hours.
        when = _WHEN.match(text, whole.stop, passage.stop)
        span = known.times[time]
        return None if when else Quantity(whole, value * span, Unit.TIME, bound, time, beside)
    stem, unit = noun[0].casefold()[:NOUN], Unit.THINGS
    for name, said in _happened(text, passage, here, known):
        whole, stem, unit = _join(here, said), name, Unit.PEOPLE
    return Quantity(whole, value, unit, bound, stem, beside) if len(stem) > SHORT else None


def _happened(text: str, passage: Span, here: Span, known: Counting) -> Iterator[tuple[str, Span]]:
    """What happened to the people counted, nearest first, in the same clause."""
    ahead = _EDGE.split(text[here.stop : passage.stop])[0]
    behind = _EDGE.split(text[passage.start : here.start])[-1]
    after = list(_WORD.finditer(text, here.stop, here.stop + len(ahead)))[:AROUND]
    before = list(_WORD.finditer(text, here.start - len(behind), here.start))[::-1][:AROUND]
    for word in (*after, *before):
        name = happened(word[0], known.language)
        if name is not None:
            yield name, Span(*word.span())
            return


def _join(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.stop, other.stop))
