"""Where passages of one event disagree: figures, sums, shares, dates, and whether anybody died.

Two statements are compared only where they are of one thing: people to whom the same happened,
one noun, one currency, with the same words around. Each side is matched with the likest of the
other, and where any reading of the two agrees nothing is said: a contrast that is none costs a
reader more than one that is missed. Never a verdict on who is right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from reader.linking import background
from reader.linking.dates import Day, days
from reader.linking.quantities import CERTAIN, CLASSES, Bound, Quantity, Unit, quantities
from reader.linking.tokens import Token, read, term
from reader.model.link import Contrast, ContrastKind, LinkEnd
from reader.model.text import Passage, Span

# How much of the same words must stand around two numbers beside what they count, in words that
# are next to both and rare in news (see `_shared`). In the reports and stories that this was made
# on, numbers of one thing share .26 to 1.7, numbers of two things 0 to .1 where they count by one
# noun, and 0 to .53 where they are sums, shares or days. People of one class need nothing: the
# class is what happened to them.
SAME_THING = {
    Unit.THINGS: 0.2,
    Unit.PEOPLE: 0.2,
    Unit.MONEY: 0.2,
    Unit.SHARE: 0.4,
    Unit.TIME: 0.4,
    Unit.MEASURE: 0.6,
}
SAME_DAY_OF = 0.3
DAYS_TOLD_APART = 2  # a passage with more days than that is a chronicle: which is meant is a guess
CLOSE = 0.1  # share by which two figures may differ when either is hedged by `about`
NEXT_ROUND = 1.25  # `more than 500` is said of 590, not of 900
RARE = 6.7  # rarity of a word that is in no background article: the unit of the measure

_KINDS = {
    Unit.MONEY: ContrastKind.MONEY,
    Unit.SHARE: ContrastKind.PERCENTAGE,
}
_WEEKDAYS = frozenset(
    term(f"{day}day") for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A quantity or a day, in its passage.

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


def find(passages: Sequence[Passage], texts: Mapping[str, str]) -> tuple[Contrast, ...]:
    """The contrasts between the passages of one event, in reading order.

    Args:
        passages: of one event; those of one article are not compared with each other.
        texts: the text of each article by its id.
    """
    return _found(passages, texts, None)


def in_linked(
    pairs: Iterable[tuple[Passage, Passage]], texts: Mapping[str, str]
) -> tuple[Contrast, ...]:
    """The contrasts between linked passages, whether or not an event holds them together.

    Args:
        pairs: the linked passages.
        texts: the text of each article by its id.
    """
    known = tuple(pairs)
    linked = {frozenset((a.id, b.id)) for a, b in known}
    passages = {end.id: end for pair in known for end in pair}
    return _found(tuple(passages.values()), texts, linked)


def _found(
    passages: Sequence[Passage],
    texts: Mapping[str, str],
    linked: Collection[frozenset[str]] | None,
) -> tuple[Contrast, ...]:
    stated: dict[str, list[_Statement]] = {}
    for passage in sorted(passages, key=lambda each: (each.article, each.span)):
        stated.setdefault(passage.article, []).extend(_statements(passage, texts))
    found: dict[tuple[str, str, str, str], Contrast] = {}
    for left, right in combinations(stated, 2):
        for a, b in _matched(stated[left], stated[right]):
            if linked is None or frozenset((a.passage.id, b.passage.id)) in linked:
                contrast = _contrast(a, b, texts)
                found.setdefault((contrast.subject, contrast.kind, left, right), contrast)
    return tuple(found.values())


def _statements(passage: Passage, texts: Mapping[str, str]) -> Iterator[_Statement]:
    text = texts[passage.article]
    tokens = read(text, passage.span)
    dated = days(text, passage.span)
    years = frozenset(
        found[0]
        for found in _YEAR.finditer(text, passage.span.start, passage.span.stop)
        if not any(day.span.holds(found.start()) for day in dated)
    )
    weekdays = frozenset(token.term for token in tokens if token.term in _WEEKDAYS)
    holders = _holders(tokens)
    for quantity in quantities(text, passage.span):
        yield _Statement(
            passage, quantity.span, quantity.near, years, weekdays, holders, quantity=quantity
        )
    for day in dated if len(dated) <= DAYS_TOLD_APART else ():
        near = _around(tokens, day.span)
        yield _Statement(passage, day.span, near, years, weekdays, holders, day=day)


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


def _elsewhere(a: _Statement, b: _Statement) -> bool:
    """Whether two statements are of other days, or of other people in one role: twin events."""
    if a.weekdays and b.weekdays and not a.weekdays & b.weekdays:
        return True
    return any(
        not a.holders[role] & b.holders[role] for role in a.holders.keys() & b.holders.keys()
    )


def _around(tokens: Sequence[Token], span: Span) -> dict[str, float]:
    before = [token for token in reversed(tokens) if token.span.stop <= span.start]
    after = [token for token in tokens if token.span.start >= span.stop]
    near: dict[str, float] = {}
    for side in (before, after):
        for distance, token in enumerate(side):
            if token.form[0].islower():  # a place that both name says nothing of the day
                near[token.term] = max(near.get(token.term, 0.0), 3 / (3 + distance))
    return near


def _matched(
    left: Sequence[_Statement], right: Sequence[_Statement]
) -> Iterator[tuple[_Statement, _Statement]]:
    """Statements of two articles on one thing that disagree, each the other's likest.

    Where one of them agrees with anything that the other article says of such a thing, that is
    what it means, and it disagrees with nothing.
    """
    likeness: dict[tuple[int, int], float] = {}
    agreed_left: set[int] = set()
    agreed_right: set[int] = set()
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            value = _likeness(a, b)
            if value is None:
                continue
            likeness[i, j] = value
            if not _disagree(a, b):
                agreed_left.add(i)
                agreed_right.add(j)
    for (i, j), value in likeness.items():
        rivals = (v for (x, y), v in likeness.items() if (x == i) != (y == j))
        if i not in agreed_left and j not in agreed_right and value >= max(rivals, default=0.0):
            yield left[i], right[j]


def _likeness(a: _Statement, b: _Statement) -> float | None:
    """How sure two statements are of one thing, or None when they are not."""
    shared = _shared(a.near, b.near)
    if a.day is not None and b.day is not None:
        return shared if shared >= SAME_DAY_OF else None
    if a.quantity is None or b.quantity is None:
        return None
    one, other = a.quantity, b.quantity
    if one.unit is not other.unit or one.subject != other.subject or a.years != b.years:
        return None
    if one.unit is Unit.AGE or one.subject in CERTAIN:
        return 10 + shared
    if _elsewhere(a, b):
        return None
    shared -= _shared({one.subject: one.near.get(one.subject, 0.0)}, other.near)
    return shared if shared >= SAME_THING[one.unit] else None


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of the same stands near both: for each word its nearness times its rarity."""
    counts = background.load()
    return sum(
        min(nearness, other[term]) * counts.rarity(term) / RARE
        for term, nearness in one.items()
        if term in other and counts.rarity(term) >= background.TELLING
    )


