"""Where passages of one event disagree: figures, sums, shares, dates, and yes or no.

Two statements are compared only where they are of one thing: people to whom the same happened,
one noun, one currency, with the same words around. Each side is matched with the likest of the
other, and where any reading of the two agrees nothing is said: a contrast that is none costs a
reader more than one that is missed. Never a verdict on who is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, permutations

from reader.linking import background
from reader.linking.figure_words import CLASSES
from reader.linking.languages import languages
from reader.linking.quantities import Unit
from reader.linking.shares import SIDES
from reader.linking.statements import Key, Statement, disagree, likeness, statements, surely_one
from reader.linking.tokens import Token, read
from reader.model.link import Contrast, ContrastKind, LinkEnd
from reader.model.text import Passage, Span

Asked = dict[tuple[str, str], list[Statement]]  # what an article states, by question
_KINDS = {
    Unit.MONEY: ContrastKind.MONEY,
    Unit.SHARE: ContrastKind.PERCENTAGE,
}


def find(passages: Sequence[Passage], texts: Mapping[str, str]) -> tuple[Contrast, ...]:
    """The contrasts between the passages of one event, in reading order.

    Args:
        passages: of one event; those of one article are not compared with each other.
        texts: the text of each article by its id.
    """
    return _found(passages, texts, None)


def in_linked(
    pairs: Iterable[tuple[Passage, Passage]],
    texts: Mapping[str, str],
    loose: Iterable[tuple[Passage, Passage]] = (),
) -> tuple[Contrast, ...]:
    """The contrasts between linked passages, whether or not an event holds them together.

    Args:
        pairs: the linked passages.
        texts: the text of each article by its id.
        loose: passages that go together too little to be shown as linked; here the words around
            the two statements have to be the same all the more (see `surely_one`).
    """
    known, others = tuple(pairs), tuple(loose)
    linked = {frozenset((a.id, b.id)) for a, b in known}
    near = {frozenset((a.id, b.id)) for a, b in others} | _by_a_third(linked)
    passages = {end.id: end for pair in (*known, *others) for end in pair}
    return _found(tuple(passages.values()), texts, linked, near)


def _by_a_third(linked: Collection[frozenset[str]]) -> set[frozenset[str]]:
    """Passages that are linked with one and the same third."""
    partners: dict[str, set[str]] = {}
    for pair in linked:
        for one in pair:
            partners.setdefault(one, set()).update(pair - {one})
    return {
        frozenset(both) for around in partners.values() for both in combinations(sorted(around), 2)
    }


def _found(
    passages: Sequence[Passage],
    texts: Mapping[str, str],
    linked: Collection[frozenset[str]] | None,
    near: Collection[frozenset[str]] = (),
) -> tuple[Contrast, ...]:
    spoken = languages({each.article: texts[each.article] for each in passages})
    stated: dict[str, Asked] = {}
    for passage in sorted(passages, key=lambda each: (each.article, each.span)):
        asked = stated.setdefault(passage.article, {})
        for statement in statements(passage, texts, spoken[passage.article]):
            asked.setdefault(statement.question, []).append(statement)
    both = _neighbours(passages, linked, near)
    likest = _likest(stated, both)
    found: dict[tuple[str, str, str, str], Contrast] = {}
    for left, right in both:
        for a, b in _disagreeing(stated[left], stated[right]):
            pair = frozenset((a.passage.id, b.passage.id))
            wanted = linked is None or pair in linked or (pair in near and surely_one(a, b))
            if wanted and _meet_elsewhere(a, b, likest):
                contrast = _contrast(a, b, texts)
                found.setdefault((contrast.subject, contrast.kind, left, right), contrast)
    return tuple(found.values())


def _neighbours(
    passages: Sequence[Passage],
    linked: Collection[frozenset[str]] | None,
    near: Collection[frozenset[str]],
) -> list[tuple[str, str]]:
    """The pairs of articles that have linked passages, in reading order; None for `linked`: all.

    Of some thousand articles few pairs are, and to compare all of them takes minutes.
    """
    if linked is None:
        return list(combinations(sorted({each.article for each in passages}), 2))
    home = {each.id: each.article for each in passages}
    both = {tuple(sorted(home[each] for each in pair)) for pair in chain(linked, near)}
    return sorted((one, other) for one, other in both if one != other)


def _disagreeing(left: Asked, right: Asked) -> Iterator[tuple[Statement, Statement]]:
    """The statements of two articles that disagree, in the order of the first."""
    shared = left.keys() & right.keys()
    found = (pair for question in shared for pair in _matched(left[question], right[question]))
    return iter(sorted(found, key=lambda pair: (pair[0].span, pair[1].span)))


def _likest(
    stated: Mapping[str, Asked], both: Iterable[tuple[str, str]]
) -> dict[Key, dict[str, Statement]]:
    """For each statement, of each other article the statement that it goes best with."""
    likest: dict[Key, dict[str, Statement]] = {}
    for one, other in chain.from_iterable(permutations(pair) for pair in both):
        for question in stated[one].keys() & stated[other].keys():
            answers = stated[other][question]
            for a in stated[one][question]:
                ranked = [
                    (not disagree(a, b), value, -order)
                    for order, b in enumerate(answers)
                    if (value := likeness(a, b)) is not None
                ]
                if ranked:
                    likest.setdefault(a.key, {})[other] = answers[-max(ranked)[2]]
    return likest


def _meet_elsewhere(
    a: Statement, b: Statement, likest: Mapping[Key, Mapping[str, Statement]]
) -> bool:
    """Whether a third article, where it has partners for both, has one for both.

    A turnout of 71 is not at odds with 64 in favour where a third report has 71 and 82.
    """
    thirds = likest.get(a.key, {}).keys() & likest.get(b.key, {}).keys()
    return not any(disagree(likest[a.key][third], likest[b.key][third]) for third in sorted(thirds))


def _matched(
    left: Sequence[Statement], right: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Statements of two articles on one thing that disagree, each the other's likest.

    Where one of them agrees with anything that the other article says of such a thing, that is
    what it means, and it disagrees with nothing.
    """
    near: dict[tuple[int, int], float] = {}
    agreed_left: set[int] = set()
    agreed_right: set[int] = set()
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            value = likeness(a, b)
            if value is None:
                continue
            near[i, j] = value
            if not disagree(a, b):
                agreed_left.add(i)
                agreed_right.add(j)
    for (i, j), value in near.items():
        rivals = (v for (x, y), v in near.items() if (x == i) != (y == j))
        if i not in agreed_left and j not in agreed_right and value >= max(rivals, default=0.0):
            yield left[i], right[j]


