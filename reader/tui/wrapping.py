"""Text to rows: where each row of the page starts and stops, in code points of the text.

A greedy wrap of our own. For a plain block it is one `rfind` a row, which is what makes a
page of 200,000 words reflow while a window is dragged; other blocks go word by word, and
words of wide characters cluster by cluster. The rows of a block tile it: the blank space a
row ends with belongs to that row and hangs in the column after the last.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reader.model.text import Span
from reader.model.values import dataclass, field
from reader.tui.bidi import is_leftward
from reader.tui.clusters import FOLDED, Cluster, cells_in, clusters, is_plain
from reader.tui.viewing import ShownBlock

MAX_COLUMNS = 76  # longer lines are read more slowly; further width becomes margin
_MIN_COLUMNS = 2  # cells; what one wide character needs

BLANK = -1  # owner of a row between two blocks

# No row starts with a closing mark or ends with an opening one, where rows may break anywhere
# (a small part of the Japanese rules, JIS X 4051).
_NEVER_FIRST = re.compile(
    r"[、。，．・：；？！」』）】〕〉》ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)\]}]"
)
_NEVER_LAST = re.compile(r"[「『（【〔〈《(\[{]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a page.

    Attributes:
        text: of the article.
        shown: the blocks on the page.
        columns: how many cells a row has for its text, drawn bars and bullets included.
        starts, stops: of each row, in code points; equal for a blank row.
        owners: of each row, the index into `shown`, or `BLANK`.
        first_rows: of each shown block, the index of its first row.
        drawn: what is drawn in rows that are `BLANK`, where anything is.
        leftward: the indices into `shown` of blocks that are read from right to left.
        levels: which way their characters run, kept by whoever asks (`reader.tui.columns`).
    """

    text: str
    shown: tuple[ShownBlock, ...]
    columns: int
    starts: array[int]
    stops: array[int]
    owners: array[int]
    first_rows: array[int]
    drawn: dict[int, str] = field(default_factory=dict)
    leftward: frozenset[int] = frozenset()
    levels: dict[int, bytes] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows the page has."""
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row an offset is shown in, or the nearest row before it (after, at the top)."""
        row = bisect_right(self.starts, offset) - 1
        while row > 0 and self.owners[row] == BLANK:
            row -= 1
        return max(row, 0)

    def span_of(self, row: int) -> Span:
        """What a row shows."""
        return Span(self.starts[row], self.stops[row])

    def indent(self, row: int) -> int:
        """Cells that are drawn before the text of a row."""
        owner = self.owners[row]
        if owner == BLANK:
            return sum(each.cells for each in whole(self.drawn[row])) if row in self.drawn else 0
        shown = self.shown[owner]
        return shown.first_indent if row == self.first_rows[owner] else shown.indent

    def is_first(self, row: int) -> bool:
        """Whether a row is the first of its block."""
        owner = self.owners[row]
        return owner != BLANK and self.first_rows[owner] == row

    def block_at(self, offset: int) -> int | None:
        """The index into `shown` of the block at an offset, or the nearest one before it."""
        return self.owners[self.row_of(offset)] if self.shown else None

    def nearest(self, offset: int) -> int:
        """The offset itself when it is on the page, else the nearest one that is."""
        owner = self.block_at(offset)
        if owner is None:
            return 0
        span = self.shown[owner].span
        if offset < span.start:
            return span.start
        if offset < span.stop:
            return offset
        if owner + 1 < len(self.shown):
            after = self.shown[owner + 1].span.start
            if after - offset <= offset - span.stop:
                return after
        return span.stop - 1

    def is_shown(self, offset: int) -> bool:
        """Whether an offset is on the page."""
        owner = self.block_at(offset)
        return owner is not None and self.shown[owner].span.holds(offset)

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """The parts of a span that are on the page, joined where only blank space parts them."""
        found: list[Span] = []
        owner = self.block_at(span.start)
        for shown in self.shown[owner:] if owner is not None else ():
            if shown.span.start >= span.stop:
                break
            part = shown.span.meet(span)
            if part is None:
                continue
            if found and self.text[found[-1].stop : part.start].isspace():
                found[-1] = Span(found[-1].start, part.stop)
            else:
                found.append(part)
        return tuple(found)


