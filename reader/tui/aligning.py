"""Which row of one article stands beside a row of another: piecewise between linked passages.

Of two articles some passages are linked: the anchors. Inside of one, its partner stands beside
it, row by row. Between two anchors that the other article tells in the same order, the rows
between are spread over the rows there; where it tells them the other way round, or backwards,
the other article stays where it is. Before the first anchor and after the last, both go on row
by row. So nothing jumps but where a passage is entered that stands elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from reader.model.text import Span
from reader.model.values import dataclass
from reader.tui.wrapping import BLANK, Layout


@dataclass(frozen=True, slots=True)
class Anchor:
    """Two passages that belong together.

    Attributes:
        here, there: where they stand, in code points of either text.
        rank: how sure that is; the lower of two that overlap is the one that counts.
    """

    here: Span
    there: Span
    rank: tuple[float, ...] = ()


class Beside(NamedTuple):
    """What stands beside a place.

    Attributes:
        row: of the other page.
        offset: in the text there, for a cursor.
        anchor: the linked passages, where the place is in one of them.
        held: whether the other page shall stay as it is; the row is then only the nearest
            that makes sense.
    """

    row: int
    offset: int
    anchor: Anchor | None = None
    held: bool = False


class _Stretch(NamedTuple):
    """The rows of an anchor on both pages: a first and a last one."""

    first: int
    last: int
    beside_first: int
    beside_last: int


class Alignment:
    """The rows of one page beside those of another.

    Made once for two layouts and their anchors; a question costs some searches by halves.

    Args:
        anchors: in any order; of those that overlap here, only the surest counts.
        here, there: the pages as they are laid out.
    """

    def __init__(self, anchors: Iterable[Anchor], here: Layout, there: Layout) -> None:
        self._here = here
        self._there = there
        self._anchors = _apart(anchors)
        self._starts = [anchor.here.start for anchor in self._anchors]
        self._stretches = [self._stretch(anchor) for anchor in self._anchors]

    @property
    def silent(self) -> bool:
        """Whether nothing of the two articles is linked."""
        return not self._anchors

    def _stretch(self, anchor: Anchor) -> _Stretch:
        first, last = _rows(self._here, anchor.here)
        beside, end = _rows(self._there, anchor.there)
        return _Stretch(first, last, beside, min(end, beside + last - first))

    def at(self, offset: int) -> Beside | None:
        """What stands beside an offset; None where nothing of the two is linked."""
        if not self._anchors or not self._there.height:
            return None
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self._anchors[index].here.holds(offset):
            return self.within(self._anchors[index], offset)
        return self._between(index, self._here.row_of(offset))

    def within(self, anchor: Anchor, offset: int) -> Beside:
        """What stands beside a place in the first of two linked passages."""
        stretch = self._stretch(anchor)
        down = max(0, self._here.row_of(offset) - stretch.first)
        row = min(stretch.beside_first + down, stretch.beside_last)
        start = anchor.there.start if row == stretch.beside_first else self._there.starts[row]
        return Beside(row, start, anchor)

    def _between(self, index: int, row: int) -> Beside:
        """What stands beside a row that lies behind the anchor of that index (-1: before all)."""
        after = self._stretches[index + 1] if index + 1 < len(self._stretches) else None
        if index < 0:
            assert after is not None  # there is an anchor at all
            return self._beside(after.beside_first - max(0, after.first - row))
        before = self._stretches[index]
        down = max(0, row - before.last)
        if after is None:
            return self._beside(before.beside_last + down)
        rows, beside = after.first - before.last, after.beside_first - before.beside_last
        if beside < 0:
            nearer = before.beside_last if 2 * down <= rows else after.beside_first
            return self._beside(nearer)._replace(held=True)
        return self._beside(before.beside_last + (down * beside // rows if rows > 0 else 0))

    def _beside(self, row: int) -> Beside:
        """A row of the other page, or the nearest one, with the first words from there on."""
        layout = self._there
        row = max(0, min(row, layout.height - 1))
        words = row
        while words < layout.height - 1 and layout.owners[words] == BLANK:
            words += 1
        return Beside(row, layout.starts[words])


def _apart(anchors: Iterable[Anchor]) -> list[Anchor]:
    """The anchors in the order they stand here, without those that overlap a surer one."""
    kept: list[Anchor] = []
    starts: list[int] = []
    for anchor in sorted(anchors, key=lambda each: (each.rank, each.here, each.there)):
        index = bisect_right(starts, anchor.here.start)
        free_before = index == 0 or kept[index - 1].here.stop <= anchor.here.start
        free_behind = index == len(kept) or anchor.here.stop <= kept[index].here.start
        if len(anchor.here) and free_before and free_behind:
            kept.insert(index, anchor)
            starts.insert(index, anchor.here.start)
    return kept


def _rows(layout: Layout, span: Span) -> tuple[int, int]:
    """The first and the last row of a passage on a page."""
    first = layout.row_of(span.start)
    return first, max(first, layout.row_of(max(span.start, span.stop - 1)))
