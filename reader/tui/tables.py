"""A table of the text as rows and columns of cells on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.text import Span
from reader.model.values import dataclass
from reader.tui.clusters import cells_in

GAP = 2  # cells between two columns
_FIGURE = (  # compiled when there is a table: it takes 1 ms
    r"[-+\u2212\u2013~$\u20ac\u00a3(]{0,2}\d[\d\s.,:/\u2019\u00a0\u202f]*[%)\u00b0a-zA-Z\u20ac$]{0,3}"
)
_CELL = re.compile(r"[^\t]+")
_MOST_NAMED = 20  # cells of a column's name before each of its cells


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, its column from 0, and how many cells of the screen they take."""

    span: Span
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that hold words.

    Attributes:
        text: of the article.
        rows: their cells, left to right.
        heads: whether a row names the columns.
    """

    text: str
    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[bool, ...]

    def stops(self, columns: int) -> tuple[int, ...] | None:
        """Where each column starts and, last, where the table ends; None if it does not fit."""
        widths: dict[int, int] = {}
        for row in self.rows:
            for cell in row:
                widths[cell.column] = max(widths.get(cell.column, 0), cell.width)
        stops = [0]
        for column in range(max(widths, default=-1) + 1):
            stops.append(stops[-1] + widths.get(column, 0) + GAP * (widths.get(column, 0) > 0))
        return tuple(stops) if stops[-1] - GAP <= columns else None

    def width(self, stops: Sequence[int]) -> int:
        """Cells of the screen that it takes."""
        return max(0, stops[-1] - GAP)

    def places(self, index: int, stops: Sequence[int]) -> list[int]:
        """Where the cells of a row start; figures stand at the right of their column."""
        right = self._right()
        return [
            stops[cell.column + 1] - GAP - cell.width
            if cell.column in right
            else stops[cell.column]
            for cell in self.rows[index]
        ]

    def name_of(self, column: int) -> str:
        """What the row above names a column, or nothing."""
        for row, head in zip(self.rows, self.heads, strict=True):
            for cell in row if head else ():
                if cell.column == column:
                    return " ".join(cell.span.of(self.text).split())[:_MOST_NAMED]
        return ""

    def _right(self) -> frozenset[int]:
        """The columns that hold figures alone, but for their names."""
        figures: dict[int, bool] = {}
        for row, head in zip(self.rows, self.heads, strict=True):
            for cell in () if head else row:
                is_figure = re.fullmatch(_FIGURE, cell.span.of(self.text).strip()) is not None
                figures[cell.column] = figures.get(cell.column, True) and is_figure
        return frozenset(column for column, alone in figures.items() if alone)


def table_of(text: str, spans: Sequence[Span], heads: Sequence[bool]) -> Table:
    """The table whose rows stand in these spans: a tab before each column but the first.

    Args:
        text: of the article.
        spans: of the rows, without the blank space around them.
        heads: whether each names the columns.
    """
    return Table(text, tuple(tuple(_cells(text, span)) for span in spans), tuple(heads))


def _cells(text: str, span: Span) -> list[Cell]:
    """The cells of a row that hold words; tabs before its first words are empty ones."""
    before = text[max(0, span.start - 200) : span.start]
    lead = len(before) - len(before.rstrip("\t"))
    found = []
    for cell in _CELL.finditer(text, span.start, span.stop):
        words = cell.group().split()
        if words:
            start = cell.start() + len(cell.group()) - len(cell.group().lstrip())
            stop = cell.start() + len(cell.group().rstrip())
            column = lead + text.count("\t", span.start, cell.start())
            width = sum(map(cells_in, words)) + len(words) - 1
            found.append(Cell(Span(start, stop), column, width))
    return found
