"""Front matter: what the head of a Markdown file declares, as YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.cleaning.dates import iso_date
from reader.model.article import MetadataField

_YAML = re.compile(
    r"\ufeff?---[ \t]*\n(?P<table>(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n){1,200})"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\n(?P<table>(?:(?!\+\+\+).*\n){1,200})\+\+\+[ \t]*(?:\n|\Z)"
)
_JSON = re.compile(r"\ufeff?(?=\{\s*\")")
_MAX_JSON = 20_000  # code points; front matter has some 500
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
_ENTRY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[\w-]+)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*$)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
_NESTED_NAMES = ("name", "title", "value")  # of an author or a site that is a table of its own
_BLOCKS = ("|", ">")  # YAML's signs for a text on the lines below


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where it ends in the source, in code points, and what it declares."""

    stop: int
    fields: tuple[MetadataField, ...]


def find_front_matter(source: str) -> FrontMatter | None:
    r"""The front matter at the head of a source, or None; a rule or a list is none.

    >>> find_front_matter('+++\ntitle = "A: B"\n+++\nText').fields[0].value
    'A: B'
    """
    found = _YAML.match(source)
    if found is not None:
        return FrontMatter(found.end(), front_matter_fields(found["table"]))
    found = _TOML.match(source)
    if found is not None:
        import tomllib  # noqa: PLC0415  # 6 ms, and hardly a source has any

        try:
            table = tomllib.loads(found["table"])
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
        return FrontMatter(found.end(), _fields(_flat(table)))
    found = _JSON.match(source)
    if found is None:
        return None
    try:
        table, stop = json.JSONDecoder().raw_decode(source[found.end() : _MAX_JSON])
    except (ValueError, RecursionError):
        return None
    fields = _fields(_flat(table))
    stop += found.end()
    ended = stop == len(source) or source[stop] == "\n"
    return FrontMatter(stop, fields) if fields and ended else None


def front_matter_fields(table: str) -> tuple[MetadataField, ...]:
    r"""The fields that YAML declares; of the language only what front matter uses is read.

    >>> [f.value for f in front_matter_fields('title: "A: B"\nauthors:\n  - Ana\n  - Ben\n')]
    ['A: B', 'Ana, Ben']
    """
    values: dict[str, list[str]] = {}
    key = ""
    block = False  # the value stands on the lines below
    for line in table.split("\n"):
        entry = _ENTRY.match(line)
        item = _ITEM.match(line)
        inner = line[:1] in {" ", "\t"}
        if block and inner:
            values[key] = [" ".join([*values[key], line.strip()])]
        elif entry is not None and not entry["indent"]:
            key = _key(entry["key"])
            value = (entry["value"] or "").strip()
            block = value[:1] in _BLOCKS and len(value) <= 2  # noqa: PLR2004  # `>-`
            values[key] = [] if block else [*_split(value)]
        elif item is not None and key:
            inside = _ENTRY.match(item["value"])
            named = inside is None or _key(inside["key"]) in _NESTED_NAMES
            written = item["value"] if inside is None else inside["value"] or ""
            values[key] += [_unquoted(written)] if named else []
        elif entry is not None and key and _key(entry["key"]) in _NESTED_NAMES:
            values[key].append(_unquoted(entry["value"] or ""))
    return _fields(values)


def _fields(values: Mapping[str, list[str]]) -> tuple[MetadataField, ...]:
    """The fields that are known by these keys."""
    fields = []
    for key, found in values.items():
        name = _FIELDS.get(key)
        value = ", ".join(" ".join(word.split()) for word in found if word.strip())
        if name in {"date", "scraped"}:
            value = iso_date(value) or ""
        if name is not None and value:
            fields.append(MetadataField(name, value, "front-matter", _CONFIDENCE))
    return tuple(fields)


def _flat(table: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values of a table by their keys; tables inside it add what it lacks."""
    values: dict[str, list[str]] = {}
    for key, value in table.items():
        words = [*_words(value)]
        if words:
            values[_key(key)] = words
    for value in table.values():
        if isinstance(value, dict):
            for key, inner in value.items():
                if not isinstance(inner, dict):
                    values.setdefault(_key(key), [*_words(inner)])
    return values


def _words(value: Any) -> Iterator[str]:
    """What a value says: itself, its members, or the name of what it is a table of."""
    if isinstance(value, list):
        for member in value:
            yield from _words(member)
    elif isinstance(value, dict):
        for name in _NESTED_NAMES:
            if isinstance(value.get(name), str):
                yield value[name]
                return
    elif value is not None and not isinstance(value, bool):
        yield str(value).replace("+00:00", "Z")


def _key(written: str) -> str:
    """A key as the fields have it."""
    return written.casefold().replace("-", "_")


def _split(value: str) -> list[str]:
    """A value, or the values of a `[list, in, brackets]`; empty ones fall away."""
    if value[:1] not in {'"', "'"}:
        value = re.sub(r"(?:^|[ \t])#.*$", "", value).strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",")]
    bare = _unquoted(value)
    return [bare] if bare and bare not in {"null", "~", "[]"} else []


def _unquoted(value: str) -> str:
    """A scalar without its quotation marks."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
