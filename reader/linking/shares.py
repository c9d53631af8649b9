"""Figures that are told in words and by side: `two thirds of the town`, `three of them loyal`.

Shares in words are percentages said loosely. Parties and other groups are counted by the side
that they take, whichever of the many words for groups and for loyalty a report has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.linking.figure_words import HIGH, LOW
from reader.linking.numerals import NUMBER, value_of
from reader.linking.quantities import Bound, Quantity, Unit
from reader.linking.tokens import Token, is_word, near
from reader.model.text import Span

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
LOYAL, AGAINST = "loyal parties", "opposition parties"
SIDES = frozenset((LOYAL, AGAINST))
_HEDGE = (
    r"(?:(?P<hedge>about|around|nearly|almost|roughly|some|more than|over|at least|less than|"
    r"fewer than|under|up to|only|just)\s+)?"
)
# `half the town`, `two-thirds of drivers`; not `the second half of`, `a quarter of an hour`.
_SHARE = re.compile(
    rf"(?<![\w-])(?<!first )(?<!second )(?<!last )(?<!other ){_HEDGE}"
    r"(?:(?P<many>an?|one|two|three|four)[ -])?(?P<part>half|third|quarter|fifth|tenth)s?"
    r"(?:\s+of\b|(?=\s+the\b))(?!\s+(?:an?|last|next|this)\b)",
    re.IGNORECASE,
)
_SUMMED = re.compile(r"\b(?:together|combined|between them|jointly)\b.{0,24}\Z", re.IGNORECASE)
_GROUPS = r"(?:part(?:y|ies)|groups?|movements?|blocs?|factions?|alliances?|lists?)"
_LOYAL = (
    r"(?:pro-[a-z]+|(?:with )?(?:\w+ )?(?:links?|ties) to|linked to|close to|loyal to|"
    r"allied (?:with|to)|supportive of|supporting)"
)
_WHOM = r"(?:\s+(?:the\s+)?(?:(?:ruling|current|former|incumbent|Mrs?\.|Ms\.|President)\s+)?\w+)?"
_AGAINST = r"(?:opposition|anti-[a-z]+|losing|rival)"
_COUNTED = re.compile(
    rf"{NUMBER}(?:"
    rf"(?P<loyal>\s+(?:[a-z]+\s+){{0,2}}pro-[a-z]+\s+{_GROUPS}|\s+{_GROUPS}\s+{_LOYAL}{_WHOM}|"
    rf"\s+of them\s+{_LOYAL}|\s+linked to{_WHOM})|"
    rf"(?P<against>\s+(?:{_AGAINST}\s+){{1,2}}{_GROUPS}))\b",
    re.IGNORECASE,
)


def told_in_words(text: str, span: Span, tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The shares in words and the groups by side of a passage; `tokens` are those of the passage.

    >>> from reader.linking.tokens import read
    >>> said = "Nearly half of the town voted for two pro-reform parties."
    >>> whole = Span(0, len(said))
    >>> told = told_in_words(said, whole, read(said, whole))
    >>> [(each.value, each.subject, each.span.of(said)) for each in told]
    [(50.0, 'share', 'Nearly half of'), (2.0, 'loyal parties', 'two pro-reform parties')]
    """
    for found in _SHARE.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        if _SUMMED.search(text, max(span.start, here.start - 50), here.start):
            continue  # of several together, which another report may tell one by one
        many = _MANY[(found["many"] or "one").casefold()]
        value = 100 * many / _PARTS[found["part"].casefold()]
        around = near(tokens, here, is_word)
        yield Quantity(here, value, Unit.SHARE, _bound(found["hedge"]), "share", around)
    for found in _COUNTED.finditer(text, span.start, span.stop):
        here = Span(*found.span())
        subject = LOYAL if found["loyal"] else AGAINST
        around = near(tokens, here, is_word)
        yield Quantity(here, value_of(found), Unit.THINGS, Bound.EXACT, subject, around)


def _bound(hedge: str | None) -> Bound:
    """A share in words is about so much, unless it says more."""
    said = "_".join((hedge or "").casefold().split())
    if said in LOW:
        return Bound.AT_LEAST
    return Bound.AT_MOST if said in HIGH else Bound.ABOUT
