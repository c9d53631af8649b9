"""Marks by what they say beside their tags, as the filter of the panes offers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from reader.model.annotation import Annotation
from reader.model.attributes import fits, in_words, lacking

MOST_OFFERED = 20  # pairs of name and value, those that most marks have
INCOMPLETE = "lacks what a tag asks for"
Test = Callable[[Annotation], bool]


def offers(marks: Sequence[Annotation]) -> Iterator[tuple[str, int, Test]]:
    """Words, how many marks they fit, and the test; nothing that fits none."""
    left = sum(bool(lacking(mark.tags, mark.attributes)) for mark in marks)
    if left:
        yield INCOMPLETE, left, _lacks
    pairs = Counter(pair for mark in marks for pair in mark.attributes.items())
    for (name, value), count in sorted(pairs.most_common(MOST_OFFERED)):
        yield in_words({name: value}), count, _says(name, value)


def _lacks(mark: Annotation) -> bool:
    return bool(lacking(mark.tags, mark.attributes))


def _says(name: str, value: str) -> Test:
    return lambda mark: fits(mark.attributes, {name: value})
