"""Long runs of words that articles share, word for word or lightly edited: one text, carried on.

Two reports that quote one speaker share the quotation, and each may have heard it: words inside
quotation marks of either report never make a run a copy. Only a run with enough words outside of
them does. Once a pair of articles has such a run, its shorter runs count too, quotations
included, since a text that was carried over was carried over with what it quotes.

The time goes with the words: runs of five words are sorted, not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from reader.linking.copy_runs import GRAM, Found, Words, runs
from reader.model.boundaries import words as words_of
from reader.model.copied import Copied, Copy, Credit
from reader.model.link import LinkEnd
from reader.model.text import Span

# Words outside quotation marks from which on a run is a copy. Independent reports share stock
# phrases of up to 14 words ("did not immediately respond to a request for comment"), titles of
# institutions, at most a line of an official statement.
LONG = 25
SHORT = 12  # words, in a pair of articles that has a long one
FEWEST_SEEDS = 8  # shared runs of five words without which a pair is not looked at
ALL_PAIRS = 30  # holders of a run up to which all are paired; of more, each with two others
CARRIED = 0.5  # share of the shorter article from which on both carry one text
SAME_TEXT = 0.5  # share of the shorter of two passages from which on they are one source's words

Integers = npt.NDArray[np.int64]

_ACCENT = re.compile(r"[\u0300-\u036f]")
_LONGEST_QUOTATION = 2_000  # code points; a mark that closes later than that closes something else
_QUOTED = re.compile(
    "|".join(
        pattern % _LONGEST_QUOTATION
        for pattern in (
            "“[^“”]{0,%d}(?:”|(?=\\n\\s*“))",
            "„[^“”„]{0,%d}[“”]",
            "«[^«»]{0,%d}»",
            "»[^«»]{0,%d}«",
            "「[^「」]{0,%d}」",
            '"[^"\\n]{0,%d}"',
            "(?<!\\w)‘(?:[^‘’\\n]|’(?=\\w)){0,%d}’(?!\\w)",
        )
    )
)


def find(
    texts: Mapping[str, str],
    bodies: Mapping[str, Sequence[Span]] | None = None,
    credits: Iterable[Credit] = (),  # noqa: A002  # what a newspaper calls it
) -> Copied:
    """What the articles have of each other.

    Args:
        texts: the text of each article by its id, in the order of the answer.
        bodies: where the body of each stands, in order; whole texts where it is not given. What
            a page carries around its body is never looked at.
        credits: handed on.
    """
    names = list(texts)
    number: dict[str, int] = {}
    read = [
        _words(texts[name], (bodies or {}).get(name, (Span(0, len(texts[name])),)), number)
        for name in names
    ]
    copies: list[Copy] = []
    shares: dict[tuple[str, str], float] = {}
    alike = {value: word for word, value in number.items()}
    for first, second, seeds in _pairs([each.numbers for each in read]):
        found = _kept(runs(read[first], read[second], seeds, alike))
        if not found:
            continue
        a, b = names[first], names[second]
        copies += (
            _copy(run, (a, read[first], texts[a]), (b, read[second], texts[b])) for run in found
        )
        shares[a, b] = sum(len(run.a) for run in found) / len(read[first].numbers)
        shares[b, a] = sum(len(run.b) for run in found) / len(read[second].numbers)
    return Copied(tuple(copies), shares, _clusters(names, shares), tuple(credits))


def sources(passages: Sequence[LinkEnd], copied: Copied) -> tuple[tuple[str, ...], ...]:
    """The independent sources of an event: articles that tell it in one text are one source.

    Returns:
        Groups of articles, in the order of `passages`.
    """
    groups = _Groups(dict.fromkeys(end.article for end in passages))
    telling = {end.article for end in passages}
    for copy in copied.copies:
        if copy.a.article not in telling or copy.b.article not in telling:
            continue
        for a in passages:
            for b in passages:
                if _same_text(a, b, copy):
                    groups.join(a.article, b.article)
    return groups.all()


def _same_text(a: LinkEnd, b: LinkEnd, copy: Copy) -> bool:
    if a.article != copy.a.article or b.article != copy.b.article:
        return False
    shared = [one.span.meet(run.span) for one, run in ((a, copy.a), (b, copy.b))]
    if shared[0] is None or shared[1] is None:
        return False
    shorter = 0 if len(a.span) <= len(b.span) else 1
    return len(shared[shorter] or ()) >= SAME_TEXT * len((a, b)[shorter].span)


def _words(text: str, spans: Sequence[Span], number: dict[str, int]) -> Words:
    """The words of a body: where they stand, a number for each spelling, what is quoted."""
    places = [place for span in spans for place in words_of(text, span)]
    forms = (folded(text[place.start : place.stop]) for place in places)
    numbers = [number.setdefault(form, len(number)) for form in forms]
    quoted = np.zeros(len(text) + 1, dtype=bool)
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = True
    starts = [place.start for place in places]
    return Words(places, numbers, quoted[starts].tolist() if starts else [])


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word without case, accents and apostrophes.

    >>> folded("Didn’t") == folded("didn't"), folded("Erdoğan")
    (True, 'erdogan')
    """
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return plain.replace("’", "").replace("'", "") or word


