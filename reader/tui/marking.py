"""Marks, links and hits of a page, and which of them lie where.

A row asks for what overlaps it, thousands of times while a page is turned. Spans are kept in
buckets of 512 code points, so that the answer depends on what is there and not on how much
there is elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from reader.model.link import LinkState
from reader.model.text import Span
from reader.model.values import dataclass

_BUCKET = 512  # code points; some seven rows, so a row asks one bucket or two
_LONG = 64  # buckets; a longer span is looked at on every question instead

_BY_ORDER = itemgetter(2)

Item = TypeVar("Item", bound=Hashable)


class Shape(StrEnum):
    """How a mark is drawn, whatever its hue: kind is a shape, tag is a hue."""

    CLAIM = "claim"  # a tint behind the words
    ENTITY = "entity"  # a line under them
    USER = "user"  # a tint, with the tag's own letter as its badge


@dataclass(frozen=True, slots=True)
class PaneMark:
    """An annotation as a pane draws it.

    Attributes:
        id: of the annotation.
        spans: its pieces, in code points of the article's text.
        shape: how it is drawn.
        hue: index into `hues.HUES`.
        badge: one character for the gutter; empty for that of the shape.
        pending: whether its write is not yet acknowledged; it is drawn hollow.
        own: whether the reader made it, so that keys change it.
        discussed: whether somebody said something of it.
    """

    id: str
    spans: tuple[Span, ...]
    shape: Shape
    hue: int
    badge: str = ""
    pending: bool = False
    own: bool = True
    discussed: bool = False

    @property
    def letter(self) -> str:
        """What stands for it in the gutter."""
        return self.badge or {Shape.CLAIM: "C", Shape.ENTITY: "E"}.get(self.shape, "T")


@dataclass(frozen=True, slots=True)
class PaneLink:
    """One end of a link as a pane draws it.

    Attributes:
        letter: the same in every pane that shows an end of it.
        span: this article's end.
        state: suggested ones are drawn fainter, rejected ones not at all.
        id: of the link.
    """

    letter: str
    span: Span
    state: LinkState = LinkState.SUGGESTED
    id: str = ""


class Found(NamedTuple, Generic[Item]):
    """One stretch of an indexed thing."""

    start: int
    stop: int
    order: float
    item: Item


class SpanIndex(Generic[Item]):
    """Things by where they lie.

    Args:
        entries: each thing with one of its spans, in order; empty spans are left out.
    """

    def __init__(self, entries: Iterable[tuple[Span, Item]] = ()) -> None:
        self._buckets: dict[int, list[Found[Item]]] = {}
        self._long: list[Found[Item]] = []
        self.count = 0
        for order, (span, item) in enumerate(entries):
            self.add(span, item, order)

    def add(self, span: Span, item: Item, order: float) -> None:
        """Put a thing where it lies; `order` says between which others it comes."""
        if not len(span):
            return
        self.count += 1
        found = Found(span.start, span.stop, order, item)
        first, last = span.start // _BUCKET, (span.stop - 1) // _BUCKET
        if last - first >= _LONG:
            self._long.append(found)
            return
        for bucket in range(first, last + 1):
            self._buckets.setdefault(bucket, []).append(found)

    def remove(self, span: Span, item: Item) -> None:
        """Take a thing away that was put there."""
        if not len(span):
            return
        self.count -= 1
        first, last = span.start // _BUCKET, (span.stop - 1) // _BUCKET
        long = last - first >= _LONG
        for held in [self._long] if long else [self._buckets[b] for b in range(first, last + 1)]:
            for index, found in enumerate(held):
                if found.item is item and (found.start, found.stop) == (span.start, span.stop):
                    del held[index]
                    break

    def over(self, start: int, stop: int) -> list[Found[Item]]:
        """Everything that shares a code point with `[start, stop)`, in order."""
        if stop <= start:
            return []
        first, last = start // _BUCKET, (stop - 1) // _BUCKET
        # By number, not by name: where marks lie a hundred deep, a row looks at a thousand.
        near = [
            found
            for found in (*self._long, *self._buckets.get(first, ()))
            if found[0] < stop and start < found[1]
        ]
        for bucket in range(first + 1, last + 1):
            begin = bucket * _BUCKET  # what began before was found in the bucket before
            near += [f for f in self._buckets.get(bucket, ()) if begin <= f[0] < stop]
        near.sort(key=_BY_ORDER)
        return near

    def at(self, offset: int) -> list[Found[Item]]:
        """Everything that holds an offset, innermost (shortest) first."""
        return innermost_first(self.over(offset, offset + 1))


def innermost_first(found: Iterable[Found[Item]]) -> list[Found[Item]]:
    """Shortest first; of equal length the later start, then the later in order."""
    return sorted(found, key=lambda f: (f.stop - f.start, -f.start, -f.order))


def mark_index(marks: Sequence[PaneMark]) -> SpanIndex[PaneMark]:
    """The pieces of marks by where they lie."""
    index: SpanIndex[PaneMark] = SpanIndex()
    for order, mark in enumerate(marks):
        for span in mark.spans:
            index.add(span, mark, order)
    return index


class LinkIndex:
    """Links by where they start; rejected ones are left out.

    Args:
        links: in any order.
    """

    def __init__(self, links: Iterable[PaneLink] = ()) -> None:
        kept = (link for link in links if link.state is not LinkState.REJECTED)
        self.links = tuple(sorted(kept, key=lambda link: (link.span, link.letter)))
        self._starts = [link.span.start for link in self.links]

    def starting(self, start: int, stop: int) -> tuple[PaneLink, ...]:
        """Links whose span starts in `[start, stop)`, in reading order."""
        return self.links[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def at(self, offset: int) -> tuple[PaneLink, ...]:
        """Links whose span holds an offset, shortest first."""
        holding = [link for link in self.links if link.span.holds(offset)]
        return tuple(sorted(holding, key=lambda link: len(link.span)))
