"""What is known of an article, each thing with its origin and a confidence.

Somebody's word (`SOURCES.toml`) goes over what the source declares of itself, and that over
what its lines say. A wrong value is worse than none: what could be something else is left
out, and so is everything that the printed paper, an embedded post or the page's clock say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.cleaning.addresses import find_address, host_of
from reader.cleaning.bylines import are_names, byline_of, contact_of
from reader.cleaning.dates import find_dates
from reader.cleaning.page import Finding, Line, Page
from reader.cleaning.publication import (
    Day,
    day_first,
    day_of_address,
    days_in,
    decided,
    published,
)
from reader.cleaning.reading import Reading
from reader.cleaning.wordsets import word_set
from reader.model.article import FETCHED, LISTED, METADATA_FIELDS, Category, Metadata, MetadataField
from reader.model.languages import guess_language

_HINT = 0.99
_SURE = 0.7
_FETCHED = 0.85  # where a page was fetched from; what it calls itself (canonical) is better
_MAX_LANGUAGE_WORDS = 2_000
_NEAR_HEAD = 3  # lines into the text: a byline or date may stand below a standfirst
_BELOW_TITLE = 8  # lines: a picture with its caption and a share bar may stand between
_ASIDES = frozenset(("aside", "footer"))
_ALSO_ON = re.compile(
    r"^\W*(?:also|more|first|see also)\s+(?:on|at|from)\s+((?:[\w-]{1,40}\.){1,3}[a-z]{2,10})\b",
    re.IGNORECASE,
)
_PLATFORMS = word_set(
    """facebook.com twitter.com x.com youtube.com instagram.com t.me telegram.org tiktok.com"""
)
_SOURCE = re.compile(
    r"^\W*(?:(?:source|quelle|fuente|fonte)\s*:|(?:this (?:article|story|report|piece"
    r"|post) )?(?:was )?(?:originally|first) (?:published|appeared|posted) (?:on|by|in|at"
    r"|via)\b)\s*(.{2,60}?)\W*$",
    re.IGNORECASE,
)
_OWNER_START = re.compile(
    r"^.*?(?:copyright|copr\.|\u00a9|\(c\))(?:\s|\u00a9|\(c\)|by\b|[:,|\u2013-]|(?:1[89]"
    r"|20)\d\d|present)*",
    re.IGNORECASE,
)
_OWNER_STOP = re.compile(
    r"(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)(?<!Cie)\.\s|\s(?:all|alle|tous|todos|tutti)\s|\||;"
    r"|\s[\u2013\u2014-]\s|\s(?=(?:1[89]|20)\d\d)|,\s(?:1[89]|20)\d\d",
    re.IGNORECASE,
)
_MAX_OWNER_WORDS = 8
_OWNER_NOISE = word_set("content material this website site us our your terms")
_AUTHOR = re.compile(r"author|byline|writer", re.IGNORECASE)
_BY = re.compile(r"^by[\s:]+", re.IGNORECASE)
_MAX_NAMES = 10  # words
_HASH = re.compile(r"\b[0-9a-f]{16,}\b", re.IGNORECASE)
_HEADING_MARK = re.compile(r"^#{1,6}\s+")
_DESK_BYLINE = re.compile(
    r"^\(?(?:reporting|written|compiled)\s+(?:by|from)\s+([^;()]{3,80})", re.IGNORECASE
)


def gather_metadata(
    page: Page,
    findings: Mapping[int, Finding],
    reading: Reading,
    hints: Mapping[str, str],
    hinted_by: str = LISTED,
) -> Metadata:
    """Everything known of an article, best first within each field."""
    trust = _FETCHED if hinted_by == FETCHED else _HINT
    fields = [
        MetadataField(name, value, hinted_by, trust)
        for name, value in hints.items()
        if name in METADATA_FIELDS and value
    ]
    fields.extend(reading.fields)
    fields.extend(_from_lines(page, findings))
    if not any(field.name == "byline" and field.confidence >= _SURE for field in fields):
        fields.extend(_by_class(page))
    if not any(field.name == "source" and field.confidence > 0.7 for field in fields):  # noqa: PLR2004
        fields.extend(_source_of_url(fields))
    if not any(field.name == "language" for field in fields):
        fields.extend(_language(page))
    if not any(field.name == "date" for field in fields):
        fields.extend(_date(page, findings, reading, fields))
    order = {name: index for index, name in enumerate(METADATA_FIELDS)}
    fields.sort(key=lambda field: (order[field.name], -field.confidence))
    return Metadata(tuple(dict.fromkeys(fields)))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known around a line: the page, the findings, the title's index, the head."""

    page: Page
    findings: Mapping[int, Finding]
    title: int | None

    def near(self, line: Line) -> bool:
        """Whether a line stands in the head, or just below the beginning of the text."""
        return line.index < self.page.first + _NEAR_HEAD


