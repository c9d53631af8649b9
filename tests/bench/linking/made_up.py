"""Made-up news to measure with: stories told by several outlets, whose links are known.

Common words come as often as in the background counts, so that a passage has as many words, runs
of characters and neighbours as one of real news; names are syllables. Each story has its people
and places, and each of its events a few telling words, names and a number, of which each article
that tells the event draws its own; so two passages of one event share some words, not all.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reader.linking import background

SYLLABLES = re.findall(
    r"\w+", "ba be ka ko la lo ma mi na no pa po ra ri sa so ta te va vo za zu shi dre gol fen"
)
TELLING = range(2, 60)  # documents that hold a word which tells of an event


@dataclass(frozen=True, slots=True)
class Told:
    """One article: its story, its sentences, and the number of the event that each tells."""

    name: str
    story: int
    sentences: tuple[str, ...]
    events: tuple[int, ...]


def news(stories: int, articles: int, sentences: int, *, seed: int = 1) -> Iterator[Told]:
    """So many stories of so many articles of so many sentences each."""
    draw = random.Random(seed)
    counts = background.load().counts
    words = [word for word in counts if word.isalpha()]
    often = list(accumulate(counts[word][0] for word in words))
    telling = [word for word in words if counts[word][0] in TELLING]
    for story in range(stories):
        people = [_name(draw) for _ in range(12)]
        events = [
            (
                draw.sample(telling, 9),
                [*draw.sample(people, 2), _name(draw)],
                str(draw.randrange(3, 4000)),
            )
            for _ in range(sentences * 3 // 2)
        ]
        for article in range(articles):
            told = sorted(draw.sample(range(len(events)), sentences))
            yield Told(
                f"{story}-{article}",
                story,
                tuple(_sentence(draw, *events[event], words, often) for event in told),
                tuple(told),
            )


def _name(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.randrange(2, 5))).capitalize()


def _sentence(
    draw: random.Random,
    telling: list[str],
    names: list[str],
    number: str,
    words: list[str],
    often: list[int],
) -> str:
    said = draw.choices(words, cum_weights=often, k=draw.randrange(5, 16))
    said += draw.sample(telling, draw.randrange(5, 8))
    said += draw.sample(names, draw.randrange(1, 3))
    if draw.random() < 0.4:
        said.append(number)
    draw.shuffle(said)
    return f"{said[0].capitalize()} {' '.join(said[1:])}."