def _pairs(numbers: Sequence[Sequence[int]]) -> Iterable[tuple[int, int, Integers]]:
    """Pairs of articles with enough shared grams: both numbers, and rows of both positions."""
    article, place, gram = _grams(numbers)
    order = np.lexsort((place, article, gram))
    article, place, gram = article[order], place[order], gram[order]
    if not len(gram):
        return
    # Of a gram that an article has twice, the first counts.
    fresh = np.ones(len(gram), dtype=bool)
    fresh[1:] = (gram[1:] != gram[:-1]) | (article[1:] != article[:-1])
    article, place, gram = article[fresh], place[fresh], gram[fresh]
    begins = np.flatnonzero(np.r_[True, gram[1:] != gram[:-1]])
    sizes = np.diff(np.r_[begins, len(gram)])
    left, right = _holders(begins, sizes)
    if not len(left):
        return
    key = article[left] * len(numbers) + article[right]
    seeds = np.stack((place[left], place[right]), axis=1)
    order = np.lexsort((seeds[:, 1], seeds[:, 0], key))
    key, seeds = key[order], seeds[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    for start, stop in zip(starts, np.r_[starts[1:], len(key)], strict=True):
        if stop - start >= FEWEST_SEEDS:
            yield *divmod(int(key[start]), len(numbers)), seeds[start:stop]


def _grams(numbers: Sequence[Sequence[int]]) -> tuple[Integers, Integers, Integers]:
    """Of every run of `GRAM` words its article, its place there, and a number.

    Two runs have one number when they are the same, and else by one chance in 2**64.
    """
    articles, places, values = [], [], []
    for index, each in enumerate(numbers):
        count = len(each) - GRAM + 1
        if count < 1:
            continue
        word = np.array(each, dtype=np.uint64) + np.uint64(1)
        value = np.zeros(count, dtype=np.uint64)
        for step in range(GRAM):
            value = (value ^ word[step : step + count]) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        articles.append(np.full(count, index, dtype=np.int64))
        places.append(np.arange(count, dtype=np.int64))
        values.append(value.view(np.int64))
    if not articles:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    return np.concatenate(articles), np.concatenate(places), np.concatenate(values)


def _holders(begins: Integers, sizes: Integers) -> tuple[Integers, Integers]:
    """Pairs of rows that hold one gram, the earlier article first."""
    left: list[Integers] = [np.zeros(0, dtype=np.int64)]
    right: list[Integers] = [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        first = begins[sizes == size][:, None]
        if size <= ALL_PAIRS:
            one, other = np.triu_indices(size, 1)
        else:  # each with the first and with the one before it
            later = np.arange(1, size)
            one = np.r_[np.zeros(size - 1, dtype=np.int64), later[1:] - 1]
            other = np.r_[later, later[1:]]
        left.append((first + one[None, :]).ravel())
        right.append((first + other[None, :]).ravel())
    return np.concatenate(left), np.concatenate(right)


def _kept(found: Sequence[Found]) -> list[Found]:
    """The runs of a pair that are copies, none over another in either article."""
    if not any(run.own >= LONG for run in found):
        return []
    kept: list[Found] = []
    for run in sorted(found, key=lambda each: (-each.same, each.a.start, each.b.start)):
        apart = all(
            max(run.a.start, each.a.start) >= min(run.a.stop, each.a.stop)
            and max(run.b.start, each.b.start) >= min(run.b.stop, each.b.stop)
            for each in kept
        )
        if run.same >= SHORT and apart:
            kept.append(run)
    return sorted(kept, key=lambda run: run.a.start)


def _copy(run: Found, a: tuple[str, Words, str], b: tuple[str, Words, str]) -> Copy:
    ends = []
    for (article, read, text), inside in ((a, run.a), (b, run.b)):
        span = Span(read.places[inside.start].start, read.places[inside.stop - 1].stop)
        ends.append(LinkEnd(article, span, span.of(text)))
    return Copy(ends[0], ends[1], run.same)


def _clusters(
    names: Sequence[str], shares: Mapping[tuple[str, str], float]
) -> tuple[tuple[str, ...], ...]:
    """Articles of which the one has most of the other, by way of others too."""
    groups = _Groups(names)
    for (a, b), share in shares.items():
        if share >= CARRIED:
            groups.join(a, b)
    return tuple(group for group in groups.all() if len(group) > 1)


class _Groups:
    """Names that start alone and are joined."""

    def __init__(self, names: Iterable[str]) -> None:
        self._of = {name: [name] for name in names}

    def join(self, a: str, b: str) -> None:
        """Put the groups of two names together."""
        one, other = self._of[a], self._of[b]
        if one is not other:
            one += other
            for name in other:
                self._of[name] = one

    def all(self) -> tuple[tuple[str, ...], ...]:
        """The groups, everything in the order of the names."""
        order = {name: index for index, name in enumerate(self._of)}
        found = {id(group): group for group in self._of.values()}
        return tuple(tuple(sorted(group, key=order.__getitem__)) for group in found.values())
