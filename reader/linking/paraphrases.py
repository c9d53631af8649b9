"""Words that news uses for one another: a small table, compared by stems.

`data/paraphrases.txt` holds one group a line, and says itself how it is written and of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

import numpy as np

from reader.linking.arrays import Flags, Integers, Sparse, single, sparse
from reader.linking.tokens import term

Groups = Mapping[str, frozenset[str]]  # of each stem those that it shares a group with


@dataclass(frozen=True, slots=True)
class Paraphrases:
    """What the table says, by stems.

    Attributes:
        forms: forms of one word that no stemmer brings together.
        words: words that mean nearly the same.
        names: a country, its people, its capital.
        phrases: two words that say what one word says -> that word.
    """

    forms: Groups
    words: Groups
    names: Groups
    phrases: Mapping[tuple[str, str], str]


@cache
def load() -> Paraphrases:
    """The table that ships with the package."""
    file = resources.files("reader.linking") / "data" / "paraphrases.txt"
    lines = [line for line in file.read_text("utf-8").splitlines() if line[:1] not in {"", "#"}]
    forms = _grouped(line[1:] for line in lines if line[0] == "=")
    return Paraphrases(
        forms=forms,
        words=_grouped(line for line in lines if line[0].islower()),
        names=_grouped(line for line in lines if line[0].isupper()),
        phrases=_phrases((line[1:] for line in lines if line[0] == "~"), forms),
    )


def meaning(terms: Sequence[str]) -> Sparse:
    """Terms x terms: 1 where two share a group of whatever kind."""
    table, every = load(), np.ones(len(terms), dtype=bool)
    found = [pairs(terms, groups, every) for groups in (table.forms, table.words, table.names)]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    shape = (len(terms), len(terms))
    return single(sparse(np.ones(len(one)), one, other, shape))


def pairs(terms: Sequence[str], groups: Groups, wanted: Flags) -> tuple[Integers, Integers]:
    """Which of some terms share a group, each two in both orders, by their numbers.

    Args:
        terms: stems.
        groups: of the table.
        wanted: which of the terms are looked at.
    """
    column = {each: index for index, each in enumerate(terms) if wanted[index] and each in groups}
    found = [
        (index, column[other])
        for each, index in column.items()
        for other in sorted(groups[each])
        if other in column
    ]
    one, other = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return one, other


def phrases_read(
    found: Integers, bounds: Integers, numbers: dict[str, int]
) -> tuple[Integers, Integers]:
    """Which words are the first of two that say one word, and the number of that word.

    Args:
        found: the number of the term of each word, one passage after the other.
        bounds: where each passage begins in it, and the end.
        numbers: of each term; gets those that only a phrase says.
    """
    known = [
        (numbers[one], numbers[other], said)
        for (one, other), said in load().phrases.items()
        if one in numbers and other in numbers
    ]
    if not known:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size = len(numbers)
    known.sort()
    codes = np.array([one * size + other for one, other, _ in known], dtype=np.int64)
    here = found[:-1].astype(np.int64) * size + found[1:]
    at = np.minimum(np.searchsorted(codes, here), len(codes) - 1)
    together = codes[at] == here
    last = bounds[1:-1] - 1  # a phrase does not reach from one passage into the next
    together[last[(last >= 0) & (last < len(together))]] = False
    first = np.flatnonzero(together)
    said = [known[each][2] for each in at[first].tolist()]
    meant = [numbers.setdefault(each, len(numbers)) for each in said]
    return first, np.array(meant, dtype=np.int64)


def _grouped(lines: Iterable[str]) -> Groups:
    found: dict[str, set[str]] = {}
    for line in lines:
        for one, other in combinations(dict.fromkeys(map(term, line.split())), 2):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def _phrases(lines: Iterable[str], forms: Groups) -> Mapping[tuple[str, str], str]:
    """Every form of the first word with the second."""
    found: dict[tuple[str, str], str] = {}
    for line in lines:
        said, _, listed = line.partition(":")
        for pair in listed.split(","):
            one, other = map(term, pair.split())
            for form in (one, *forms.get(one, ())):
                found.setdefault((form, other), term(said.strip()))
    return found
