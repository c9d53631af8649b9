"""When suggestions are computed: for what changed, from where it was stopped, else not at all.

A small desk is compared whole, which takes a second. On a large one an article that came, went or
was flipped touches its own suggestions alone, until so many have that all are compared anew. All
of it is kept in the memory of the process; nothing is written.
"""

from __future__ import annotations

import gc
import threading
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.named import known_aliases
from reader.model.article import BlockVerdict
from reader.model.link import Suggestion
from reader.model.text import Passage
from reader.model.values import dataclass, field
from reader.store import bodies, learnt, links, readings, versions
from reader.store.protocol import Store

if TYPE_CHECKING:
    from reader.linking.scoring import Work
    from reader.linking.weights import Weights

# Articles that may come, go or change before all are compared anew: as many as are scored
# together in about a second.
FEW_FRESH, FEW_GONE = 20, 200
CUT_AT_ONCE = 50  # articles that are cut into sentences between two looks at whether to stop
TURN_S = 0.05  # between two looks at whether who waits for another thread still wants to
# Compared in several processes from here on: two of them take 2 s of the processor to begin and to
# be told everything. At 8,000 passages that is what they save; of 100,000 half the time is left.
FROM_PASSAGES = 15_000


class Key(NamedTuple):
    """What the body of an article depends on: the blocks, and this annotator's word on them."""

    outline: str
    flips: tuple[tuple[int, int, BlockVerdict], ...]


@dataclass(slots=True)
class _State:
    """What is known of one selection of articles.

    Attributes:
        keys: the key of each article that was compared.
        aliases: the spellings that were read as names then.
        weights: the constants of the score then, with what the desk had learnt.
        work: the comparison, done or stopped.
        whole: what came out of it, once done.
        grown: what it became with the articles that came and went since, and for which.
    """

    keys: Mapping[str, Key]
    aliases: Mapping[str, str]
    weights: Weights
    work: Work
    whole: tuple[Suggestion, ...] = ()
    grown: tuple[Mapping[str, Key], tuple[Suggestion, ...]] | None = None


