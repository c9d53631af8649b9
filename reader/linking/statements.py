"""Statements that can disagree: a figure, a day, a yes or no, and what tells of which thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.linking import background, foreign
from reader.linking.claims import Claim, claims
from reader.linking.dates import Day, days, weekday
from reader.linking.figure_words import CERTAIN, ELSEWHERE, OF_SOME
from reader.linking.languages import ENGLISH
from reader.linking.quantities import Bound, Quantity, Unit, quantities, tokens_of
from reader.linking.shares import SIDES, told_in_words
from reader.linking.tokens import Token, near
from reader.model.text import Passage, Span

# How much of the same words must stand around two numbers beside what they count, in words that
# are next to both and rare in news (see `_shared`). In the reports and made-up stories that this
# was made on, numbers of one thing that disagree share .24 to 1.3; numbers of two things share
# under .1 where they count by one noun, nothing where they are sums, and up to .6 where they are
# percentages, though then each agrees with another. People of one class need nothing: the class
# is what happened to them.
SAME_THING = {
    Unit.THINGS: 0.2,
    Unit.PEOPLE: 0.2,
    Unit.MONEY: 0.2,
    Unit.SHARE: 0.4,
    Unit.TIME: 0.4,
    Unit.MEASURE: 0.6,
}
SAME_DAY_OF = 0.3
SAME_WEEKDAY_OF = 0.5  # every report of a week has its Monday and its Tuesday
# The same for a yes and a no: where the question is one of the few known ones, and where only a
# verb is the same.
SAME_QUESTION = 0.3
SAME_VERB = 0.4
WITHOUT_LINK = 0.5
SIDE_WITHOUT_LINK = 0.0
LASTING = 0.3  # what `will last` adds: common words, but they say what the time is of
DAYS_TOLD_APART = 2  # a passage with more days than that is a chronicle: which is meant is a guess
CLOSE = 0.1  # share by which two figures may differ when either is hedged by `about`
NEXT_ROUND = 1.25  # `more than 500` is said of 590, not of 900
RARE = 6.7  # rarity of a word that is in no background article: the unit of the measure
Key = tuple[str, Span, tuple[str, str]]

_WEEKDAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
_LIMIT = re.compile(r"\b(?:since|until|till|before|after)\s\Z", re.IGNORECASE)
_AWAY = re.compile(r"\s(?:north|south|east|west|away|outside|off|from)\w*\b")
_LASTING = re.compile(r"\b(?:(?:will|would|to|may|could) last|lasted|lasting|go on for)\s\Z")
_EDGE = re.compile(r"[,;:–—]|\b(?:after|before|when|while|since|until|and|but|where|who|which)\b")
_YEAR = re.compile(r"(?<!since )\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity, a day or a yes or no, in its passage.

    Attributes:
        years: that the passage names by themselves (`in 2011`): what happened then is compared
            with what happened then.
        weekdays: that the passage names.
        holders: of each role that it names (`mayor`), the names beside it.
    """

    passage: Passage
    span: Span
    near: Mapping[str, float]
    years: frozenset[str]
    weekdays: frozenset[str]
    holders: Mapping[str, frozenset[str]]
    quantity: Quantity | None = None
    day: Day | None = None
    claim: Claim | None = None

    @property
    def key(self) -> Key:
        """What tells it from every other."""
        return self.passage.id, self.span, self.question

    @property
    def question(self) -> tuple[str, str]:
        """What it may answer: statements of two questions are never compared."""
        if self.quantity is not None:
            return self.quantity.unit, self.quantity.subject
        if self.claim is not None:
            return "claim", self.claim.topic
        return "day", "weekday" if self.day is not None and self.day.weekday else "date"


