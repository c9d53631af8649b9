"""What the other articles of a source say of a block: that it stands in them, that it was flipped.

A note that stands below eight stories of one paper is no part of any of them, however well it
is written; the model, which sees one page at a time, cannot know that. Evidence is a value that
the desk builds from what it holds of the source; it moves the odds of a block and never decides
alone. Losing a sentence of the article is worse than showing a line of junk, hence the bounds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.cleaning.page import MIN_PROSE_WORDS, words_of
from reader.cleaning.sightings import Sighting, fingerprint, stories
from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span

REPEATED, FLIPPED = "repeated", "flipped-alike"
# Natural log-odds. Of 26 blocks of over ten words that two or three pages of one site share and
# the model takes for body, 21 are notes (17 of them with a chance under .79), and four of the
# other five have one over .84: hence 3.3 at most. On 202 pages with sound gold of 118 sites that
# loses no sentence and raises precision from .953 to .957. Below the article, and with a third
# story, nothing of its own was found.
STEP = 5.8
MOST_INSIDE = 3.3
# Of what stands above the title, or below all that is the article's own: with three stories enough
# against a model as sure as it can be, which a note inside the article's own element makes it.
MOST = 9.0
# In the middle of the text eight stories of a source have a sentence in common only when it is
# none of theirs: of five, all may end a paragraph with whom their paper could not reach. A longer
# one may still be what a series begins with.
MIN_STORIES_INSIDE, MAX_WORDS_INSIDE = 8, 25
# Of 56 labels of one to three words that two pages share, 26 belong to the article (`Pros`,
# `Cons`): so short a line needs more stories, and a short sentence (`Nobody was hurt.`) more still.
MIN_STORIES, MIN_STORIES_SHORT, MIN_STORIES_SENTENCE = 2, 3, 6
_STOPS = (".", "!", "?", "\u3002", "\u061f", "\u0964")
_QUOTES = ('"', "\u201c", "\u201e", "\u00ab", "\u2018", "\u300c")  # what somebody said is no note
# One person's word on the like block of another article: enough against a model that is sure
# to 99.7 %, not against one that is sure to 99.9 %; then a second person's is.
FIRST_VOTE, NEXT_VOTE = 8.0, 2.0
DOUBTED = 0.12  # a verdict less likely than that falls; just below the line of the text model
_SURE = 0.999
_GIVEN = frozenset((REPEATED, FLIPPED))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the source of one article, that article left out.

    Attributes:
        stories: how many other stories of the source were looked at.
        seen: by fingerprint, in how many of them a like block stands.
        votes: by fingerprint, who flipped like blocks to which verdict.
    """

    stories: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    votes: Mapping[str, Mapping[BlockVerdict, frozenset[str]]] = field(default_factory=dict)

    def told(self, key: str) -> tuple[int, int]:
        """In how many stories of how many a block stands, its own included."""
        return self.seen.get(key, 0) + 1, self.stories + 1

    def leaning(self, key: str) -> tuple[BlockVerdict | None, int, int]:
        """The verdict that most annotators gave like blocks, how many, and how many did not.

        A tie says nothing.
        """
        votes = self.votes.get(key, {})
        counts = sorted(((len(people), verdict) for verdict, people in votes.items()), reverse=True)
        if not counts:
            return None, 0, 0
        most, verdict = counts[0]
        against = sum(count for count, _ in counts[1:])
        return (verdict, most, against) if most > against else (None, most, against)

    def may_condemn(self, key: str, confidence: float) -> bool:
        """Whether a body block might become junk by it, wherever it stands."""
        shift = repetition(*self.told(key), MIN_PROSE_WORDS, at_edge=True)
        return bool(shift) and _moved(confidence, shift) < DOUBTED


class Shelf:
    """The articles of one source beside each other, to ask for the evidence on each.

    Args:
        sightings: of the articles, in order of arrival.
        flips: the index of an article, the words of a block of it that somebody flipped, the
            annotator, and the verdict.
    """

    def __init__(
        self,
        sightings: Sequence[Sighting],
        flips: Iterable[tuple[int, str, str, BlockVerdict]] = (),
    ) -> None:
        self._sightings = tuple(sightings)
        told = stories(self._sightings)
        self._stories = len(told)
        self._story_of = {index: n for n, story in enumerate(told) for index in story}
        self._seen: dict[str, set[int]] = {}
        for index, sighting in enumerate(self._sightings):
            for key in sighting.blocks:
                self._seen.setdefault(key, set()).add(self._story_of[index])
        self._flips = [
            (index, fingerprint(words), annotator.casefold(), verdict)
            for index, words, annotator, verdict in flips
        ]

    def evidence(self, index: int) -> Evidence:
        """What the other articles say of the blocks of one."""
        own = self._sightings[index].blocks
        story = self._story_of[index]
        votes: dict[str, dict[BlockVerdict, set[str]]] = {}
        for of, key, annotator, verdict in self._flips:
            if of != index and key is not None and key in own:
                votes.setdefault(key, {}).setdefault(verdict, set()).add(annotator)
        seen = {key: len(self._seen[key] - {story}) for key in own}
        return Evidence(
            self._stories - 1,
            {key: count for key, count in seen.items() if count},
            {
                key: {verdict: frozenset(people) for verdict, people in given.items()}
                for key, given in votes.items()
            },
        )


