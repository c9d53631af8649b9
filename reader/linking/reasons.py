"""Why two passages are suggested: the terms of the product that is their score."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Floats, Integers, Sparse
from reader.linking.background import TELLING
from reader.linking.features import Collection, Rows
from reader.linking.paraphrases import means
from reader.linking.tokens import WordKind
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


class _Part(NamedTuple):
    """One thing that carried a score; places are spans of the texts, or None."""

    weight: float
    kind: ReasonKind
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    said_a: str
    said_b: str


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
    if len(first):
        yield from _Explanation(collection, rows).of(first, second, most)


class _Explanation:
    """What is looked up while pairs are explained, each passage once.

    Plain numbers until the last step: a hundred thousand passages have a million reasons.
    """

    def __init__(self, collection: Collection, rows: Rows) -> None:
        self.collection = collection
        self.rows = rows
        self.rarity = rows.rarity.tolist()
        self.places: dict[int, dict[int, tuple[int, int]]] = {}
        self.figures = {
            term: column for column, term in enumerate(rows.terms) if term.startswith("=")
        }

    def of(self, first: Integers, second: Integers, most: int) -> Iterator[tuple[Reason, ...]]:
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
            parts = self._parts(a, b, whole, outright.get(number, []), similar.get(number, []))
            yield tuple(
                Reason(
                    part.kind,
                    part.said_a,
                    part.said_b,
                    floor(part.weight * 1e4) / 1e4,
                    None if part.a is None else Span(*part.a),
                    None if part.b is None else Span(*part.b),
                )
                for part in _joined(parts)[:most]
            )

    def _telling(self, products: Sparse, total: Floats) -> dict[int, list[tuple[float, int]]]:
        """The products of each pair that are worth a word, the heaviest first."""
        pair = np.repeat(np.arange(len(total)), np.diff(products.indptr))
        value, term = products.data, products.indices
        kept = np.flatnonzero(
            (value >= LEAST * total[pair]) & (value > 0) & (self.rows.rarity[term] >= TELLING)
        )
        kept = kept[np.lexsort((term[kept], -value[kept], pair[kept]))]
        found: dict[int, list[tuple[float, int]]] = {}
        entries = zip(pair[kept].tolist(), value[kept].tolist(), term[kept].tolist(), strict=True)
        for number, weight, column in entries:
            found.setdefault(number, []).append((weight, column))
        return found

    def _parts(
        self,
        a: int,
        b: int,
        whole: float,
        outright: list[tuple[float, int]],
        similar: list[tuple[float, int]],
    ) -> list[_Part]:
        """Each word once: what is shared outright is not shared again by its look."""
        kept: list[_Part] = []
        used: tuple[set[object], set[object]] = set(), set()
        triples = [(value, term, term) for value, term in outright[:LOOKED_AT]]
        for value, right in similar[:LOOKED_AT]:
            left = self._looks_like(a, right)
            if left is not None:
                triples.append((value, left, right))
        for value, left, right in triples:
            part = self._part(a, b, left, right, value / whole)
            if part.a not in used[0] and part.b not in used[1]:
                kept.append(part)
                used[0].add(part.a)
                used[1].add(part.b)
        return kept

    def _part(self, a: int, b: int, left: int, right: int, share: float) -> _Part:
        place_a, place_b = self._places(a).get(left), self._places(b).get(right)
        if place_a is None or place_b is None:
            kind = ReasonKind.CONTEXT
            place_a = place_a or self._nearby(a, left)
            place_b = place_b or self._nearby(b, right)
        elif left != right and not means(self.rows.terms[left], self.rows.terms[right]):
            kind = ReasonKind.LOOKALIKE
        elif self.rows.terms[left][0] == "=":
            kind = ReasonKind.NUMBER
        else:
            kind = _KINDS[self.rows.kinds[left]]
        return _Part(
            share,
            kind,
            place_a,
            place_b,
            self._said(a, place_a, left),
            self._said(b, place_b, right),
        )

    def _said(self, index: int, place: tuple[int, int] | None, term: int) -> str:
        if place is None:
            return self.rows.terms[term]
        return self.collection.texts[self.collection.passages[index].article][slice(*place)]

    def _looks_like(self, index: int, term: int) -> int | None:
        """The word of a passage that is spelt most like a term of the other."""
        own = set(_entries(self.rows.own, index)[0])
        near = zip(*_entries(self.rows.alike, term), strict=True)
        likely = [(-value, other) for other, value in near if other in own and other != term]
        if not likely:
            return None
        left = min(likely)[1]
        return left if self.rarity[left] >= TELLING else None

    def _places(self, index: int) -> dict[int, tuple[int, int]]:
        """Where each term first stands in a passage."""
        found = self.places.get(index)
        if found is None:
            words = self.collection.words
            inside = slice(int(words.bounds[index]), int(words.bounds[index + 1]))
            spans = zip(words.start[inside].tolist(), words.stop[inside].tolist(), strict=True)
            found = {}
            for term, span in zip(words.term[inside].tolist(), spans, strict=True):
                found.setdefault(term, span)
            for token in self.collection.figures.get(index, ()):
                found.setdefault(self.figures[token.term], (token.span.start, token.span.stop))
            self.places[index] = found
        return found

    def _nearby(self, index: int, term: int) -> tuple[int, int] | None:
        """Where a term that the context brought in stands, in the neighbour that weighs most."""
        columns, values = _entries(self.rows.context, index)
        for _, neighbour in sorted(zip((-value for value in values), columns, strict=True)):
            place = self._places(neighbour).get(term)
            if place is not None:
                return place
        return None


def _entries(matrix: Sparse, row: int) -> tuple[list[int], list[float]]:
    inside = slice(int(matrix.indptr[row]), int(matrix.indptr[row + 1]))
    return matrix.indices[inside].tolist(), np.asarray(matrix.data[inside]).tolist()


def _joined(parts: list[_Part]) -> list[_Part]:
    """Words that stand side by side in both passages, as one reason: a name of two words."""
    placed = sorted(part for part in map(_by_place, parts) if part is not None)
    result = [part for part in parts if part.a is None or part.b is None]
    for _, _, part in placed:
        before = result[-1] if result else None
        if before is not None and _adjoins(before, part):
            assert before.a is not None
            assert before.b is not None
            assert part.a is not None
            assert part.b is not None
            result[-1] = _Part(
                before.weight + part.weight,
                max(before, part, key=lambda each: each.weight).kind,
                (before.a[0], max(before.a[1], part.a[1])),
                (before.b[0], max(before.b[1], part.b[1])),
                _beside(before.said_a, before.a, part.said_a, part.a),
                _beside(before.said_b, before.b, part.said_b, part.b),
            )
        else:
            result.append(part)
    return sorted(result, key=_lightest_last)


def _by_place(part: _Part) -> tuple[tuple[int, int], tuple[int, int], _Part] | None:
    return None if part.a is None or part.b is None else (part.a, part.b, part)


def _lightest_last(part: _Part) -> float:
    return -part.weight


def _adjoins(one: _Part, other: _Part) -> bool:
    if one.a is None or one.b is None or other.a is None or other.b is None:
        return False
    follows = one.a[1] + 1 == other.a[0] and one.b[1] + 1 == other.b[0]
    # In Chinese and Japanese nothing stands between words, and pairs of characters overlap.
    shift = other.a[0] - one.a[0]
    meets = shift == other.b[0] - one.b[0] and other.a[0] <= one.a[1] and other.b[0] <= one.b[1]
    return (follows or meets) and (one.kind is ReasonKind.CONTEXT) == (
        other.kind is ReasonKind.CONTEXT
    )


def _beside(one: str, at: tuple[int, int], other: str, place: tuple[int, int]) -> str:
    """The words of two places that touch, overlap, or have a blank between them."""
    return f"{one} {other}" if place[0] > at[1] else one + other[at[1] - place[0] :]
