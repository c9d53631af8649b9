"""Cells to offsets and back, inside one row.

Offsets count code points of the text, columns count cells from the left edge of the row's
text area. Only here does one become the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.tui.clusters import Cluster, clusters, is_plain
from reader.tui.wrapping import Layout


@dataclass(frozen=True, slots=True)
class Columns:
    """The clusters of a row and the cells they take.

    Attributes:
        start, stop: what the row shows, in code points.
        indent: cells before its text.
        drawn: what is written to the terminal for each cluster, in order; for a plain row,
            where each code point is a cluster of one cell, the text itself.
        offsets: where each cluster starts, and `stop`; None for a plain row.
        cells: the column of each cluster, and of the end; None for a plain row.
    """

    start: int
    stop: int
    indent: int
    drawn: str | tuple[str, ...]
    offsets: tuple[int, ...] | None = None
    cells: tuple[int, ...] | None = None

    @property
    def end(self) -> int:
        """The column behind the last cluster."""
        return self.indent + self.stop - self.start if self.cells is None else self.cells[-1]

    def cell_of(self, offset: int) -> int:
        """The column of the cluster that holds an offset; `end` for the row's stop and later."""
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
        index = bisect_right(self.cells, cell) - 1
        return self.offsets[min(max(index, 0), len(self.offsets) - 2)]

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
        """What is drawn between two offsets; both start a cluster or end the row."""
        if self.offsets is None:
            return str(self.drawn[start - self.start : stop - self.start])
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, stop)
        return "".join(self.drawn[first:last])


def columns_of(layout: Layout, row: int) -> Columns:
    """The clusters of one row of a page."""
    start, stop, indent = layout.starts[row], layout.stops[row], layout.indent(row)
    stretch = layout.text[start:stop]
    if is_plain(stretch):
        return Columns(start, stop, indent, stretch)
    within = layout.shown[layout.owners[row]].span
    found = tuple(clusters(layout.text, start, stop, within))
    stops = layout.shown[layout.owners[row]].cells
    if stops:
        found = tuple(_spread(layout.text, found, indent, stops))
    cells = [indent]
    for cluster in found:
        cells.append(cells[-1] + cluster.cells)
    return Columns(
        start,
        stop,
        indent,
        tuple(cluster.drawn for cluster in found),
        (*(cluster.start for cluster in found), stop),
        tuple(cells),
    )


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
