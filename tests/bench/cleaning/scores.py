"""How near a cleaned text is to its gold: shingles of four words, and sentences lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.cleaning.labels import tokens

_SENTENCE = re.compile("(?<=[.!?\u3002])[\"\u201d\u2019')]*\\s+|\\n+")
_SHINGLE = 4
_MIN_SENTENCE = 5  # words
_FOUND = 0.75  # of a sentence's three-word shingles, that it counts as kept
_MANY = 0.1  # of a page's sentences, that it counts as damaged


@dataclass(frozen=True, slots=True)
class Score:
    """One page: shingles right, too many, missing; sentences lost of how many."""

    right: int
    extra: int
    missing: int
    lost: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Total:
    """Many pages: F1 of the mean precision and recall, shares of sentences and pages lost."""

    pages: int
    f1: float
    precision: float
    recall: float
    lost: float
    damaged: float

    def __str__(self) -> str:
        return f"{self.f1:.3f} / {100 * self.lost:.1f} % / {100 * self.damaged:.1f} %"


def score(gold: str, text: str) -> Score:
    """The score of one text against its gold."""
    wanted, given = tokens(gold), tokens(text)
    one, other = _shingles(wanted), _shingles(given)
    right = sum((one & other).values())
    have = set(zip(given, given[1:], given[2:], strict=False))
    sentences = [words for part in _SENTENCE.split(gold) if len(words := tokens(part)) > 4]
    lost = 0
    for words in sentences:
        runs = list(zip(words, words[1:], words[2:], strict=False))
        lost += sum(run in have for run in runs) < _FOUND * len(runs)
    return Score(right, other.total() - right, one.total() - right, lost, len(sentences))


def total(scores: Sequence[Score]) -> Total:
    """The figures of many pages."""
    given = [each.right / (each.right + each.extra) for each in scores if each.right + each.extra]
    held = [
        each.right / (each.right + each.missing) for each in scores if each.right + each.missing
    ]
    precision = sum(given) / (len(given) or 1)
    recall = sum(held) / (len(held) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1.0)
    sentences = sum(each.sentences for each in scores) or 1
    damaged = sum(each.lost > _MANY * each.sentences for each in scores) / (len(scores) or 1)
    lost = sum(each.lost for each in scores) / sentences
    return Total(len(scores), f1, precision, recall, lost, damaged)


def snippets(pages: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> float:
    """F1 of texts that must hold some snippets and must not hold others."""
    right = extra = missing = 0
    for text, wanted, unwanted in pages:
        folded = " ".join(text.split())
        held = sum(" ".join(each.split()) in folded for each in wanted)
        right += held
        missing += len(wanted) - held
        extra += sum(" ".join(each.split()) in folded for each in unwanted)
    return 2 * right / ((2 * right + extra + missing) or 1)


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one."""
    if not words:
        return Counter()
    return Counter(
        tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))
    )
