"""JSON-LD: which of the objects on a page is the article, and what it says of itself.

A page may describe the articles it links to as well. The one that is meant bears the page's
title or address; where none does and there are several, none is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.cleaning.addresses import host_of

_ARTICLE_TYPES = re.compile(
    r"(?:news|blog|report|opinion|analysis|review|tech|scholarly)?article|blogposting|liveblog"
    r"|^(?:critic)?review$|^report$|^socialmediaposting$|^podcastepisode$",
    re.IGNORECASE,
)
_PAGE_TYPES = re.compile(r"^(?:about|item|faq)?page$|^webpage$", re.IGNORECASE)
_MAX_JSON = 2_000_000  # code points of one block that are read
_MAX_THINGS = 400  # a page describes a few things
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_SIGNS = re.compile(r"[\W_]+")
_MIN_KEY = 12  # letters of a headline that can be told from another
_LOOSE_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')


def things_of(sources: Iterable[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects of all blocks, outermost first, and the blocks that cannot be read."""
    found: list[dict[str, Any]] = []
    broken = []
    for source in sources:
        try:
            data = json.loads(source[:_MAX_JSON], strict=False)
        except (ValueError, RecursionError):
            broken.append(source[:_MAX_JSON])
            continue
        pending = [data]
        while pending and len(found) < _MAX_THINGS:
            thing = pending.pop(0)
            if isinstance(thing, list):
                pending.extend(thing)
            elif isinstance(thing, dict):
                found.append(thing)
                pending.extend(
                    thing[key] for key in _NESTED if isinstance(thing.get(key), dict | list)
                )
    return found, broken


def article_among(
    things: Sequence[dict[str, Any]], titles: Sequence[str], urls: Sequence[str]
) -> dict[str, Any] | None:
    """The object that describes the article of the page, or None.

    Args:
        things: the page's objects, in order.
        titles: the titles that the page declares otherwise.
        urls: its addresses.
    """
    articles = [thing for thing in things if _is_a(thing, _ARTICLE_TYPES)]
    if len(articles) <= 1:
        return articles[0] if articles else None
    keys = {key for title in titles if len(key := _key(title)) >= _MIN_KEY}
    paths = {_path(url) for url in urls}

    def fitness(thing: dict[str, Any]) -> int:
        key = _key(text_of(thing.get("headline")) or text_of(thing.get("name")) or "")
        same = len(key) >= _MIN_KEY and any(key in other or other in key for other in keys)
        return 2 * same + (not paths.isdisjoint(map(_path, _addresses(thing))))

    best = max(articles, key=fitness)  # of equals the first
    heads = {_key(text_of(thing.get("headline")) or "") for thing in articles}
    if fitness(best) or len(heads) == 1 or not (keys or paths):
        return best
    # None bears the page's title or address. An own title for search machines is common; that
    # the first object is another article's is not, unless it bears another address.
    return best if not any(_path(url) for url in _addresses(best)) else None


def page_among(things: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The object that describes the page, dated by the plug-ins of some systems, or None."""
    pages = [thing for thing in things if _is_a(thing, _PAGE_TYPES) and "datePublished" in thing]
    return pages[0] if pages else None


def loose_date(broken: Iterable[str]) -> str | None:
    """The one date of publication in blocks that are not quite JSON, or None."""
    found = {date for source in broken for date in _LOOSE_DATE.findall(source)}
    return found.pop() if len(found) == 1 else None


def text_of(value: Any) -> str | None:
    """A text value; of several the first."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else None


def names_of(value: Any, things: Sequence[Mapping[str, Any]] = ()) -> str | None:
    """The names of people or organisations, joined by commas; references are followed."""
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        named = each
        if isinstance(each, dict):
            named = each.get("name")
            if named is None and "@id" in each:
                same = (thing for thing in things if thing.get("@id") == each["@id"])
                named = next((thing["name"] for thing in same if "name" in thing), None)
        names.extend(
            name.strip()
            for name in (named if isinstance(named, list) else [named])
            if isinstance(name, str) and name.strip()
        )
    return ", ".join(dict.fromkeys(names)) or None


def _is_a(thing: Mapping[str, Any], types: re.Pattern[str]) -> bool:
    """Whether an object is of one of these types."""
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and types.search(each) for each in kinds)


def _addresses(thing: Mapping[str, Any]) -> list[str]:
    """Where an object says that it stands."""
    main = thing.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id") or main.get("url")
    return [each for each in (thing.get("url"), main, thing.get("@id")) if isinstance(each, str)]


def _path(url: str) -> str:
    """An address without its protocol, query and end; empty for that of a whole site."""
    host = host_of(url)
    if host is None:
        return ""
    path = re.split(r"[?#]", url.split("://", 1)[-1], maxsplit=1)[0].split("/", 1)[1:]
    return f"{host}/{path[0].strip('/')}" if path and path[0].strip("/") else ""


def _key(title: str) -> str:
    """The letters of a title."""
    return _SIGNS.sub("", title.casefold())
