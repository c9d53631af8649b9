"""Suggestions for articles that come to a large collection: their own rows, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from reader.linking import background, foundation
from reader.linking.features import collect, vectorise
from reader.linking.foundation import Foundation
from reader.linking.scoring import BEST_OF_MANY, best_of, score_part
from reader.linking.weights import DEFAULT, Weights
from reader.model.link import Suggestion
from reader.model.text import Passage

AROUND = 600  # passages of the collection that new articles are scored with: under half a second

Passages = Callable[[Sequence[str]], tuple[Mapping[str, str], Sequence[Passage]]]


def suggest_for(
    ground: Foundation,
    fresh: Sequence[str],
    gone: frozenset[str],
    read: Passages,
    *,
    cannot: Iterable[tuple[str, str]] = (),
    weights: Weights = DEFAULT,
    aliases: Mapping[str, str] | None = None,
) -> tuple[Suggestion, ...]:
    """Links between new articles and what is on the desk, and among themselves.

    Args:
        ground: what the collection left behind when all of it was compared.
        fresh: ids of articles that came or changed since.
        gone: ids of articles of the collection that left or changed since.
        read: the texts and the passages of articles, by id.
        cannot: pairs of passage ids that people rejected.
        weights: the constants of the score.
        aliases: names that other spellings stand for, the same as when `ground` was made.
    """
    texts, passages = read(fresh)
    alone = collect(texts, passages, aliases)
    if not alone.passages:
        return ()
    rows = vectorise(alone, background.load(), weights, ground.statistics)
    vectors = foundation.placed(ground, alone, rows)
    around, relation = foundation.neighbours(ground, vectors, gone, AROUND)
    near = [ground.articles[each] for each in around.tolist()]
    more_texts, more_passages = read(near)
    whole = collect({**texts, **more_texts}, [*passages, *more_passages], aliases)
    rows = vectorise(whole, background.load(), weights, ground.statistics)
    number = {article: index for index, article in enumerate(whole.articles)}
    order = np.array([number[each] for each in (*alone.articles, *near)], dtype=np.int64)
    count = len(alone.articles)
    held = foundation.prior(relation, weights)
    found: dict[tuple[int, int], Suggestion] = {}
    scored = score_part(whole, rows, order[:count], order[count:], held, weights)
    best_of(scored, BEST_OF_MANY, found, frozenset(map(frozenset, cannot)))
    return tuple(found.values())
