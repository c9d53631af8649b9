"""Words brought to a number of cells: what lists, tables and bars are set with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from reader.errors import ReaderError
from reader.model.visible import visible
from reader.tui.clusters import cells_in

ELLIPSIS = "…"
_NOTE_EDGES = 9  # cells of a note on the screen that are no words of it


def one_line(text: str) -> str:
    """Any text as one line that is safe to show: white space folded, controls made visible."""
    return visible(" ".join(text.split()))


def clipped(text: str, length: int) -> str:
    """At most `length` code points of a text; what is cut ends at a word where it can."""
    if len(text) <= length:
        return text
    cut = text[: max(0, length - 1)]
    word = cut.rpartition(" ")[0]
    return (word if len(word) > length // 2 else cut).rstrip(" ,;:") + ELLIPSIS


def tail(path: str, room: int) -> str:
    """A path in so many cells at most: the folders at its front give way, the file is seen.

    >>> tail("/home/ada/reports/kyrgyzstan/annotations.db", 28)
    '…/kyrgyzstan/annotations.db'
    """
    if cells_in(path) <= room or "/" not in path:
        return path
    kept = path[len(path) - max(1, room - 1) :]
    return ELLIPSIS + kept[max(0, kept.find("/")) :]


def said_of_error(error: ReaderError, width: int) -> str:
    """What went wrong and where, for a note on a screen so many cells wide: paths stay whole."""
    where = tail(visible(error.where), width - _NOTE_EDGES) if error.where else ""
    return f"{visible(error.what)}: {where}" if where else visible(error.what)


def fitted(content: Content | str, width: int, *, right: bool = False) -> Content:
    """Exactly `width` cells: cut with an ellipsis, or padded on one side.

    Args:
        content: one line.
        width: in cells.
        right: pad on the left, as numbers are set.
    """
    line = Content(content) if isinstance(content, str) else content
    if width <= 0:
        return Content("")
    if line.cell_length > width:
        return line.truncate(width, ellipsis=True)
    space = width - line.cell_length
    return line.pad_left(space) if right else line.pad_right(space)


def beside(cells: Iterable[Content], gap: int = 2) -> Content:
    """Cells of one row, in order, with a gap between them."""
    return Content(" " * gap).join(cells)


def two_ends(left: Content, right: Content, width: int) -> Content:
    """One line with something at both ends; where it gets narrow both give way."""
    room = max(0, width - min(left.cell_length, max(0, width // 2 - 2)) - 2)
    if right.cell_length > room:
        right = right.truncate(room, ellipsis=True)
    return fitted(left, width - right.cell_length) + right


def wrapped(content: Content, width: int, most: int | None = None) -> list[Content]:
    """The lines of a text, `most` at most; the last one says with an ellipsis that more follows."""
    lines = [line.rstrip() for line in content.wrap(max(2, width))] or [Content("")]
    if most is None or len(lines) <= most:
        return lines
    if most < 1:
        return []
    last = lines[most - 1]
    if last.cell_length >= width:
        last = last.truncate(max(1, width - 1)).rstrip()
    last = last[: len(last.plain.rstrip(" .,;:"))]
    ink = last.spans[-1].style if last.spans else ""
    return [*lines[: most - 1], last + (Content.styled(ELLIPSIS, ink) if ink else ELLIPSIS)]


def side_by_side(columns: Sequence[Sequence[Content]], widths: Sequence[int]) -> list[Content]:
    """Blocks of lines set next to each other, filled up with empty lines."""
    height = max((len(column) for column in columns), default=0)
    return [
        beside(
            fitted(column[row] if row < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        )
        for row in range(height)
    ]