def wrap(text: str, shown: Sequence[ShownBlock], columns: int) -> Layout:
    """The rows of a page of that width.

    Args:
        text: of the article.
        shown: the blocks on the page, in reading order.
        columns: cells for the text; at most `MAX_COLUMNS` of them are used.
    """
    columns = max(_MIN_COLUMNS, min(columns, MAX_COLUMNS))
    starts: list[int] = []  # lists while they grow: an array takes a list slowly
    stops: list[int] = []
    owners: list[int] = []
    first_rows: list[int] = []
    drawn: dict[int, str] = {}
    leftward: list[int] = []
    for index, block in enumerate(shown):
        if block.gap and starts:
            starts.append(stops[-1])
            stops.append(stops[-1])
            owners.append(BLANK)
        for line in block.above if starts else ():  # the page begins with words
            drawn[len(starts)] = _fitted(line, columns)
            starts.append(stops[-1])
            stops.append(stops[-1])
            owners.append(BLANK)
        first_rows.append(len(starts))
        first = rest = columns
        if not block.cells and is_leftward(text, block.span.start, block.span.stop):
            leftward.append(index)
            first = rest = max(_MIN_COLUMNS, columns - 1)  # the space hangs inside, at the left
        if block.bar or block.label or block.bullet:
            first = max(_MIN_COLUMNS, first - block.first_indent)
            rest = max(_MIN_COLUMNS, rest - block.indent)
        rows = [block.span.start] if block.cells else _rows(text, block.span, first, rest)
        starts += rows
        stops += rows[1:]
        stops.append(block.span.stop)
        owners += [index] * len(rows)
    return Layout(
        text,
        tuple(shown),
        columns,
        starts=array("q", starts),
        stops=array("q", stops),
        owners=array("q", owners),
        first_rows=array("q", first_rows),
        drawn=drawn,
        leftward=frozenset(leftward),
    )


def whole(line: str) -> Iterator[Cluster]:
    """The clusters of a line that is drawn and is no text."""
    return clusters(line, 0, len(line))


def _fitted(line: str, columns: int) -> str:
    """A line as it is drawn, cut where the row ends."""
    drawn: list[str] = []
    used = 0
    for cluster in whole(line):
        if used + cluster.cells > columns:
            while drawn and used + 1 > columns:
                used -= 1
                drawn.pop()
            return "".join(drawn) + "…"
        used += cluster.cells
        drawn.append(cluster.drawn)
    return "".join(drawn)


def _rows(text: str, span: Span, first: int, rest: int) -> list[int]:
    """Where the rows of a block start."""
    stretch = span.of(text)
    if is_plain(stretch):
        return _plain_rows(text, span.start, span.stop, first, rest)
    folded = FOLDED.sub(" ", stretch)
    if is_plain(folded):
        rows = _plain_rows(folded, 0, len(folded), first, rest)
    else:
        rows = _rows_by_word(folded, first, rest)
    if len(folded) == len(stretch):
        return [span.start + row for row in rows]
    # Behind each run of white space, how much longer the text is than what was wrapped.
    ends, shifts = [0], [0]
    for run in FOLDED.finditer(stretch):
        extra = run.end() - run.start() - 1
        if extra:
            ends.append(run.end() - shifts[-1] - extra)
            shifts.append(shifts[-1] + extra)
    return [span.start + row + shifts[bisect_right(ends, row) - 1] for row in rows]


def _plain_rows(text: str, start: int, stop: int, first: int, rest: int) -> list[int]:
    """Where rows start when offsets are cells and every space is single."""
    rows, room = [start], first
    find = text.rfind
    while stop - start > room:
        # A space may hang just behind the last column.
        space = find(" ", start + 1, start + room + 1)
        start = space + 1 if space >= 0 else start + room
        rows.append(start)
        room = rest
    return rows


def _rows_by_word(folded: str, first: int, rest: int) -> list[int]:
    """Where the rows of a text start that has wide or joining characters."""
    rows = [0]
    room, used, gap, start = first, 0, 0, 0
    for word in folded.split(" "):
        cells = cells_in(word)
        if used + gap + cells <= room:
            used += gap + cells
        elif start > rows[-1] and cells <= rest and not _breaks_anywhere(word, cells):
            rows.append(start)
            room, used = rest, cells
        else:
            end = Span(start, start + len(word))
            used = _break_word(folded, end, rows, room, used + gap, rest)
            room = rest if len(rows) > 1 else room
        start += len(word) + 1
        gap = 1
    return rows


def _breaks_anywhere(word: str, cells: int) -> bool:
    """Whether a word is written in a script without spaces: mostly wide characters."""
    return cells * 2 > len(word) * 3


def _break_word(text: str, word: Span, rows: list[int], room: int, used: int, rest: int) -> int:
    """Break a word over rows, cluster by cluster; gives the cells used in the last row.

    Args:
        text: of the article.
        word: what does not fit.
        rows: where rows start; new rows are appended.
        room: cells of the row that is being filled.
        used: how many of them are taken, the space before the word included.
        rest: cells of each further row.
    """
    before: list[tuple[int, int, str]] = []  # clusters since the row's last good break
    if used >= room and word.start > rows[-1]:
        rows.append(word.start)
        room, used = rest, 0
    for cluster in clusters(text, word.start, word.stop, word):
        if used + cluster.cells > room and cluster.start > rows[-1]:
            cut, carried = cluster.start, 0
            for start, cells, drawn in reversed(before):
                held = text[cut]
                if not (_NEVER_FIRST.match(held) or _NEVER_LAST.match(drawn)):
                    break
                if start <= rows[-1] or carried + cells + cluster.cells > rest:
                    cut, carried = cluster.start, 0
                    break
                cut, carried = start, carried + cells
            rows.append(cut)
            room, used = rest, carried
            before.clear()
        before.append((cluster.start, cluster.cells, cluster.drawn))
        del before[:-4]  # a run of closing marks longer than this is cut where it falls
        used += cluster.cells
    return used
