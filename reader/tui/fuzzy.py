"""Finding by a few typed letters: which words hold them in that order, and how well."""

from __future__ import annotations

from typing import NamedTuple

# What a match is worth, in letters: beginnings of words are what people type, and letters in
# a row are what they remember.
_AT_START = 3.0
_IN_A_ROW = 2.0
_LEFT_OVER = 0.05  # for each letter that was not asked for: of two the shorter one
_PARTS = "/ -_."


class Match(NamedTuple):
    """Where typed letters were found.

    Attributes:
        score: the higher, the better.
        places: indices of the letters that fit.
    """

    score: float
    places: tuple[int, ...]


def match(typed: str, words: str) -> Match | None:
    """How well `words` hold the letters of `typed`, in their order and case ignored.

    >>> match("ep", "entity/person").places
    (0, 7)
    >>> match("pe", "entity/place") is None
    False
    >>> match("px", "entity/person") is None
    True
    """
    wanted = "".join(typed.casefold().split())
    text = [character.casefold()[:1] for character in words]
    whole = "".join(text).find(wanted) if wanted else 0
    if whole >= 0:
        at_start = whole == 0 or words[whole - 1] in _PARTS
        places = tuple(range(whole, whole + len(wanted)))
        score = len(wanted) * (1 + _IN_A_ROW) + (_AT_START * 2 if at_start else 0)
        return Match(score - _LEFT_OVER * len(text), places)
    best: Match | None = None
    for start, character in enumerate(text):
        if character == wanted[0]:
            found = _from(start, wanted, text, words)
            if found is not None and (best is None or found.score > best.score):
                best = found
    return best


def _from(start: int, wanted: str, text: list[str], words: str) -> Match | None:
    """The match that takes, from `start` on, beginnings of parts before any other letter."""
    places = [start]
    for index, character in enumerate(wanted[1:], 1):
        later = [at for at in range(places[-1] + 1, len(text)) if text[at] == character]
        rest = "".join(wanted[index + 1 :])
        fits = [at for at in later if _holds(rest, text[at + 1 :])]
        if not fits:
            return None
        begins = [at for at in fits if words[at - 1] in _PARTS]
        follows = fits[0] == places[-1] + 1
        places.append(fits[0] if follows or not begins else begins[0])
    score = float(len(places)) - _LEFT_OVER * len(text)
    for index, at in enumerate(places):
        score += _AT_START if at == 0 or words[at - 1] in _PARTS else 0
        score += _IN_A_ROW if index and at == places[index - 1] + 1 else 0
    return Match(score, tuple(places))


def _holds(letters: str, text: list[str]) -> bool:
    """Whether the letters stand in the text in that order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
