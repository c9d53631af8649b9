"""Numbers as news writes them, in figures and in words.

English words; figures are read in any text. `2,000`, `two thousand` and `2 thousand` are one.
"""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: float(value) for value, word in enumerate(_ONES.split())}
_SMALL |= {
    word: float(value) for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
NUMBER_WORDS = frozenset((*_SMALL, "hundred", "thousand", "dozen"))  # one begins each spelt number
_WORDS = "|".join(sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m)"
_SPELT = rf"(?:an?[ \-])?(?:{_WORDS})(?:(?:[ \-]| and )(?:{_WORDS}|million|billion))*"
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

# A number is not part of a word, a version, a date with slashes, a clock or an ordinal.
AMOUNT = (
    rf"(?:(?P<figures>{_FIGURES})(?:(?:[ \-]?(?P<scale>{_SCALE}))\b)?|(?P<spelt>{_SPELT})\b)"
    r"(?![\d:/]|[.,]\d|(?:st|nd|rd|th)\b)"
)
NUMBER = rf"(?<![\w.,:/$€£¥])(?<!\w[\-'’])(?:{AMOUNT})"


def value_of(match: re.Match[str]) -> float:
    """What a match of `NUMBER` is worth.

    >>> numbers = re.compile(NUMBER, re.IGNORECASE)
    >>> [value_of(found) for found in numbers.finditer("7.5 million, two thousand, a dozen")]
    [7500000.0, 2000.0, 12.0]
    """
    if match["figures"] is not None:
        scale = _SCALES.get((match["scale"] or "").casefold(), 1.0)
        return float(match["figures"].replace(",", "")) * scale
    return _spelt_value(match["spelt"].casefold())


def _spelt_value(spelt: str) -> float:
    """`two hundred and five thousand` -> 205000."""
    total = part = 0.0
    for word in re.split(r"[\s\-]+", spelt):
        if word in {"a", "an", "and"}:
            continue
        scale = _SCALES.get(word)
        if scale is None:
            part += _SMALL[word]
        elif scale <= 100:  # noqa: PLR2004  # `five hundred thousand`: a hundred scales its part
            part = (part or 1.0) * scale
        else:
            total += (part or 1.0) * scale
            part = 0.0
    return total + part
