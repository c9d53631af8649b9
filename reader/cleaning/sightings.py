"""What one article leaves behind as evidence for others of its source: its blocks, folded.

Two blocks are alike when nothing but digits, capitals, signs and blank space differs. Two
articles are of one story when they share most of their prose (a copy, an update) or the names
that they are about: what such two have in common is background, and says nothing of junk.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.cleaning.page import words_of
from reader.model.article import Block

_DIGITS = re.compile(r"\d+")
# A name: a word with a capital that no sentence began with. In German every noun is one, and
# more articles are taken for one story there: evidence is then weaker, never wrong.
_NAME = re.compile(r"(?<=[^\W_,] |[,;] )[^\W\d_][\w\u2019'-]{2,}")
MAX_BLOCKS = 2_000  # of an article that are looked at; a page has some hundred
MAX_FOLDED = 4_000  # code points of a block that are looked at
_PROSE_WORDS = 11  # as in `page`: what is shorter is a label
# Of 162 pairs of pages of one site 16 are taken for one story by that; most of them are, and
# the others (a car maker's two models) cost a little evidence.
_MIN_NAMES, _SAME_NAMES = 3, 0.25
_SAME_PROSE = 0.5  # of the shorter article's words: a copy or a version
_MIN_OWN = 40  # words; a short report has that many, what an update adds seldom
_MIN_COMMON = 2  # names that stand in what two share and in what is one's own: it is one story


def folded(text: str) -> str:
    """The words of a block without capitals, signs and blank space, its digits all alike.

    >>> folded("Published  6 Oct., 2020 |")
    'published 0 oct 0'
    """
    return _DIGITS.sub("0", " ".join(words_of(text[:MAX_FOLDED])))


def fingerprint(text: str) -> str | None:
    """Equal for like blocks; None for a block without a word."""
    words = folded(text)
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest() if words else None


def names_of(text: str) -> frozenset[str]:
    """The words with a capital that stand inside sentences."""
    return frozenset(
        found.group() for found in _NAME.finditer(text[:MAX_FOLDED]) if found.group()[0].isupper()
    )


@dataclass(frozen=True, slots=True)
class Sighted:
    """One block as it is remembered: how many words it has, and which names stand in it."""

    words: int
    names: frozenset[str]


@dataclass(frozen=True)
class Sighting:
    """The blocks of one article by their fingerprints."""

    blocks: Mapping[str, Sighted]

    @cached_property
    def prose(self) -> Counter[str]:
        """The blocks that are longer than a label, by their fingerprint, with their words."""
        return Counter(
            {key: each.words for key, each in self.blocks.items() if each.words >= _PROSE_WORDS}
        )

    def names(self, repeated: frozenset[str]) -> frozenset[str]:
        """The names in those blocks that stand in no other article."""
        found: set[str] = set()
        for key, each in self.blocks.items():
            if key not in repeated and each.words >= _PROSE_WORDS:
                found |= each.names
        return frozenset(found)


def sight(text: str, blocks: Sequence[Block]) -> Sighting:
    """What is remembered of an article.

    Args:
        text: of the article.
        blocks: of it; their verdicts do not matter, so that evidence never feeds on itself.
    """
    found: dict[str, Sighted] = {}
    for block in blocks[:MAX_BLOCKS]:
        words = block.span.of(text)
        key = fingerprint(words)
        if key is not None and key not in found:
            found[key] = Sighted(len(words_of(words[:MAX_FOLDED])), names_of(words))
    return Sighting(found)


def stories(sightings: Sequence[Sighting]) -> list[list[int]]:
    """The sightings by the story they tell, as indices; each story by its first article."""
    counts = Counter(key for each in sightings for key in each.blocks)
    repeated = frozenset(key for key, count in counts.items() if count > 1)
    names = [each.names(repeated) for each in sightings]
    found: list[list[int]] = []
    for index, each in enumerate(sightings):
        for story in found:
            first = story[0]
            if _copies(each, sightings[first]) or _shares(names[index], names[first]):
                story.append(index)
                break
        else:
            found.append([index])
    return found


def _copies(one: Sighting, other: Sighting) -> bool:
    """Whether two articles have more prose in common than apart, and it is about one thing.

    Long notes under two short reports are not about what the reports are about: then each
    report has a text of its own, and names of its own that the notes know nothing of.
    """
    shared = one.prose.keys() & other.prose.keys()
    if len(shared) < 2:  # noqa: PLR2004 - one note under two short reports makes no copy of them
        return False
    least = min(one.prose.total(), other.prose.total())
    if sum(one.prose[key] for key in shared) <= _SAME_PROSE * least:
        return False
    common = frozenset(shared)
    names = frozenset().union(*(one.blocks[key].names for key in shared))
    return not all(
        each.prose.total() - sum(each.prose[key] for key in shared) >= _MIN_OWN
        and len(each.names(common) & names) < _MIN_COMMON
        for each in (one, other)
    )


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two articles are about the same names."""
    shared = len(one & other)
    return shared >= _MIN_NAMES and shared >= _SAME_NAMES * min(len(one), len(other))
