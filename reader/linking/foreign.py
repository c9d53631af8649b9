"""Quantities and days in German, French, Spanish and Russian texts.

A point parts thousands there and a comma decimals, so that such a text must not be read as an
English one. What is counted is known by the beginning of its noun, since nouns are inflected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reader.linking.dates import Day
from reader.linking.figure_words import YEARS
from reader.linking.foreign_words import MONEY, TONGUES, UNITS, Tongue
from reader.linking.quantities import Bound, Quantity, Unit
from reader.model.boundaries import words
from reader.model.text import Span

HEARD = 4_000  # code points from the beginning that tell the language
SURE = 0.08  # share of small words; English texts have under .03 of any of the four
LONG = 6  # letters of a word that tells something
NOUN = 5  # letters by which inflected forms of one noun are one
SHORT = 3  # letters of articles and prepositions
AROUND = 6  # words on each side that can say what happened to the counted
_FIGURES = r"(?<![\w.,:/])\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|(?<![\w.,:/])\d+(?:,\d+)?"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OF = re.compile(r"\A\s*(?:de |d['’])?")
_WHEN = re.compile(
    r"\s+(?:nach|vor|später|zuvor|alt|après|avant|plus tard|después|antes|más tarde|"
    r"спустя|назад|после|до)\b",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[.,;:()–—\"„“”«»]|\b(?:und|et|y|и)\b")


@lru_cache(maxsize=512)  # as many articles as a desk shows at once
def tongue(text: str) -> Tongue | None:
    """The language of a text among those known here, or None: English or another.

    >>> tongue("The mayor said that nobody had been hurt.") is None
    True
    """
    heard = [each.of(text).casefold() for each in words(text, Span(0, min(len(text), HEARD)))]
    shares = {
        code: sum(word in known.common for word in heard) / max(len(heard), 1)
        for code, known in TONGUES.items()
    }
    best = max(shares, key=lambda code: (shares[code], code))
    return TONGUES[best] if shares[best] >= SURE else None


def quantities(text: str, span: Span, known: Tongue) -> Iterator[Quantity]:
    """The quantities of a passage in that language, in order."""
    spelt = "|".join(sorted(known.numbers, key=lambda word: (-len(word), word)))
    scales = "|".join(sorted(known.scales, key=lambda word: (-len(word), word)))
    number = re.compile(
        rf"(?:(?P<figures>{_FIGURES})|\b(?P<spelt>{spelt})\b)(?:\s+(?P<scale>{scales})\w*)?",
        re.IGNORECASE,
    )
    for found in number.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        value = _value(found, known)
        quantity = _counted(text, span, here, value, known, figures=bool(found["figures"]))
        if quantity is not None:
            yield quantity
    for found in known.none.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        for name, said in _happened(text, span, here, known):
            whole = _join(here, said)
            yield Quantity(whole, 0.0, Unit.PEOPLE, Bound.EXACT, name, near(text, span, here))


def days(text: str, span: Span, known: Tongue) -> tuple[Day, ...]:
    """The days written in a passage: `3. Mai`, `3 de mayo`, `3 мая`."""
    months = "|".join(known.months)
    written = re.compile(
        rf"(?<!\d)(?P<day>[0-3]?\d)(?:\.|er|º)?\s+(?:de\s+)?(?P<month>{months})\w*"
        r"(?:\s+(?:de\s+)?(?P<year>(?:1[89]|20)\d\d))?",
        re.IGNORECASE,
    )
    return tuple(
        Day(
            Span(*found.span()),
            next(n for n, m in enumerate(known.months, 1) if found["month"].casefold() == m),
            int(found["day"]),
            int(found["year"]) if found["year"] else None,
        )
        for found in written.finditer(text, span.start, span.stop)
    )


def near(text: str, passage: Span, span: Span) -> dict[str, float]:
    """The beginnings of the long words around, 1 for the next word, 1/2 for the fourth."""
    found: dict[str, float] = {}
    ahead = list(_WORD.finditer(text, span.stop, passage.stop))
    behind = list(_WORD.finditer(text, passage.start, span.start))[::-1]
    for side in (behind, ahead):
        for distance, word in enumerate(side):
            if len(word[0]) >= LONG:
                stem = word[0].casefold()[:NOUN]
                found[stem] = max(found.get(stem, 0.0), 3 / (3 + distance))
    return found


def _value(found: re.Match[str], known: Tongue) -> float:
    scale = known.scales.get((found["scale"] or "").casefold(), 1.0)
    if found["spelt"]:
        return known.numbers[found["spelt"].casefold()] * scale
    plain = re.sub(r"[.\s]", "", found["figures"])
    return float(plain.replace(",", ".")) * scale


def _counted(
    text: str, passage: Span, here: Span, value: float, known: Tongue, *, figures: bool
) -> Quantity | None:
    hedge = known.hedges.search(text, passage.start, here.start)
    bound = Bound.ABOUT if hedge else Bound.EXACT
    around = near(text, passage, here)
    share = UNITS[Unit.SHARE].match(text, here.stop, passage.stop)
    if share:
        return Quantity(_join(here, Span(*share.span())), value, Unit.SHARE, bound, "share", around)
    rest = text[here.stop : passage.stop]
    for currency, words_for in MONEY.items():
        if words_for.match(_OF.sub("", rest)):
            return Quantity(here, value, Unit.MONEY, bound, currency, around)
    noun = _WORD.match(text, here.stop + 1, passage.stop)
    if noun is None or (figures and (int(value) in YEARS or _is_date(rest, known))):
        return None
    whole = _join(here, Span(*noun.span()))
    time = next((time for time in known.times if re.match(time, noun[0], re.IGNORECASE)), None)
    if time is not None:
        # `zwei Tage nach dem Brand` tells when, not how long; and days are not compared with hours.
        when = _WHEN.match(text, whole.stop, passage.stop)
        span = known.times[time]
        return None if when else Quantity(whole, value * span, Unit.TIME, bound, time, around)
    stem, unit = noun[0].casefold()[:NOUN], Unit.THINGS
    for name, said in _happened(text, passage, here, known):
        whole, stem, unit = _join(here, said), name, Unit.PEOPLE
    return Quantity(whole, value, unit, bound, stem, around) if len(stem) > SHORT else None


def _is_date(rest: str, known: Tongue) -> bool:
    """Whether the name of a month follows."""
    months = "|".join(known.months)
    return bool(re.match(rf"(?:\.|er|º)?\s*(?:de\s+)?(?:{months})", rest, re.IGNORECASE))


def _happened(text: str, passage: Span, here: Span, known: Tongue) -> Iterator[tuple[str, Span]]:
    """What happened to the people counted, nearest first, in the same clause."""
    ahead = _EDGE.split(text[here.stop : passage.stop])[0]
    behind = _EDGE.split(text[passage.start : here.start])[-1]
    after = list(_WORD.finditer(text, here.stop, here.stop + len(ahead)))[:AROUND]
    before = list(_WORD.finditer(text, here.start - len(behind), here.start))[::-1][:AROUND]
    for word in (*after, *before):
        for name, pattern in known.happened.items():
            if pattern.match(word[0]):
                yield name, Span(*word.span())
                return


def _join(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.stop, other.stop))
