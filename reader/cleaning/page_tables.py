"""In which column of its table a cell stands: empty, wide and high cells before it counted."""

from __future__ import annotations

from collections.abc import Mapping

MAX_COLUMNS = 100  # of a table; a cell may claim a thousand, and no reader could see them
_MAX_ROWS = 1_000  # that a cell reaches down; HTML allows 65,534


class Grid:
    """The columns of one table that is being read, row by row.

    Attributes:
        column: of the cell that is open, from 0; -1 before the first one of a row.
    """

    def __init__(self) -> None:
        self.column = -1
        self._next = 0
        self._down: dict[int, int] = {}  # column -> further rows that a cell above fills

    def begin_row(self) -> None:
        """Start at the left again."""
        self.column, self._next = -1, 0

    def begin_cell(self, attributes: Mapping[str, str | None]) -> int:
        """Open a cell; how many columns it stands to the right of the one before it."""
        before, column = max(self.column, 0), self._next
        while self._down.get(column, 0):
            self._down[column] -= 1
            column += 1
        wide = _count(attributes.get("colspan"), MAX_COLUMNS)
        high = _count(attributes.get("rowspan"), _MAX_ROWS)
        column = min(column, MAX_COLUMNS)
        if high > 1:
            for each in range(column, column + wide):
                self._down[each] = high - 1
        self.column, self._next = column, column + wide
        return column - before


def _count(value: str | None, most: int) -> int:
    """A number of columns or rows; what is none is one."""
    return min(most, max(1, int(value))) if value and value.isdecimal() else 1
