"""Which of the marks over a row are seen at each of its places.

`share` of `reader.tui.painting` says it of one place. Here the marks of a row are laid over each
other as a painter does it, the outermost first: where they lie a hundred deep, sorting them
again for each place took a third of a start.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.columns import Columns
from reader.tui.marking import Found, PaneMark, Shape, innermost_first

Seen = tuple[PaneMark | None, PaneMark | None]  # as background, as underline
NOTHING: Seen = (None, None)


def seen(
    marks: Sequence[Found[PaneMark]], columns: Columns, stop: int, lifted: str | None
) -> list[Seen]:
    """What is seen of each code point of a row, and of what is behind them.

    Args:
        marks: that lie over the row.
        columns: of the row.
        stop: where its words end; no mark is drawn behind them.
        lifted: the id of the active mark, which lies over all others.
    """
    start, length = columns.start, stop - columns.start
    tints: list[PaneMark | None] = [None] * (length + 1)
    covered, lines = tints[:], tints[:]
    order = innermost_first(marks)[::-1] if len(marks) > 1 else list(marks)
    if lifted is not None:
        order.sort(key=lambda found: found.item.id == lifted)
    plain = columns.offsets is None  # each code point is a cluster: there are no others to cut
    for found in order:
        mark = found.item
        if plain:
            first, last = max(found.start - start, 0), min(found.stop - start, length)
        else:
            first = columns.floor(found.start) - start
            last = min(columns.ceiling(found.stop) - start, length)
        if mark.shape is Shape.ENTITY:
            lines[first:last] = [mark] * (last - first)
        else:
            covered[first:last] = tints[first:last]
            tints[first:last] = [mark] * (last - first)
    return [
        (tint, line or (under if under is not tint else None)) if tint or line else NOTHING
        for tint, line, under in zip(tints, lines, covered, strict=True)
    ]


def changes(places: Sequence[Seen]) -> list[int]:
    """Where something else is seen than before it, by index."""
    found = []
    before = NOTHING
    for index, place in enumerate(places):
        if place[0] is not before[0] or place[1] is not before[1]:
            found.append(index)
            before = place
    return found
