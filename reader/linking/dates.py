"""Days of the calendar in a passage, as far as they are written out.

The names of months in some fifty languages, Chinese, Japanese and Korean dates, ISO dates, and
English weekdays. Which Monday is meant needs the day of writing, which a passage does not know: a
weekday is compared with weekdays alone. `last week` is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.linking.languages import ENGLISH
from reader.model.boundaries import WORD
from reader.model.months import month_of
from reader.model.text import Span

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# A day and the word after it, which `month_of` knows or not: `3. Mai`, `3 de mayo`, `1er janv.`
_DAY_AND_WORD = re.compile(
    rf"(?<!\d)(?P<day>[0-3]?\d)(?:\.|º|er)?\s+(?:de\s+)?(?P<month>{WORD.pattern})"
    r"(?P<short>\.)?(?:,?\s+(?:de\s+)?(?P<year>(?:1[89]|20)\d\d)(?!\w))?"
)
# A short form is taken for a month only with its stop, since many are words of another language:
# `3 sie` (Polish August), `5 out` (Portuguese October). These are no short forms.
_SHORT = 3  # letters
_WHOLE = frozenset(("mai", "mei", "maj", "мая", "май", "मई"))
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:1[89]|20)\d\d))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?!\d|,\d|\s?%){_YEAR}\b",
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}(?!\w)",
        (
            r"(?:(?P<year>(?:1[89]|20)\d\d)\s?[年년]\s?)?(?<!\d)(?P<month>[01]?\d)\s?[月월]\s?"
            r"(?P<day>[0-3]?\d)\s?[日일]"
        ),
        r"(?<![\w/.-])(?P<year>(?:1[89]|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\w/-])",
    )
)
LAST_DAY, LAST_MONTH = 31, 12
_WEEKDAY = re.compile(
    r"\b(?:(?:early |late )?(?:on )?(?:early |late )?)"
    r"(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’])"
    r"(?: (?:morning|afternoon|evening|night))?"
)
# What is said on a day is not what happened on it; `last Friday` may be another than `Friday`.
_SAID_ON = re.compile(
    r"\b(?:said|says|saying|told|added|announced|reported|statement|reporters|wrote|tweeted|asked|"
    r"urged|called|last|next|until|till|since|by|before|after|from)(?: \w+){0,2} \Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: the year only where it says one; or a weekday, and then nothing else."""

    span: Span
    month: int
    day: int
    year: int | None
    weekday: str = ""

    def differs(self, other: Day) -> bool:
        """Whether the two cannot be one day."""
        if self.weekday or other.weekday:
            return bool(self.weekday and other.weekday) and self.weekday != other.weekday
        if (self.month, self.day) != (other.month, other.day):
            return True
        return self.year is not None and other.year is not None and self.year != other.year


def days(text: str, span: Span, language: str = ENGLISH) -> tuple[Day, ...]:
    """The days written in a passage, in order.

    >>> text = "The trial, set for Oct. 6, opens on 10 November 2021."
    >>> [(d.month, d.day, d.year) for d in days(text, Span(0, len(text)))]
    [(10, 6, None), (11, 10, 2021)]
    """
    found: dict[int, Day] = {}
    for form in _FORMS if language == ENGLISH else (*_FORMS, _DAY_AND_WORD):
        for match in form.finditer(text, span.start, span.stop):
            month, day = _month(match), int(match["day"])
            if 1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH:
                year = int(match["year"]) if match["year"] else None
                here = Day(Span(*match.span()), month, day, year)
                if not any(here.span.overlaps(each.span) for each in found.values()):
                    found[match.start()] = here
    return tuple(found[start] for start in sorted(found))


def weekday(text: str, span: Span) -> Day | None:
    """The weekday of a passage, where it names a single one and tells what happened on it.

    >>> text = "The dam broke late on Monday."
    >>> found = weekday(text, Span(0, len(text)))
    >>> found.span.of(text)
    'late on Monday'
    """
    found = list(_WEEKDAY.finditer(text, span.start, span.stop))
    if len({each["name"] for each in found}) != 1:
        return None
    before = text[max(span.start, found[0].start() - 40) : found[0].start()]
    if _SAID_ON.search(before):
        return None
    return Day(Span(*found[0].span()), 0, 0, None, found[0]["name"])


def _month(match: re.Match[str]) -> int:
    """The number of the month, 0 where the word is none or may be two."""
    said = match["month"]
    if said.isdigit():
        return int(said)
    whole = len(said) > _SHORT or said.casefold() in _WHOLE
    if match.re is _DAY_AND_WORD and not whole and not match["short"]:
        return 0
    named = month_of(said)
    return named[0] if len(named) == 1 else 0
