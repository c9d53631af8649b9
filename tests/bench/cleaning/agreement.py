"""Whether a field of metadata says what the gold says, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SIGNS = re.compile(r"[\W_]+")
GOLDS = {"title": "title", "date": "date", "byline": "authors"}  # field -> key of the gold
NOT_FOUND = "NaT"  # what the gold holds where its makers found no day


def agree(name: str, wanted: str, found: str) -> bool:
    """Whether a field says what the gold says: the day; the title's letters; a name of each."""
    if name == "date":
        return found[:10] == wanted[:10]
    one, other = (_SIGNS.sub("", each.casefold()) for each in (wanted, found))
    if name == "title":
        return bool(other) and (one == other or one in other or other in one)
    first = wanted.split(",", maxsplit=1)[0].split()  # the first author's last name
    return bool(first) and _SIGNS.sub("", first[-1].casefold()) in other


def count_right(
    pages: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, str]]
) -> list[tuple[int, int, int]]:
    """For title, date and byline how many are right, wrong (given, but another), and known."""
    counts = []
    for name, gold in GOLDS.items():
        pairs = [
            (str(page.get(gold) or ""), fields.get(name, ""))
            for page, fields in zip(pages, found, strict=True)
            if page.get(gold) != NOT_FOUND
        ]
        right = sum(bool(wanted) and agree(name, wanted, given) for wanted, given in pairs)
        given = sum(bool(wanted and given) for wanted, given in pairs)
        known = sum(bool(wanted) for wanted, _ in pairs)
        counts.append((right, given - right, known))
    return counts
