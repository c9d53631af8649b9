"""The score of two passages: how likely they tell the same event.

Shared words are counted as evidence (`evidence`); articles of different stories are held apart,
relative to how close their own stories are. Numbers that disagree never count against a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing

import numpy as np

from reader.linking import background, stories
from reader.linking.arrays import Flags, Floats, Integers, Scores
from reader.linking.blocks import Pairs, Plan, best, chosen, merge, part, plan, rounded, solve
from reader.linking.evidence import Weighed, score_rows, weigh
from reader.linking.features import Collection, Rows, collect, vectorise
from reader.linking.foundation import Foundation, found_on
from reader.linking.kinship import kinship
from reader.linking.neighbourhoods import neighbourhoods
from reader.linking.parts import parts_of
from reader.linking.reasons import MOST, spelt
from reader.linking.spreading import Heeding, Spread, StoppedError, in_turn
from reader.linking.weights import DEFAULT, WEAK, Weights
from reader.model.boundaries import sentences
from reader.model.link import Suggestion
from reader.model.text import Passage, PassageKind
from reader.model.values import dataclass, replace

METHOD = "counted-evidence-2"
AS_FITS = -1  # `limit`: what follows, by the size of the collection
BEST_PER_PASSAGE = 5  # suggestions kept for each passage
BEST_OF_MANY = 3  # the same where a collection is too large to be scored all with all
MOST_OF_MANY = 3  # reasons of a suggestion there: with six they alone fill 600 MB
DENSE_LIMIT = 3_000  # passages scored all with all: four arrays of 72 MB; more go by
# neighbourhoods
# A second round over the sentences of passages doubles the time. Where 4 % of the passages hold
# several it is worth .001 of average precision: in a large collection it is done for paragraphs.
PIECES_WORTH_IT = 1_000
PARAGRAPHS = 0.25  # share of passages of several sentences from which they are paragraphs

Progress = Callable[[float], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages with the scores of all their pairs.

    Attributes:
        collection, rows: of everything that is linked.
        inside: the numbers of these passages in it.
        core: which of them are in no other group's core; the others are around them.
        scores: these passages x these passages, symmetric; -inf within an article.
        weighed: what the scores were made of, but for the sentences of paragraphs.
        weights: the constants.
    """

    collection: Collection
    rows: Rows
    inside: Integers
    core: Flags
    scores: Scores
    weighed: Weighed
    weights: Weights

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, in the order of the scores."""
        return tuple(self.collection.passages[index] for index in self.inside.tolist())

    def parts(self, first: Integers, second: Integers) -> Integers:
        """What the scores of these pairs are made of, a row each; numbers as in `scores`."""
        return parts_of(self.rows, self.inside, self.weighed, self.weights, first, second)


def suggest(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
    limit: int | None = AS_FITS,
    weights: Weights = DEFAULT,
    aliases: Mapping[str, str] | None = None,
) -> tuple[Suggestion, ...]:
    """Links between passages of different articles, best first; shown ones with reasons.

    Args:
        texts: the text of each article by its id.
        passages: sentences or paragraphs of at least two articles, in any order.
        progress: told the share done, 0..1.
        stop: asked between steps; once it says so, what is done so far is returned.
        limit: for each passage its so many best pairs; None for every pair.
        weights: the constants of the score.
        aliases: names that other spellings stand for, as people accepted them.
    """
    work = Work(texts, passages, limit=limit, weights=weights, aliases=aliases)
    work.go_on(progress=progress, stop=stop)
    return work.suggestions()


class Work:
    """Suggestions while they are computed: may be stopped between steps, and goes on from there.

    Args:
        texts, passages, limit, weights, aliases: as for `suggest`.
        cannot: pairs of passage ids that people rejected: they take no place among the best.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        passages: Sequence[Passage],
        *,
        limit: int | None = AS_FITS,
        weights: Weights = DEFAULT,
        cannot: Iterable[tuple[str, str]] = (),
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self.count = len(passages)
        self.large = self.count > DENSE_LIMIT
        self.done = False
        self.foundation: Foundation | None = None  # of a large collection, once it is there
        self._texts, self._passages = texts, passages
        self._weights, self._aliases = weights, aliases
        self._limit = limit
        if limit == AS_FITS:
            self._limit = BEST_OF_MANY if self.large else BEST_PER_PASSAGE
        self._cannot = frozenset(map(frozenset, cannot))
        self._found: dict[tuple[int, int], Suggestion] = {}
        self._plan: Plan | None = None
        self._next = 0  # of the blocks of the plan

    def go_on(
        self,
        *,
        progress: Progress | None = None,
        stop: Stop | None = None,
        spread: Spread = in_turn,
    ) -> bool:
        """Go on until all is done or `stop` says so; whether all is done.

        Args:
            progress: told the share done, 0..1.
            stop: asked between steps.
            spread: who does the steps of a large collection that do not need each other.
        """
        stop = stop or _never
        if self.done or stop():
            return self.done
        paragraphs = any(each.kind is not PassageKind.SENTENCE for each in self._passages)
        if not self.large or paragraphs:
            self._at_once(progress)
        else:
            self._by_blocks(progress or _untold, stop, spread)
        return self.done

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is found so far, best first."""
        found = self._found.values()
        return tuple(sorted(found, key=lambda each: (-each.score, each.a.id, each.b.id)))

    def _at_once(self, progress: Progress | None) -> None:
        groups = score(
            self._texts,
            self._passages,
            progress=progress,
            weights=self._weights,
            aliases=self._aliases,
        )
        for scored in groups:
            best_of(scored, self._limit, self._found, self._cannot)
        self.done = True

    def _by_blocks(self, progress: Progress, stop: Stop, spread: Spread) -> None:
        if self._plan is None:
            try:
                self._plan = self._planned(stop, spread)
            except StoppedError:
                return
        made, count = self._plan, len(self._plan.parts)
        with closing(spread(solve, made.ground, made.blocks(self._next))) as results:
            for pairs in results:
                merge(pairs, made.whole, self._found)
                self._next += 1
                progress(self._next / count)
                if self._next < count and stop():
                    return
        self.done = True
        self._plan, self._texts, self._passages = None, {}, ()  # not needed any more

    def _planned(self, stop: Stop, spread: Spread) -> Plan:
        """The blocks of a large collection.

        Raises:
            StoppedError: `stop` said so.
        """
        heeding = Heeding(stop, spread)
        whole = collect(self._texts, self._passages, self._aliases, heeding)
        heeding.check()
        rows = vectorise(whole, background.load(), self._weights, spread=heeding, bare=True)
        heeding.check()
        kin = kinship(whole, rows)
        sizes = np.bincount(whole.article, minlength=len(whole.articles))
        self.foundation = found_on(whole, rows, kin)
        return plan(
            whole,
            rows,
            kin,
            neighbourhoods(kin, sizes, self._weights),
            self._weights,
            limit=self._limit,
            most=MOST_OF_MANY,
            cannot=self._cannot,
        )


def _never() -> bool:
    return False


def _untold(share: float) -> None:
    """Nobody asked how far it is."""


def best_of(
    scored: Scored,
    limit: int | None,
    found: dict[tuple[int, int], Suggestion],
    cannot: AbstractSet[frozenset[str]] = frozenset(),
) -> None:
    """Put the best pairs of the core into `found`, by their numbers; of two the higher stays."""
    if cannot:
        _hold_apart(scored, cannot)
    whole, rows = scored.collection, scored.rows
    first, second = best(scored.scores, scored.core, limit)
    values = rounded(scored.scores[first, second])
    shown = values >= WEAK
    parts = scored.parts(first[shown], second[shown])
    first, second = scored.inside[first], scored.inside[second]
    most = MOST if len(whole.passages) <= DENSE_LIMIT else MOST_OF_MANY
    why = spelt(whole, rows, first[shown], second[shown], most)
    merge(Pairs(first, second, values, shown, why, parts), whole, found)


def parts_between(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    pairs: AbstractSet[tuple[str, str]],
    *,
    aliases: Mapping[str, str] | None = None,
) -> dict[tuple[str, str], tuple[int, ...]]:
    """What the scores of some pairs are made of; of those that are no two passages here, nothing.

    Args:
        texts: as for `suggest`.
        passages: as for `suggest`.
        pairs: of passage ids, either way round.
        aliases: as for `suggest`.
    """
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for scored in score(texts, passages, aliases=aliases):
        place = {passage.id: index for index, passage in enumerate(scored.passages)}
        there = [
            (a, b)
            for a, b in sorted(pairs)
            if a in place and b in place and np.isfinite(scored.scores[place[a], place[b]])
        ]
        ends = np.array([(place[a], place[b]) for a, b in there], dtype=np.int64).reshape(-1, 2)
        made_of = scored.parts(ends[:, 0], ends[:, 1]).tolist()
        found |= dict(zip(there, map(tuple, made_of), strict=True))
    return found


def _hold_apart(scored: Scored, cannot: AbstractSet[frozenset[str]]) -> None:
    place = {passage.id: index for index, passage in enumerate(scored.passages)}
    for pair in cannot:
        found = [place[each] for each in pair if each in place]
        if len(found) == 2:  # noqa: PLR2004  # a pair
            scored.scores[found, found[::-1]] = -np.inf


def score(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    *,
    progress: Progress | None = None,
    weights: Weights = DEFAULT,
    aliases: Mapping[str, str] | None = None,
) -> Iterator[Scored]:
    """Groups of passages with all their scores: one group, or each core with what is around it.

    Args:
        texts: as for `suggest`.
        passages: as for `suggest`.
        progress: told the share done, 0..1, once a group is taken.
        weights: the constants.
        aliases: as for `suggest`.
    """
    whole = collect(texts, passages, aliases)
    if len(whole.articles) < 2:  # noqa: PLR2004  # nothing to link an article with but another
        return
    rows = vectorise(whole, background.load(), weights)
    parts: Iterable[tuple[Integers, Integers, Floats]]
    every = np.arange(len(whole.articles))
    if len(whole.passages) <= DENSE_LIMIT:
        count, parts = 1, [(every, every[:0], stories.prior(whole, rows, weights))]
    else:
        kin = kinship(whole, rows)
        found = neighbourhoods(kin, np.bincount(whole.article, minlength=len(every)), weights)
        count, parts = (
            len(found),
            (
                (
                    each.core,
                    each.around,
                    kin.prior(np.concatenate([each.core, each.around]), weights),
                )
                for each in found
            ),
        )
    for number, (core, around, prior) in enumerate(parts):
        if progress is not None:
            progress((number + 1) / count)
        yield score_part(whole, rows, core, around, prior, weights)


def score_part(
    whole: Collection,
    rows: Rows,
    core: Integers,
    around: Integers,
    prior: Floats,
    weights: Weights,
) -> Scored:
    """The scores of the passages of some articles; `prior` is in their order."""
    inside, local = chosen(whole, core, around)
    some = part(rows, inside, local)
    weighed = weigh(some, prior, weights)
    values = weighed.scores
    these = [whole.passages[index] for index in inside.tolist()]
    large = len(whole.passages) > DENSE_LIMIT
    fine = _by_sentences(whole, these, some.article, prior, weights, large=large)
    if fine is not None:
        values = weights.own * values + (1 - weights.own) * fine
    return Scored(whole, rows, inside, some.article < len(core), values, weighed, weights)


def _by_sentences(
    whole: Collection,
    passages: Sequence[Passage],
    article: Integers,
    prior: Floats,
    weights: Weights,
    *,
    large: bool,
) -> Scores | None:
    """For each two passages the score of their best two sentences; None for sentences."""
    if large and all(passage.kind is PassageKind.SENTENCE for passage in passages):
        return None
    pieces: list[Passage] = []
    starts: list[int] = []
    for number, passage in enumerate(passages):
        starts.append(len(pieces))
        spans = sentences(whole.texts[passage.article], passage.span) or (passage.span,)
        pieces += (
            Passage(f"{number}.{index}", passage.article, span, PassageKind.SENTENCE, 0)
            for index, span in enumerate(spans)
        )
    several = np.count_nonzero(np.diff([*starts, len(pieces)]) > 1)
    many = len(pieces) > PIECES_WORTH_IT and several < PARAGRAPHS * len(passages)
    if not several or many:
        return None
    fine = collect(whole.texts, pieces, whole.aliases)
    if [p.id.split(".")[0] for p in fine.passages] != [p.id.split(".")[0] for p in pieces]:
        return None  # passages that overlap have no sentences of their own
    rows = vectorise(fine, background.load(), weights)
    owner = article[[int(piece.id.split(".")[0]) for piece in fine.passages]]
    values = score_rows(replace(rows, article=owner), prior, weights)
    values = np.maximum.reduceat(values, starts, axis=0)
    return np.asarray(np.maximum.reduceat(values, starts, axis=1), dtype=np.float32)
