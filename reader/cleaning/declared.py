"""What a page declares of itself: JSON-LD, OpenGraph, meta, `<html lang>`, `<time>`."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from selectolax.lexbor import LexborNode

from reader.cleaning.addresses import host_of
from reader.cleaning.dates import iso_date
from reader.model.article import MetadataField

_ARTICLE_TYPES = re.compile(
    r"(?:news|blog|report|opinion|analysis|review|tech|scholarly)?article|blogposting|liveblog",
    re.IGNORECASE,
)
_MAX_JSON = 2_000_000  # code points of JSON-LD that are read
_MAX_VALUE = 1_000
_MAX_BODY = 200_000
_LEADS = frozenset(("description", "og:description"))
_MIN_TITLE_WORDS = 3  # of a page's title; shorter ones name the site or the section
# name or property of a meta element -> field, confidence. `article:*` and `og:*` are written
# for machines and mostly right; Dublin Core and its like are older and less kept.
_META = {
    "og:title": ("title", 0.9),
    "twitter:title": ("title", 0.85),
    "headline": ("title", 0.8),
    "dc.title": ("title", 0.75),
    "article:published_time": ("date", 0.92),
    "og:published_time": ("date", 0.85),
    "datepublished": ("date", 0.88),
    "pubdate": ("date", 0.8),
    "publishdate": ("date", 0.8),
    "publish-date": ("date", 0.8),
    "publish_date": ("date", 0.8),
    "parsely-pub-date": ("date", 0.88),
    "sailthru.date": ("date", 0.8),
    "dc.date.issued": ("date", 0.8),
    "dc.date": ("date", 0.7),
    "date": ("date", 0.7),
    "author": ("byline", 0.8),
    "article:author": ("byline", 0.75),
    "parsely-author": ("byline", 0.85),
    "sailthru.author": ("byline", 0.85),
    "dc.creator": ("byline", 0.8),
    "byl": ("byline", 0.85),
    "og:site_name": ("source", 0.9),
    "application-name": ("source", 0.7),
    "publisher": ("source", 0.7),
    "dc.publisher": ("source", 0.7),
    "og:url": ("url", 0.9),
    "article:section": ("section", 0.85),
    "parsely-section": ("section", 0.8),
    "content-language": ("language", 0.8),
    "og:locale": ("language", 0.6),
}


class Declarations:
    """Gathers what is declared while the page is walked."""

    def __init__(self) -> None:
        self._found: list[MetadataField] = []
        self._titles: list[str] = []
        self._times: list[str] = []
        self.body = ""  # what the page declares as its body and its lead: hints, never the text
        self.lead = ""

    def take(self, node: LexborNode, tag: str) -> None:
        """Look at one element that may declare something."""
        attributes = node.attributes
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link" and (attributes.get("rel") or "").lower() == "canonical":
            self._add("url", attributes.get("href"), "canonical", 0.92)
        elif tag == "html":
            self._add("language", attributes.get("lang"), "html", 0.8)
        elif tag == "title":
            self._titles.append(node.text() or "")
        elif tag == "time":
            self._times.append(attributes.get("datetime") or "")
        elif tag == "script" and "ld+json" in (attributes.get("type") or ""):
            self._json_ld(node.text() or "")

    def fields(self) -> tuple[MetadataField, ...]:
        """Everything found, as metadata."""
        found = list(self._found)
        if self._titles:
            title = _tidy(self._titles[0])
            if len(title.split()) >= _MIN_TITLE_WORDS or not title.isascii():
                found.append(MetadataField("title", _without_site(title), "title-element", 0.6))
        dates = {iso_date(time) for time in self._times} - {None}
        if len(dates) == 1:  # several times belong to teasers and comments as well
            # The one time that a page shows its readers goes over what it tells machines:
            # of eight pages where the two differ by a day or more, five meant the former.
            shown = str(dates.pop())
            days = {field.value[:10] for field in found if field.name == "date"}
            differs = bool(days) and shown[:10] not in days
            found.append(MetadataField("date", shown, "time-element", 0.94 if differs else 0.7))
        return tuple(found)

    def _add(self, name: str, value: str | None, origin: str, confidence: float) -> None:
        """Note a field, if its value can be one."""
        tidy = _tidy(unescape(value or ""))[:_MAX_VALUE]  # JSON-LD is often escaped as HTML is
        if name == "date":
            tidy = iso_date(tidy) or ""
        elif name == "language":
            tidy = tidy.replace("_", "-")[:2].lower() if tidy[:2].isalpha() else ""
        elif name == "url" and host_of(tidy) is None:
            tidy = ""
        elif name == "byline" and ("://" in tidy or "@" in tidy or tidy.startswith(",")):
            tidy = ""  # the address of a profile is no name, and no name is none
        if tidy:
            self._found.append(MetadataField(name, tidy, origin, confidence))

    def _meta(self, attributes: dict[str, str | None]) -> None:
        """One meta element."""
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").lower()
            if name in _LEADS and not self.lead:
                self.lead = (attributes.get("content") or "")[:_MAX_VALUE]
            if name in _META:
                field, confidence = _META[name]
                origin = "opengraph" if ":" in name else "meta"
                self._add(field, attributes.get("content"), origin, confidence)
                return

    def _json_ld(self, source: str) -> None:
        """One block of JSON-LD; broken ones are common, and say nothing."""
        try:
            data = json.loads(source[:_MAX_JSON], strict=False)
        except (ValueError, RecursionError):
            return
        for thing in _things(data):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(isinstance(each, str) and _ARTICLE_TYPES.search(each) for each in kinds):
                continue
            self.body = self.body or (_text(thing.get("articleBody")) or "")[:_MAX_BODY]
            self._add("title", _text(thing.get("headline")), "json-ld", 0.93)
            self._add("date", _text(thing.get("datePublished")), "json-ld", 0.93)
            self._add("byline", _names(thing.get("author")), "json-ld", 0.9)
            self._add("source", _names(thing.get("publisher")), "json-ld", 0.9)
            self._add("section", _text(thing.get("articleSection")), "json-ld", 0.8)
            self._add("url", _text(thing.get("url")), "json-ld", 0.8)
            self._add("language", _text(thing.get("inLanguage")), "json-ld", 0.8)
            return


def _things(data: Any) -> list[dict[str, Any]]:
    """The objects of JSON-LD, those of `@graph` and lists included, outermost first."""
    found: list[dict[str, Any]] = []
    pending = [data]
    while pending and len(found) < 200:  # noqa: PLR2004  # a page describes a few things
        thing = pending.pop(0)
        if isinstance(thing, list):
            pending.extend(thing)
        elif isinstance(thing, dict):
            found.append(thing)
            pending.extend(thing[key] for key in ("@graph", "mainEntity") if key in thing)
    return found


def _text(value: Any) -> str | None:
    """A text value; of several the first."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """The names of people or organisations, joined by commas."""
    values = value if isinstance(value, list) else [value]
    names = [each.get("name") if isinstance(each, dict) else each for each in values]
    return ", ".join(name for name in names if isinstance(name, str)) or None


def _tidy(value: str) -> str:
    """A value on one line."""
    return " ".join(value.split())


def _without_site(title: str) -> str:
    """A page's title without the name of the site behind a dash or bar.

    >>> _without_site("A bridge falls in Vell - The Vell Courier")
    'A bridge falls in Vell'
    """
    head, mark, tail = _last_cut(title)
    words = len(head.split())
    return head if mark and words >= max(len(tail.split()), _MIN_TITLE_WORDS) else title


def _last_cut(title: str) -> tuple[str, str, str]:
    """The title cut at its last separator."""
    cuts = [
        (title.rfind(mark), mark)
        for mark in (" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00b7 ")
    ]
    at, mark = max(cuts)
    return (title[:at], mark, title[at + len(mark) :]) if at > 0 else (title, "", "")
