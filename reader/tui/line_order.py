"""One line that is no page, as it stands on the screen: a title in a list, a name in a bar.

Whatever makes such lines leaves words in the order in which they are read. Here, last of all,
Hebrew and Arabic are turned around, each part of a line within the cells that it has: two
spaces, arrows, rules and badges part columns, and none of them ever moves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.tui.bidi import LEFTWARD, is_leftward, levels, mirrored, visual
from reader.tui.clusters import clusters

# What parts a line: gaps between columns, signs (arrows, frames, numbers in rings, ticks), and
# the dot between a source and its title.
_PARTS = re.compile(r"\s*[\u2190-\u2bff]+\s*|\s+·\s+|\s{2,}|^\s|\s$")

Placed = tuple[int, int, str]  # where it stands in the line, in code points; what is drawn


def in_order(line: str) -> tuple[Placed, ...]:
    """What stands in a line from left to right; nothing, where that is as it is written."""
    if line.isascii() or LEFTWARD.search(line) is None:
        return ()
    return _turned(line)


@lru_cache(maxsize=512)
def _turned(line: str) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    at = 0
    for part in _PARTS.finditer(line):
        _place(line, at, part.start(), placed)
        placed.append((part.start(), part.end(), part[0]))
        at = part.end()
    _place(line, at, len(line), placed)
    return tuple(placed)


def _place(line: str, start: int, stop: int, placed: list[Placed]) -> None:
    """Place one part of a line; it starts at the right when its first letter does."""
    if LEFTWARD.search(line, start, stop) is None:
        if start < stop:
            placed.append((start, stop, line[start:stop]))
        return
    runs = levels(line[start:stop], leftward=is_leftward(line, start, stop))
    found = list(clusters(line, start, stop))
    for index in visual([runs[each.start - start] for each in found]):
        first, last = found[index][:2]
        drawn = line[first:last]
        placed.append((first, last, mirrored(drawn) if runs[first - start] % 2 else drawn))


def drawn_in_order(line: str) -> str:
    """A line as it is drawn."""
    return "".join(drawn for _, _, drawn in in_order(line)) or line
