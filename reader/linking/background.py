"""How common words are in news at large: counts, never texts.

Words that are rare in one story's own articles are not what the story is about, and words that
are common in them are: so a word's weight comes from other news. `data/background.json` holds,
for each stem, in how many of its documents it stands, and how often it follows a word that goes
before verbs or before nouns; it says itself from what it was made.
`tests/bench/linking/make_background.py` makes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from reader.model.values import dataclass

# A word that stands in a third of all news or more (the, in, said) tells no two things apart.
TELLING = 1.4  # natural logarithm, see `Background.rarity`


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of stems over other people's news.

    Attributes:
        documents: how many were counted.
        counts: stem -> documents that hold it, times after a verb cue, times after a noun cue.
    """

    documents: int
    counts: Mapping[str, Sequence[int]]

    def frequency(self, term: str) -> int:
        """In how many documents it stands; 0 for a word never met, or met in one alone."""
        return self.counts[term][0] if term in self.counts else 0

    def rarity(self, term: str) -> float:
        """Inverse document frequency: .7 for a word of every article, 6.7 for one of none."""
        return math.log(1 + self.documents / (self.frequency(term) + 1))

    def after_verb_cue(self, term: str) -> int:
        """How often it followed words such as `to`, `will`, `was`."""
        return self.counts[term][1] if term in self.counts else 0

    def after_noun_cue(self, term: str) -> int:
        """How often it followed words such as `a`, `the`, `of`."""
        return self.counts[term][2] if term in self.counts else 0


@cache
def load() -> Background:
    """The counts that ship with the package."""
    file = resources.files("reader.linking") / "data" / "background.json"
    stored = json.loads(file.read_text("utf-8"))
    return Background(int(stored["documents"]), stored["counts"])
