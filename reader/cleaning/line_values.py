"""What is measured of one line by itself: its shape and its words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from reader.cleaning.page import Line
from reader.model.article import BlockKind
from reader.model.stopwords import stop_share

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?\s?(?:am|pm|hours?|days?|min)\b")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net)\b")
_PAUSE = re.compile("[,;\uff0c\u3001\u060c]")
_STOP = re.compile("[.!?\u3002\uff01\uff1f\u061f\u0964](?=\\s|$|[\"'\u201d\u2019)])")
_QUOTE = re.compile('["\u201c\u201d\u00ab\u00bb\u201e\u300c]')
_BAR = re.compile("[|\u00b7\u2022\u203a\u00bb\u2192>/]")
_OWNED = re.compile("[\u00a9\u00ae]|copyright", re.IGNORECASE)
_CODE_LIKE = re.compile(r"[{}<>=_\\]")
LINE_NAMES = (
    "words", "linked", "word_odds", "prose", "chars", "capitals", "chrome", "odds_low",
    "odds_high", "digits", "quotes", "pauses", "stops", "level", "said",
)  # fmt: skip
# What plain text needs besides, having no tree.
MORE_NAMES = (
    "sentence", "stop", "heading", "short", "item", "word_length", "colon", "odds_first", "year",
    "clock", "address", "bars", "owned", "code", "upper", "starts_upper", "starts_digit",
    "question", "dots", "quote", "table", "unended",
)  # fmt: skip
_UNKNOWN = 0.0
# Nobody can tell the small words of a script without spaces: what reads as prose has the share
# of them that prose has in English, and what does not that of headlines.
_WIDE_STOP = {True: 0.45, False: 0.2}


def line_values(line: Line, odds: Mapping[str, float]) -> list[float]:
    """The values of a line in the order of `LINE_NAMES`."""
    text, words = line.text, line.words
    whole = len(words) + line.wide / 2
    known = [odds[word] for word in words if word in odds] or [_UNKNOWN]
    parts = text.split()
    return [
        math.log1p(whole),
        line.linked,
        sum(known) / len(known),
        line.prose,
        math.log1p(line.length),
        sum([part[0].isupper() for part in parts]) / (len(parts) or 1),
        line.chrome,
        min(known),
        max(known),
        len(_DIGITS.findall(text)) / (whole or 1.0),
        len(_QUOTE.findall(text)),
        len(_PAUSE.findall(text)) / (whole or 1.0),
        len(_STOP.findall(text)),
        line.level,
        line.said is not None,
    ]


def more_values(line: Line, odds: Mapping[str, float], language: str | None) -> list[float]:
    """The values of a line in the order of `MORE_NAMES`; the page is in that language."""
    text, words, kind, ending = line.text, line.words, line.kind, line.ending
    whole = len(words) + line.wide / 2 or 1.0
    parts = len(text.split()) or 1
    return [
        line.sentence,
        _WIDE_STOP[line.prose] if line.wide > len(words) else stop_share(words, language),
        kind is BlockKind.HEADING,
        whole <= 3,  # noqa: PLR2004  # a label
        kind is BlockKind.LIST_ITEM,
        len(text) / parts,
        ending.endswith((":", "\uff1a")),
        next((odds[word] for word in words if word in odds), _UNKNOWN),
        _YEAR.search(text) is not None,
        _CLOCK.search(text) is not None,
        _ADDRESS.search(text) is not None,
        len(_BAR.findall(text)) / whole,
        _OWNED.search(text) is not None,
        len(_CODE_LIKE.findall(text)) / whole,
        text.isupper(),
        text[:1].isupper(),
        text[:1].isdigit(),
        text.endswith("?"),
        text.endswith(("...", "\u2026")),
        kind is BlockKind.QUOTE,
        kind is BlockKind.TABLE or "\t" in text,
        ending[-1:].isalnum(),
    ]