def _from_lines(page: Page, findings: Mapping[int, Finding]) -> Iterator[MetadataField]:
    """What single lines say, each read by what the rules found it to be."""
    title = next((f.index for f in findings.values() if f.category is Category.TITLE), None)
    context = _Context(page, findings, title)
    for index, finding in sorted(findings.items()):
        read = _READERS.get(finding.category)
        if read is not None:
            yield from read(page.lines[index], context)


def _line(name: str, value: str, confidence: float) -> MetadataField:
    """A field that a line says."""
    return MetadataField(name, value, "line", round(confidence, 2))


def _title(line: Line, context: _Context) -> Iterator[MetadataField]:
    """The headline without its mark; the shortest of its repetitions has no site's name."""
    same = [
        context.page.lines[finding.index].text
        for finding in context.findings.values()
        if finding.category is Category.DUPLICATE_TITLE
    ]
    texts = [_HEADING_MARK.sub("", text) for text in [line.text, *same]]
    value = min((text for text in texts if texts[0].startswith(text)), key=len)
    yield _line("title", value, context.findings[line.index].confidence)


def _byline(line: Line, context: _Context) -> Iterator[MetadataField]:
    """The people a byline names, and a day standing beside them."""
    near = context.near(line)
    names = byline_of(line.text)
    desk = _DESK_BYLINE.match(line.text)
    if names is not None and not (desk and not near):
        alone = len(names.split()) == 1 and not names.isupper()  # `By Country` is a menu's
        yield _line("byline", names, (0.9 if near else 0.7) - 0.25 * alone)
    elif desk is not None:
        bare = re.sub(r"\s+(?:in|from)\s+[^,;]{2,30}", "", desk.group(1)).strip(" .")
        if are_names(bare):
            yield _line("byline", bare, 0.6)
    elif are_names(line.text):
        above = context.page.at(line.index - 1)
        if above is not None and len(above.words) <= 2:  # noqa: PLR2004  # a lone label
            yield _line("byline", line.text, 0.85)


def _contact(line: Line, _: _Context) -> Iterator[MetadataField]:
    """The author, where the line tells how to reach one."""
    name = contact_of(line.text)
    if name is not None:
        yield _line("byline", name, 0.75)


def _date(
    page: Page,
    findings: Mapping[int, Finding],
    reading: Reading,
    fields: Sequence[MetadataField],
) -> Iterator[MetadataField]:
    """The day of publication, where what the source declares and shows agrees on one."""
    title = next((f.index for f in findings.values() if f.category is Category.TITLE), None)
    days = list(reading.days)
    for index, finding in sorted(findings.items()):
        within = title is not None and title < index <= min(title + _BELOW_TITLE, page.last)
        if finding.category in _DATED and (within or index < page.first + _NEAR_HEAD):
            if not _ASIDES.isdisjoint(page.lines[index].tags):
                continue
            confidence = 0.9 if title is not None and index > title else 0.7
            days.extend(_line_days(page.lines[index], confidence))
    best = {name: _best(fields, name) for name in ("url", "language")}
    host = host_of(best["url"]) or ""
    first = day_first(reading.locale or best["language"], host)
    days = decided(days, first=first, language=best["language"])
    declared = [field for field in fields if field.origin != "line"]
    address = day_of_address(_best(declared, "url"))  # in a line it is no more than a hint
    found = published(days, address)
    if found is not None:
        yield MetadataField("date", found.value, found.origin, found.confidence)