def weigh(
    text: str, blocks: Sequence[Block], evidence: Evidence, kept: Iterable[Span] = ()
) -> tuple[Block, ...]:
    """The blocks, with other verdicts where the evidence outweighs the cleaner.

    Args:
        text: of the article.
        blocks: as the cleaner judged them by themselves.
        evidence: of their source.
        kept: spans that somebody marked or linked; no block under them becomes junk.
    """
    if not evidence.seen and not evidence.votes:
        return tuple(blocks)
    keys = [fingerprint(block.span.of(text)) for block in blocks]
    copies = Counter(keys)
    edge = _edge(blocks, keys, evidence)
    spans = tuple(kept)
    found = []
    for index, block in enumerate(blocks):
        key = keys[index]
        if key is None or copies[key] > 1:  # a label that one article has twice is its own
            found.append(block)
            continue
        judged = _judged(block, key, text, evidence, at_edge=index in edge)
        if judged.verdict is BlockVerdict.JUNK and any(s.overlaps(block.span) for s in spans):
            judged = block
        found.append(judged)
    return tuple(found) if _leaves_an_article(text, blocks, found) else tuple(blocks)


def _judged(block: Block, key: str, text: str, evidence: Evidence, *, at_edge: bool) -> Block:
    """One block, its odds moved."""
    verdict, people, against = evidence.leaning(key)
    if verdict is not None and verdict is not block.verdict:
        votes = FIRST_VOTE + NEXT_VOTE * (people - against - 1)
        chance = _moved(block.confidence, votes)
        if chance >= DOUBTED:
            return block
        category = Category.TEXT if verdict is BlockVerdict.BODY else Category.OTHER
        return _given(block, verdict, category, f"{FLIPPED} {people}:{against}", chance)
    if verdict is not None or block.verdict is not BlockVerdict.BODY:
        return block
    count, total = evidence.told(key)
    line = block.span.of(text).strip()
    words = len(words_of(line))
    sentence = words < MIN_PROSE_WORDS and line.endswith(_STOPS)
    if line.startswith(_QUOTES) or (sentence and count < MIN_STORIES_SENTENCE):
        return block
    shift = repetition(count, total, words, at_edge=at_edge)
    chance = _moved(block.confidence, shift)
    # A standing rubric heads what belongs to the article.
    if not shift or chance >= DOUBTED or block.kind is BlockKind.HEADING:
        return block
    rule = f"{REPEATED} {count}/{total}"
    return _given(block, BlockVerdict.JUNK, Category.OTHER, rule, chance)


def repetition(count: int, total: int, words: int, *, at_edge: bool) -> float:
    """How far it moves the odds that a block of so many words stands in so many stories.

    >>> repetition(2, 50, 30, at_edge=True) < 0.3, repetition(8, 8, 30, at_edge=True)
    (True, 9.0)
    """
    if count < (MIN_STORIES_SHORT if words < MIN_PROSE_WORDS else MIN_STORIES):
        return 0.0
    long = words > MAX_WORDS_INSIDE
    surely = (at_edge and count > MIN_STORIES) or (not long and count >= MIN_STORIES_INSIDE)
    most = MOST if surely else MOST_INSIDE
    return min(most, STEP * math.log2(count) * count / total)


def _edge(blocks: Sequence[Block], keys: Sequence[str | None], evidence: Evidence) -> set[int]:
    """The body blocks above the title, and those below the last that is the article's own."""
    titles = [n for n, block in enumerate(blocks) if block.category is Category.TITLE]
    found = set(range(titles[0])) if titles else set()
    for index in range(len(blocks) - 1, -1, -1):
        key = keys[index]
        if key is None or blocks[index].verdict is not BlockVerdict.BODY:
            continue
        count, total = evidence.told(key)
        if count < MIN_STORIES or 2 * count < total:
            break
        found.add(index)
    return found


def _leaves_an_article(text: str, before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether a sentence is left of an article that had one."""
    return not any(_is_prose(text, b) for b in before) or any(_is_prose(text, b) for b in after)


def _is_prose(text: str, block: Block) -> bool:
    if block.verdict is not BlockVerdict.BODY:
        return False
    return len(words_of(block.span.of(text))) >= MIN_PROSE_WORDS


def _moved(confidence: float, shift: float) -> float:
    """A probability whose log-odds go down by `shift`."""
    chance = min(_SURE, max(1 - _SURE, confidence))
    return 1 / (1 + math.exp(shift - math.log(chance / (1 - chance))))


def _given(
    block: Block, verdict: BlockVerdict, category: Category, rule: str, chance: float
) -> Block:
    return replace(
        block, verdict=verdict, category=category, rule=rule, confidence=round(1 - chance, 3)
    )


def counts_of(rule: str) -> tuple[int, int] | None:
    """The two numbers in the rule of a block that evidence judged, else None.

    >>> counts_of("repeated 7/8"), counts_of("flipped-alike 2:0"), counts_of("model")
    ((7, 8), (2, 0), None)
    """
    name, _, told = rule.partition(" ")
    if name not in _GIVEN:
        return None
    one, _, other = told.replace(":", "/").partition("/")
    return int(one), int(other)
