"""Cells to offsets and back, inside one row.

Offsets count code points of the text, columns count cells from the left edge of the row's
text area. Only here does one become the other. Where something is read from right to left the
clusters stand in another order on the screen than in the text (`reader.tui.bidi`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reader.model.text import Span
from reader.model.values import dataclass
from reader.tui.bidi import LEFTWARD, is_leftward, levels, mirrored, visual
from reader.tui.clusters import Cluster, clusters, is_plain
from reader.tui.wrapping import Layout

# Code points that are looked at together, and those around them that may decide about them: a
# block of 200,000 words in one piece would hold up its first row for a second.
_TOGETHER = 4096
_AROUND = 256


@dataclass(frozen=True, slots=True)
class Columns:
    """The clusters of a row and the cells they take.

    Attributes:
        start, stop: what the row shows, in code points.
        indent: cells before its text; blank ones, in a row that is set at the right.
        drawn: what is written to the terminal for each cluster, in order; for a plain row,
            where each code point is a cluster of one cell, the text itself.
        offsets: where each cluster starts, and `stop`; None for a plain row.
        cells: the column of each cluster, and of the place behind the last one, which is at the
            left of a row that is read from there; None for a plain row.
        order: the clusters from left to right, where that is not their order in the text.
        edges: where they start, from left to right, and where the last one ends.
        tail: cells that are drawn behind the text: a bar, a bullet.
    """

    start: int
    stop: int
    indent: int
    drawn: str | tuple[str, ...]
    offsets: tuple[int, ...] | None = None
    cells: tuple[int, ...] | None = None
    order: tuple[int, ...] | None = None
    edges: tuple[int, ...] = ()
    tail: int = 0

    @property
    def end(self) -> int:
        """The column at the right of the text."""
        if self.order is not None:
            return self.edges[-1]
        return self.indent + self.stop - self.start if self.cells is None else self.cells[-1]

    def cell_of(self, offset: int) -> int:
        """The column of the cluster that holds an offset; behind it, for the stop and later."""
        offset = min(max(offset, self.start), self.stop)
        if self.offsets is None or self.cells is None:
            return self.indent + offset - self.start
        return self.cells[bisect_right(self.offsets, offset) - 1]

    def offset_at(self, cell: int) -> int:
        """Where the cluster at a column starts; the first or last cluster beside the text."""
        if self.stop == self.start:
            return self.start
        if self.offsets is None or self.cells is None:
            return min(max(self.start + cell - self.indent, self.start), self.stop - 1)
        index = bisect_right(self.edges or self.cells, cell) - 1
        index = min(max(index, 0), len(self.offsets) - 2)
        return self.offsets[self.order[index] if self.order else index]

    def floor(self, offset: int) -> int:
        """The last start of a cluster at or before an offset."""
        offset = min(max(offset, self.start), self.stop)
        if self.offsets is None:
            return offset
        return self.offsets[bisect_right(self.offsets, offset) - 1]

    def ceiling(self, offset: int) -> int:
        """The first start of a cluster at or after an offset."""
        offset = min(max(offset, self.start), self.stop)
        if self.offsets is None:
            return offset
        return self.offsets[bisect_left(self.offsets, offset)]

    def cut(self, start: int, stop: int) -> str:
        """What is drawn between two offsets, in the order of the text.

        Both start a cluster or end the row.
        """
        if self.offsets is None:
            return str(self.drawn[start - self.start : stop - self.start])
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, stop)
        return "".join(self.drawn[first:last])


def columns_of(layout: Layout, row: int) -> Columns:
    """The clusters of one row of a page."""
    start, stop, indent = layout.starts[row], layout.stops[row], layout.indent(row)
    owner = layout.owners[row]
    stretch = layout.text[start:stop]
    leftward = owner in layout.leftward
    turned = leftward or not (stretch.isascii() or LEFTWARD.search(stretch) is None)
    if not turned and is_plain(stretch):
        return Columns(start, stop, indent, stretch)
    found = tuple(clusters(layout.text, start, stop, layout.shown[owner].span))
    stops = layout.shown[owner].cells
    if stops:
        found = tuple(_spread(layout.text, found, indent, stops))
    if turned:
        return _turned(layout, found, Span(start, stop), indent, owner)
    return Columns(
        start,
        stop,
        indent,
        tuple(cluster.drawn for cluster in found),
        (*(cluster.start for cluster in found), stop),
        tuple(accumulate((cluster.cells for cluster in found), initial=indent)),
    )


def _turned(
    layout: Layout, found: Sequence[Cluster], row: Span, indent: int, owner: int
) -> Columns:
    """The columns of a row in which something is read from right to left."""
    leftward = owner in layout.leftward
    runs = bytearray(_levels(layout, owner, row))
    at = len(runs)
    while at and layout.text[row.start + at - 1].isspace():  # L1: what hangs behind the row
        at -= 1
        runs[at] = leftward
    leveled = [runs[cluster.start - row.start] for cluster in found]
    if layout.shown[owner].cells:  # what parts cells stands where it is
        tabs = ["\t" in layout.text[cluster.start : cluster.stop] for cluster in found]
        leveled = [0 if tab else level for tab, level in zip(tabs, leveled, strict=True)]
    order = visual(leveled)
    tail = indent if leftward else 0
    if leftward:
        indent = max(0, layout.columns - tail - sum(cluster.cells for cluster in found))
    edges = tuple(accumulate((found[each].cells for each in order), initial=indent))
    places = dict(zip(order, edges, strict=False))
    return Columns(
        row.start,
        row.stop,
        indent,
        tuple(
            mirrored(cluster.drawn) if level % 2 else cluster.drawn
            for cluster, level in zip(found, leveled, strict=True)
        ),
        (*(cluster.start for cluster in found), row.stop),
        (*(places[each] for each in range(len(found))), indent - 1 if leftward else edges[-1]),
        tuple(order),
        edges,
        tail,
    )


def _levels(layout: Layout, owner: int, row: Span) -> bytes:
    """The level of each code point of a row."""
    shown, text = layout.shown[owner], layout.text
    leftward = owner in layout.leftward
    if shown.cells:  # each cell of a table is a text of its own, in its column
        return b"\0".join(
            levels(cell, leftward=is_leftward(cell, 0, len(cell)))
            for cell in row.of(text).split("\t")
        )
    whole = shown.span
    found = b""
    at = row.start
    while at < row.stop:
        first = at - (at - whole.start) % _TOGETHER
        last = min(first + _TOGETHER, whole.stop)
        if first not in layout.levels:
            before = max(whole.start, first - _AROUND)
            after = min(last + _AROUND, whole.stop)
            known = levels(text[before:after], leftward=leftward)
            layout.levels[first] = known[first - before : last - before]
        stop = min(last, row.stop)
        found += layout.levels[first][at - first : stop - first]
        at = stop
    return found


def _spread(
    text: str, found: Iterable[Cluster], indent: int, stops: Iterable[int]
) -> Iterator[Cluster]:
    """The clusters of a table's row: what parts two cells is as wide as the columns need."""
    left, at = iter(stops), indent
    for each in found:
        cluster = each
        if "\t" in text[cluster.start : cluster.stop]:
            wide = max(1, next(left, 0) - at)
            cluster = cluster._replace(cells=wide, drawn=" " * wide)
        at += cluster.cells
        yield cluster
