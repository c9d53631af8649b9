"""The title among the titles of a page: the one that its readers see, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_MARKS = (" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00b7 ")
_PARTS = re.compile(r"\s(?:[|\u2013\u2014\u00b7-]|::)\s")
_MIN_WORDS = 3  # of a page's title; shorter ones name the site or the section
_MIN_KEY = 12  # letters of a headline that can be told from a site's name
_MAX_LENGTH = 300  # code points
_SHARED = 0.3  # of a headline's words, that a declared title is another wording of it


def shown_title(headings: Sequence[str], declared: Sequence[str]) -> str | None:
    """The first-level heading that says what the page declares as its title, or None.

    Pages declare one wording for search machines and another for networks; the heading is
    what readers see. A heading that nothing declared resembles may be the site's name.

    >>> shown_title(["The Elm Post", "Yard sold at last"], ["Yard sold at last - The Elm Post"])
    'Yard sold at last'
    """
    keys = [key for title in declared if len(key := _key(title)) >= _MIN_KEY]
    sites = {_key(part) for title in declared for part in _PARTS.split(title)[1:]}
    usable = [
        text
        for text in headings
        if len(key := _key(text)) >= _MIN_KEY and len(text) <= _MAX_LENGTH and key not in sites
    ]
    for heading in usable:
        key = _key(heading)
        if any(_is_most_of(key, other) or _is_most_of(other, key) for other in keys):
            return heading
    if len(usable) != 1 or not declared:
        return None
    words = set(_WORD.findall(usable[0].casefold()))
    known = {word for title in declared for word in _WORD.findall(title.casefold())}
    alike = len(words) > _MIN_WORDS and len(words & known) >= _SHARED * len(words)
    return usable[0] if alike else None


def _is_most_of(one: str, other: str) -> bool:
    """Whether a title begins with another, or is more than half of it."""
    return other.startswith(one) or (one in other and 2 * len(one) > len(other))


def without_site(title: str) -> str:
    """A page's title without the name of the site behind a dash or bar.

    >>> without_site("A bridge falls in Vell - The Vell Courier")
    'A bridge falls in Vell'
    """
    head, mark, tail = _last_cut(title)
    words = len(head.split())
    return head if mark and words >= max(len(tail.split()), _MIN_WORDS) else title


def _last_cut(title: str) -> tuple[str, str, str]:
    """The title cut at its last separator."""
    at, mark = max((title.rfind(mark), mark) for mark in _MARKS)
    return (title[:at], mark, title[at + len(mark) :]) if at > 0 else (title, "", "")


def _key(title: str) -> str:
    """The letters and digits of a title."""
    return _SIGNS.sub("", title.casefold())
