"""What a page declares of itself: JSON-LD, OpenGraph, meta, microdata, `<html lang>`, `<time>`."""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborNode

from reader.cleaning.addresses import host_of
from reader.cleaning.bylines import are_names, tidy_names
from reader.cleaning.dates import find_dates, iso_date
from reader.cleaning.json_ld import (
    article_among,
    loose_date,
    names_of,
    page_among,
    text_of,
    things_of,
)
from reader.cleaning.publication import Day, Role
from reader.cleaning.shown_times import ShownTimes, is_elsewhere
from reader.cleaning.titles import shown_title, without_site
from reader.model.article import MetadataField

_MAX_VALUE = 1_000
_MAX_BODY = 200_000
_LEADS = frozenset(("description", "og:description"))
_MIN_TITLE_WORDS = 3  # of a page's title; shorter ones name the site or the section
_MAX_NAMES = 90  # code points of an element that names the author
# name or property of a meta element -> field, confidence. `article:*` and `og:*` are written
# for machines and mostly right; Dublin Core and its like are older and less kept.
_META = {
    "og:title": ("title", 0.9),
    "twitter:title": ("title", 0.85),
    "headline": ("title", 0.8),
    "citation_title": ("title", 0.8),
    "dc.title": ("title", 0.75),
    "article:published_time": ("date", 0.92),
    "og:article:published_time": ("date", 0.9),
    "article:published": ("date", 0.85),
    "og:published_time": ("date", 0.85),
    "datepublished": ("date", 0.88),
    "article.published": ("date", 0.85),
    "cxenseparse:publishtime": ("date", 0.85),
    "cxenseparse:recs:publishtime": ("date", 0.85),
    "citation_publication_date": ("date", 0.8),
    "originalpublicationdate": ("date", 0.85),
    "pubdate": ("date", 0.8),
    "publishdate": ("date", 0.8),
    "publish-date": ("date", 0.8),
    "publish_date": ("date", 0.8),
    "publication_date": ("date", 0.8),
    "parsely-pub-date": ("date", 0.88),
    "sailthru.date": ("date", 0.8),
    "dcterms.issued": ("date", 0.8),
    "dc.date.issued": ("date", 0.8),
    "dc:date": ("date", 0.7),
    "dcterms.date": ("date", 0.7),
    "dc.date": ("date", 0.7),
    "dcterms.created": ("date", 0.7),
    "date": ("date", 0.7),
    "article:modified_time": ("changed", 0.9),
    "og:article:modified_time": ("changed", 0.9),
    "og:updated_time": ("changed", 0.8),
    "datemodified": ("changed", 0.9),
    "dcterms.modified": ("changed", 0.8),
    "last-modified": ("changed", 0.7),
    "author": ("byline", 0.8),
    "article:author": ("byline", 0.75),
    "parsely-author": ("byline", 0.85),
    "sailthru.author": ("byline", 0.85),
    "citation_author": ("byline", 0.85),
    "cxenseparse:author": ("byline", 0.8),
    "dc.creator": ("byline", 0.8),
    "dcterms.creator": ("byline", 0.8),
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
_KEYS = ("property", "name", "itemprop", "http-equiv")
_MARKED = {"datepublished": Role.PUBLISHED, "datemodified": Role.CHANGED}
_LABELS = re.compile(r"^(?:written )?by$|^authors?$|^von$|^автор$", re.IGNORECASE)


class Declarations:
    """Gathers what is declared while the page is walked."""

    def __init__(self) -> None:
        self._found: list[MetadataField] = []
        self._names: dict[tuple[str, str, float], list[str]] = {}  # of several elements each
        self._days: list[Day] = []
        self._scripts: list[str] = []
        self._titles: list[str] = []
        self._headings: list[str] = []
        self._label = ""
        self._linked = ""  # the first link below the headline to an author's page
        self._times = ShownTimes()
        self.locale = ""  # as the page writes it: `en-GB`
        self.body = ""  # what the page declares as its body and its lead: hints, never the text
        self.lead = ""

    def take(self, node: LexborNode, tag: str) -> None:
        """Look at one element that may declare something."""
        attributes = node.attributes
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link":
            if (attributes.get("rel") or "").lower() == "canonical":
                self._add("url", attributes.get("href"), "canonical", 0.92)
        elif tag == "html":
            self.locale = (attributes.get("lang") or "").strip()
            self._add("language", self.locale, "html", 0.8)
        elif tag == "title":
            self._titles.append(node.text() or "")
        elif tag == "h1":
            self._headings.append(_tidy(node.text(separator=" ") or ""))
        elif tag == "time":
            self._days.extend(self._times.take(node, attributes, below=bool(self._headings)))
        elif tag == "script":
            if "ld+json" in (attributes.get("type") or ""):
                self._scripts.append(node.text() or "")
        else:
            self._marked(node, attributes)

    def fields(self) -> tuple[MetadataField, ...]:
        """Everything found but the days, as metadata."""
        self._json_ld()
        found = list(self._found)
        for (name, origin, confidence), names in self._names.items():
            if names:
                found.append(MetadataField(name, ", ".join(names), origin, confidence))
        if self._linked:
            found.append(MetadataField("byline", self._linked, "link", 0.72))
        if self._titles:
            title = _tidy(self._titles[0])
            if len(title.split()) >= _MIN_TITLE_WORDS or not title.isascii():
                found.append(MetadataField("title", without_site(title), "title-element", 0.6))
        titles = [field.value for field in found if field.name == "title"]
        shown = shown_title(self._headings, titles)
        if shown is not None:
            found.append(MetadataField("title", shown, "heading", 0.98))
        return tuple(found)

    def days(self) -> tuple[Day, ...]:
        """The days that are declared or shown, in the page's order; after `fields`."""
        return tuple(self._days) or self._times.elsewhere()

    def _add(self, name: str, value: str | None, origin: str, confidence: float) -> None:
        """Note a field, if its value can be one."""
        tidy = _tidy(unescape(value or ""))[:_MAX_VALUE]  # JSON-LD is often escaped as HTML is
        if name in {"date", "changed"}:
            self._day(
                tidy, Role.CHANGED if name == "changed" else Role.PUBLISHED, origin, confidence
            )
            return
        if name == "language":
            self.locale = self.locale or tidy
            tidy = tidy.replace("_", "-")[:2].lower() if tidy[:2].isalpha() else ""
        elif name == "url" and host_of(tidy) is None:
            tidy = ""
        elif name == "byline":
            names = tidy_names(tidy)
            known = self._names.setdefault((name, origin, confidence), [])
            if names and not any(names in each for each in known):
                known.append(names)
            return
        if tidy:
            self._found.append(MetadataField(name, tidy, origin, confidence))

    def _day(self, value: str, role: Role, origin: str, confidence: float) -> None:
        """Note a day; one that may be two days waits for what else the page says."""
        iso = iso_date(value)
        if iso is not None:
            self._days.append(Day(iso, role, origin, confidence))
            return
        found = find_dates(value)
        if len(found) == 1 and found[0].either:
            self._days.append(Day("", role, origin, confidence, found[0].either))

    def _meta(self, attributes: dict[str, str | None]) -> None:
        """One meta element."""
        content = attributes.get("content")
        for key in _KEYS:
            name = (attributes.get(key) or "").lower()
            if name in _LEADS and not self.lead:
                self.lead = (content or "")[:_MAX_VALUE]
            if name in _META:
                field, confidence = _META[name]
                origin = "opengraph" if ":" in name else "meta"
                if name == "cxenseparse:author":
                    content = (content or "").replace("|", ", ")
                self._add(field, content, origin, confidence)
                return
            if name.startswith("twitter:label"):  # the label of the `twitter:data` that follows
                self._label = content or ""
            elif name.startswith("twitter:data") and _LABELS.search(self._label):
                self._add("byline", content, "opengraph", 0.8)

    def _marked(self, node: LexborNode, attributes: dict[str, str | None]) -> None:
        """Microdata and RDFa on elements that hold text, and links to an author's page."""
        name = (attributes.get("itemprop") or attributes.get("property") or "").lower()
        name = name.rpartition(":")[2]
        role = _MARKED.get(name)
        if role is not None:
            value = attributes.get("content") or attributes.get("datetime") or node.text()
            self._day(_tidy(value or "")[:_MAX_VALUE], role, "microdata", 0.85)
        elif name == "author" or "author" in (attributes.get("rel") or ""):
            if is_elsewhere(node):
                return
            text = _tidy(attributes.get("content") or node.text(separator=" ") or "")
            if 0 < len(text) <= _MAX_NAMES and not find_dates(text):
                self._add("byline", text, "microdata", 0.78)
        elif "/author/" in (attributes.get("href") or "") and not is_elsewhere(node):
            text = _tidy(node.text(separator=" ") or "")
            if self._headings and len(text.split()) > 1 and are_names(text):
                self._linked = self._linked or tidy_names(text)

    def _json_ld(self) -> None:
        """The article among the objects of JSON-LD; broken blocks are common."""
        things, broken = things_of(self._scripts)
        titles = [field.value for field in self._found if field.name == "title"]
        urls = [field.value for field in self._found if field.name == "url"]
        thing = article_among(things, [*titles, *self._headings, *self._titles[:1]], urls)
        if thing is not None:
            self.body = (text_of(thing.get("articleBody")) or "")[:_MAX_BODY]
            headline = text_of(thing.get("headline"))
            self._add("title", headline, "json-ld", 0.93)
            self._add("date", text_of(thing.get("datePublished")), "json-ld", 0.93)
            self._add("changed", text_of(thing.get("dateModified")), "json-ld", 0.9)
            if "datePublished" not in thing:
                self._add("date", text_of(thing.get("dateCreated")), "json-ld", 0.8)
            self._add("byline", names_of(thing.get("author"), things), "json-ld", 0.9)
            self._add("source", names_of(thing.get("publisher"), things), "json-ld", 0.9)
            self._add("section", text_of(thing.get("articleSection")), "json-ld", 0.8)
            self._add("url", text_of(thing.get("url")), "json-ld", 0.8)
            self._add("language", text_of(thing.get("inLanguage")), "json-ld", 0.8)
        page = page_among(things)
        if page is not None:
            self._add("date", text_of(page.get("datePublished")), "json-ld", 0.88)
            self._add("changed", text_of(page.get("dateModified")), "json-ld", 0.85)
            self._add("byline", names_of(page.get("author"), things), "json-ld", 0.82)
        self._add("date", loose_date(broken), "json-ld", 0.8)


def _tidy(value: str) -> str:
    """A value on one line."""
    return " ".join(value.split())
