"""The day of publication, from all that a page says of days.

A page tells machines when it was published and changed, shows its readers a date or two, and
often has one in its address. Where these agree the day is known well; where they differ by
the hours between two time zones, the day that readers are shown is the day where the
article appeared; where they differ and nothing explains it, no day is known: a wrong date
is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from reader.cleaning.dates import Dated, find_dates
from reader.cleaning.wordsets import word_set
from reader.model.months import SOUTHERN

_CHANGED = re.compile(
    r"updat|modifi|edited|revised|amended|corrected|aktualisiert|geändert|mis(?:e)? à jour"
    r"|actualiz|atualiz|aggiornat|bijgewerkt|uppdater|oppdater|opdater|zaktualiz|обновл"
    r"|оновлен|güncelle|жаңарт|تحديث|更新|업데이트|수정",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"publi|posted|first|created|issued|released|veröffentlicht|erschienen|erstellt|gepubliceerd"
    r"|опубликован|опубліков|yayın|жариялан|жарыялан|نشر|发布|發布|公開|掲載|입력|등록",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)"
    r"|[/_-]((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Zones reach from twelve hours behind Greenwich to fourteen ahead.
_BEHIND, _AHEAD = timedelta(hours=12), timedelta(hours=14)
_DAY = timedelta(days=1)
_CONFIRMED = 0.96
_OF_ADDRESS = 0.72
_OF_TWO = 0.7  # where readers and machines are told two days
_OF_ONE_SIDE = 0.75  # where two of the machines' sources stand against one `<time>`
_SHOWN = 0.75  # a day shown by the headline; others may belong to the page or a teaser
# Where it is written with slashes, all the world puts the day first but these. `en` without a
# country is written in both ways.
_MONTH_FIRST = word_set("en-us en-ph fil es-us")
_YEAR_FIRST = word_set("zh ja ko hu lt sv mn eu")
_BY_TOP_LEVEL = {
    **dict.fromkeys(word_set("us gov mil edu ph"), False),
    **dict.fromkeys(
        word_set(
            """uk ie au nz in za ng ke gh pk sg my hk de at ch fr be nl es pt it br mx ar co cl pe
            ru ua by kz kg tr gr pl cz sk ro bg rs hr si dk no fi id vn th il eg ma tn dz"""
        ),
        True,
    ),
}


class Role(StrEnum):
    """What a day is said to be."""

    PUBLISHED = "published"
    CHANGED = "changed"
    SHOWN = "shown"  # to readers, without a word


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a source names.

    Attributes:
        value: ISO 8601, with a time where one is given; empty where it may be two days.
        role: what it is said to be.
        origin, confidence: as of a `MetadataField`.
        either: the two days it may be, see `Dated`.
    """

    value: str
    role: Role
    origin: str
    confidence: float
    either: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The calendar day as it is written, whatever the zone."""
        return date.fromisoformat(self.value[:10])


def days_in(line: str, origin: str, confidence: float, role: Role = Role.SHOWN) -> Iterator[Day]:
    """The days that a line names, each with the role that the label before it gives.

    >>> [(day.value, str(day.role)) for day in days_in("3 May 2019, updated 4 May 2019", "", 1)]
    [('2019-05-03', 'shown'), ('2019-05-04', 'changed')]
    """
    at = 0
    for dated in find_dates(line):
        label = line[at : dated.start]
        said = role
        if _CHANGED.search(label):
            said = Role.CHANGED
        elif _ISSUED.search(label):
            said = Role.PUBLISHED
        yield _day(dated, said, origin, confidence)
        at = dated.stop


def _day(dated: Dated, role: Role, origin: str, confidence: float) -> Day:
    """A date of a line; its year may have been counted in another era."""
    trust = confidence * (0.6 if dated.doubtful else 1.0)
    return Day(dated.iso, role, origin, round(trust, 2), dated.either)


def day_of_address(url: str) -> str | None:
    """The day in the path of an address, or None.

    >>> day_of_address("https://example.org/2019/oct/06/dam"), day_of_address("https://x.org/a-7")
    ('2019-10-06', None)
    """
    path = url.split("://", 1)[-1].partition("/")[2].split("?")[0]
    found = {
        day
        for match in _IN_ADDRESS.finditer("/" + path)
        if (day := _of_parts(*(part for part in match.groups() if part is not None)))
    }
    return found.pop() if len(found) == 1 else None


def _of_parts(year: str, month: str, day: str) -> str | None:
    """A day from the parts of a path."""
    name = month.casefold()
    if not name.isdigit() and name not in _MONTHS:
        return None
    number = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def day_first(locale: str, host: str) -> bool | None:
    """Whether a page puts the day before the month in 04/05/2020, or None where nobody knows.

    >>> day_first("en-US", ""), day_first("en", "example.co.uk"), day_first("en", "example.com")
    (False, True, None)
    """
    locale = locale.casefold().replace("_", "-")
    language = locale.split("-")[0]
    if locale in _MONTH_FIRST:
        return False
    if language and language != "en" and language not in _YEAR_FIRST:
        return True
    if language == "en" and "-" in locale:
        return True
    return _BY_TOP_LEVEL.get(host.rpartition(".")[2])


def decided(days: Sequence[Day], *, first: bool | None, language: str) -> list[Day]:
    """`days` with each that may be two days settled, or left out where nothing settles it.

    Another day that the page names decides, then the habit of its language or country.
    """
    known = {day.value[:10] for day in days if day.value}
    found = []
    for day in days:
        if not day.either:
            found.append(day)
            continue
        same = [each for each in day.either if each[:10] in known]
        named = day.either[0][5:7] == "10" and day.either[1][5:10] == f"11{day.either[0][7:10]}"
        if len(same) == 1:
            found.append(replace(day, value=same[0], either=()))
        elif named and language in {"pl", *SOUTHERN}:
            found.append(replace(day, value=day.either[language == "pl"], either=()))
        elif not named and first is not None:
            trust = round(day.confidence - 0.1, 2)
            found.append(replace(day, value=day.either[not first], either=(), confidence=trust))
    return found


def published(days: Sequence[Day], address: str | None) -> Day | None:
    """The day of publication, or None where there is none or none can be told.

    Args:
        days: everything that the page says, settled, in the page's order.
        address: the day in its address, if it has one.
    """
    declared = [day for day in days if day.role is Role.PUBLISHED]
    changed = [day for day in days if day.role is Role.CHANGED]
    shown = [day for day in days if day.role is Role.SHOWN]
    best = max(declared, key=lambda day: day.confidence, default=None)
    seen = max(shown, key=lambda day: day.confidence, default=None)
    sure = seen if seen is not None and seen.confidence >= _SHOWN else None
    of_address = None
    if address is not None:
        of_address = Day(address, Role.PUBLISHED, "address", _OF_ADDRESS)
    if best is None:
        return _without_word(seen, of_address)
    told = [*([of_address] if of_address else []), *shown, *_to_readers(declared)]
    if any(day.day == best.day for day in told):
        return replace(best, confidence=max(best.confidence, _CONFIRMED))
    others = [day for day in (sure, *declared, of_address) if day is not None]
    local = _local(best, others)
    if local is not None:
        return local
    if sure is None:  # the first that is shown with a word; later ones are teasers'
        first = next(_to_readers(declared), None)
        sure = None if first is None or _near(first, best) else first
    if sure is not None:
        return _of_two(sure, best, days, of_address)
    return None if _is_denied(best, declared, changed) else best


def _is_denied(best: Day, declared: Sequence[Day], changed: Sequence[Day]) -> bool:
    """Whether one source alone says a day, and another says another that no change explains."""
    if any(day.origin != best.origin and _near(day, best) for day in declared):
        return False
    known = {day.day for day in changed}
    return any(not _near(day, best) and day.day not in known for day in declared)


def _to_readers(days: Sequence[Day]) -> Iterator[Day]:
    """Those days that the page shows."""
    return (day for day in days if day.origin in {"time-element", "line"})


def _without_word(seen: Day | None, address: Day | None) -> Day | None:
    """The day of a page that does not say when it was published, but shows days."""
    if seen is None:
        return address
    if address is not None and not _near(seen, address):
        return None
    if address is not None:
        return replace(seen, confidence=max(seen.confidence, 0.9))
    return seen


def _of_two(seen: Day, best: Day, days: Sequence[Day], address: Day | None) -> Day | None:
    """The day where readers and machines are told different ones: a third source decides.

    Where it is the day that machines know as that of a change, and readers are not told so,
    it is the day by which the text goes: so it was on all nine pages looked at. A moment that
    machines know as that of publication and of a change is the latter.
    """
    changed = [day for day in days if day.role is Role.CHANGED]
    if address is not None and _near(best, address):
        return best
    explained = any(day.day == seen.day for day in changed)
    moved = seen.day < best.day and any(day.value == best.value for day in changed)
    if explained or moved or (address is not None and _near(seen, address)):
        return replace(seen, confidence=_OF_TWO)
    upheld = any(
        day.role is Role.PUBLISHED and day.origin != best.origin and day.day == best.day
        for day in days
    )
    if upheld and seen.origin == "time-element":  # which may be a teaser's after all
        return replace(best, confidence=_OF_ONE_SIDE)
    return None


def _local(best: Day, others: Sequence[Day]) -> Day | None:
    """The day beside Greenwich's day on which the article appeared where its readers live."""
    moment = _moment(best.value)
    if moment is None:
        return None
    for other in others:
        if abs(other.day - best.day) != _DAY:
            continue
        local = datetime.combine(other.day, datetime.min.time())
        if local - _AHEAD < moment < local + _DAY + _BEHIND:
            return replace(other, confidence=max(other.confidence, best.confidence))
    return None


def _near(one: Day, other: Day) -> bool:
    """Whether two days may be one moment in two zones."""
    return abs(one.day - other.day) <= _DAY


def _moment(value: str) -> datetime | None:
    """The moment of a value in Greenwich time, or None for a day or another zone's time."""
    if "T" not in value:
        return None
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() not in {None, timedelta(0)}:
        return None
    return moment.replace(tzinfo=None)
