"""Lists, cards and bars with Hebrew and Arabic the right way round.

One filter over every line that is drawn, the last thing that happens to it: widgets cut, fill
and wrap words in the order in which they are read. A page puts its own rows in order.
"""

from __future__ import annotations

from itertools import accumulate

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.tui.line_order import in_order


class Turning(LineFilter):
    """What is read from right to left stands so; columns and widths stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """The segments of a line in the order of the screen."""
        placed = in_order("".join(segment.text for segment in segments))
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
