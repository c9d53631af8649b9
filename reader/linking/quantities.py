"""Quantities in a passage: how many of what, as exactly as the sentence says.

A quantity is a number with its unit (people, money, a share, a counted noun) and what is said
of it. Counted people are put into few classes by what happened to them, since one report has
so many "hurt", another so many who "sustained injuries". What is a part of
another number, a rate or an increase is left out: comparing it would be a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reader.linking.figure_words import (
    AND_MORE,
    APPOSED,
    COUNT,
    CURRENCIES,
    DAYS,
    HARD_STOP,
    HEDGE,
    HIGH,
    JOINERS,
    LISTED,
    LOW,
    MEASURES,
    MONEY,
    NAMED,
    NONE,
    NOT_A_COUNT,
    OUT_OF,
    PART_AFTER,
    PART_BEFORE,
    PEOPLE,
    PLAIN_PEOPLE,
    RATE,
    SHARE,
    WEAKEST,
    WINDOW,
    YEARS,
)
from reader.linking.languages import ENGLISH, happened
from reader.linking.numerals import value_of
from reader.linking.tokens import Token, is_word, near, read, term
from reader.model.text import Span


class Unit(StrEnum):
    """What a number counts."""

    PEOPLE = "people"
    THINGS = "things"
    MEASURE = "measure"
    MONEY = "money"
    SHARE = "share"
    AGE = "age"
    TIME = "time"


class Bound(StrEnum):
    """How a number is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it is a number of.

    Attributes:
        span: the words that say it, in code points of the article's text.
        value: the number; durations in days.
        unit: people, things, a measure, money, a share, an age, a time.
        bound: exact, about, at least, at most.
        subject: what is counted, or what happened to it: `injured`, `parti`, `usd`.
        near: stems of the sentence, with how near they stand (1 next to it, falling).
    """

    span: Span
    value: float
    unit: Unit
    bound: Bound
    subject: str
    near: dict[str, float]


@lru_cache(maxsize=2)  # a passage is read by several, one after another
def tokens_of(text: str, span: Span) -> Sequence[Token]:
    """The tokens of a passage."""
    return read(text, span)


def quantities(text: str, span: Span, language: str = ENGLISH) -> tuple[Quantity, ...]:
    """The quantities of a passage, in order.

    Read by English rules; only what happened to people is known in the words of its language.

    >>> text = "At least 12 miners were hurt and two died, costing $3 million."
    >>> found = quantities(text, Span(0, len(text)))
    >>> [(q.subject, q.value, q.span.of(text)) for q in found]
    [('injured', 12.0, 'At least 12 miners were hurt'), ('killed', 2.0, 'two died'), \
('usd', 3000000.0, '$3 million')]
    """
    sentence = _Sentence(text, span, language)
    found = [*sentence.sums(), *sentence.counts(), *sentence.denials()]
    return tuple(sorted(found, key=lambda each: (each.span, each.subject)))


class _Sentence:
    """One passage while it is searched."""

    def __init__(self, text: str, span: Span, language: str) -> None:
        self.text = text
        self.span = span
        self.language = language
        self.tokens = tokens_of(text, span)
        self.taken: list[Span] = []

    def sums(self) -> Iterator[Quantity]:
        """Money with its sign before it."""
        for found in MONEY.finditer(self.text, self.span.start, self.span.stop):
            span = Span(*found.span())
            self.taken.append(span)
            yield self._quantity(found, span, Unit.MONEY, CURRENCIES[found["sign"].casefold()])

    def counts(self) -> Iterator[Quantity]:
        """Everything else that is counted."""
        for found in COUNT.finditer(self.text, self.span.start, self.span.stop):
            span = Span(*found.span())
            if any(span.overlaps(each) for each in self.taken):
                continue
            quantity = self._count(found, span)
            if quantity is not None:
                self.taken.append(quantity.span)
                yield quantity

    def denials(self) -> Iterator[Quantity]:
        """`no deaths`, `nobody was hurt`: none of a class of people."""
        for found in NONE.finditer(self.text, self.span.start, self.span.stop):
            what = Span(*found.span("what"))
            for token in self.tokens:
                if not what.covers(token.span):
                    continue
                hit = ("killed", "injured") if token.term == "casualti" else (self._told(token),)
                for name in hit:
                    if name is not None and name != WEAKEST:
                        span = Span(found.start(), token.span.stop)
                        yield Quantity(
                            span,
                            0.0,
                            Unit.PEOPLE,
                            Bound.EXACT,
                            name,
                            self._near(span),
                        )

    def _count(self, found: re.Match[str], span: Span) -> Quantity | None:
        text, stop = self.text, self.span.stop
        share = SHARE.match(text, span.stop, stop)
        if share:
            whole = Span(span.start, share.end())
            return self._quantity(found, whole, Unit.SHARE, "share")
        if self._is_age(found, span):
            name = self._before(span, 1)[0].term
            return Quantity(span, value_of(found), Unit.AGE, Bound.EXACT, name, self._near(span))
        if self._is_no_count(found, span) or self._is_part(span):
            return None
        total = OUT_OF.match(text, span.stop, stop)
        if total:  # `five of 20 clubs`: five clubs
            self.taken.append(Span(*total.span()))
        head = self._head(total.end() if total else span.stop)
        if head is not None and head.term in CURRENCIES:
            return self._quantity(found, self._to(span, head), Unit.MONEY, CURRENCIES[head.term])
        if head is not None and head.term in DAYS:
            return self._duration(found, span, head)
        return self._counted(found, span, head)

    def _counted(self, found: re.Match[str], span: Span, head: Token | None) -> Quantity | None:
        """People by what happened to them, else things by their noun."""
        told = self._class(span, head)
        people = head is None or head.term in PEOPLE or self._told(head) is not None
        if told is not None and people:
            name, said = told
            whole = self._to(self._to(span, head), said)
            return self._quantity(found, whole, Unit.PEOPLE, name)
        if (
            head is None
            or (value_of(found) <= 1)
            or RATE.match(self.text, span.stop, self.span.stop)
        ):
            return None
        unit = Unit.PEOPLE if head.term in PLAIN_PEOPLE else Unit.THINGS
        unit = Unit.MEASURE if head.term in MEASURES else unit
        return self._quantity(found, self._to(span, head), unit, head.term)

    def _duration(self, found: re.Match[str], span: Span, head: Token) -> Quantity:
        """In days; `three years and six months` is one."""
        quantity = self._quantity(found, self._to(span, head), Unit.TIME, "time")
        value = quantity.value * DAYS[head.term]
        whole = quantity.span
        more = AND_MORE.match(self.text, head.span.stop, self.span.stop)
        if more:
            whole = Span(whole.start, more.end())
            value += value_of(more) * DAYS[term(more["more"])]
            self.taken.append(whole)
        return Quantity(whole, value, Unit.TIME, quantity.bound, "time", quantity.near)

    def _quantity(self, found: re.Match[str], span: Span, unit: Unit, subject: str) -> Quantity:
        number = Span(found.start(), found.end())
        start, bound = self._hedge(number.start)
        whole = Span(min(start, span.start), span.stop)
        return Quantity(whole, value_of(found), unit, bound, subject, self._near(number))

    def _hedge(self, start: int) -> tuple[int, Bound]:
        """Where the words before the number begin that hedge it, and how they do."""
        found = HEDGE.search(self.text[max(self.span.start, start - 30) : start])
        if not found:
            return start, Bound.EXACT
        said = "_".join(found[1].casefold().split())
        begins = start - len(found[0])
        if said in LOW:
            return begins, Bound.AT_LEAST
        return begins, Bound.AT_MOST if said in HIGH else Bound.ABOUT

    def _is_part(self, span: Span) -> bool:
        start, _ = self._hedge(span.start)
        before = self.text[max(self.span.start, start - 24) : start]
        if LISTED.search(before):
            return True
        after = self.text[span.stop : min(self.span.stop, span.stop + 24)]
        return bool(PART_BEFORE.search(before) or PART_AFTER.match(after))

    def _is_age(self, found: re.Match[str], span: Span) -> bool:
        before = self.text[max(self.span.start, span.start - 30) : span.start]
        return (
            found["figures"] is not None
            and APPOSED.search(before) is not None
            and self.text[span.stop : span.stop + 1] in {",", "."}
            and 10 <= value_of(found) < 120  # noqa: PLR2004  # years that people live
        )

    def _is_no_count(self, found: re.Match[str], span: Span) -> bool:
        """A year, a clock, a date, a number in a name."""
        figures = found["figures"]
        if figures and figures[0] == "0" and len(figures.split(".")[0]) > 1:
            return True  # what a thousands sign like none of ours left behind
        if figures and figures.isdigit() and not found["scale"] and int(figures) in YEARS:
            return True
        before = self.text[max(self.span.start, span.start - 24) : span.start]
        first = not before.strip()
        named = NAMED.search(before) if figures and not first else None
        opening = named is not None and span.start - len(named[0]) <= self.span.start
        return (named is not None and not opening) or NOT_A_COUNT.match(
            self.text, span.stop, self.span.stop
        ) is not None

    def _head(self, start: int) -> Token | None:
        """The noun that is counted: the first plural among the next words, else the first."""
        following: list[Token] = []
        place = start
        for token in self.tokens:
            if token.span.start < start:
                continue
            between = self.text[place : token.span.start]
            if between.strip(" -\n\t") or len(following) == 4:  # noqa: PLR2004  # three adjectives
                break
            if not token.form[0].isalpha() or token.term in JOINERS or len(token.form) < 3:  # noqa: PLR2004
                break
            following.append(token)
            place = token.span.stop
        for token in following:
            if token.term in PEOPLE or token.term in DAYS or token.term in CURRENCIES:
                return token
            if token.form.endswith("s") and not token.form.endswith(("ss", "us", "is")):
                return token
        return following[0] if following and self._told(following[0]) else None

    def _told(self, token: Token) -> str | None:
        """The class of what happened to people that a word tells of."""
        word = token.term if self.language == ENGLISH else token.form
        return happened(word, self.language)

    def _class(self, span: Span, head: Token | None) -> tuple[str, Token] | None:
        """What happened to the people counted and the word that says it, the nearer the better."""
        after = head.span.start if head is not None else span.stop
        start, _ = self._hedge(span.start)
        ahead = [token for token in self.tokens if token.span.start >= after]
        behind = [token for token in reversed(self.tokens) if token.span.stop <= start]
        ranked = [
            (name == WEAKEST, distance, order, name, token)
            for order, (side, edge) in enumerate(((ahead, span), (behind, Span(start, start))))
            for distance, token in enumerate(self._clause(side, edge))
            if (name := self._told(token)) and not (token is head and token.term in PEOPLE)
        ]
        return min(ranked, key=lambda entry: entry[:3])[3:] if ranked else None

    def _clause(self, side: Sequence[Token], edge: Span) -> Iterator[Token]:
        """The words on one side of a number up to where its clause ends."""
        for token in side[:WINDOW]:
            low, high = sorted((edge, token.span))
            between = self.text[low.stop : high.start]
            if HARD_STOP.search(between) or "," in between:
                return
            if token.term in JOINERS or token.form[0].isdigit():
                return
            edge = token.span
            yield token

    def _before(self, span: Span, count: int) -> Sequence[Token]:
        return [token for token in self.tokens if token.span.stop <= span.start][-count:]

    def _to(self, span: Span, token: Token | None) -> Span:
        """The span stretched to hold a word."""
        if token is None:
            return span
        return Span(min(span.start, token.span.start), max(span.stop, token.span.stop))

    def _near(self, span: Span) -> dict[str, float]:
        return near(self.tokens, span, is_word)
