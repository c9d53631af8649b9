"""Yes and no: what a passage says has happened, and what it says has not.

`has resigned` and `refused to resign` answer one question in two ways, and so do `had warned`
and `had never been warned`. What is only wished, asked for or possible is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.linking import background
from reader.linking.claim_words import (
    ANSWERING,
    CLAUSE,
    DENIED,
    NOT_YET,
    OPEN,
    PARTICIPLES,
    PRONOUN,
    SAYING,
    TOPICS,
    TWICE,
    YET_TO_COME,
)
from reader.linking.languages import happened
from reader.linking.tokens import Token, near
from reader.model.text import Span

BEFORE = 70  # code points before a verb that can deny it or leave it open
ONE_OF_MANY = 2.2  # rarity of a verb that many stories have (see `Background.rarity`)
SHORTEST = 5  # letters of a regular participle that says anything


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to a question of yes or no.

    Attributes:
        span: the words that give it, with what denies them.
        topic: the question: one of a few known ones, or the stem of a verb.
        holds: whether the answer is yes.
        known: whether the question is one of the few known ones.
        near: stems of the sentence, with how near they stand (1 next to it, falling).
    """

    span: Span
    topic: str
    holds: bool
    known: bool
    near: dict[str, float]


def claims(text: str, span: Span, tokens: Sequence[Token]) -> tuple[Claim, ...]:
    """The answers of yes and no in a passage, in order; `tokens` are those of the passage.

    >>> from reader.linking.tokens import read
    >>> said = "Mayor Lind refused to resign, but the bridge was closed."
    >>> whole = Span(0, len(said))
    >>> [(c.topic, c.holds, c.span.of(said)) for c in claims(said, whole, read(said, whole))]
    [('resignation', False, 'refused to resign'), ('closure', True, 'was closed')]
    """
    known = list(_known(text, span, tokens))
    others = (
        each
        for each in _by_verb(text, span, tokens)
        if not any(each.span.overlaps(other.span) for other in known)
    )
    return tuple(sorted((*known, *others), key=lambda each: (each.span, each.topic)))


def _known(text: str, span: Span, tokens: Sequence[Token]) -> Iterator[Claim]:
    """The answers to the known questions."""
    seen: list[tuple[str, Span]] = []
    for topic, answer, words in TOPICS:
        for found in words.finditer(text, span.start, span.stop):
            here = Span(*found.span())
            said = _said(text, span, here, open_when_to_come=answer)
            if said is None or any(t == topic and here.overlaps(each) for t, each in seen):
                continue
            seen.append((topic, here))
            whole, denied = said
            around = _around(text, span, tokens, here, known=True)
            yield Claim(whole, topic, answer is not denied, True, around)


def _by_verb(text: str, span: Span, tokens: Sequence[Token]) -> Iterator[Claim]:
    """Every other verb that is said of something that happened, or did not."""
    counts = background.load()
    for token in tokens:
        form = token.form
        past = (form.endswith("ed") and len(form) >= SHORTEST) or form in PARTICIPLES
        if not form.islower() or not past or form in SAYING or happened(token.term):
            continue
        if counts.rarity(token.term) < ONE_OF_MANY:
            continue
        said = _said(text, span, token.span, open_when_to_come=True)
        if said is not None:
            whole, denied = said
            around = _around(text, span, tokens, token.span, known=False)
            yield Claim(whole, token.term, not denied, False, around)


def _said(
    text: str, span: Span, here: Span, *, open_when_to_come: bool
) -> tuple[Span, bool] | None:
    """The words with what denies them, and whether they are denied; None where it is open."""
    start = max(span.start, here.start - BEFORE)
    clause = CLAUSE.split(text[start : here.start])[-1]
    if OPEN.search(clause) or TWICE.search(clause):
        return None
    denied = DENIED.search(clause)
    if denied:
        if NOT_YET.match(text, here.stop, span.stop):
            return None
        return Span(here.start - len(clause) + denied.start(), here.stop), True
    if open_when_to_come and YET_TO_COME.search(clause):
        return None
    return here, False


def _around(
    text: str, span: Span, tokens: Sequence[Token], here: Span, *, known: bool
) -> dict[str, float]:
    """The stems around; where a pronoun is meant, the names of the sentence stand as near as it."""
    found = near(tokens, here, lambda _: True)
    if known:
        inside = (token for token in tokens if token.span.overlaps(here))
        found |= {token.term: 1.0 for token in inside if token.term not in ANSWERING}
    if PRONOUN.search(text[max(span.start, here.start - 30) : here.start]):
        for token in tokens:
            if token.span.stop <= here.start and token.form[0].isupper():
                found[token.term] = max(found[token.term], 0.5)
    return found