def _line_days(line: Line, confidence: float) -> Iterator[Day]:
    """The days of a line that stands by the headline; a clock's weekday makes it less sure."""
    weekday = any(dated.weekday for dated in find_dates(line.text))
    return days_in(line.text, "line", confidence - 0.1 * weekday)


def _best(fields: Sequence[MetadataField], name: str) -> str:
    """The most trusted value of a field, or nothing."""
    found = [field for field in fields if field.name == name]
    return max(found, key=lambda field: field.confidence).value if found else ""


def _section(line: Line, _: _Context) -> Iterator[MetadataField]:
    """The label itself."""
    yield _line("section", line.text, 0.6)


def _owner(line: Line, _: _Context) -> Iterator[MetadataField]:
    """The holder of the copyright, if the line names one."""
    start = _OWNER_START.match(line.text)
    if start is None:
        return
    rest = _HASH.sub("", line.text[start.end() :]) + " "
    stop = _OWNER_STOP.search(rest)
    owner = (rest if stop is None else rest[: stop.start()]).strip(" ,;:|")
    if owner.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|Cie)\.$", owner):
        owner = owner[:-1]
    words = owner.casefold().split()
    named = 0 < len(words) <= _MAX_OWNER_WORDS and _OWNER_NOISE.isdisjoint(words)
    if named and owner[:1].isupper():
        yield _line("source", owner, 0.6)


def _source(line: Line, context: _Context) -> Iterator[MetadataField]:
    """The address or outlet that a line about the source names."""
    address = find_address(line.text)
    if address is not None:
        above = context.findings.get(line.index - 1)
        bare = len(line.text.split()) == 1
        labelled = not bare or (above is not None and above.category is Category.SOURCE)
        if labelled or line.index in {0, len(context.page.lines) - 1}:
            yield _line("url", address, 0.85 if labelled else 0.6)
        return
    found = _SOURCE.match(line.text)
    if found is not None and found.group(1)[:1].isupper():
        yield _line("source", found.group(1).strip(), 0.75)


def _also_on(line: Line, _: _Context) -> Iterator[MetadataField]:
    """The site that a link to its other pages names."""
    found = _ALSO_ON.match(line.text)
    if found is not None and found.group(1).lower() not in _PLATFORMS:
        yield _line("source", found.group(1).lower().removeprefix("www."), 0.7)


def _by_class(page: Page) -> Iterator[MetadataField]:
    """The people named in an element whose class says that it names them."""
    for line in page.lines[: page.last + _NEAR_HEAD]:
        if line.place is None or len(line.words) > _MAX_NAMES:
            continue
        named = " ".join([each.named for each in islice(line.place.chain(), _NEAR_HEAD)])
        names = _BY.sub("", line.text)
        if _AUTHOR.search(named) and are_names(names) and len(names.split()) > 1:
            yield MetadataField("byline", names, "class", 0.65)
            return


def _source_of_url(fields: Sequence[MetadataField]) -> Iterator[MetadataField]:
    """The host of the most trusted address."""
    urls = [field for field in fields if field.name == "url"]
    best = max(urls, key=lambda field: field.confidence, default=None)
    host = None if best is None else host_of(best.value)
    if best is not None and host is not None:
        yield MetadataField("source", host, best.origin, round(best.confidence * 0.8, 2))


def _language(page: Page) -> Iterator[MetadataField]:
    """The language of the lines that read as prose."""
    words: list[str] = []
    for line in page.lines:
        if line.prose:
            words.extend(line.words)
        if len(words) > _MAX_LANGUAGE_WORDS:
            break
    guess = guess_language(words)
    if guess is not None:
        yield MetadataField("language", guess[0], "words", guess[1])


_DATED = frozenset((Category.DATE, Category.BYLINE))
_READERS: Mapping[Category, Callable[[Line, _Context], Iterator[MetadataField]]] = {
    Category.TITLE: _title,
    Category.BYLINE: _byline,
    Category.CONTACT: _contact,
    Category.COPYRIGHT: _owner,
    Category.SOURCE: _source,
    Category.RELATED_LINK: _also_on,
    Category.SECTION: _section,
}