@dataclass(slots=True)
class Suggesting:
    """The suggestions of a desk, as far as they are computed."""

    context: Context
    articles: Articles
    _cut: dict[str, tuple[Key, tuple[Passage, ...]]] = field(default_factory=dict)
    _states: dict[str | None, _State] = field(default_factory=dict)
    _computing: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[str | None, tuple[Suggestion, ...]] = field(default_factory=dict)

    def suggestions(
        self,
        story: str | None,
        *,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[Suggestion, ...]:
        """What the machine proposes, best first; of a work that was stopped, what there is.

        Args:
            story: only the articles of this story.
            progress: told the share done, 0..1.
            stop: asked between steps; what is done by then is kept, and gone on from later.
        """
        found = self._known[story] = self._computed(story, progress, stop)
        return found

    def known(self, story: str | None) -> tuple[Suggestion, ...]:
        """What was found last, be it old or unfinished; computes nothing and never waits."""
        return self._known.get(story, ())

    def ready(self, story: str | None) -> bool:
        """Whether what is known is all there is, for the articles as they are now."""
        state = self._states.get(story)
        if state is None or not state.work.done:
            return False
        keys = self.keys(story)
        found = state.whole if state.keys == keys else None
        if found is None and state.grown is not None and state.grown[0] == keys:
            found = state.grown[1]
        is_known = found is not None and found is self._known.get(story)
        store = self.context.store
        with_these = known_aliases(store), known_weights(store)
        return is_known and (state.aliases, state.weights) == with_these

    @contextmanager
    def _turn(self, stop: Callable[[], bool] | None) -> Iterator[bool]:
        """One thread computes at a time; False for who was stopped while it waited."""
        while not self._computing.acquire(timeout=TURN_S):
            if stop is not None and stop():
                yield False
                return
        try:
            yield True
        finally:
            self._computing.release()

    def _computed(
        self,
        story: str | None,
        progress: Callable[[float], None] | None,
        stop: Callable[[], bool] | None,
    ) -> tuple[Suggestion, ...]:
        with self._turn(stop) as mine, uncollected():
            if not mine:
                return self.known(story)
            keys = self.keys(story)
            aliases = known_aliases(self.context.store)
            weights = known_weights(self.context.store)
            state = self._states.get(story)
            if state is not None and (state.aliases, state.weights) != (aliases, weights):
                state = None  # any two passages may be nearer now, or farther
            if state is not None and state.work.done:
                found = self._grown(state, keys)
                if found is not None:
                    return found
            if (state is None or state.keys != keys) and not self._cut_all(keys, stop):
                return self.known(story)
            if state is None or state.keys != keys:
                state = self._states[story] = self._begun(keys, aliases, weights)
            if self._go_on(state.work, progress=progress, stop=stop):
                state.whole = state.work.suggestions()
                return state.whole
            return state.work.suggestions()

    def _go_on(
        self,
        work: Work,
        *,
        progress: Callable[[float], None] | None,
        stop: Callable[[], bool] | None,
    ) -> bool:
        """Go on with it, in several processes where that pays; whether all is done."""
        if work.count > FROM_PASSAGES:
            from reader.desk.workers import Workers, available

            with Workers(available()) as processes:
                return work.go_on(progress=progress, stop=stop, spread=processes.spread)
        return work.go_on(progress=progress, stop=stop)

    def keys(self, story: str | None) -> dict[str, Key]:
        """The articles to compare, each with what its body depends on."""
        me = self.context.annotator.casefold()
        flips: dict[str, list[tuple[int, int, BlockVerdict]]] = {}
        for flip in readings.flips(self.context.store):
            if flip.annotator.casefold() == me:
                said = flip.span.start, flip.span.stop, flip.verdict
                flips.setdefault(flip.article, []).append(said)
        outlines = bodies.outlines(self.context.store)
        return {
            each: Key(outlines.get(each, ""), tuple(sorted(flips.get(each, ()))))
            for each in self._there(story)
        }

    def _there(self, story: str | None) -> Iterable[str]:
        if story is not None:
            return [each.id for each in self.articles.list(story) if not each.withdrawn]
        older = versions.superseded(self.context.store)
        stored = (each for each in bodies.present(self.context.store) if each not in older)
        return dict.fromkeys((*stored, *self.context.unstored))  # opened and never marked, too

    def passages(self, keys: Mapping[str, Key]) -> tuple[Passage, ...]:
        """The sentences of every body, in order; each article is cut once."""
        self._read([each for each, key in keys.items() if not self._is_cut(each, key)], keys)
        return tuple(passage for each in keys for passage in self._cut[each][1])

    def _cut_all(self, keys: Mapping[str, Key], stop: Callable[[], bool] | None) -> bool:
        """Cut what is not cut yet, a few at a time; False when it is time to stop."""
        left = [each for each, key in keys.items() if not self._is_cut(each, key)]
        for first in range(0, len(left), CUT_AT_ONCE):
            if stop is not None and stop():
                return False
            self._read(left[first : first + CUT_AT_ONCE], keys)
        return True

    def texts(self, articles: Iterable[str]) -> dict[str, str]:
        """The texts of some articles, by id."""
        wanted = list(dict.fromkeys(articles))
        found = dict(bodies.texts(self.context.store, wanted))
        return found | {each: self.articles.get(each).text for each in wanted if each not in found}

    def _begun(
        self, keys: Mapping[str, Key], aliases: Mapping[str, str], weights: Weights
    ) -> _State:
        from reader.linking.scoring import Work

        passages = self.passages(keys)
        texts = self.texts(passage.article for passage in passages)
        rejected = links.rejected(self.context.store)
        work = Work(texts, passages, weights=weights, cannot=rejected, aliases=aliases)
        return _State(keys, aliases, weights, work)

    def _grown(
        self,
        state: _State,
        keys: Mapping[str, Key],
    ) -> tuple[Suggestion, ...] | None:
        """The suggestions after a few articles came, went or changed; None where all must be."""
        if keys == state.keys:
            return state.whole
        if state.grown is not None and state.grown[0] == keys:
            return state.grown[1]
        if state.work.foundation is None:
            return None
        old = state.keys
        gone = frozenset(each for each in old if each not in keys or keys[each] != old[each])
        fresh = [each for each in keys if each not in old or each in gone]
        if len(fresh) > FEW_FRESH or len(gone) > FEW_GONE:
            return None
        from reader.linking import growth

        found = [s for s in state.whole if s.a.article not in gone and s.b.article not in gone]
        if fresh:
            rejected = links.rejected(self.context.store)

            def read(articles: Sequence[str]) -> tuple[dict[str, str], tuple[Passage, ...]]:
                passages = self.passages({each: keys[each] for each in articles})
                return self.texts(articles), passages

            for each in growth.suggest_for(
                state.work.foundation,
                fresh,
                gone,
                read,
                cannot=rejected,
                weights=state.weights,
                aliases=state.aliases,
            ):
                insort(found, each, key=_best_first)
        state.grown = keys, tuple(found)
        return state.grown[1]

    def _is_cut(self, article: str, key: Key) -> bool:
        return article in self._cut and self._cut[article][0] == key

    def _read(self, articles: Sequence[str], keys: Mapping[str, Key]) -> None:
        plain = [each for each in articles if not keys[each].flips]
        found = bodies.bodies(self.context.store, plain)
        stored = {each: (text, blocks) for each, text, blocks in found}
        for each in articles:
            if each in stored:
                text, blocks = stored[each]
            else:  # flipped here and there, or not stored yet
                text = self.articles.get(each).text
                mine = self.articles.blocks(each)
                blocks = tuple((block.span, block.verdict) for block in mine)
            self._cut[each] = keys[each], _passages(each, text, blocks)


def known_weights(store: Store) -> Weights:
    """The constants of the score, with what the desk learnt for this version of it."""
    from reader.linking.scoring import METHOD
    from reader.linking.weights import DEFAULT, tasting

    found = learnt.learnt(store)
    if found is None or found.forgotten or found.method != METHOD:
        return DEFAULT
    return tasting(found.weights)


def _best_first(suggestion: Suggestion) -> tuple[float, str, str]:
    return (-suggestion.score, suggestion.a.id, suggestion.b.id)


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search for cycles while very many small values are made that hold none.

    It looks through all of them again and again: of storing 200,000 suggestions a third.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _passages(article: str, text: str, blocks: bodies.Blocks) -> tuple[Passage, ...]:
    from reader.linking import passages

    body = (span for span, verdict in blocks if verdict is BlockVerdict.BODY)
    return passages.cut_body(article, text, body)
