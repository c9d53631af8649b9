"""A large collection as blocks, each of which is scored and explained by itself.

A block holds all that its pairs need, as plain arrays: it can be handed to another process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from reader.linking.arrays import Flags, Floats, Integers, Scores, highest, single
from reader.linking.evidence import weigh
from reader.linking.features import Collection, Rows
from reader.linking.kinship import Kinship
from reader.linking.neighbourhoods import Neighbourhood
from reader.linking.parts import parts_of
from reader.linking.reasons import Lexicon, lexicon, reasons, written_out
from reader.linking.weights import WEAK, Weights, band
from reader.linking.whereabouts import Standing, standing, whereabouts
from reader.model.link import Suggestion
from reader.model.reasons import NONE, Written

DIGITS = 4  # of a score; more would differ with the order of additions


@dataclass(frozen=True, slots=True)
class Ground:
    """What every block of a collection is scored and explained by.

    Attributes:
        known: of the terms.
        part: of each term, as in `Rows`.
        terms: what they are.
        weights: the constants of the score, with what a desk learnt.
        limit: for each passage its so many best pairs; None for every pair.
        most: reasons of one pair.
    """

    known: Lexicon
    part: Integers
    terms: tuple[str, ...]
    weights: Weights
    limit: int | None
    most: int


@dataclass(frozen=True, slots=True)
class Block:
    """Some passages whose pairs are scored together.

    Attributes:
        inside: their numbers in the collection.
        core: which of them are in no other block's core; the others are around them.
        rows: of these passages; what follows from `own` and `context`, and what is of terms, is
            left out.
        prior: of every two articles, by the numbers in `rows.article`.
        told: their words.
        texts: of their articles, by the numbers in `rows.article`.
        apart: pairs of them that people rejected, two columns.
    """

    inside: Integers
    core: Flags
    rows: Rows
    prior: Floats
    told: Standing
    texts: tuple[str, ...]
    apart: Integers


@dataclass(frozen=True, slots=True)
class Pairs:
    """The best pairs of some passages.

    Attributes:
        first, second: the numbers of the passages in the collection.
        values: the scores, rounded.
        shown: which are high enough to be.
        why: the reasons of those that are, in their order, as text.
        parts: what the scores of those are made of, a row each.
    """

    first: Integers
    second: Integers
    values: Floats
    shown: Flags
    why: Sequence[str]
    parts: Integers


@dataclass(frozen=True, slots=True)
class Plan:
    """A large collection, ready to be scored block by block.

    Attributes:
        whole, rows: all of it.
        kin: its articles by how near they are.
        parts: the articles of each block.
        ground: what every block is scored by.
        apart: pairs of passages that people rejected, two columns.
    """

    whole: Collection
    rows: Rows
    kin: Kinship
    parts: tuple[Neighbourhood, ...]
    ground: Ground
    apart: Integers

    def blocks(self, first: int) -> Iterator[Block]:
        """The blocks from that one on, each made when it is asked for."""
        for each in self.parts[first:]:
            prior = self.kin.prior(np.concatenate([each.core, each.around]), self.ground.weights)
            yield self._block(each, prior)

    def _block(self, each: Neighbourhood, prior: Floats) -> Block:
        inside, local = chosen(self.whole, each.core, each.around)
        rows, nothing = self.rows, single(sp.csr_array((0, 0), dtype=np.float64))
        rows = Rows(
            terms=(),
            kinds=(),
            rarity=rows.rarity[:0],
            own=rows.own[inside],
            context=rows.context[inside][:, inside],
            words=nothing,
            widened=nothing,
            alike=nothing,
            characters=rows.characters[inside],
            article=local[rows.article[inside]],
            position=rows.position[inside],
            length=rows.length[inside],
            part=rows.part[:0],
        )
        place = np.full(len(self.whole.passages), -1, dtype=np.int64)
        place[inside] = np.arange(len(inside))
        apart = place[self.apart]
        return Block(
            inside=inside,
            core=rows.article < len(each.core),
            rows=rows,
            prior=prior,
            told=standing(self.whole, self.rows.terms, inside),
            texts=tuple(
                self.whole.texts[self.whole.articles[number]]
                for some in (each.core, each.around)
                for number in some.tolist()
            ),
            apart=apart[(apart >= 0).all(axis=1)],
        )


def plan(
    whole: Collection,
    rows: Rows,
    kin: Kinship,
    parts: tuple[Neighbourhood, ...],
    weights: Weights,
    *,
    limit: int | None,
    most: int,
    cannot: AbstractSet[frozenset[str]],
) -> Plan:
    """The blocks of a collection; arguments as for `Plan`, `Ground`, and `scoring.Work`."""
    ground = Ground(lexicon(rows), rows.part, rows.terms, weights, limit, most)
    named = frozenset().union(*cannot)
    number = {p.id: index for index, p in enumerate(whole.passages) if p.id in named}
    pairs = [[number[x] for x in sorted(pair)] for pair in cannot if pair <= number.keys()]
    apart = np.array([pair for pair in pairs if len(pair) == 2], dtype=np.int64)  # noqa: PLR2004  # a pair
    return Plan(whole, rows, kin, parts, ground, apart.reshape(-1, 2))


def solve(ground: Ground, block: Block) -> Pairs:
    """The best pairs of a block's core, with their reasons: a pure function of both."""
    own, context = block.rows.own, block.rows.context
    rows = replace(
        block.rows,
        words=sp.csr_array(single(context) @ own),
        widened=sp.csr_array(own @ single(ground.known.alike)),
        part=ground.part,
    )
    weighed = weigh(rows, block.prior, ground.weights)
    scores = weighed.scores
    scores[block.apart, block.apart[:, ::-1]] = -np.inf
    first, second = best(scores, block.core, ground.limit)
    values = rounded(scores[first, second])
    shown = values >= WEAK
    here = np.arange(len(block.inside))
    parts = parts_of(rows, here, weighed, ground.weights, first[shown], second[shown])
    where = whereabouts(block.told, context, own.shape[1])
    ends = first[shown], second[shown]
    why = reasons(ground.known, rows, where, *ends, ground.most)
    texts = [block.texts[number] for number in rows.article.tolist()]
    told = written_out(why, texts.__getitem__, ground.terms, *ends)
    return Pairs(block.inside[first], block.inside[second], values, shown, told, parts)


