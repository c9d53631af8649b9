"""Why two passages are suggested: the terms of the product that is their score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

import numpy as np

from reader.linking.arrays import Integers, Sparse
from reader.linking.background import TELLING
from reader.linking.features import Collection, Rows
from reader.linking.tokens import Token, WordKind, positions
from reader.model.link import Reason, ReasonKind
from reader.model.text import Span

MOST = 6  # reasons shown for one suggestion
LEAST = 0.02  # share of the evidence below which a word explains nothing

_KINDS = {
    WordKind.NAME: ReasonKind.NAME,
    WordKind.NUMBER: ReasonKind.NUMBER,
    WordKind.VERB: ReasonKind.WORD,
    WordKind.REST: ReasonKind.WORD,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One passage as the explanation sees it: its terms, their weights, where they stand."""

    values: dict[int, float]
    alike: dict[int, tuple[float, int]]  # of a term spelt like one of these: weight, which one
    places: dict[str, Token]


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
    known: dict[int, _Row] = {}
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        for index in (a, b):
            if index not in known:
                known[index] = _row(collection, rows, index)
        yield _reasons(collection, rows, (a, b), (known[a], known[b]))


def _row(collection: Collection, rows: Rows, index: int) -> _Row:
    columns, values = _entries(rows.words, index)
    alike: dict[int, tuple[float, int]] = {}
    for column, value in zip(columns, values, strict=True):
        for other, share in zip(*_entries(rows.alike, column), strict=True):
            if other != column:
                alike[other] = max(alike.get(other, (0.0, 0)), (value * share, column))
    places = dict(positions(collection.tokens(index)))
    return _Row(dict(zip(columns, values, strict=True)), alike, places)


def _entries(matrix: Sparse, row: int) -> tuple[list[int], list[float]]:
    inside = slice(int(matrix.indptr[row]), int(matrix.indptr[row + 1]))
    return matrix.indices[inside].tolist(), np.asarray(matrix.data[inside]).tolist()


def _reasons(
    collection: Collection, rows: Rows, pair: tuple[int, int], ends: tuple[_Row, _Row]
) -> tuple[Reason, ...]:
    a, b = ends
    parts = [
        (a.values[term] * b.values[term], term, term) for term in a.values.keys() & b.values.keys()
    ]
    parts += [
        (a.alike[right][0] * b.values[right], a.alike[right][1], right)
        for right in a.alike.keys() & b.values.keys()
    ]
    total = sum(part[0] for part in parts)
    if total <= 0:
        return ()
    parts.sort(key=lambda part: (-part[0], part[1], part[2]))
    said = [
        _reason(collection, rows, pair, ends, (left, right), value / total)
        for value, left, right in parts
        if value >= LEAST * total and rows.rarity[[left, right]].min() >= TELLING
    ]
    return tuple(_joined(_once(said))[:MOST])


def _reason(
    collection: Collection,
    rows: Rows,
    pair: tuple[int, int],
    ends: tuple[_Row, _Row],
    columns: tuple[int, int],
    share: float,
) -> Reason:
    terms = rows.terms[columns[0]], rows.terms[columns[1]]
    places = ends[0].places.get(terms[0]), ends[1].places.get(terms[1])
    if places[0] is None or places[1] is None:
        kind = ReasonKind.CONTEXT
    elif terms[0].startswith("="):
        kind = ReasonKind.NUMBER
    elif columns[0] != columns[1]:
        kind = ReasonKind.LOOKALIKE
    else:
        kind = _KINDS[rows.kinds[columns[0]]]
    tokens = [
        place or _nearby(collection, rows, index, term)
        for place, index, term in zip(places, pair, terms, strict=True)
    ]
    return Reason(
        kind=kind,
        a=tokens[0].form if tokens[0] else terms[0],
        b=tokens[1].form if tokens[1] else terms[1],
        weight=share,
        span_a=tokens[0].span if tokens[0] else None,
        span_b=tokens[1].span if tokens[1] else None,
    )


def _nearby(collection: Collection, rows: Rows, index: int, term: str) -> Token | None:
    """Where a term that the context brought in stands, in the neighbour that weighs most."""
    columns, values = _entries(rows.context, index)
    for _, neighbour in sorted(zip((-value for value in values), columns, strict=True)):
        token = positions(collection.tokens(neighbour)).get(term)
        if token is not None:
            return token
    return None


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
    return [replace(each, weight=floor(each.weight * 1e4) / 1e4) for each in result]


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
