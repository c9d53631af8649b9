"""Passages as sparse rows: weighted words, words spelt alike, runs of characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from reader.linking.alike import alike
from reader.linking.arrays import (
    Flags,
    Floats,
    Integers,
    Sparse,
    damped,
    holders,
    scaled,
    single,
    sparse,
)
from reader.linking.background import Background
from reader.linking.figure_words import CLASSES
from reader.linking.grams import hashed_grams
from reader.linking.languages import languages
from reader.linking.names import Folding
from reader.linking.quantities import Unit, quantities
from reader.linking.spreading import Spread, in_turn
from reader.linking.tokens import Token, WordKind
from reader.linking.weights import Weights
from reader.linking.words import Words, kinds, read_all, read_in_parts
from reader.model.text import Passage, Span

# The background counts English. In another language the smallest words are known by a list, and
# every other is taken to be as rare as this. The English development sets, read as if they were in
# such a language, come to .915 and .346, where the counts give .921 and .331 and the collection's
# own frequencies .904 and .214; and the bands hold (.53, .76 and .95 are links, not .64, .89, .97).
SMALL_RARITY, OTHER_RARITY = 0.5, 5.5
# With fewer of its words known than this, what is taken for English is in a language that nothing
# is known of, and the collection's own frequencies have to do. (English: .80 to .95; German: .25.)
KNOWN_SHARE = 0.5
# Passages; the words of fewer are weighed as if there were so many, else the scores of a few short
# texts would all be lower, and the bands would not mean the same there.
FEW = 100


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages in a fixed order, with their words.

    Attributes:
        texts: of each article, by its id.
        aliases: names that other spellings are read as.
        passages: sorted by article and place, so that the order they were given in is nothing.
        words: of all passages.
        figures: of each passage that tells any, for each figure of what happened to people a token
            of its own: `12 miners were hurt` and `injured 40` speak of one thing, and say so best
            where they disagree.
        article: of each passage, the number of its article.
        position: of each passage, how many of its article stand before it.
        articles: ids by number.
    """

    texts: Mapping[str, str]
    aliases: Mapping[str, str]
    passages: tuple[Passage, ...]
    words: Words
    figures: Mapping[int, tuple[Token, ...]]
    article: Integers
    position: Integers
    articles: tuple[str, ...]

    def tokens(self, index: int) -> tuple[Token, ...]:
        """The words of one passage, then its figures."""
        text = self.texts[self.passages[index].article]
        return (*self.words.tokens(index, text), *self.figures.get(index, ()))


@dataclass(frozen=True, slots=True)
class Rows:
    """A collection as sparse rows: all that the scorer sees.

    Attributes:
        terms, kinds: what the columns of `own` and `words` are.
        rarity: inverse document frequency of each term, before exponents and kinds.
        own: the weighted words of each passage.
        context: what each passage adds to each other one (near ones of its article), and itself.
        words: `own` with context.
        widened: `own` with the words that speak of the same.
        alike: terms x terms: 1 with itself, less with one that speaks of the same (`alike`).
        characters: weighted runs of characters of each passage alone.
        article, position: as in the collection.
        length: words of each passage.
        part: of each term, what part of a score it carries: 0 words, 1 names, 2 numbers.
    """

    terms: tuple[str, ...]
    kinds: tuple[WordKind, ...]
    rarity: Floats
    own: Sparse
    context: Sparse
    words: Sparse
    widened: Sparse
    alike: Sparse
    characters: Sparse
    article: Integers
    position: Integers
    length: Floats
    part: Integers


@dataclass(frozen=True, slots=True)
class Statistics:
    """How common words are in a collection, kept for passages that join it later.

    Attributes:
        count: passages.
        held: by term, how many of them hold it.
        characters: of each run of 3-5 characters, its inverse document frequency.
    """

    count: int
    held: Mapping[str, float]
    characters: Floats


def statistics(rows: Rows) -> Statistics:
    """The statistics of a collection."""
    count = len(rows.article)
    held = zip(rows.terms, holders(rows.own).tolist(), strict=True)
    return Statistics(count, dict(held), _rarity(rows.characters))


