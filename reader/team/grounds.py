"""What agreement is counted over: the ground that people looked at, its sentences, a continuum.

The ground is every block that is not junk, and every junk block somebody marked all the same.
Junk that nobody marks would be agreement that costs nothing, and lift every figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from reader.model.agreement import SharedArticle, TaggedPlace
from reader.model.article import Block, BlockVerdict
from reader.model.boundaries import sentences
from reader.model.text import Span


def ground(blocks: Sequence[Block], marks: Iterable[TaggedPlace]) -> tuple[Span, ...]:
    """The blocks that are looked at, by the cleaner's verdicts: flips are one person's own."""
    starts = [block.span.start for block in blocks]
    marked: set[int] = set()
    for mark in marks:
        for span in mark.spans:
            first = max(bisect_right(starts, span.start) - 1, 0)
            marked.update(range(first, bisect_left(starts, span.stop)))
    return tuple(
        block.span
        for index, block in enumerate(blocks)
        if block.verdict is not BlockVerdict.JUNK or index in marked
    )


def sentences_of(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of the ground; none goes over the border of a block."""
    return tuple(sentence for span in spans for sentence in sentences(text, span))


def touched(found: Sequence[Span], marks: Iterable[TaggedPlace]) -> Mapping[int, frozenset[str]]:
    """By the index of a sentence the tags of the marks that share a code point with it."""
    stops = [each.stop for each in found]
    tags: dict[int, set[str]] = {}
    for mark in marks:
        for span in mark.spans:
            index = bisect_right(stops, span.start)
            while index < len(found) and found[index].start < span.stop:
                tags.setdefault(index, set()).add(mark.tag)
                index += 1
    return {index: frozenset(each) for index, each in tags.items()}


class Continuum:
    """Articles that the same people did, one after another as one stretch, without the junk."""

    def __init__(self, articles: Iterable[SharedArticle]) -> None:
        self._starts: dict[str, list[int]] = {}  # of each stretch of the ground, in its text
        self._places: dict[str, list[int]] = {}  # the same on the continuum
        self.length = 0
        for each in articles:
            self._starts[each.article] = [span.start for span in each.ground]
            places = self._places[each.article] = []
            for span in each.ground:
                places.append(self.length)
                self.length += len(span)

    def place(self, article: str, span: Span) -> Span:
        """Where a span of the ground lies; every block it touches is part of the ground."""
        return Span(
            self._moved(article, span.start), self._moved(article, max(span.stop - 1, 0)) + 1
        )

    def _moved(self, article: str, offset: int) -> int:
        starts = self._starts[article]
        index = bisect_right(starts, offset) - 1
        return self._places[article][index] + offset - starts[index]
