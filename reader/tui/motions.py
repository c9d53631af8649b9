"""Where the cursor goes: every motion from an offset to an offset.

The cursor stands on a cluster that is on the page, never on hidden junk and never on the
blank space between blocks. Every motion costs what it passes, not what the article holds.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.model.values import dataclass
from reader.tui.columns import Columns, columns_of
from reader.tui.stretches import Stretches
from reader.tui.wrapping import BLANK, Layout


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands.

    Attributes:
        offset: of the cluster under it.
        goal: the column that moves by row aim at, or None until one is made.
    """

    offset: int
    goal: int | None = None


class Motions:
    """The motions of one page.

    Args:
        layout: the page.
        page_rows: how many rows a page turns.
    """

    def __init__(self, layout: Layout, page_rows: int = 20) -> None:
        self.layout = layout
        self.page_rows = page_rows
        self.stretches = Stretches(layout)
        self._by_name: dict[str, Callable[[int], int]] = {
            "move.left": self.left,
            "move.right": self.right,
            "move.word": self.next_word,
            "move.word-back": self.previous_word,
            "move.word-end": self.word_end,
            "move.sentence": self.next_sentence,
            "move.sentence-back": self.previous_sentence,
            "move.paragraph": self.next_paragraph,
            "move.paragraph-back": self.previous_paragraph,
        }

    def go(self, command: str, place: Place, count: int | None = None) -> Place | None:
        """Where a command of the key table leads, or None when it is no motion.

        Args:
            command: `move.…`.
            place: where the cursor stands.
            count: how often, or which one for `move.top` and `move.bottom`.
        """
        if not self.layout.shown:
            return place if command.startswith("move.") else None
        times = count or 1
        rows = self._row_steps(times).get(command)
        if rows is not None:
            return self.by_rows(place, rows)
        step = self._by_name.get(command)
        if step is not None:
            offset = place.offset
            for _ in range(times):
                further = step(offset)
                if further == offset:
                    break
                offset = further
            return Place(offset)
        return self._edge(command, place, count)

    def _row_steps(self, times: int) -> dict[str, int]:
        half = max(1, self.page_rows // 2)
        page = max(1, self.page_rows - 2)  # two rows stay in sight
        return {
            "move.down": times,
            "move.up": -times,
            "move.page-down": page * times,
            "move.page-up": -page * times,
            "move.half-down": half * times,
            "move.half-up": -half * times,
        }

    def _edge(self, command: str, place: Place, count: int | None) -> Place | None:
        row = self.layout.row_of(place.offset)
        columns = self.columns(row)
        if command == "move.row-start":
            return Place(columns.start)
        if command == "move.row-end":
            return Place(columns.floor(columns.stop - 1), columns.cell_of(columns.stop))
        if command in {"move.top", "move.bottom"}:
            shown = self.layout.shown
            if count is not None:
                return Place(shown[min(count, len(shown)) - 1].span.start)
            return Place(shown[0].span.start if command == "move.top" else self.last())
        return None

    def columns(self, row: int) -> Columns:
        """The clusters of a row."""
        return columns_of(self.layout, row)

    def settle(self, offset: int) -> int:
        """The start of the cluster on the page that is nearest to an offset."""
        if not self.layout.shown:
            return 0
        offset = self.layout.nearest(offset)
        return self.columns(self.layout.row_of(offset)).floor(offset)

    def last(self) -> int:
        """The last cluster of the page."""
        return self.settle(self.layout.shown[-1].span.stop - 1)

    def after(self, offset: int) -> int:
        """Where the cluster at an offset ends."""
        return self.columns(self.layout.row_of(offset)).ceiling(offset + 1)

    def right(self, offset: int) -> int:
        """The next cluster; from the last of a block the first of the next block."""
        row = self.layout.row_of(offset)
        after = self.columns(row).ceiling(offset + 1)
        if after < self.layout.shown[self.layout.owners[row]].span.stop:
            return after
        return self._neighbour(self.layout.owners[row] + 1, offset)

    def left(self, offset: int) -> int:
        """The cluster before; from the first of a block the last of the block before."""
        row = self.layout.row_of(offset)
        columns = self.columns(row)
        if offset > columns.start:
            return columns.floor(offset - 1)
        owner = self.layout.owners[row]
        if offset > self.layout.shown[owner].span.start or owner > 0:
            above = row - 1
            while self.layout.owners[above] == BLANK:
                above -= 1
            return self.columns(above).floor(self.layout.stops[above] - 1)
        return offset

    def by_rows(self, place: Place, rows: int) -> Place:
        """That many rows down (up when negative), blank rows not counted among the ends."""
        row = self.layout.row_of(place.offset)
        goal = place.goal
        if goal is None:
            goal = self.columns(row).cell_of(place.offset)
        target = max(0, min(row + rows, self.layout.height - 1))
        step = 1 if rows > 0 else -1
        while self.layout.owners[target] == BLANK:
            target += step
        columns = self.columns(target)
        return Place(columns.offset_at(goal), goal)

    def next_word(self, offset: int) -> int:
        """The start of the next word."""
        owner = self.layout.block_at(offset)
        while owner is not None and owner < len(self.layout.shown):
            for word in self.stretches.words(owner, offset):
                if word.start > offset:
                    return self.settle(word.start)
            owner += 1
            if owner < len(self.layout.shown):
                offset = self.layout.shown[owner].span.start - 1
        return self.last()

    def previous_word(self, offset: int) -> int:
        """The start of the word, or of the one before when the cursor is there."""
        owner = self.layout.block_at(offset)
        while owner is not None and owner >= 0:
            for word in reversed(self.stretches.words(owner, offset)):
                start = self.settle(word.start)
                if start < offset:
                    return start
            owner -= 1
            if owner >= 0:
                offset = self.layout.shown[owner].span.stop
        return self.layout.shown[0].span.start

    def word_end(self, offset: int) -> int:
        """The last cluster of the word, or of the next when the cursor is there."""
        owner = self.layout.block_at(offset)
        while owner is not None and owner < len(self.layout.shown):
            for word in self.stretches.words(owner, offset):
                end = self.settle(word.stop - 1)
                if end > offset:
                    return end
            owner += 1
            if owner < len(self.layout.shown):
                offset = self.layout.shown[owner].span.start - 1
        return self.last()

    def next_sentence(self, offset: int) -> int:
        """The start of the next sentence."""
        owner = self.layout.block_at(offset)
        if owner is None:
            return offset
        for sentence in self.stretches.sentences(owner):
            if sentence.start > offset:
                return self.settle(sentence.start)
        return self._neighbour(owner + 1, self.last())

    def previous_sentence(self, offset: int) -> int:
        """The start of the sentence, or of the one before when the cursor is there."""
        owner = self.layout.block_at(offset)
        while owner is not None and owner >= 0:
            starts = [s.start for s in self.stretches.sentences(owner) if s.start < offset]
            if starts:
                return self.settle(starts[-1])
            owner -= 1
        return self.layout.shown[0].span.start

    def next_paragraph(self, offset: int) -> int:
        """The start of the next block on the page."""
        owner = self.layout.block_at(offset)
        return offset if owner is None else self._neighbour(owner + 1, self.last())

    def previous_paragraph(self, offset: int) -> int:
        """The start of the block, or of the one before when the cursor is there."""
        owner = self.layout.block_at(offset)
        if owner is None:
            return offset
        start = self.layout.shown[owner].span.start
        return start if start < offset else self.layout.shown[max(owner - 1, 0)].span.start

    def _neighbour(self, owner: int, otherwise: int) -> int:
        """The start of a block on the page, or another offset where there is none."""
        if owner < len(self.layout.shown):
            return self.layout.shown[owner].span.start
        return otherwise
