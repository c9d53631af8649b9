"""Learning from judgements: what a desk makes of the parts of a score.

Logistic regression, whose log-odds are the score itself: `ODDS` for each point above `EVEN`. What
is learnt is how far the factor of each part is from 1, a factor of all together and a constant; all
three are drawn towards the defaults, so that thirty judgements move little. By that model a score
of 4 is as likely right as wrong on this desk, and the bands keep their meaning.

What was learnt is worth nothing unless it does better on judgements that it was not learnt from:
pairs of articles (of few articles: passages) are dealt to ten heaps, each heap is ranked by what
the other nine taught.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.linking.arrays import Flags, Floats, Integers
from reader.linking.parts import UNIT
from reader.linking.weights import LIKELY, PARTS, Taste

ENOUGH, OF_EACH = 30, 8  # judgements; of them confirmed and rejected
EVEN = LIKELY  # the score at which a suggestion is as likely right as wrong
ODDS = 1.4  # log-odds of a point: by the shares of the bands (`weights`) 1.3 and 1.6
# How far from the defaults is nothing odd, in standard deviations: of the constant (points), of the
# factor of all parts together, of the factor of each part alone.
CONSTANT, ALL, EACH = 1.0, 0.3, 0.25
LOWEST, HIGHEST = 0.0, 3.0  # of a factor: a part never turns round, nor drowns the others
HEAPS = 10
# Pairs of articles that are dealt whole. With fewer (five articles have ten) judgements are dealt
# by their first passage: of three groups no sum is ever two standard errors from nothing.
FEWEST_PAIRS = 12
# What was learnt is kept if it ranks unseen judgements better by so much, and if their log loss
# falls by so many of its standard errors, each pair of articles counted as one. The loss sees more
# in few judgements than the ranking does: of 960 trials with coins 1 % are kept so, with two
# errors 2 %, by one standard error of the ranking itself 7 to 20 % (`.github/decisions/0011`).
MARGIN, ERRORS = 0.01, 2.25
STEPS = 50  # of Newton's method; some eight are needed
CLOSE = 1e-9
PLACES = 3  # of a factor: what is stored is what is used, to the last digit


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person said of one suggestion.

    Attributes:
        articles: the ids of both.
        passage: the key of its first end.
        parts: what its score was made of, as in `parts.parts_of`.
        linked: whether it was confirmed; otherwise it was rejected.
    """

    articles: tuple[str, str]
    passage: str
    parts: tuple[int, ...]
    linked: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How well judgements are foretold that nothing was learnt from.

    Attributes:
        precision: average precision of their ranking, 0..1.
        loss: log loss, in nats for each judgement; the lower the better.
    """

    precision: float
    loss: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What judgements teach, and whether it is worth anything.

    Attributes:
        confirmed, rejected: how many judgements.
        before: by the default weights, with a constant and a factor of their own for the loss.
        after: by learnt weights, each judgement by those that the others taught.
        certainty: the fall of the loss in its standard errors.
        taste: what all of them teach.
    """

    confirmed: int
    rejected: int
    before: Figures
    after: Figures
    certainty: float
    taste: Taste

    @property
    def better(self) -> bool:
        """Whether it is kept."""
        gain = self.after.precision - self.before.precision
        return gain >= MARGIN and self.certainty >= ERRORS


def missing(confirmed: int, rejected: int) -> tuple[int, int, int]:
    """How many judgements, confirmed and rejected ones are missing before anything is learnt."""
    total = confirmed + rejected
    return max(0, ENOUGH - total), max(0, OF_EACH - confirmed), max(0, OF_EACH - rejected)


def learn(judgements: Sequence[Judgement]) -> Trial:
    """What these judgements teach; the order in which they are given is nothing.

    Raises:
        ValueError: there are too few (`missing`).
    """
    ordered = sorted(judgements, key=_key)
    linked = np.array([each.linked for each in ordered], dtype=bool)
    confirmed = int(linked.sum())
    if any(missing(confirmed, len(ordered) - confirmed)):
        msg = "too few judgements to learn from"
        raise ValueError(msg)
    parts = np.array([each.parts for each in ordered], dtype=np.float64) * UNIT
    plain = parts.sum(axis=1)
    groups = _groups(ordered)
    ranked, chances, baseline = _unseen(parts, linked, _heaps(groups))
    fall = _losses(baseline, linked) - _losses(chances, linked)
    together: dict[str, float] = defaultdict(float)
    for group, value in zip(groups, fall.tolist(), strict=True):
        together[group] += value
    error = float(np.sqrt(sum(value * value for value in together.values())))
    return Trial(
        confirmed=confirmed,
        rejected=len(ordered) - confirmed,
        before=Figures(_precision(plain, linked), float(_losses(baseline, linked).mean())),
        after=Figures(_precision(ranked, linked), float(_losses(chances, linked).mean())),
        certainty=float(fall.sum()) / max(error, CLOSE),
        taste=_taste(_fit(_design(parts), linked, _spread(parts.shape[1]))),
    )


