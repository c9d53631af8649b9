"""From thing to thing of a page: marks or hits, sentences without a mark, notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import StyleKind
from reader.model.text import Span

if TYPE_CHECKING:
    from reader.tui.page import Page


class Walk(NamedTuple):
    """How far one is in the list that `n` and `N` go through.

    Attributes:
        of: what the list is of: `hit` or `marked place`.
        number: which of them the cursor is on, from 1.
        all: how many there are.
    """

    of: str
    number: int
    all: int


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


def unmarked(page: Page, count: int = 1) -> int | None:
    """The start of the next sentence that no mark on the page touches, or None.

    Args:
        page: where the reader is in it, and its marks.
        count: the how manieth such sentence behind the one under the cursor.
    """
    here = page.motions.stretches.sentence(page.reading.cursor)
    found = (
        span
        for span in _sentences_from(page, page.reading.cursor)
        if span != here and not page.scene.marks.over(span.start, span.stop)
    )
    for number, span in enumerate(found, 1):
        if number == count:
            return page.motions.settle(span.start)
    return None


def _sentences_from(page: Page, offset: int) -> Iterator[Span]:
    first = page.scene.layout.block_at(offset) if page.scene.layout.shown else None
    if first is None:
        return
    for owner in range(first, len(page.scene.layout.shown)):
        for span in page.motions.stretches.sentences(owner):
            if span.start > offset:
                yield span


def note_here(page: Page) -> Span | None:
    """Where the note stands that the words at the cursor call, or where this note is called."""
    styles = page.article.styles if page.article else ()
    cursor = page.reading.cursor
    notes = {s.target: s.span for s in styles if s.kind is StyleKind.NOTE}
    calls = [s for s in styles if s.kind is StyleKind.FOOTNOTE and s.target in notes]
    called = next((s for s in calls if s.span.holds(cursor)), None)
    if called is not None and not notes[called.target].holds(cursor):
        return notes[called.target]
    for call in calls:
        if notes[call.target].holds(cursor) and not notes[call.target].covers(call.span):
            return call.span
    return None
