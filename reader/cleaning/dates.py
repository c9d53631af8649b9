"""Dates as pages write them -> ISO 8601; what could mean two days means none.

3 May, 2019 17:20  ·  Oct. 6, 2019  ·  Sunday 6 October 2019, 9:30 a.m. GMT
2019-10-06T09:30Z  ·  06.10.2019  ·  le 6 octobre 2019  ·  2019年10月6日
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reader.cleaning.wordsets import word_set

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari stycznia января ocak",
            (
                "february feb februar février fevrier febrero febbraio fevereiro februari lutego "
                "февраля şubat"
            ),
            "march mar märz maerz mars marzo março maart marca марта mart",
            "april apr avril abril aprile kwietnia апреля nisan",
            "may mai mayo maggio maio mei maja мая mayıs",
            "june jun juni juin junio giugno junho czerwca июня haziran",
            "july jul juli juillet julio luglio julho lipca июля temmuz",
            "august aug août aout agosto augustus augusti sierpnia августа ağustos",
            "september sep sept septembre septiembre settembre setembro września сентября eylül",
            "october oct okt oktober octobre octubre ottobre outubro października октября ekim",
            "november nov novembre noviembre novembro listopada ноября kasım",
            (
                "december dec dez dezember décembre decembre diciembre dicembre dezembro grudnia "
                "декабря aralık"
            ),
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi
    vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
    mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag segunda terça quarta quinta sexta понедельник вторник среда четверг пятница суббота
    воскресенье"""
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2100  # newspapers are older than the web, not than that
_MONTH = (
    "(?P<month{0}>" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\b\.?"
)
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year{0}>\d{{4}})(?!\d)"
_FORMS = (
    r"(?<!\d)" + _YEAR.format(0) + r"[-/.](?P<month0>\d{1,2})[-/.](?P<day0>\d{1,2})(?!\d)",
    r"(?<!\d)"
    + _DAY.format(1)
    + r"[\s,/-]*(?:de |of |di )?"
    + _MONTH.format(1)
    + r"[\s,/-]*(?:de )?"
    + _YEAR.format(1),
    r"(?<!\w)" + _MONTH.format(2) + r"[\s-]*" + _DAY.format(2) + r"[\s,-]+" + _YEAR.format(2),
    r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year3>\d{4})(?!\d)",
    r"(?P<year4>\d{4})\s?[年년]\s?(?P<month4>\d{1,2})\s?[月월]\s?(?P<day4>\d{1,2})\s?[日일]",
)
_DATE = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_TIME = re.compile(
    r"^[T\s,;|·@–—-]*(?:(?:at|um|à|a las|ore|kl\.?)\s+)?"
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2}(?!\d))?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_REMEMBERED = 512  # lines: several rules ask for the dates of one
_MAX_LENGTH = 300  # code points; no date line is longer
_NOON = 12
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a line.

    Attributes:
        iso: ISO 8601, with a time where one follows the date (`2019-10-06T09:30`).
        start, stop: where it stands in the line, weekday excluded, time included.
        weekday: whether a weekday stands before it.
        seconds: whether its time counts seconds, as clocks do.
        ambiguous: whether day and month could be changed about; then `iso` is empty.
    """

    iso: str
    start: int
    stop: int
    weekday: bool = False
    seconds: bool = False
    ambiguous: bool = False


@lru_cache(maxsize=_REMEMBERED)
def find_dates(line: str) -> tuple[Dated, ...]:
    """Every full date in the first 300 code points of a line.

    >>> [dated.iso for dated in find_dates("Posted 3 May, 2019 17:20, updated Oct. 6, 2019")]
    ['2019-05-03T17:20', '2019-10-06']
    """
    found: list[Dated] = []
    head = line[:_MAX_LENGTH]
    if _DIGIT.search(head) is None:
        return ()
    for match in _DATE.finditer(head):
        day = _day(match)
        ambiguous = day is None and match["first"] is not None and int(match["year3"]) > 0
        if day is None and not ambiguous:
            continue
        time = _TIME.match(head[match.end() :])
        before = _WORD.findall(head[: match.start()])
        weekday = bool(before) and before[-1].casefold() in WEEKDAYS
        iso = "" if day is None else day.isoformat() + (_clock(time) if time else "")
        stop = match.end() + (time.end() if time else 0)
        seconds = time is not None and time["second"] is not None and "T" not in time.group()[:1]
        found.append(Dated(iso, match.start(), stop, weekday, seconds, ambiguous))
    return tuple(found)


def iso_date(value: str) -> str | None:
    """The date that a field of metadata holds, as ISO 8601; None where it is none or two.

    >>> iso_date("2019-10-06T09:30:00+06:00"), iso_date("06/10/2019"), iso_date("today")
    ('2019-10-06T09:30:00+06:00', None, None)
    """
    found = find_dates(value.strip())
    return found[0].iso or None if len(found) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    """The calendar day of a match, or None where there is none or there are two."""
    if match["first"] is not None:
        year, first, second = int(match["year3"]), int(match["first"]), int(match["second"])
        # Points are German, Russian, Nordic and mean day.month; slashes and dashes are
        # American as often as not: only a day over twelve tells which.
        if match["mark"] == ".":
            return _valid(year, second, first)
        if first == second or second > _NOON:
            return _valid(year, first, second)
        return _valid(year, second, first) if first > _NOON else None
    for form in range(5):
        if form == 3 or match[f"year{form}"] is None:  # noqa: PLR2004  # the third has no names
            continue
        month = match[f"month{form}"]
        number = int(month) if month.isdigit() else _MONTHS[month.casefold()]
        return _valid(int(match[f"year{form}"]), number, int(match[f"day{form}"]))
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    """The date, if the calendar has it and newspapers could."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(time: re.Match[str]) -> str:
    """The time of a match in ISO 8601, zone included where it is GMT or an offset."""
    hour = int(time["hour"])
    half = (time["half"] or "").casefold()[:1]
    if half == "p" and hour < _NOON:
        hour += _NOON
    elif half == "a" and hour == _NOON:
        hour = 0
    zone = (time["zone"] or "").upper()
    zone = "Z" if zone in {"GMT", "UTC", "Z"} else zone
    if len(zone) == 5:  # noqa: PLR2004  # +0600 -> +06:00
        zone = f"{zone[:3]}:{zone[3:]}"
    seconds = f":{time['second']}" if time["second"] else ""
    return f"T{hour:02}:{time['minute']}{seconds}{zone}"
