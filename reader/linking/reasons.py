"""Why two passages are suggested: the terms of the product that is their score.

What carried the scores of many pairs is found for all of them at once, as plain arrays; words are
written out only for the few reasons that are shown. A large desk has a million of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Flags, Floats, Integers, Sparse
from reader.linking.background import TELLING
from reader.linking.features import Collection, Rows
from reader.linking.paraphrases import meaning
from reader.linking.tokens import WordKind
from reader.linking.whereabouts import NOWHERE, Whereabouts, standing, whereabouts
from reader.model.link import Reason, ReasonKind
from reader.model.reasons import NO_SPAN, joined, line, quoted, read, span_text

MOST = 6  # reasons shown for one suggestion
LOOKED_AT = 12  # the heaviest parts of a score, of which several are one name or one word twice
LEAST = 0.02  # share of the evidence below which a word explains nothing

_KINDS = (
    ReasonKind.NAME,
    ReasonKind.NUMBER,
    ReasonKind.WORD,
    ReasonKind.LOOKALIKE,
    ReasonKind.CONTEXT,
)
_NAMES = tuple(kind.value for kind in _KINDS)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_OF_WORDS = {
    WordKind.NAME: _CODES[ReasonKind.NAME],
    WordKind.NUMBER: _CODES[ReasonKind.NUMBER],
    WordKind.VERB: _CODES[ReasonKind.WORD],
    WordKind.REST: _CODES[ReasonKind.WORD],
}
_Side = tuple[list[int], list[int], list[int]]  # starts, stops, terms of the parts of all reasons
_LOOKALIKE, _CONTEXT = _CODES[ReasonKind.LOOKALIKE], _CODES[ReasonKind.CONTEXT]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What explaining has to know of the terms of a collection.

    Attributes:
        telling: whether a term is rare enough to explain anything.
        kind: of each term, what a reason of it is called: a place in `_KINDS`.
        alike: as in `Rows`.
        meaning: which terms mean the same, or nearly: they are no look-alikes.
    """

    telling: Flags
    kind: Integers
    alike: Sparse
    meaning: Sparse


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of some pairs as arrays, each reason of one part or of several side by side.

    Attributes:
        reasons: where the reasons of each pair begin in `kind`, `weight` and `parts`, and the end.
        kind: places in `_KINDS`.
        weight: shares of all that two passages share.
        parts: where the parts of each reason begin in the last two, and the end.
        spans: of each part, start and stop in either text (four columns); -1 where it has none.
        terms: of each part, the number of its term on either side.
    """

    reasons: Integers
    kind: Integers
    weight: Floats
    parts: Integers
    spans: Integers
    terms: Integers


def explain(
    collection: Collection, rows: Rows, first: Integers, second: Integers, most: int = MOST
) -> Iterator[tuple[Reason, ...]]:
    """For each pair its reasons, heaviest first; weights are shares of all shared words.

    Args:
        collection: the passages.
        rows: the same as sparse rows.
        first: the number of one passage of each pair.
        second: the number of the other.
        most: reasons for one pair.
    """
    return map(read, spelt(collection, rows, first, second, most))


def spelt(
    collection: Collection, rows: Rows, first: Integers, second: Integers, most: int
) -> list[str]:
    """The same as text."""
    told = standing(collection, rows.terms, np.arange(len(collection.passages)))
    where = whereabouts(told, rows.context, len(rows.terms))
    why = reasons(lexicon(rows), rows, where, first, second, most)
    texts = [collection.texts[each.article] for each in collection.passages]
    return written_out(why, texts.__getitem__, rows.terms, first, second)


def written_out(
    why: Why,
    text_of: Callable[[int], str],
    terms: Sequence[str],
    first: Integers,
    second: Integers,
) -> list[str]:
    """The reasons of each pair as text.

    Args:
        why: the reasons.
        text_of: the text that a passage is of, by its number.
        terms: what the numbers of terms mean.
        first: the number of one passage of each pair.
        second: the number of the other.
    """
    spelling = _Spelling(why, text_of, terms)
    pairs = enumerate(zip(first.tolist(), second.tolist(), strict=True))
    return [spelling.of(number, a, b) for number, (a, b) in pairs]


def lexicon(rows: Rows) -> Lexicon:
    """What explaining has to know of the terms."""
    kind = [
        _CODES[ReasonKind.NUMBER] if term[0] == "=" else _OF_WORDS[sort]
        for term, sort in zip(rows.terms, rows.kinds, strict=True)
    ]
    return Lexicon(
        rows.rarity >= TELLING, np.array(kind, dtype=np.uint8), rows.alike, meaning(rows.terms)
    )


class _Spelling:
    """Writes out reasons, with the words of the texts.

    Args:
        why: the reasons.
        text_of: the text that a passage is of, by its number.
        terms: what the numbers of terms mean.
    """

    def __init__(self, why: Why, text_of: Callable[[int], str], terms: Sequence[str]) -> None:
        # Plain lists: taking numbers out of arrays one by one takes three times as long.
        self._reasons, self._parts = why.reasons.tolist(), why.parts.tolist()
        self._kind = [_NAMES[code] for code in why.kind.tolist()]
        self._weight = (np.floor(why.weight * 1e4) / 1e4).tolist()
        starts_a, stops_a, starts_b, stops_b = why.spans.T.tolist()
        terms_a, terms_b = why.terms.T.tolist()
        self._a, self._b = (starts_a, stops_a, terms_a), (starts_b, stops_b, terms_b)
        self._text_of, self._names = text_of, terms
        # A passage has several partners, and the same words carry it to each: written once.
        self._known: dict[tuple[int, int, int], tuple[str, str]] = {}

    def of(self, pair: int, a: int, b: int) -> str:
        """The reasons of one pair, as text; `a` and `b` are the numbers of its passages."""
        lines = []
        for number in range(self._reasons[pair], self._reasons[pair + 1]):
            low, high = self._parts[number], self._parts[number + 1]
            said_a, span_a = self._side(self._a, a, low, high)
            said_b, span_b = self._side(self._b, b, low, high)
            lines.append(
                line(self._kind[number], said_a, said_b, self._weight[number], span_a, span_b)
            )
        return joined(lines)

    def _side(self, side: _Side, passage: int, low: int, high: int) -> tuple[str, str]:
        """What these parts say on one side, and where; the term where it stands nowhere."""
        starts, stops, terms = side
        start, stop = starts[low], stops[low]
        if start < 0:
            return quoted(self._names[terms[low]]), NO_SPAN
        if high - low > 1:
            text = self._text_of(passage)
            said = text[start:stop]
            for next_start, end in zip(starts[low + 1 : high], stops[low + 1 : high], strict=True):
                said = _beside(said, stop, text[next_start:end], next_start)
                stop = max(stop, end)
            return quoted(said), span_text(start, stop)
        found = self._known.get((passage, start, stop))
        if found is None:
            found = quoted(self._text_of(passage)[start:stop]), span_text(start, stop)
            self._known[passage, start, stop] = found
        return found


def _beside(one: str, stop: int, other: str, start: int) -> str:
    """The words of two places that touch, overlap, or have a blank between them."""
    return f"{one} {other}" if start > stop else one + other[stop - start :]


def reasons(
    known: Lexicon, rows: Rows, where: Whereabouts, first: Integers, second: Integers, most: int
) -> Why:
    """The reasons of each pair, heaviest first, at most so many of each.

    Args:
        known: of the terms.
        rows: of the passages, which the pairs are numbers of.
        where: where the terms stand in them.
        first: the number of one passage of each pair.
        second: the number of the other.
        most: reasons for one pair.
    """
    shared = sp.csr_array(rows.words[first].multiply(rows.words[second]))
    # What is spelt alike counts between the passages themselves, not their neighbours.
    widened = sp.csr_array(rows.widened[first] - rows.own[first])
    alike = sp.csr_array(widened.multiply(rows.own[second]))
    total = np.asarray(shared.sum(axis=1) + alike.sum(axis=1), dtype=np.float64).ravel()
    pair, value, term = _telling(known, shared, total)
    other_pair, other_value, right = _telling(known, alike, total)
    left = _looking_like(known, rows.own, first[other_pair], right)
    there = np.flatnonzero(left >= 0)
    there = there[known.telling[left[there]]]
    # What is shared outright goes first: it is not shared again by its look.
    order = np.argsort(np.concatenate([pair, other_pair[there]]), kind="stable")
    pair = np.concatenate([pair, other_pair[there]])[order]
    left = np.concatenate([term, left[there]])[order]
    right = np.concatenate([term, right[there]])[order]
    weight = np.concatenate([value, other_value[there]])[order] / total[pair]
    a, b = first[pair], second[pair]
    place_a, place_b = where.inside(a, left), where.inside(b, right)
    nearby = (place_a < 0) | (place_b < 0)
    kind = known.kind[left]
    other = np.flatnonzero(left != right)
    if len(other):
        means = np.asarray(known.meaning[left[other], right[other]]).ravel() > 0
        kind[other[~means]] = _LOOKALIKE
    kind[nearby] = _CONTEXT
    for place, passage, of in ((place_a, a, left), (place_b, b, right)):
        missing = np.flatnonzero(place < 0)
        place[missing] = where.nearby(passage[missing], of[missing])
    kept = _each_once(pair, place_a, place_b)
    spans = np.concatenate([where.spans(place_a[kept]), where.spans(place_b[kept])], axis=1)
    terms = np.stack([left[kept], right[kept]], axis=1)
    return _joined(len(first), pair[kept], weight[kept], kind[kept], spans, terms, most)


def _telling(known: Lexicon, products: Sparse, total: Floats) -> tuple[Integers, Floats, Integers]:
    """Pair, value and term of each product that is worth a word, by pair, the heaviest first."""
    pair = np.repeat(np.arange(len(total)), np.diff(products.indptr))
    value, term = products.data, products.indices
    kept = np.flatnonzero((value >= LEAST * total[pair]) & (value > 0) & known.telling[term])
    kept = kept[np.lexsort((term[kept], -value[kept], pair[kept]))]
    kept = kept[_rank(pair[kept]) < LOOKED_AT]
    return pair[kept], value[kept].astype(np.float64), term[kept].astype(np.int64)


def _rank(group: Integers) -> Integers:
    """How many of its group stand before each; those of one group stand together."""
    here = np.arange(len(group))
    opens = np.concatenate([[True], group[1:] != group[:-1]])[: len(group)]
    return here - np.maximum.accumulate(np.where(opens, here, 0))


def _looking_like(known: Lexicon, own: Sparse, passage: Integers, term: Integers) -> Integers:
    """The word of each passage that is spelt most like a term of another one, or -1."""
    found = np.full(len(passage), -1, dtype=np.int64)
    if not len(passage):
        return found
    near = sp.csr_array(known.alike[term])
    asked = np.repeat(np.arange(len(term)), np.diff(near.indptr))
    other = near.indices.astype(np.int64)
    there = np.asarray(own[passage[asked], other]).ravel() > 0
    kept = np.flatnonzero(there & (other != term[asked]))
    kept = kept[np.lexsort((other[kept], -near.data[kept], asked[kept]))]
    kept = kept[_rank(asked[kept]) == 0]
    found[asked[kept]] = other[kept]
    return found


def _each_once(pair: Integers, place_a: Integers, place_b: Integers) -> Integers:
    """The parts of each pair, the first first, less those whose place an earlier one took."""
    if not len(pair):
        return pair
    rank = _rank(pair)
    count, width = int(pair[-1]) + 1, int(rank.max()) + 1
    taken_a = np.full((count, width), NOWHERE - 1, dtype=np.int64)
    taken_b = taken_a.copy()
    kept: Flags = np.zeros(len(pair), dtype=bool)
    for step in range(width):
        these = np.flatnonzero(rank == step)
        of = pair[these]
        free = ~(taken_a[of, :step] == place_a[these, None]).any(axis=1)
        free &= ~(taken_b[of, :step] == place_b[these, None]).any(axis=1)
        these, of = these[free], of[free]
        kept[these] = True
        taken_a[of, step], taken_b[of, step] = place_a[these], place_b[these]
    return np.flatnonzero(kept)


def _joined(
    count: int,
    pair: Integers,
    weight: Floats,
    kind: Integers,
    spans: Integers,
    terms: Integers,
    most: int,
) -> Why:
    """Words that stand side by side in both passages as one reason: a name of two words."""
    placed: Flags = np.all(spans >= 0, axis=1)
    here = np.arange(len(pair))
    by_place = np.where(placed[:, None], spans, 0)
    order = np.lexsort((here, *by_place.T[::-1], placed, pair))
    pair, weight, kind, spans, terms = (
        *(pair[order], weight[order], kind[order]),
        *(spans[order], terms[order]),
    )
    opens = np.flatnonzero(~_follows(pair, placed[order], kind == _CONTEXT, spans))
    group = np.repeat(np.arange(len(opens)), np.diff([*opens, len(pair)]))
    step = _rank(group)
    whole, called = weight[opens], kind[opens]
    for number in range(1, int(step.max(initial=0)) + 1):  # the heavier of two gives its kind
        these = np.flatnonzero(step == number)
        of = group[these]
        called[of] = np.where(weight[these] > whole[of], kind[these], called[of])
        whole[of] += weight[these]
    best = np.lexsort((np.arange(len(opens)), -whole, pair[opens]))
    best = best[_rank(pair[opens][best]) < most]
    sizes = np.bincount(group, minlength=len(opens))[best]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    parts = np.repeat(opens[best] - bounds[:-1], sizes) + np.arange(bounds[-1])
    return Why(
        reasons=np.searchsorted(pair[opens][best], np.arange(count + 1)),
        kind=called[best].astype(np.uint8),
        weight=whole[best],
        parts=bounds,
        spans=spans[parts].astype(np.int32),
        terms=terms[parts].astype(np.int32),
    )


def _follows(pair: Integers, placed: Flags, context: Flags, spans: Integers) -> Flags:
    """Which parts continue the one before: they are of one pair, in the order of their places."""
    found: Flags = np.zeros(len(pair), dtype=bool)
    rank = _rank(pair)
    there = spans.copy()  # of each, with all that it continues
    for step in range(1, int(rank.max(initial=0)) + 1):
        these = np.flatnonzero((rank == step) & placed)
        these = these[placed[these - 1] & (context[these] == context[these - 1])]
        start_a, stop_a, start_b, stop_b = there[these - 1].T
        next_a, next_b = spans[these, 0], spans[these, 2]
        follows = (stop_a + 1 == next_a) & (stop_b + 1 == next_b)
        # In Chinese and Japanese nothing stands between words, and pairs of characters overlap.
        meets = (next_a - start_a == next_b - start_b) & (next_a <= stop_a) & (next_b <= stop_b)
        these = these[follows | meets]
        before = there[these - 1]
        found[these] = True
        there[these, 0], there[these, 2] = before[:, 0], before[:, 2]
        there[these, 1] = np.maximum(before[:, 1], spans[these, 1])
        there[these, 3] = np.maximum(before[:, 3], spans[these, 3])
    return found