def statements(
    passage: Passage, texts: Mapping[str, str], language: str = ENGLISH
) -> Iterator[Statement]:
    """Everything a passage states that another passage can state differently, in order.

    Args:
        passage: of which.
        texts: the text of each article by its id.
        language: the ISO 639 code of its article's.
    """
    text = texts[passage.article]
    counting = foreign.counting(language)
    if counting is not None:
        yield from _counted_elsewhere(passage, text, counting)
        return
    tokens = tokens_of(text, passage.span)
    dated = days(text, passage.span, language)
    years = frozenset(
        found[0]
        for found in _YEAR.finditer(text, passage.span.start, passage.span.stop)
        if not any(day.span.holds(found.start()) for day in dated)
    )
    weekdays = frozenset(token.term for token in tokens if token.term in _WEEKDAYS)
    holders = _holders(tokens)
    counted = tuple(_counted(text, passage.span, tokens, language))
    for quantity in counted:
        around = quantity.near
        yield Statement(passage, quantity.span, around, years, weekdays, holders, quantity=quantity)
    for day in dated if len(dated) <= DAYS_TOLD_APART else ():
        if _LIMIT.search(text, max(passage.span.start, day.span.start - 12), day.span.start):
            continue
        around = near(tokens, day.span, _no_name)
        yield Statement(passage, day.span, around, years, weekdays, holders, day=day)
    written = None if dated else weekday(text, passage.span)
    if written is not None:
        clause = _clause(text, passage.span, written.span)
        if not any(each.span.overlaps(clause) for each in counted):  # so many on that day
            inside = [token for token in tokens if clause.covers(token.span)]
            around = near(inside, written.span, _no_name)
            yield Statement(passage, written.span, around, years, weekdays, holders, day=written)
    for claim in claims(text, passage.span, tokens):
        yield Statement(passage, claim.span, claim.near, years, weekdays, holders, claim=claim)


def _counted_elsewhere(passage: Passage, text: str, known: foreign.Counting) -> Iterator[Statement]:
    """What a passage states that is not in English."""
    span, empty = passage.span, frozenset[str]()
    for quantity in foreign.quantities(text, span, known):
        yield Statement(passage, quantity.span, quantity.near, empty, empty, {}, quantity=quantity)
    for day in days(text, span, known.language):
        around = foreign.around(text, span, day.span)
        yield Statement(passage, day.span, around, empty, empty, {}, day=day)


def _denies_a_part(text: str, passage: Span, span: Span) -> bool:
    """Whether `no` is said of some of the people, or of another place."""
    before = text[max(passage.start, span.start - 60) : span.start]
    after = text[span.stop : min(passage.stop, span.stop + 60)]
    return bool(OF_SOME.search(before) or ELSEWHERE.match(after))


def _holders(tokens: Sequence[Token]) -> dict[str, frozenset[str]]:
    """`fire chief Edda Varga` -> chief: edda, varga."""
    counts = background.load()
    found: dict[str, frozenset[str]] = {}
    role = ""
    for before, token in pairwise(tokens):
        if not token.form[0].isupper() or token.span.start - before.span.stop > 1:
            role = ""
        elif role or counts.rarity(before.term) >= background.TELLING:
            role = role or before.term
            found[role] = found.get(role, frozenset()) | {token.term}
    return found


def _elsewhere(a: Statement, b: Statement) -> bool:
    """Whether two statements are of other days, or of other people in one role: twin events."""
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        return True
    return any(
        not a.holders[role] & b.holders[role] for role in a.holders.keys() & b.holders.keys()
    )


def _counted(
    text: str, passage: Span, tokens: Sequence[Token], language: str
) -> Iterator[Quantity]:
    """The quantities of a passage that may be of the whole event, in figures and in words."""
    told = tuple(told_in_words(text, passage, tokens))
    for each in (*quantities(text, passage, language), *told):
        if each not in told and any(
            each.span.overlaps(other.span) and each.unit is other.unit for other in told
        ):
            continue
        denies = not each.value  # of anything but people it is a name: `a zero-day attack`
        if denies and (each.unit is not Unit.PEOPLE or _denies_a_part(text, passage, each.span)):
            continue
        if each.unit is Unit.MEASURE and _AWAY.match(text, each.span.stop, passage.stop):
            continue  # where something is, and not how large: told of many places
        before = max(passage.start, each.span.start - 24)
        if each.unit is Unit.TIME and _LASTING.search(text, before, each.span.start):
            yield replace(each, near={**each.near, "to last": LASTING})
        else:
            yield each


