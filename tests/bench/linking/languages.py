"""How well made-up stories in many languages are linked.

usage: languages.py [CODE …]

Each file of `tests/cases/languages` holds the stories of one language. A line `= story: outlet`
begins an article, a blank line a paragraph; every other line is a sentence, after the letters of
the happenings that it tells (`-`: only this outlet tells it). Two sentences of one story are linked
if they share a letter. All articles of a file are linked together. The figures are those of
`measure.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from reader.linking.scoring import score
from reader.linking.weights import LIKELY, STRONG, WEAK
from reader.model.text import Passage, PassageKind, Span

STORIES = Path(__file__).parents[2] / "cases" / "languages"
EDGES = (-np.inf, WEAK, LIKELY, STRONG, np.inf)
NO_BLANKS = {"ja", "zh"}  # between sentences


@dataclass(frozen=True, slots=True)
class Told:
    """The articles of one language.

    Attributes:
        texts: by the name of the article, which begins with its story.
        passages: their sentences.
        happenings: of each passage, by its id: its story and the letters.
    """

    texts: dict[str, str]
    passages: tuple[Passage, ...]
    happenings: dict[str, tuple[str, frozenset[str]]]

    def same(self, a: Passage, b: Passage) -> bool:
        """Whether two passages tell of one happening."""
        (story, one), (other_story, other) = self.happenings[a.id], self.happenings[b.id]
        return story == other_story and bool(one & other)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one language came to; shares are None where there is nothing to share."""

    precision: float
    inside: float
    first: float
    bands: tuple[float | None, ...]
    counts: tuple[int, ...]


def told(language: str) -> Told:
    """The stories of one language."""
    texts: dict[str, str] = {}
    passages: list[Passage] = []
    happenings: dict[str, tuple[str, frozenset[str]]] = {}
    name = between = ""
    for line in (STORIES / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            name, between = line[2:], ""
            texts[name] = ""
        elif not line:
            between = "\n\n"
        else:
            letters, _, sentence = line.partition(" ")
            start = len(texts[name]) + len(between)
            texts[name] += between + sentence
            span = Span(start, start + len(sentence))
            index = sum(each.article == name for each in passages)
            made = Passage(f"{name}:{start}", name, span, PassageKind.SENTENCE, index)
            passages.append(made)
            happenings[made.id] = name.partition(":")[0], frozenset(letters) - {"-"}
            between = "" if language in NO_BLANKS else " "
    return Told(texts, tuple(passages), happenings)


def figures(stories: Told) -> Figures:
    """How well they are linked."""
    (group,) = score(stories.texts, stories.passages)
    found = group.passages
    gold = np.array([[stories.same(a, b) for b in found] for a in found])
    story = np.array([stories.happenings[each.id][0] for each in found])
    gold &= np.isfinite(group.scores)
    upper = np.triu(np.isfinite(group.scores), 1)
    s, y = group.scores[upper].astype(np.float64), gold[upper]
    same = (story[:, None] == story[None, :])[upper]
    best = group.scores.argmax(axis=1)
    asked = np.flatnonzero(gold.any(axis=1))
    bands = [y[(s >= low) & (s < high)] for low, high in pairwise(EDGES)]
    return Figures(
        _average_precision(s, y),
        _average_precision(s[same], y[same]),
        float(gold[asked, best[asked]].mean()),
        tuple(float(band.mean()) if band.size else None for band in bands),
        tuple(int(band.size) for band in bands),
    )


def _average_precision(scores: np.ndarray, linked: np.ndarray) -> float:
    """Ties are broken against us: what is no link goes first."""
    ranked = linked[np.lexsort((linked, -scores))]
    right = np.cumsum(ranked)[ranked]
    return float((right / (np.flatnonzero(ranked) + 1)).mean())


def languages() -> list[str]:
    """The codes of all languages that there are stories in."""
    return sorted(path.stem for path in STORIES.glob("*.txt"))


def table(chosen: Sequence[str]) -> Iterator[str]:
    yield "      AP    inside  P@1    right (of) under weak / weak / likely / strong"
    for language in chosen:
        found = figures(told(language))
        shares = "  ".join(
            f"{'  - ' if share is None else f'{share:4.2f}'} ({count})"
            for share, count in zip(found.bands, found.counts, strict=True)
        )
        whole = f"{found.precision:.3f}  {found.inside:.3f}  {found.first:.3f}"
        yield f"{language:4s}  {whole}  {shares}"


if __name__ == "__main__":
    for row in table(sys.argv[1:] or languages()):
        print(row)
