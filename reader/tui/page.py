"""One article on one page: what is shown of it, and where the reader is in it.

This is all a pane knows, without Textual: given an article, a view and a width it has rows;
given a command it moves, selects or grows; given a row it has runs to paint. The launcher of
a later day paints with it before Textual is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reader.model.article import Article, Block
from reader.model.text import Span
from reader.model.values import replace
from reader.tui import pieces, selecting, taking, walking
from reader.tui.columns import Columns, columns_of
from reader.tui.gutter import GUTTER, Minimap, gutter, minimap, touched, with_hits
from reader.tui.looks import Ink, Look, Run
from reader.tui.mark_set import MarkSet
from reader.tui.marking import LinkIndex, PaneLink, PaneMark, SpanIndex
from reader.tui.motions import Motions, Place
from reader.tui.painting import SEEN, Scene, paint
from reader.tui.reading_aids import aids_of, with_aids
from reader.tui.selecting import Edge, Reading, Unit
from reader.tui.viewing import ViewMode, shown_blocks
from reader.tui.walking import Walk
from reader.tui.wrapping import MAX_COLUMNS, wrap

SIDE_COLUMNS = GUTTER + 2  # cells: the gutter, the column where a space hangs, the minimap
_TOUCHED = 40  # changed spans from where on the minimap is as quickly drawn anew
NOTHING = "Nothing of this article is shown in this view."
_EXTENDING = {f"extend.{way}": f"move.{way}" for way in ("left", "right", "up", "down")}


class Page:
    """An article as it is laid out and read.

    Args:
        article: whose text it is, or None for an empty page.
        blocks: of the article, with flips applied; its own when not given.
        width: cells of the pane.
        mode: the view.
    """

    def __init__(
        self,
        article: Article | None = None,
        blocks: Sequence[Block] = (),
        *,
        width: int = MAX_COLUMNS + SIDE_COLUMNS,
        mode: ViewMode = ViewMode.CLEAN,
    ) -> None:
        self.article = article
        self.blocks = tuple(blocks or (article.blocks if article else ()))
        self.mode = mode
        self.width = width
        self.reading = Reading()
        self._marks = MarkSet()
        self.hits: tuple[Span, ...] = ()
        self.reasons: tuple[Span, ...] = ()
        self.guesses: tuple[Span, ...] = ()
        self.partial = False  # whether more of it is laid out in a moment
        self.active = False
        self.active_mark: str | None = None
        self.chosen: str | None = None  # the mark turned to, or just made
        self.walked: Walk | None = None  # how far one is in the list of `n`, until one moves
        self._minimap: Minimap | None = None
        self._hit_map: Minimap | None = None
        self._columns: dict[int, Columns] = {}
        styles = article.styles if article else ()
        self._aids = aids_of(styles)
        layout = wrap("", (), 1)
        self.scene = Scene(layout, styles=SpanIndex((s.span, s) for s in styles if s.kind in SEEN))
        self.motions = Motions(layout)
        self.lay_out()

    # -- what is laid out ------------------------------------------------------------------

    @property
    def text(self) -> str:
        """Of the article."""
        return self.article.text if self.article else ""

    @property
    def height(self) -> int:
        """How many rows the page has."""
        return self.scene.layout.height

    @property
    def margin(self) -> int:
        """Free cells to the left of the gutter, where a pane is wider than its text."""
        return max(0, self.width - SIDE_COLUMNS - self.scene.layout.columns) // 2

    @property
    def text_column(self) -> int:
        """The column of the pane that the text starts in."""
        return self.margin + GUTTER

    def lay_out(
        self,
        *,
        width: int | None = None,
        mode: ViewMode | None = None,
        blocks: Sequence[Block] | None = None,
    ) -> None:
        """Lay the page out anew; the cursor stays where it is, or as near as it can.

        Args:
            width: cells of the pane.
            mode: the view.
            blocks: with other verdicts.
        """
        self.width = self.width if width is None else width
        self.mode = mode or self.mode
        self.blocks = self.blocks if blocks is None else tuple(blocks)
        columns = min(self.width - SIDE_COLUMNS, MAX_COLUMNS)
        shown = shown_blocks(self.text, self.blocks, self.mode)
        shown = with_aids(self.text, self.blocks, shown, self._aids, columns)
        layout = wrap(self.text, shown, columns)
        self.scene.layout = layout
        self.motions = Motions(layout, self.motions.page_rows)
        self.forget()
        self.read(replace(self.reading, place=Place(self.motions.settle(self.reading.cursor))))

    def forget(self) -> None:
        """Forget what was kept of rows and of the minimap."""
        self._minimap = None
        self._columns.clear()

    # -- where the reader is ---------------------------------------------------------------

    def read(self, reading: Reading) -> None:
        """Be elsewhere, or select otherwise."""
        if reading.cursor != self.reading.cursor:
            self.walked = None
        self.reading = reading
        scene = self.scene
        scene.cursor = reading.cursor if scene.layout.shown else None
        self._settle_mark()
        scene.selection = self.selected_spans
        scene.edge = reading.boundary.span if reading.boundary else None

    def choose(self, mark: str) -> None:
        """Let keys act on a mark until the cursor leaves it; the cursor goes to it if need be."""
        spans = self.spans_of(mark)
        cursor = self.reading.cursor
        self.chosen = mark
        if spans and not any(span.holds(cursor) for span in spans):
            near = min((abs(end - cursor), end) for s in spans for end in (s.start, s.stop - 1))
            self.read(replace(self.reading, place=Place(self.motions.settle(near[1]))))
        else:
            self._settle_mark()

    def rename(self, mark: str, name: str) -> None:
        """A mark has another id from now on."""
        if self.chosen == mark:
            self.chosen = name
        boundary = self.reading.boundary
        if boundary is not None and boundary.mark == mark:
            self.reading = replace(self.reading, boundary=replace(boundary, mark=name))

    def _settle_mark(self) -> None:
        """Activate the mark that was chosen, as long as the cursor is on it, or the first one."""
        here = [mark.id for mark in self.marks_here()]
        if self.chosen not in here:
            self.chosen = None
        self.active_mark = self.chosen or (here[0] if here else None)
        self._light()

    def activate(self, active: bool) -> None:
        """Be the page that keys go to, or not."""
        self.active = active
        self._light()

    def _light(self) -> None:
        self.scene.active = self.active
        # What is being selected is lit alone: a mark lifted beside it would look selected, too.
        lifts = self.active and self.reading.anchor is None
        self.scene.lifted = self.active_mark if lifts else None

    def marks_here(self) -> tuple[PaneMark, ...]:
        """The marks over the cursor: the reader's own before others', innermost first."""
        if not self.scene.layout.shown:
            return ()
        found = {each.item.id: each.item for each in self.scene.marks.at(self.reading.cursor)}
        return tuple(sorted(found.values(), key=lambda mark: not mark.own))

    def spans_of(self, *marks: str | None) -> tuple[Span, ...]:
        """The spans of the marks with these ids."""
        found = (self._marks.by_id.get(mark or "") for mark in marks)
        return tuple(span for mark in found if mark is not None for span in mark.spans)

    @property
    def selection(self) -> Span | None:
        """From the start of what is selected to its stop, hidden blocks between included."""
        return selecting.selected(self.reading, self.motions)

    @property
    def selected_spans(self) -> tuple[Span, ...]:
        """The pieces of what is selected that are on the page."""
        span = self.selection
        return () if span is None else self.scene.layout.pieces(span)

    def run(self, command: str, count: int | None = None) -> bool:
        """Do a command of the key table, when it is about moving or selecting.

        Gives whether it was: other commands are for the screen.
        """
        reading, motions = self.reading, self.motions
        if command in _EXTENDING:
            if reading.anchor is None:
                reading = selecting.begun(reading, motions, Unit.CLUSTER)
            command = _EXTENDING[command]
        if command == "select.characters":
            self._toggle(Unit.CLUSTER)
        elif command == "select.sentences":
            self._toggle(Unit.SENTENCE)
        elif command in _STEPS:
            walk, step = _STEPS[command]
            walk(self, step * (count or 1))
        elif (held := taking.take(reading, motions, command, count)) is not None:
            self.read(held)
        else:
            place = pieces.further(motions, reading, command, count)
            if place is None:
                return False
            self.read(selecting.moved(reading, place, motions))
        return True

    def step(self, steps: int) -> None:
        """To the next hit of the search (or suggested name, or mark), around the end if need be."""
        of, spans = walking.listed(self.hits, self.guesses, self.marks)
        places = walking.starts(spans, self.scene.layout.is_shown)
        if not places:
            return
        index = walking.stepped(places, self.reading.cursor, steps)
        start = places[index]
        if self.hits:
            self.scene.current_hit = next(hit for hit in self.hits if hit.start == start)
        self.read(selecting.moved(self.reading, Place(self.motions.settle(start)), self.motions))
        self.walked = Walk(of, index + 1, len(places))

    def turn(self, step: int) -> None:
        """Activate another of the marks over the cursor."""
        here = [mark.id for mark in self.marks_here()]
        if here:
            index = here.index(self.active_mark) if self.active_mark in here else 0
            self.chosen = self.active_mark = here[(index + step) % len(here)]
            self._light()

    def turn_piece(self, step: int) -> None:
        """To another piece of the active mark; keys go on acting on it."""
        spans = [s for s in self.spans_of(self.active_mark) if self.scene.layout.is_shown(s.start)]
        if spans and self.reading.boundary is None:
            self.chosen = self.active_mark
            start = self.motions.settle(pieces.turned(spans, self.reading.cursor, step).start)
            self.read(selecting.moved(self.reading, Place(start), self.motions))

    def _toggle(self, unit: Unit) -> None:
        """Begin to select by a unit; change units; or select nothing when it is that one."""
        reading, motions = self.reading, self.motions
        if reading.anchor is None:
            self.read(selecting.begun(reading, motions, unit))
        elif reading.unit is unit:
            self.read(replace(reading, anchor=None, unit=Unit.CLUSTER))
        else:
            anchor = selecting.unit_at(motions, reading.anchor.start, unit)
            self.read(replace(reading, anchor=anchor, unit=unit))

    def back(self) -> bool:
        """One level back; False when there is none left in the page."""
        reading = selecting.escaped(self.reading)
        if reading is None:
            return False
        self.read(reading)
        return True

    def take_border(self, mark: str, span: Span, edge: Edge) -> None:
        """Take a border of a mark in hand; motions move it from now on."""
        self.read(selecting.bordered(self.reading, self.motions, mark, span, edge))

    # -- what lies on it -------------------------------------------------------------------

    @property
    def marks(self) -> tuple[PaneMark, ...]:
        """The marks on the page, in reading order."""
        return self._marks.all

    def set_marks(self, marks: Sequence[PaneMark]) -> tuple[Span, ...]:
        """Put other marks on the page; gives the spans that look different."""
        return self.change_marks(self._marks.differences(marks))

    def change_marks(self, changes: Mapping[str, PaneMark | None]) -> tuple[Span, ...]:
        """Change some marks, by their ids, None for one that goes; gives the spans as above."""
        spans = self._marks.change(changes)
        if spans:
            self.scene.marks = self._marks.index
            before, self._minimap, self._hit_map = self._minimap, None, None
            if before is not None and not self.partial and len(spans) <= _TOUCHED:
                self._minimap = touched(before, self.scene, spans)
            self.read(self.reading)
        return spans

    def set_links(self, links: Sequence[PaneLink]) -> tuple[Span, ...]:
        """Put other links on the page; gives the spans that look different now."""
        before = set(self.scene.links.links)
        self.scene.links = LinkIndex(links)
        self._minimap = None
        return tuple(link.span for link in before ^ set(self.scene.links.links))

    def set_hits(self, hits: Sequence[Span], current: Span | None = None) -> None:
        """Put other hits of a search on the page."""
        self.hits = tuple(hits)
        self.scene.hits = SpanIndex((hit, hit) for hit in hits)
        self.scene.current_hit = current
        self._hit_map = None

    def set_reasons(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Light up what carried a link; gives the spans that look different now."""
        before = self.reasons
        self.reasons = tuple(spans)
        self.scene.reasons = SpanIndex((span, span) for span in self.reasons)
        return (*before, *self.reasons)

    def set_guesses(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Suggest these names; gives the spans that look different now, with what is before."""
        before, self.guesses = set(self.guesses), tuple(spans)
        self.scene.guesses = SpanIndex((span, span) for span in self.guesses)
        return tuple(Span(max(0, s.start - 1), s.stop) for s in before ^ set(self.guesses))

    # -- its picture -----------------------------------------------------------------------

    def columns(self, row: int) -> Columns:
        """The clusters of a row; kept, for a cursor step asks for the same two."""
        found = self._columns.get(row)
        if found is None:
            if len(self._columns) > 512:  # noqa: PLR2004 - rows; some ten screens
                self._columns.clear()
            found = self._columns[row] = columns_of(self.scene.layout, row)
        return found

    def row_runs(self, row: int) -> list[Run]:
        """The picture of a row of the pane, all but its last cell, which is the minimap's."""
        layout, room = self.scene.layout, self.width - 1
        if row >= layout.height:
            notice = NOTHING if row == 1 and not layout.shown and self.text.strip() else ""
            lead = " " * min(self.text_column, room)
            notice = notice[: max(0, room - len(lead))]
            fill = " " * (room - len(lead) - len(notice))
            return [(lead, Look()), (notice, Look(Ink.NOTICE)), (fill, Look())]
        columns = self.columns(row)
        used = self.text_column + columns.end + columns.tail
        runs = [*gutter(self.scene, row), *paint(self.scene, row, columns)]
        if self.margin:
            runs.insert(0, (" " * self.margin, Look()))
        if used < room:
            runs.append((" " * (room - used), Look()))
        return runs

    def fits(self, row: int) -> bool:
        """Whether a row is no wider than the pane; a tiny pane may cut its rows."""
        if row >= self.height:
            return True
        columns = self.columns(row)
        return self.text_column + columns.end + columns.tail <= self.width - 1

    def map_run(self, cell: int, top: int, height: int) -> Run:
        """The picture of a cell of the minimap (see `Minimap.paint`)."""
        return self.map(height).paint(cell, top, height)

    def map(self, height: int) -> Minimap:
        """The minimap for a screen of that height."""
        if self._minimap is None or len(self._minimap.cells) != height:
            marks = () if self.partial else self.marks
            self._minimap = minimap(self.scene, height, marks, ())
            self._hit_map = None
        if self._hit_map is None:
            self._hit_map = with_hits(self._minimap, self.scene.layout, self.hits)
        return self._hit_map

    def offset_at(self, column: int, row: int) -> int | None:
        """The offset of the cluster at a cell of the pane, the nearest one beside the text."""
        layout = self.scene.layout
        if not layout.shown:
            return None
        row = max(0, min(row, layout.height - 1))
        while layout.owners[row] < 0:
            row -= 1
        return self.columns(row).offset_at(column - self.text_column)


_STEPS: dict[str, tuple[Callable[[Page, int], None], int]] = {
    "next": (Page.step, 1),
    "previous": (Page.step, -1),
    "overlap.next": (Page.turn, 1),
    "overlap.previous": (Page.turn, -1),
}
