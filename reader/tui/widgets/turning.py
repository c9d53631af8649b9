"""Lists, cards and bars with Hebrew and Arabic the right way round.

One filter over every line that is drawn, the last thing that happens to it: widgets cut, fill
and wrap words in the order in which they are read. A page puts its own rows in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.tui.clusters import cells_in
from reader.tui.line_order import in_order

# Scripts with vowel signs that take a cell; Rich 15 counts none for them.
_WIDER = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1900-\u1bff\ua880-\uabff]")
_WORDS_OR_GAPS = re.compile(r" {2,}|(?:(?! {2}).)+")


class Turning(LineFilter):
    """What is read from right to left stands so; columns and widths stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """The segments of a line in the order of the screen."""
        line = "".join(segment.text for segment in segments)
        if line.isascii():
            return segments
        if _WIDER.search(line):
            segments = list(_settled(segments))
            line = "".join(segment.text for segment in segments)
        placed = in_order(line)
        if not placed:
            return segments
        edges = list(accumulate((len(segment.text) for segment in segments), initial=0))
        turned: list[Segment] = []
        index = 0
        for start, stop, drawn in placed:
            while start < edges[index]:
                index -= 1
            while start >= edges[index + 1]:
                index += 1
            at, inside = start, index
            while at < stop:  # one look a segment
                to = min(stop, edges[inside + 1])
                if drawn[at - start : to - start]:
                    turned.append(Segment(drawn[at - start : to - start], segments[inside].style))
                at, inside = to, inside + 1
        return list(Segment.simplify(turned))


def _settled(segments: list[Segment]) -> Iterator[Segment]:
    """The segments with what words take more than was reckoned taken from the gaps after them."""
    more = 0
    for segment in segments:
        kept: list[str] = []
        for part in _WORDS_OR_GAPS.findall(segment.text):
            if part.isspace():
                taken = min(max(more, 0), len(part) - 1)
                more -= taken
                kept.append(part[taken:])
            else:
                more += sum(map(cells_in, part.split())) + part.count(" ") - cell_len(part)
                kept.append(part)
        yield Segment("".join(kept), segment.style)
