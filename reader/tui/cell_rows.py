"""Rows of the screen as cells, and in which of them two pictures differ.

A row is two lists of one length: what is drawn in each cell, and the number of its look. The
second cell of a wide character holds nothing; a cell of which nobody knows holds `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.tui.clusters import SIMPLE, clusters

UNKNOWN = "\0"
# Cells that are alike between two that differ and are written all the same: to go there takes
# up to eight bytes, and often two changes of colour that are not needed otherwise.
_GAP = 6
_LEAST_SCROLLED = 4  # rows; fewer are as quickly written


class Row(NamedTuple):
    """Some cells side by side.

    Attributes:
        drawn: what each cell shows.
        looks: the number of each cell's look.
        whole: whether terminals may not agree about its widths: written whole or not at all.
    """

    drawn: list[str]
    looks: list[int]
    whole: bool = False


def blank(width: int) -> Row:
    """Cells of which nobody knows."""
    return Row([UNKNOWN] * width, [-1] * width)


def cells_of(text: str) -> tuple[Sequence[str], bool]:
    """What each cell of a text shows, and whether terminals may not agree about it.

    >>> cells_of("a語")
    (('a', '語', ''), False)
    """
    if text.isascii() or SIMPLE.fullmatch(text):
        return text, False
    return _cells_of(text)


@lru_cache(maxsize=2048)
def _cells_of(text: str) -> tuple[tuple[str, ...], bool]:
    cells: list[str] = []
    doubtful = False
    for cluster in clusters(text, 0, len(text)):
        drawn = text[cluster.start : cluster.stop]
        if drawn.isspace():  # folded in an article, but this was made for the screen already
            cells.extend(drawn)
            continue
        cells += [drawn, *[""] * (cluster.cells - 1)]
        doubtful = doubtful or len(drawn) > 1
    return tuple(cells), doubtful


def differences(before: Row, after: Row, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches of `[start, stop)` that have to be written, from left to right.

    Words are written whole where letters differ: who has the screen read out hears words.

    Args:
        before: a row as it stands.
        after: the same as it shall be.
        start: the first cell that is looked at.
        stop: the cell behind the last one.
    """
    same = slice(start, stop)
    old, new = before.drawn, after.drawn
    if old[same] == new[same] and before.looks[same] == after.looks[same]:
        return
    if before.whole or after.whole:
        yield start, stop
        return
    left = right = -1
    for first, last in _changed(before, after, start, stop):
        if left < 0:
            left, right = first, last
        elif first - right <= _GAP:
            right = max(right, last)
        else:
            yield left, right
            left, right = first, last
    if left >= 0:
        yield left, right


def _changed(before: Row, after: Row, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Each cell that differs, with the rest of its word or of its character."""
    old, new = before.drawn, after.drawn
    was, looks = before.looks, after.looks
    reached = start
    for cell in range(start, stop):
        if cell < reached or (old[cell] == new[cell] and was[cell] == looks[cell]):
            continue
        first, last = cell, cell + 1
        if old[cell] != new[cell]:
            while first > start and new[first] != " " and new[first - 1] != " ":
                first -= 1
            while last < stop and new[last - 1] != " " and new[last] != " ":
                last += 1
        while first > start and (not new[first] or not old[first]):
            first -= 1
        while last < stop and (not new[last] or not old[last]):
            last += 1
        reached = last
        yield first, last


def scrolled(before: Sequence[Row], after: Mapping[int, Row]) -> tuple[int, int, int] | None:
    """By how many rows a block of rows has moved up: first row, last row, and how far.

    Below zero is down. None where most of the rows are no longer on the screen anyway.

    Args:
        before: all rows of the screen.
        after: whole rows, by their place.
    """
    changed = [y for y in after if after[y].drawn[:-1] != before[y].drawn[:-1]]
    if len(changed) < _LEAST_SCROLLED:
        return None
    # The last cell is the minimap's, which stays where it is.
    stood = {tuple(before[y].drawn[:-1]): y for y in changed}
    moves: dict[int, list[int]] = {}
    for y in changed:
        words = tuple(after[y].drawn[:-1])
        if words in stood and any(cell != " " for cell in words):
            moves.setdefault(stood[words] - y, []).append(y)
    if not moves:
        return None
    far = max(moves, key=lambda each: len(moves[each]))
    moved = moves[far]
    if 2 * len(moved) < len(changed) or len(moved) < _LEAST_SCROLLED:
        return None
    first, last = min(moved) + min(far, 0), max(moved) + max(far, 0)
    return (first, last, far) if all(y in after for y in range(first, last + 1)) else None
