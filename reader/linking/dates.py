"""Days of the calendar in a passage, as far as they are written out.

<<<<<<< HEAD
The names of months in the larger languages, Chinese, Japanese and Korean dates, ISO dates.
Weekdays and `last week` need the day of writing, which a passage does not know; they are left
alone.
=======
English month names, ISO dates and weekdays. Which Monday is meant needs the day of writing, which
a passage does not know: a weekday is compared with weekdays alone.
>>>>>>> main
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model.text import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_BY_NAME = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# As they stand after a day, January to December; the case is as each language has it.
_ELSEWHERE = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia"
    ),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
        "syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    "januari februari mars april maj juni juli augusti september oktober november december",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
)
_FULL_NAMES = {name: number for names in _ELSEWHERE for number, name in enumerate(names.split(), 1)}
_OTHER_MONTH = f"(?P<month>{'|'.join(sorted(_FULL_NAMES, key=lambda name: (-len(name), name)))})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:1[89]|20)\d\d))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?!\d|,\d|\s?%){_YEAR}\b",
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}(?!\w)",
        (
            rf"\b(?P<day>[0-3]?\d)(?:\.|º|er)?\s+(?:de\s+)?{_OTHER_MONTH}"
            r"(?:,?\s+(?:de\s+)?(?P<year>(?:1[89]|20)\d\d))?(?!\w)"
        ),
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


def days(text: str, span: Span) -> tuple[Day, ...]:
    """The days written in a passage, in order.

    >>> text = "The trial, set for Oct. 6, opens on 10 November 2021."
    >>> [(d.month, d.day, d.year) for d in days(text, Span(0, len(text)))]
    [(10, 6, None), (11, 10, 2021)]
    """
    found: dict[int, Day] = {}
    for form in _FORMS:
        for match in form.finditer(text, span.start, span.stop):
            month, day = _month(match["month"]), int(match["day"])
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


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    return _FULL_NAMES.get(said) or _BY_NAME[said[:3].casefold()]
