"""Why two passages are suggested: the terms of the product that is their score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Floats, Integers, Sparse
from reader.linking.background import TELLING
from reader.linking.features import Collection, Rows
from reader.linking.tokens import Token, WordKind, positions
from reader.model.link import Reason, ReasonKind
from reader.model.text import Span

MOST = 6  # reasons shown for one suggestion
LOOKED_AT = 12  # the heaviest parts of a score, of which several are one name or one word twice
LEAST = 0.02  # share of the evidence below which a word explains nothing

_KINDS = {
    WordKind.NAME: ReasonKind.NAME,
    WordKind.NUMBER: ReasonKind.NUMBER,
    WordKind.VERB: ReasonKind.WORD,
    WordKind.REST: ReasonKind.WORD,
}


def explain(
    collection: Collection, rows: Rows, first: Integers, second: Integers
) -> Iterator[tuple[Reason, ...]]:
    """For each pair its reasons, heaviest first; weights are shares of all shared words.

    Args:
        collection: the passages.
        rows: the same as sparse rows.
        first: the number of one passage of each pair.
        second: the number of the other.
    """
    if len(first):
        yield from _Explanation(collection, rows).of(first, second)


class _Explanation:
    """What is looked up while pairs are explained, each passage once."""

    def __init__(self, collection: Collection, rows: Rows) -> None:
        self.collection = collection
        self.rows = rows
        self.places: dict[int, Mapping[str, Token]] = {}

    def of(self, first: Integers, second: Integers) -> Iterator[tuple[Reason, ...]]:
        """The reasons of each pair."""
        rows = self.rows
        shared = sp.csr_array(rows.words[first].multiply(rows.words[second]))
        # What is spelt alike counts between the passages themselves, not their neighbours.
        spelt = sp.csr_array(rows.widened[first] - rows.own[first])
        alike = sp.csr_array(spelt.multiply(rows.own[second]))
        total = np.asarray(shared.sum(axis=1) + alike.sum(axis=1), dtype=np.float64).ravel()
        outright, similar = self._telling(shared, total), self._telling(alike, total)
        pairs = zip(first.tolist(), second.tolist(), total.tolist(), strict=True)
        for number, (a, b, whole) in enumerate(pairs):
            parts = [(value, term, term) for value, term in outright.get(number, ())]
            for value, right in similar.get(number, ()):
                left = self._looks_like(a, right)
                if left is not None:
                    parts.append((value, left, right))
            parts.sort(key=lambda part: (-part[0], part[1], part[2]))
            said = [
                self._reason(a, b, left, right, value / whole)
                for value, left, right in parts[:LOOKED_AT]
            ]
            yield tuple(_joined(_once(said))[:MOST])

    def _telling(self, products: Sparse, total: Floats) -> dict[int, list[tuple[float, int]]]:
        """The products of each pair that are worth a word."""
        pair = np.repeat(np.arange(len(total)), np.diff(products.indptr))
        value, term = products.data, products.indices
        kept = (value >= LEAST * total[pair]) & (value > 0) & (self.rows.rarity[term] >= TELLING)
        found: dict[int, list[tuple[float, int]]] = {}
        entries = zip(pair[kept].tolist(), value[kept].tolist(), term[kept].tolist(), strict=True)
        for number, weight, column in entries:
            found.setdefault(number, []).append((weight, column))
        return found

    def _looks_like(self, index: int, term: int) -> int | None:
        """The word of a passage that is spelt most like a term of the other."""
        own = set(_entries(self.rows.own, index)[0])
        near = zip(*_entries(self.rows.alike, term), strict=True)
        likely = [(-value, other) for other, value in near if other in own and other != term]
        if not likely:
            return None
        left = min(likely)[1]
        return left if self.rows.rarity[left] >= TELLING else None

    def _places(self, index: int) -> Mapping[str, Token]:
        if index not in self.places:
            self.places[index] = positions(self.collection.tokens(index))
        return self.places[index]

    def _reason(self, a: int, b: int, left: int, right: int, share: float) -> Reason:
        terms = self.rows.terms[left], self.rows.terms[right]
        tokens = [self._places(a).get(terms[0]), self._places(b).get(terms[1])]
        if tokens[0] is None or tokens[1] is None:
            kind = ReasonKind.CONTEXT
        elif terms[0].startswith("="):
            kind = ReasonKind.NUMBER
        elif left != right:
            kind = ReasonKind.LOOKALIKE
        else:
            kind = _KINDS[self.rows.kinds[left]]
        tokens = [
            token or self._nearby(index, term)
            for token, index, term in zip(tokens, (a, b), terms, strict=True)
        ]
        return Reason(
            kind=kind,
            a=tokens[0].form if tokens[0] else terms[0],
            b=tokens[1].form if tokens[1] else terms[1],
            weight=share,
            span_a=tokens[0].span if tokens[0] else None,
            span_b=tokens[1].span if tokens[1] else None,
        )

    def _nearby(self, index: int, term: str) -> Token | None:
        """Where a term that the context brought in stands, in the neighbour that weighs most."""
        columns, values = _entries(self.rows.context, index)
        for _, neighbour in sorted(zip((-value for value in values), columns, strict=True)):
            token = self._places(neighbour).get(term)
            if token is not None:
                return token
        return None


def _entries(matrix: Sparse, row: int) -> tuple[list[int], list[float]]:
    inside = slice(int(matrix.indptr[row]), int(matrix.indptr[row + 1]))
    return matrix.indices[inside].tolist(), np.asarray(matrix.data[inside]).tolist()


def _once(reasons: list[Reason]) -> list[Reason]:
    """Each word once: what is shared outright is not shared again by its look."""
    kept: list[Reason] = []
    used_a: set[Span | None] = set()
    used_b: set[Span | None] = set()
    for reason in sorted(reasons, key=lambda each: each.kind is ReasonKind.LOOKALIKE):
        if reason.span_a in used_a or reason.span_b in used_b:
            continue
        kept.append(reason)
        used_a.add(reason.span_a)
        used_b.add(reason.span_b)
    return sorted(kept, key=lambda each: -each.weight)


def _joined(reasons: list[Reason]) -> list[Reason]:
    """Words that stand side by side in both passages, as one reason: a name of two words."""
    ordered = sorted(
        (each for each in reasons if each.span_a and each.span_b),
        key=lambda each: (each.span_a, each.span_b),
    )
    result = [each for each in reasons if not (each.span_a and each.span_b)]
    for reason in ordered:
        before = result[-1] if result else None
        if before is not None and _adjoins(before, reason):
            result[-1] = _both(before, reason)
        else:
            result.append(reason)
    result.sort(key=lambda each: -each.weight)
    return [_rounded(each) for each in result]


def _rounded(each: Reason) -> Reason:
    weight = floor(each.weight * 1e4) / 1e4
    return Reason(each.kind, each.a, each.b, weight, each.span_a, each.span_b)


def _adjoins(one: Reason, other: Reason) -> bool:
    if (one.kind is ReasonKind.CONTEXT) != (other.kind is ReasonKind.CONTEXT):
        return False
    ends = (one.span_a, other.span_a), (one.span_b, other.span_b)
    return all(x and y and x.stop + 1 == y.start for x, y in ends)


def _both(one: Reason, other: Reason) -> Reason:
    """One reason made of two neighbours; the kind of the heavier."""
    assert one.span_a is not None
    assert one.span_b is not None
    assert other.span_a is not None
    assert other.span_b is not None
    return Reason(
        kind=max(one, other, key=lambda each: each.weight).kind,
        a=f"{one.a} {other.a}",
        b=f"{one.b} {other.b}",
        weight=one.weight + other.weight,
        span_a=Span(one.span_a.start, other.span_a.stop),
        span_b=Span(one.span_b.start, other.span_b.stop),
    )
