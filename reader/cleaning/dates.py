"""Dates as pages write them -> ISO 8601; what could mean two days means none.

3 May, 2019 17:20  ·  Oct. 6, 2019  ·  Sunday 6 October 2019, 9:30 a.m. GMT
2019-10-06T09:30Z  ·  06.10.2019  ·  le 6 octobre 2019  ·  2019年10月6日  ·  2019. október 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from reader.cleaning.wordsets import word_set
from reader.model.months import month_of

WEEKDAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi
    vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
    mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag segunda terça quarta quinta sexta понедельник вторник среда четверг пятница суббота
    воскресенье понеділок вівторок середа четвер п'ятниця субота неділя pazartesi salı çarşamba
    perşembe cuma cumartesi pazar måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag
    lørdag søndag poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa
    čtvrtek pátek neděle дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі дүйшөмбү шейшемби
    шаршемби бейшемби жума ишемби жекшемби الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
    الأحد دوشنبه شنبه جمعه یکشنبه 星期一 星期二 星期三 星期四 星期五 星期六 星期日 月曜日 火曜日
    水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일"""
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2100  # newspapers are older than the web, not than that
_BUDDHIST = 543  # years that Thailand counts ahead of the rest
_FIRST_STAMP, _LAST_STAMP = 631_152_000, 4_102_444_800  # seconds: the web begins in 1990
_WORD_SIGN = '[^\\s\\d,;:()\\[\\]/|\u00b7\u2013\u2014<>"=+_.-]'
_THAI = "[\u0e00-\u0e7f]"  # its short months have a point inside
_NAMED = rf"(?P<month{{0}}>{_WORD_SIGN}{{{{2,}}}}|{_THAI}{{{{1,3}}}}\.{_THAI}{{{{1,2}}}})\.?"
_DAY = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|er|\u00ba|\u00aa|-?\u0435|-?\u0433\u043e)?"
_YEAR = r"(?P<year{0}>\d{{4}})(?!\d)"
_OF = r"(?:de |of |di |d['\u2019]|del |\u0e17\u0e35\u0e48 )?"
_OF_YEAR = r"(?:de |del |\u0e1e\.\u0e28\. ?|n\u0103m |\u0633\u0646\u0629 )?"
# Lithuanian, Latvian, Kazakh, Kyrgyz and Uzbek say "of the year" between year and month.
_YEARS = r"(?:\s?m\.|\.? gada|\sжылғы|\s?-?\s?жылдын|\s?-?ж\.|-yil|\.)?"
_FORMS = (
    rf"(?<!\d){_YEAR.format(0)}(?P<mark0>[-/.])\s?(?P<month0>\d{{1,2}})(?P=mark0)\s?"
    rf"(?P<day0>\d{{1,2}})(?!\d)"
    # 6 October 2019, 6-Oct-2019, 6 de octubre de 2019
    rf"|(?<!\d){_DAY.format(1)}[\s,./-]*{_OF}{_NAMED.format(1)}[\s,/-]*{_OF_YEAR}{_YEAR.format(1)}"
    # October 6, 2019; Sun Oct 6 09:30:00 UTC 2019
    rf"|(?<![^\W\d_]){_NAMED.format(2)}[\s-]*{_DAY.format(2)}(?!\d)"
    rf"(?:\s\d\d:\d\d(?::\d\d)?(?:\s[A-Z]{{3,4}})?)?[\s,-]+{_YEAR.format(2)}"
    r"|(?<!\d)(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?"
    r"(?P<year3>\d{4})(?!\d)"
    r"|(?<!\d)(?P<year4>\d{4})\s?[\u5e74\ub144]\s?(?P<month4>\d{1,2})\s?[\u6708\uc6d4]\s?"
    r"(?P<day4>\d{1,2})\s?[\u65e5\u53f7\u865f\uc77c]"
    # 2019. gada 6. oktobris; then 2019. október 6.
    rf"|(?<!\d){_YEAR.format(6)}{_YEARS}[\s,-]+{_DAY.format(6)}[\s.-]+{_NAMED.format(6)}"
    rf"|(?<!\d){_YEAR.format(5)}{_YEARS}[\s,-]+{_NAMED.format(5)}[\s-]+{_DAY.format(5)}(?!\d)"
    # 6 tháng 10 năm 2019; then months of two words
    r"|(?<!\d)(?P<day7>\d{1,2}) th\u00e1ng (?P<month7>\d{1,2})[\s,/]+(?:n\u0103m )?"
    r"(?P<year7>\d{4})(?!\d)"
    rf"|(?<!\d){_DAY.format(8)}\s(?P<month8>{_WORD_SIGN}{{2,}} {_WORD_SIGN}{{2,}})"
    rf"(?:/{_WORD_SIGN}+)?[\s,/]*{_OF_YEAR}{_YEAR.format(8)}"
)
_NUMBERS = (0, 1, 2, 4, 5, 6, 7, 8)  # the forms that say which of them is the month
_DATE = re.compile(_FORMS, re.IGNORECASE)
_TIME = re.compile(
    r"^[T\s,;|·@–—.-]*(?:(?:at|um|à|a las|ore|kl\.?|в|о|saat)\s+)?"
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>Z\b|GMT\b|UTC\b|[+-]\d{2}:?\d{2}(?!\d))?",
    re.IGNORECASE,
)
_YEAR_SIGNS = re.compile(r"\d{4}")  # stands in every date
_REMEMBERED = 512  # lines: several rules ask for the dates of one
_MAX_LENGTH = 300  # code points; no date line is longer
_NOON = 12
_WORD = re.compile(r"[^\W\d_]+")
_STAMP = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,6})?\Z")
_COMPACT = re.compile(r"((?:19|20)\d\d)[ ]?(\d\d)[ ]?(\d\d)(?:[T ](\d\d):?(\d\d)\S{0,8})?\Z")
_GLUED = re.compile(r"[A-Za-z0-9-]*?\d{4}-\d\d-\d\d\d")  # a template that wrote two dates as one


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a line.

    Attributes:
        iso: ISO 8601, with a time where one follows the date (`2019-10-06T09:30`).
        start, stop: where it stands in the line, weekday excluded, time included.
        weekday: whether a weekday stands before it.
        seconds: whether its time counts seconds, as clocks do.
        either: where it may be two days: first the one with the day before the month (of
            `listopada`: the one that Croatian means), then the other; then `iso` is empty.
        doubtful: whether its year was counted in another era.
    """

    iso: str
    start: int
    stop: int
    weekday: bool = False
    seconds: bool = False
    either: tuple[str, ...] = ()
    doubtful: bool = False


@lru_cache(maxsize=_REMEMBERED)
def find_dates(line: str) -> tuple[Dated, ...]:
    """Every full date in the first 300 code points of a line.

    >>> [dated.iso for dated in find_dates("Posted 3 May, 2019 17:20, updated Oct. 6, 2019")]
    ['2019-05-03T17:20', '2019-10-06']
    """
    head = line[:_MAX_LENGTH]
    if _YEAR_SIGNS.search(head) is None:
        return ()
    return tuple(_dates(head))


def _dates(head: str) -> Iterator[Dated]:
    """The dates of a line; what only looked like one is searched again from its second sign."""
    at = 0
    while (match := _DATE.search(head, at)) is not None:
        days, doubtful = _days(match)
        if not days:
            at = match.start() + 1
            continue
        time = _TIME.match(head[match.end() :])
        at = match.end() + (time.end() if time else 0)
        clock = _clock(time) if time else ""
        before = _WORD.findall(head[: match.start()])
        found = tuple(day.isoformat() + clock for day in days)
        yield Dated(
            found[0] if len(found) == 1 else "",
            match.start(),
            at,
            weekday=bool(before) and before[-1].casefold() in WEEKDAYS,
            seconds=time is not None and time["second"] is not None and "T" not in time.group()[:1],
            either=found if len(found) > 1 else (),
            doubtful=doubtful,
        )


def iso_date(value: str) -> str | None:
    """The date that a field of metadata holds, as ISO 8601; None where it is none or two.

    Fields are written by machines, too: seconds since 1970, or digits without marks.

    >>> iso_date("2019-10-06T09:30:00+06:00"), iso_date("06/10/2019"), iso_date("today")
    ('2019-10-06T09:30:00+06:00', None, None)
    >>> iso_date("1570354200"), iso_date("20191006")
    ('2019-10-06T09:30:00Z', '2019-10-06')
    """
    value = value.strip()
    stamp = _STAMP.match(value)
    if stamp is not None and _FIRST_STAMP <= int(stamp[1]) < _LAST_STAMP:
        return f"{datetime.fromtimestamp(int(stamp[1]), UTC):%Y-%m-%dT%H:%M:%SZ}"
    compact = _COMPACT.match(value)
    if compact is not None:
        day = _valid(int(compact[1]), int(compact[2]), int(compact[3]))
        return None if day is None else day.isoformat()
    if _GLUED.match(value):
        return None
    found = find_dates(value)
    return found[0].iso or None if len(found) == 1 else None


def _days(match: re.Match[str]) -> tuple[tuple[date, ...], bool]:
    """The calendar days that a match may mean, and whether its era was not the common one."""
    if match["first"] is not None:
        return _by_numbers(match), False
    form = next(form for form in _NUMBERS if match[f"year{form}"] is not None)
    month = match[f"month{form}"]
    numbers = (int(month),) if month.isdigit() else month_of(month)
    year = int(match[f"year{form}"])
    thai = year > _LAST_YEAR and "\u0e00" <= month[0] <= "\u0e7f"
    year -= _BUDDHIST if thai else 0
    days = [_valid(year, number, int(match[f"day{form}"])) for number in numbers]
    return tuple(day for day in days if day is not None), thai


def _by_numbers(match: re.Match[str]) -> tuple[date, ...]:
    """The days of a date made of numbers, day-first before month-first."""
    year, first, second = int(match["year3"]), int(match["first"]), int(match["second"])
    # Points are German, Russian, Nordic and mean day.month; slashes and dashes are
    # American as often as not: only a day over twelve tells which.
    days = [_valid(year, second, first)]
    if match["mark"] != "." and first != second:
        days.append(_valid(year, first, second))
    return tuple(day for day in days if day is not None)


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
