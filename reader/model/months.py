"""The months as they are written in dates, in some fifty languages: word -> number.

The words stand in `data/months.txt` and are read when one is first asked about. A word that two
languages use for two months stands in `TWO_MONTHS` alone: `listopada` is October in Zagreb and
November in Warsaw.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TWO_MONTHS: Mapping[str, tuple[int, int]] = {"listopada": (10, 11), "listopad": (10, 11)}
SOUTHERN = frozenset(("hr", "bs"))  # the languages in which the first of the two is meant
_ACCENTS = re.compile("[\u0300-\u036f\u0653-\u0655]")  # the latter are Arabic's hamza and madda
_JOINED = "\u05d1"  # Hebrew writes "in October" as one word


def _folded(word: str) -> str:
    """A word without case and accents: capitals drop them in Greek, Turkish and French.

    The vowel signs of Thai and Hindi are marks, too, and stay.
    """
    bare = unicodedata.normalize("NFD", word.casefold())
    return _ACCENTS.sub("", bare).replace("\u0131", "i").strip(".'\u2019")


@cache
def months() -> Mapping[str, int]:
    """The number of the month that each word names, without case and accents."""
    source = files("reader.model").joinpath("data", "months.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]
    return {
        _folded(name.replace("_", " ")): month
        for month, names in enumerate(listed, start=1)
        for name in names.split()
    }


def month_of(word: str) -> tuple[int, ...]:
    """The month that a word names: one, none, or the two it may be.

    >>> month_of("Oktober"), month_of("жовтня"), month_of("listopada"), month_of("menu")
    ((10,), (10,), (10, 11), ())
    """
    folded = _folded(word)
    if folded in TWO_MONTHS:
        return TWO_MONTHS[folded]
    number = months().get(folded) or months().get(folded.removeprefix(_JOINED))
    return () if number is None else (number,)