def _clause(text: str, passage: Span, span: Span) -> Span:
    """The clause that a span stands in: `charged on Saturday`, not `after a fire`."""
    start, stop = passage.start, passage.stop
    for edge in _EDGE.finditer(text, passage.start, passage.stop):
        if edge.end() <= span.start:
            start = edge.end()
        elif edge.start() >= span.stop:
            stop = edge.start()
            break
    return Span(start, stop)


def _no_name(token: Token) -> bool:
    """Whether it is no name: a place that both name says nothing of the day."""
    return token.form[0].islower()


def likeness(a: Statement, b: Statement) -> float | None:
    """How sure two statements are of one thing, or None when they are not."""
    if a.question != b.question or (a.day is None and a.years != b.years):
        return None
    shared = _shared(a.near, b.near)
    if a.quantity is None or b.quantity is None:
        apart = a.day is None and _elsewhere(a, b)
        return shared if shared >= _needed(a) and not apart else None
    one, other = a.quantity, b.quantity
    if one.unit is Unit.AGE or one.subject in CERTAIN or one.subject in SIDES:
        return 10 + shared
    shared -= _counted_alike(one, other)
    return shared if shared >= SAME_THING[one.unit] and not _elsewhere(a, b) else None


def _needed(statement: Statement) -> float:
    """How much must be shared by two days, or by a yes and a no."""
    if statement.claim is not None:
        return SAME_QUESTION if statement.claim.known else SAME_VERB
    weekly = statement.day is not None and statement.day.weekday
    return SAME_WEEKDAY_OF if weekly else SAME_DAY_OF


def _counted_alike(one: Quantity, other: Quantity) -> float:
    """What the noun that both count adds to what they share: it tells nothing more."""
    return _shared({one.subject: one.near.get(one.subject, 0.0)}, other.near)


def surely_one(a: Statement, b: Statement) -> bool:
    """Whether two statements are of one thing by the words around them alone."""
    shared = _shared(a.near, b.near)
    if a.quantity is None or b.quantity is None:
        return a.claim is not None and shared >= WITHOUT_LINK
    if a.quantity.subject in SIDES:
        return shared >= SIDE_WITHOUT_LINK
    return a.quantity.unit is not Unit.MEASURE and (
        shared - _counted_alike(a.quantity, b.quantity) >= WITHOUT_LINK
    )


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of the same stands near both: for each word its nearness times its rarity."""
    counts = background.load()
    return sum(
        min(nearness, other[term]) * counts.rarity(term) / RARE
        for term, nearness in one.items()
        if term in other and counts.rarity(term) >= background.TELLING
    )


def disagree(a: Statement, b: Statement) -> bool:
    """Whether two statements of one thing cannot both be true, as loosely as they are said."""
    if a.day is not None and b.day is not None:
        return a.day.differs(b.day)
    if a.claim is not None and b.claim is not None:
        return a.claim.holds is not b.claim.holds
    if a.quantity is None or b.quantity is None:
        return False
    return not _compatible(a.quantity, b.quantity)


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both numbers can be one, as loosely as they are said."""
    smaller, larger = sorted((one, other), key=lambda each: each.value)
    if smaller.value in {0, larger.value}:
        return smaller.value == larger.value
    ratio = larger.value / smaller.value
    if Bound.ABOUT in {one.bound, other.bound} and ratio <= 1 + CLOSE:
        return True
    if smaller.bound is Bound.AT_LEAST or larger.bound is Bound.AT_MOST:
        return ratio <= NEXT_ROUND
    return _rounded(one.value, other.value)


def _rounded(one: float, other: float) -> bool:
    """Whether one is the other with fewer digits, as of millions."""
    low, high = sorted((one, other))
    if low < 10_000:  # noqa: PLR2004  # smaller numbers are counted, not rounded
        return False
    digits = min(len(f"{value:.0f}".rstrip("0")) for value in (low, high))
    return float(f"{low:.{digits - 1}e}") == float(f"{high:.{digits - 1}e}")