def _disagree(a: _Statement, b: _Statement) -> bool:
    if a.day is not None and b.day is not None:
        return a.day.differs(b.day)
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


def _contrast(a: _Statement, b: _Statement, texts: Mapping[str, str]) -> Contrast:
    if a.quantity is None or b.quantity is None:
        kind, subject = ContrastKind.DATE, _subject(a, b, texts)
    elif 0 in {a.quantity.value, b.quantity.value}:
        kind, subject = ContrastKind.POLARITY, a.quantity.subject
    else:
        kind = _KINDS.get(a.quantity.unit, ContrastKind.QUANTITY)
        known = a.quantity.subject in CLASSES
        subject = a.quantity.subject if known else _subject(a, b, texts)
    return Contrast(
        kind=kind,
        subject=subject,
        a=_end(a.passage, a.span, texts),
        b=_end(b.passage, b.span, texts),
        passage_a=_end(a.passage, a.passage.span, texts),
        passage_b=_end(b.passage, b.passage.span, texts),
    )


def _subject(a: _Statement, b: _Statement, texts: Mapping[str, str]) -> str:
    """What is counted, in a word as the first passage writes it: the noun, or what both share."""
    tokens = read(texts[a.passage.article], a.passage.span)
    wanted = a.quantity.subject if a.quantity else None
    for token in tokens:
        if token.term == wanted:
            return token.form.casefold() if token.form.islower() else token.form
    counts = background.load()
    weight = {
        term: min(nearness, b.near[term]) * counts.rarity(term)
        for term, nearness in a.near.items()
        if term in b.near
    }
    best = max(weight, key=lambda term: (weight[term], term), default="")
    return next((token.form for token in tokens if token.term == best), "")


def _end(passage: Passage, span: Span, texts: Mapping[str, str]) -> LinkEnd:
    return LinkEnd(passage.article, span, span.of(texts[passage.article]))