def _contrast(a: Statement, b: Statement, texts: Mapping[str, str]) -> Contrast:
    if a.claim is not None:
        kind = ContrastKind.POLARITY
        subject = a.claim.topic if a.claim.known else _said(a, texts)
    elif a.quantity is None or b.quantity is None:
        kind, subject = ContrastKind.DATE, _subject(a, b, texts)
    elif 0 in {a.quantity.value, b.quantity.value}:
        kind, subject = ContrastKind.POLARITY, a.quantity.subject
    else:
        kind = _KINDS.get(a.quantity.unit, ContrastKind.QUANTITY)
        known = a.quantity.subject in CLASSES | SIDES
        subject = a.quantity.subject if known else _subject(a, b, texts)
    return Contrast(
        kind=kind,
        subject=subject,
        a=_end(a.passage, a.span, texts),
        b=_end(b.passage, b.span, texts),
        passage_a=_end(a.passage, a.passage.span, texts),
        passage_b=_end(b.passage, b.passage.span, texts),
    )


def _said(a: Statement, texts: Mapping[str, str]) -> str:
    """The verb that is affirmed here and denied there, as the first passage writes it."""
    return read(texts[a.passage.article], a.span)[-1].form.casefold()


def _subject(a: Statement, b: Statement, texts: Mapping[str, str]) -> str:
    """What is counted, in a word as the first passage writes it: the noun, or what both share."""
    tokens = read(texts[a.passage.article], a.passage.span)
    wanted = a.quantity.subject if a.quantity else None
    if wanted and (form := _form(tokens, wanted)):
        return form
    counts = background.load()
    weight = {
        term: min(nearness, b.near[term]) * counts.rarity(term)
        for term, nearness in a.near.items()
        if term in b.near
    }
    ranked = sorted(weight, key=lambda term: (-weight[term], term))
    return next((form for term in ranked if (form := _form(tokens, term))), "")


def _form(tokens: Sequence[Token], stem: str) -> str:
    """The first word of a stem as it is written, or one that begins with it."""
    same = (token.form for token in tokens if token.term == stem)
    begun = (token.form for token in tokens if token.form.casefold().startswith(stem))
    return next(chain(same, begun), "")


def _end(passage: Passage, span: Span, texts: Mapping[str, str]) -> LinkEnd:
    return LinkEnd(passage.article, span, span.of(texts[passage.article]))
