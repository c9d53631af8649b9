"""Front matter: the `key: value` lines between dashes at the head of a Markdown file."""

from __future__ import annotations

import re

from reader.cleaning.dates import iso_date
from reader.model.article import MetadataField

FENCED = re.compile(
    r"\ufeff?---[ \t]*\n(?P<table>(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n){1,200})"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_CONFIDENCE = 0.95  # somebody wrote it for this very file
_FIELDS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "byline", "by", "creator"), "byline"),
    **dict.fromkeys(("date", "published", "publication_date", "pubdate", "date_published"), "date"),
    **dict.fromkeys(("source", "publisher", "site", "site_name", "sitename", "outlet"), "source"),
    **dict.fromkeys(("url", "link", "canonical", "canonical_url", "original_url"), "url"),
    **dict.fromkeys(("section", "category", "rubric"), "section"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("scraped", "retrieved", "accessed", "date_saved", "created"), "scraped"),
}
_ENTRY = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")


def front_matter_fields(table: str) -> tuple[MetadataField, ...]:
    r"""The fields that front matter declares; of YAML only what front matter uses is read.

    >>> [f.value for f in front_matter_fields('title: "A: B"\nauthors:\n  - Ana\n  - Ben\n')]
    ['A: B', 'Ana, Ben']
    """
    values: dict[str, list[str]] = {}
    key = ""
    for line in table.split("\n"):
        entry = _ENTRY.match(line)
        item = _ITEM.match(line)
        if entry is not None:
            key = entry["key"].casefold().replace("-", "_")
            values[key] = [*_split(entry["value"])]
        elif item is not None and key:
            values[key].append(_unquoted(item["value"]))
    fields = []
    for key, found in values.items():
        name = _FIELDS.get(key)
        value = ", ".join(word for word in found if word)
        if name in {"date", "scraped"}:
            value = iso_date(value) or ""
        if name is not None and value:
            fields.append(MetadataField(name, value, "front-matter", _CONFIDENCE))
    return tuple(fields)


def _split(value: str) -> list[str]:
    """A value, or the values of a `[list, in, brackets]`; empty ones fall away."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",")]
    bare = _unquoted(value)
    return [bare] if bare and bare not in {"|", ">", "null", "~", "[]"} else []


def _unquoted(value: str) -> str:
    """A scalar without its quotation marks."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
