"""From thing to thing of a page: marks or hits, sentences without a mark, notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reader.model.article import Article, StyleKind
from reader.model.text import Span
from reader.tui.marking import PaneMark, SpanIndex
from reader.tui.motions import Motions
from reader.tui.viewing import Role


class Walk(NamedTuple):
    """How far one is in the list that `n` and `N` go through.

    Attributes:
        of: what the list is of: `hit`, `suggested name` or `marked place`.
        number: which of them the cursor is on, from 1.
        all: how many there are.
    """

    of: str
    number: int
    all: int


def listed(
    hits: Sequence[Span], guesses: Sequence[Span], marks: Sequence[PaneMark]
) -> tuple[str, tuple[Span, ...]]:
    """What `n` goes through, and its spans: hits, else suggested names, else marks."""
    if hits or guesses:
        return ("hit", tuple(hits)) if hits else ("suggested name", tuple(guesses))
    return "marked place", tuple(mark.spans[0] for mark in marks)


def starts(spans: Sequence[Span], is_shown: Callable[[int], bool]) -> list[int]:
    """Where the things of a list start on the page, each place once."""
    return sorted({span.start for span in spans if is_shown(span.start)})


def stepped(places: Sequence[int], cursor: int, steps: int) -> int:
    """The index of the place that many steps from a cursor, around the end if need be.

    >>> stepped([2, 5, 9], 5, 1), stepped([2, 5, 9], 6, -1), stepped([2, 5, 9], 9, 1)
    (2, 1, 0)
    """
    index = (
        bisect_right(places, cursor) - 1 + steps
        if steps > 0
        else bisect_left(places, cursor) + steps
    )
    return index % len(places)


def unmarked(
    motions: Motions, marks: SpanIndex[PaneMark], cursor: int, count: int = 1
) -> int | None:
    """The start of the next sentence of the article's body that no mark touches, or None.

    Args:
        motions: of the page.
        marks: what lies on it.
        cursor: an offset; the sentence that it stands in does not count.
        count: the how manieth such sentence.
    """
    here = motions.stretches.sentence(cursor)
    found = (
        span
        for span in _sentences_from(motions, cursor)
        if span != here and not marks.over(span.start, span.stop)
    )
    span = next(islice(found, count - 1, None), None)
    return None if span is None else motions.settle(span.start)


def _sentences_from(motions: Motions, offset: int) -> Iterator[Span]:
    shown = motions.layout.shown
    first = motions.layout.block_at(offset) if shown else None
    for owner in () if first is None else range(first, len(shown)):
        if shown[owner].role is not Role.BODY:
            continue  # what is shown apart is hardly ever marked
        for span in motions.stretches.sentences(owner):
            if span.start > offset:
                yield span


def note_here(article: Article | None, cursor: int) -> Span | None:
    """Where the note stands that the words at the cursor call, or where this note is called."""
    styles = article.styles if article else ()
    notes = {s.target: s.span for s in styles if s.kind is StyleKind.NOTE}
    calls = [s for s in styles if s.kind is StyleKind.FOOTNOTE and s.target in notes]
    called = next((s for s in calls if s.span.holds(cursor)), None)
    if called is not None and not notes[called.target].holds(cursor):
        return notes[called.target]
    for call in calls:
        if notes[call.target].holds(cursor) and not notes[call.target].covers(call.span):
            return call.span
    return None