def rounded(scores: Scores) -> Floats:
    """As many digits as a score has."""
    return np.asarray(np.round(scores.astype(np.float64), DIGITS), dtype=np.float64)


def best(scores: Scores, core: Flags, limit: int | None) -> tuple[Integers, Integers]:
    """The pairs (first < second) among the so many best of either passage, if it is of the core."""
    count = len(scores)
    wanted: Flags = np.isfinite(scores)
    if limit is not None and limit < count:
        highly = np.zeros_like(wanted)
        highly[np.repeat(np.arange(count), limit), highest(scores, limit).ravel()] = True
        highly &= core[:, None]
        wanted &= highly | highly.T
    else:
        wanted &= core[:, None] | core[None, :]
    first, second = np.nonzero(np.triu(wanted, 1))
    return first.astype(np.int64), second.astype(np.int64)


def merge(
    pairs: Pairs,
    collection: Collection,
    found: dict[tuple[int, int], Suggestion],
) -> None:
    """Put pairs into `found`, by their numbers; of two the higher stays."""
    parts = pairs.parts.tolist()
    each = zip(
        pairs.first.tolist(),
        pairs.second.tolist(),
        pairs.values.tolist(),
        np.where(pairs.shown, np.cumsum(pairs.shown) - 1, -1).tolist(),
        strict=True,
    )
    for a, b, value, explained in each:
        known = found.get((a, b))
        if known is not None and known.score >= value:
            continue
        told = pairs.why[explained] if explained >= 0 else NONE
        why = () if told == NONE else Written(told)
        made_of = tuple(parts[explained]) if explained >= 0 else ()
        ends = collection.passages[a], collection.passages[b]
        # What only its place and its neighbours carry cannot be explained, so it is not shown.
        found[a, b] = Suggestion(*ends, value, band(value) if why else None, why, made_of)


def chosen(whole: Collection, core: Integers, around: Integers) -> tuple[Integers, Integers]:
    """The passages of some articles, and of each article its number among them, or -1."""
    some = np.concatenate([core, around]).astype(np.int64)
    local = np.full(len(whole.articles), -1, dtype=np.int64)
    local[some] = np.arange(len(some))
    return np.flatnonzero(local[whole.article] >= 0), local


def part(rows: Rows, inside: Integers, number: Integers) -> Rows:
    """The rows of some passages; their articles by other numbers."""
    if len(inside) == len(rows.article):
        return replace(rows, article=number[rows.article])
    return replace(
        rows,
        own=rows.own[inside],
        context=rows.context[inside][:, inside],
        words=rows.words[inside],
        widened=rows.widened[inside],
        characters=rows.characters[inside],
        article=number[rows.article[inside]],
        position=rows.position[inside],
        length=rows.length[inside],
    )