def collect(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    aliases: Mapping[str, str] | None = None,
    spread: Spread | None = None,
) -> Collection:
    """The collection of these passages.

    Args:
        texts: the text of each article by its id.
        passages: in any order.
        aliases: names that other spellings stand for, as people accepted them.
        spread: who reads the words, in parts; else they are read at once.
    """
    ordered = tuple(sorted(passages, key=lambda p: (p.article, p.span.start, p.span.stop, p.id)))
    articles = tuple(sorted({passage.article for passage in ordered}))
    number = {article: index for index, article in enumerate(articles)}
    met = [0] * len(articles)
    position = []
    for passage in ordered:
        position.append(met[number[passage.article]])
        met[number[passage.article]] += 1
    spoken = languages({article: texts[article] for article in articles})
    if spread is None:
        words = read_all(texts, ordered, Folding(aliases) if aliases else None, spoken)
    else:
        words = read_in_parts(texts, ordered, aliases or {}, spoken, spread)
    told = (
        (index, _figures(texts[passage.article], passage.span, spoken[passage.article]))
        for index, passage in enumerate(ordered)
        if words.figured[index]
    )
    return Collection(
        texts=texts,
        aliases=aliases or {},
        passages=ordered,
        words=words,
        figures={index: found for index, found in told if found},
        article=np.array([number[passage.article] for passage in ordered], dtype=np.int64),
        position=np.array(position, dtype=np.int64),
        articles=articles,
    )


def _figures(text: str, span: Span, language: str) -> tuple[Token, ...]:
    return tuple(
        Token(each.span, each.span.of(text), f"={each.subject}")
        for each in quantities(text, span, language)
        if each.subject in CLASSES or each.unit in {Unit.SHARE, Unit.MONEY}
    )


def vectorise(
    collection: Collection,
    background: Background,
    weights: Weights,
    known: Statistics | None = None,
    spread: Spread = in_turn,
    *,
    bare: bool = False,
) -> Rows:
    """The rows of a collection.

    Args:
        collection: the passages.
        background: how common words are in news at large.
        weights: the constants.
        known: how common they are in the larger collection that these passages are a part of.
        spread: who counts the characters.
        bare: `words` and `widened` stay empty: who takes the passages block by block makes them
            of `own` there, and saves 150 MB.
    """
    terms, counts = _counts(collection)
    figures = tuple(WordKind.REST for _ in terms[len(collection.words.terms) :])
    sorts = (*kinds(collection.words, background), *figures)
    more = (0, len(figures))
    rarity, weight = _term_weights(
        terms,
        sorts,
        counts,
        background,
        weights,
        known,
        np.pad(collection.words.foreign, more),
        np.pad(collection.words.small, more),
    )
    own = single(scaled(damped(counts), weight))
    context = _context(collection, weights)
    near = alike(terms, sorts, np.pad(collection.words.foreign, more), weights)
    some = own[:0] if bare else own
    around = context[:0, :0] if bare else context
    return Rows(
        terms=terms,
        kinds=sorts,
        rarity=rarity,
        own=own,
        context=context,
        words=sp.csr_array(single(around) @ some),
        widened=sp.csr_array(some @ single(near)),
        alike=near,
        characters=_characters(collection, weights, known, spread),
        article=collection.article,
        position=collection.position,
        length=np.diff(collection.words.bounds).astype(np.float64),
        part=_parts(terms, sorts),
    )


def _parts(terms: tuple[str, ...], sorts: tuple[WordKind, ...]) -> Integers:
    number = {WordKind.NAME: 1, WordKind.NUMBER: 2}
    told = zip(terms, sorts, strict=True)
    return np.array([2 if t.startswith("=") else number.get(k, 0) for t, k in told], dtype=np.int64)