def _unseen(parts: Floats, linked: Flags, heap: Integers) -> tuple[Floats, Floats, Floats]:
    """Of each judgement, by what the other heaps teach: its score, and how likely it is right.

    Returns:
        Scores that rank; how likely they are right; the same by default weights with constant and
        scale. Those that rank are without constant and scale, and level: each heap has its own,
        which say nothing about what is in the heap, and together more than its judgements differ.
    """
    ranked, chances, baseline = np.empty(len(parts)), np.empty(len(parts)), np.empty(len(parts))
    plain, design = parts.sum(axis=1), _design(parts)
    for number in range(int(heap.max()) + 1):
        out = heap == number
        found = _fit(design[~out], linked[~out], _spread(parts.shape[1]))
        taste = _taste(found)
        factors = _factors(taste)
        leaning = factors / (1.0 + found[1]) - 1.0
        ranked[out] = plain[out] + (parts[out] - parts[~out].mean(axis=0)) @ leaning
        chances[out] = _chance(parts[out] @ factors + taste.constant)
        few = _fit(design[~out][:, :2], linked[~out], _spread(0))
        baseline[out] = _chance(plain[out] + design[out][:, :2] @ few)
    return ranked, chances, baseline


def _key(each: Judgement) -> tuple[tuple[str, str], str, tuple[int, ...], bool]:
    return each.articles, each.passage, each.parts, each.linked


def _groups(judgements: Sequence[Judgement]) -> list[str]:
    """What each judgement is dealt with: its pair of articles, or its first passage."""
    pairs = [" ".join(each.articles) for each in judgements]
    enough = len(set(pairs)) >= FEWEST_PAIRS
    return pairs if enough else [each.passage for each in judgements]


def _heaps(groups: Sequence[str]) -> Integers:
    """The heap of each judgement: whole groups, the largest dealt first."""
    sizes = Counter(groups)
    filled = [0] * min(HEAPS, len(sizes))
    home: dict[str, int] = {}
    for group, size in sizes.most_common():  # of equals the first in order
        home[group] = filled.index(min(filled))
        filled[home[group]] += size
    return np.array([home[each] for each in groups], dtype=np.int64)


def _design(parts: Floats) -> Floats:
    """Columns: one, the score, each part."""
    return np.column_stack([np.ones(len(parts)), parts.sum(axis=1), parts])


def _spread(parts: int) -> Floats:
    return np.array([CONSTANT, ALL, *[EACH] * parts])


def _fit(design: Floats, linked: Flags, spread: Floats) -> Floats:
    """How far constant and factors are from 0 and 1: Newton's method on a convex loss."""
    known = design[:, 1] - EVEN
    pull = spread**-2.0
    found = np.zeros(design.shape[1])

    def cost(some: Floats) -> float:
        odds = ODDS * (known + design @ some)
        fitted = np.logaddexp(0.0, np.where(linked, -odds, odds)).sum()
        return float(fitted + 0.5 * (pull * some * some).sum())

    for _ in range(STEPS):
        chance = _chance(EVEN + known + design @ found)
        slope = ODDS * design.T @ (chance - linked) + pull * found
        bend = ODDS**2 * (design.T * (chance * (1 - chance))) @ design + np.diag(pull)
        step, now = np.linalg.solve(bend, slope), cost(found)
        while cost(found - step) > now and np.abs(step).max() > CLOSE:
            step = step / 2
        found = found - step
        if np.abs(step).max() <= CLOSE:
            break
    return found


def _taste(found: Floats) -> Taste:
    """Distances from the defaults as a taste, within bounds."""
    factors = np.clip(1.0 + found[1] + found[2:], LOWEST, HIGHEST)
    named = zip(PARTS, factors.tolist(), strict=True)
    values = {name: round(value, PLACES) for name, value in named}
    return Taste(**values, constant=round(float(found[0]), PLACES))


def _factors(taste: Taste) -> Floats:
    return np.array([getattr(taste, name) for name in PARTS], dtype=np.float64)


def _chance(score: Floats) -> Floats:
    """How likely suggestions of these scores are right."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * ODDS * (score - EVEN))), dtype=np.float64)


def _losses(chance: Floats, linked: Flags) -> Floats:
    right = np.where(linked, chance, 1.0 - chance)
    return np.asarray(-np.log(np.clip(right, CLOSE, 1.0)), dtype=np.float64)


def _precision(scores: Floats, linked: Flags) -> float:
    """Average precision; of equals what is no link goes first."""
    ranked = linked[np.lexsort((linked, -scores))]
    right = np.cumsum(ranked)[ranked]
    return float((right / (np.flatnonzero(ranked) + 1)).mean()) if right.size else 0.0