def _counts(collection: Collection) -> tuple[tuple[str, ...], Sparse]:
    """All terms, those of figures last, and how often each stands in each passage."""
    words, count = collection.words, len(collection.passages)
    named = sorted({token.term for found in collection.figures.values() for token in found})
    column = {term: index for index, term in enumerate(named, len(words.terms))}
    told = [(i, column[t.term]) for i, found in collection.figures.items() for t in found]
    rows, columns = np.array(told, dtype=np.int64).reshape(-1, 2).T
    rows = np.concatenate([np.repeat(np.arange(count), np.diff(words.bounds)), rows])
    columns = np.concatenate([words.term, columns])
    terms = (*words.terms, *named)
    return terms, sparse(np.ones(len(rows)), rows, columns, (count, len(terms)))


def _term_weights(
    terms: tuple[str, ...],
    sorts: tuple[WordKind, ...],
    counts: Sparse,
    background: Background,
    weights: Weights,
    known: Statistics | None,
    foreign: Flags,
    small: Flags,
) -> tuple[Floats, Floats]:
    """How rare each term is in news, and what it weighs."""
    by_kind = {
        WordKind.NAME: weights.name,
        WordKind.NUMBER: weights.number,
        WordKind.VERB: weights.verb,
        WordKind.REST: 1.0,
    }
    frequency = np.array([background.frequency(term) for term in terms], dtype=np.float64)
    held, total = holders(counts), counts.shape[0]
    if known is not None:
        total = known.count
        held = np.array([known.held.get(term, 1.0) for term in terms], dtype=np.float64)
    rarity = np.array([background.rarity(term) for term in terms], dtype=np.float64)
    numeric = np.array([sort is WordKind.NUMBER for sort in sorts], dtype=bool)
    rarity[foreign & ~numeric] = OTHER_RARITY
    rarity[small] = np.minimum(rarity[small], SMALL_RARITY)
    local = np.maximum(np.log((max(total, FEW) + 1) / (held + 0.5)), 0)
    figure = np.array([term.startswith("=") for term in terms], dtype=bool)
    lettered = ~numeric & ~figure & ~foreign
    met = held[(frequency > 0) & lettered].sum() / max(held[lettered].sum(), 1)
    if lettered.any() and met < KNOWN_SHARE:
        rarity[lettered] = local[lettered]
    kind = np.array([by_kind[sort] for sort in sorts], dtype=np.float64)
    kind[figure] = weights.figure
    unit = np.array(
        [figured and term[1:] not in CLASSES for term, figured in zip(terms, figure, strict=True)],
        dtype=bool,
    )
    kind[unit] = weights.unit
    named = [sort is WordKind.NAME for sort in sorts]
    exponent = np.where(named, weights.collection_name, weights.collection)
    return rarity, rarity**weights.background * local**exponent * kind


def _context(collection: Collection, weights: Weights) -> Sparse:
    """Identity, and what near passages of the same article add: to a short one the more."""
    count = len(collection.passages)
    here = np.arange(count, dtype=np.int64)
    rows, columns, values = [here], [here], [np.ones(count)]
    length = np.maximum(np.diff(collection.words.bounds), 1)
    wants = np.minimum((weights.usual / length) ** weights.elliptic, weights.elliptic_most)
    for distance, value in enumerate(weights.context, 1):
        near = here[: max(count - distance, 0)]
        near = near[collection.article[near] == collection.article[near + distance]]
        rows += [near, near + distance]
        columns += [near + distance, near]
        values += [value * wants[near], value * weights.before * wants[near + distance]]
    return sparse(
        np.concatenate(values), np.concatenate(rows), np.concatenate(columns), (count, count)
    )


def _characters(
    collection: Collection,
    weights: Weights,
    known: Statistics | None = None,
    spread: Spread = in_turn,
) -> Sparse:
    """Runs of 3-5 characters, the rarer in the collection the heavier."""
    counts = hashed_grams(collection.words.spelt, 3, 5, spread)
    rarity = _rarity(counts) if known is None else known.characters
    return scaled(damped(counts), rarity**weights.character_idf)


def _rarity(counts: Sparse) -> Floats:
    """The inverse document frequency of each column."""
    return np.maximum(np.log((counts.shape[0] + 1) / (holders(counts) + 0.5)), 0)
