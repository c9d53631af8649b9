"""The columns beside the text: badges of marks, letters of links, and the minimap.

The gutter says what starts in a row: ` C²⇄a ` is a claim, two marks more than can be drawn,
and the link `a`. Kind is a letter and state is a shape, so all of it survives 16 colours and
no colour at all: `⇄` is a link that somebody confirmed, `⇢` one that is only suggested, `○` a
mark that is not saved yet, `…` a further piece of one that began above, `”` before a badge that
somebody said something of the mark. `▎` runs along a passage that stands beside its partner.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reader.model.link import LinkState
from reader.model.text import Span
from reader.model.values import dataclass
from reader.tui.looks import Ink, Look, Run
from reader.tui.marking import Found, PaneLink, PaneMark, Shape
from reader.tui.painting import POINT, Scene, share
from reader.tui.wrapping import BLANK, Layout

GUTTER = 7  # cells: a margin for comments, two badges, a link and whether there are more, a margin
HOLLOW_BADGE = "○"
PIECE = "…"  # a further piece of a mark that began above
DISCUSSED = "”"
BESIDE = "▎"  # a passage that stands beside its partner
COUNTED = 9  # marks that a place may hide and still say how many
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ARROWS = {
    LinkState.CONFIRMED: ("⇄", Ink.LINK),
    LinkState.SUGGESTED: ("⇢", Ink.LINK_FAINT),
    LinkState.DISPUTED: ("≠", Ink.LINK_DISPUTED),
}
_SPACE: Run = (" ", Look())


def gutter(scene: Scene, row: int) -> list[Run]:
    """The runs of a row's gutter, `GUTTER` cells."""
    layout = scene.layout
    if layout.owners[row] == BLANK:
        return [(" " * GUTTER, Look())]
    span = layout.span_of(row)
    marks = scene.marks.over(span.start, span.stop)
    links = scene.links.starting(span.start, span.stop)
    beside = scene.beside is not None and scene.beside.meet(span) is not None
    bar: Run = (BESIDE, Look(Ink.LINK)) if beside else _SPACE
    if (
        scene.guesses.count
        and not beside
        and any(f.start == span.start for f in scene.guesses.at(span.start))
    ):
        bar = (POINT, Look(Ink.LINK_FAINT))
    return [_discussed(span, marks), *_badges(scene, span, marks), *_link(links), bar]


def _discussed(row: Span, marks: Sequence[Found[PaneMark]]) -> Run:
    """One cell: whether somebody said something of a mark that starts here."""
    said = any(f.item.discussed and row.start <= f.start == _first(f.item) for f in marks)
    return (DISCUSSED, Look(Ink.COUNT)) if said else _SPACE


def _badges(scene: Scene, row: Span, marks: Sequence[Found[PaneMark]]) -> list[Run]:
    """Two cells: the badge of what starts here, and a second one or a count."""
    begins = [f for f in marks if f.start >= row.start]
    # By id, for a mark is compared with another by all that is known of it.
    starting = {f.item.id: f.item for f in begins if f.start == _first(f.item)}
    going_on = {f.item.id: f.item for f in begins if f.item.id not in starting and _is_piece(f)}
    ordered = [(mark, "") for mark in sorted(starting.values(), key=_claims_first)]
    ordered += [(mark, PIECE) for mark in sorted(going_on.values(), key=_claims_first)]
    badges = [_badge(mark, scene.lifted, letter) for mark, letter in ordered[:2]]
    hidden = _hidden(marks, scene.lifted)
    if hidden:
        count: Run = (_RAISED[hidden] if hidden <= COUNTED else "⁺", Look(Ink.COUNT))
        return [*(badges[:1] or [_SPACE]), count]
    if len(ordered) > 2:  # noqa: PLR2004 - two cells
        return [badges[0], ("⁺", Look(Ink.COUNT))]
    return [*badges, _SPACE, _SPACE][:2]


def _first(mark: PaneMark) -> int:
    return mark.spans[0].start


def _is_piece(found: Found[PaneMark]) -> bool:
    """Whether a further piece of a mark begins here."""
    return any(span.start == found.start for span in found.item.spans[1:])


def _claims_first(mark: PaneMark) -> tuple[bool, int]:
    return mark.shape is Shape.ENTITY, _first(mark)


def _badge(mark: PaneMark, lifted: str | None, letter: str = "") -> Run:
    letter = HOLLOW_BADGE if mark.pending else letter or mark.letter
    return letter, Look(Ink.BADGE, line=mark.hue, lifted=mark.id == lifted, hollow=mark.pending)


def _hidden(marks: Sequence[Found[PaneMark]], lifted: str | None) -> int:
    """The largest number of marks over one place of the row that are not drawn there."""
    if len(marks) < 3:  # noqa: PLR2004 - two are always drawn, or make no count worth a sweep
        return share(marks, lifted).hidden if _overlap(marks) else 0
    most = 0
    for at in reversed(marks):  # where the last ones begin they lie deepest, and one look is enough
        over = [f for f in marks if f.start <= at.start < f.stop]
        if len(over) > most:
            most = max(most, share(over, lifted).hidden)
        if most > COUNTED:  # one digit is shown
            break
    return most


def _overlap(marks: Sequence[Found[PaneMark]]) -> bool:
    return len(marks) == 2 and marks[0].start < marks[1].stop and marks[1].start < marks[0].stop  # noqa: PLR2004


def _link(links: Sequence[PaneLink]) -> list[Run]:
    """Three cells: an arrow, a letter, and whether there are more."""
    if not links:
        return [("   ", Look())]
    strongest = min(links, key=lambda link: link.state is LinkState.SUGGESTED)
    arrow, ink = _ARROWS[strongest.state]
    more = "⁺" if len(links) > 1 else " "
    return [(f"{arrow}{strongest.letter[:1]}{more}", Look(ink))]


@dataclass(frozen=True, slots=True)
class Minimap:
    """What stands in each cell of the column at the right edge.

    Attributes:
        rows: of the page.
        cells: a glyph and its look for each cell of the column, from the top.
    """

    rows: int
    cells: tuple[Run, ...]

    def row_at(self, cell: int) -> int:
        """The row of the page that a cell of the column stands for."""
        return min(cell * max(self.rows, len(self.cells)) // max(len(self.cells), 1), self.rows)

    def paint(self, cell: int, top: int, height: int) -> Run:
        """A cell, lit when what it stands for is on the screen.

        Args:
            cell: from the top of the column.
            top: the first row on the screen.
            height: how many rows the screen shows.
        """
        glyph, look = self.cells[cell]
        whole = max(self.rows, len(self.cells))
        first, last = (edge * len(self.cells) // whole for edge in (top, top + height - 1))
        if self.rows > height and first <= cell <= max(first, last):
            return glyph, look._replace(thumb=True)
        return glyph, look


def minimap(scene: Scene, height: int, marks: Sequence[PaneMark], hits: Sequence[Span]) -> Minimap:
    """The column at the right edge: marks, links and hits of the whole page.

    Args:
        scene: the page.
        height: cells of the column.
        marks: all of them; the scene's index answers only for a place.
        hits: all of them, likewise.
    """
    lying = ((span, mark) for mark in marks for span in mark.spans)
    drawn = _drawn(scene, height, lying, scene.links.links)
    track = (" ", Look(Ink.TRACK))
    cells = tuple(drawn.get(cell, track) for cell in range(height))
    return with_hits(Minimap(scene.layout.height, cells), scene.layout, hits)


def with_hits(before: Minimap, layout: Layout, hits: Sequence[Span]) -> Minimap:
    """The same column with the hits of a search over it, which change with every letter typed.

    Args:
        before: without them.
        layout: of the page.
        hits: in reading order.
    """
    if not hits:
        return before
    cells = list(before.cells)
    for cell in range(len(cells)):
        start, stop = _stretch(layout, cell, len(cells))
        for index in range(bisect_left(hits, start, key=_start), len(hits)):
            if hits[index].start >= stop:
                break
            if cell in _cells(layout, hits[index].start, len(cells)):
                cells[cell] = ("◆", Look(Ink.TRACK_HIT))
                break
    return Minimap(before.rows, tuple(cells))


def touched(before: Minimap, scene: Scene, spans: Iterable[Span]) -> Minimap:
    """The same column where marks on these spans came, went or changed: of thousands, few did.

    Args:
        before: as it was, without the hits of a search.
        scene: the page, with the marks as they are now.
        spans: of those that are others now.
    """
    layout, height = scene.layout, len(before.cells)
    cells = list(before.cells)
    for cell in {cell for span in spans for cell in _cells(layout, span.start, height)}:
        start, stop = _stretch(layout, cell, height)
        drawn = _drawn(
            scene,
            height,
            ((Span(f.start, f.stop), f.item) for f in scene.marks.over(start, stop)),
            scene.links.starting(start, stop),
        )
        cells[cell] = drawn.get(cell, (" ", Look(Ink.TRACK)))
    return Minimap(before.rows, tuple(cells))


def _stretch(layout: Layout, cell: int, height: int) -> tuple[int, int]:
    """What of the text a cell of the column stands for, and perhaps a little more."""
    whole = max(layout.height, height)
    first = min(-(-cell * whole // height), layout.height)
    last = min(layout.height, -(-(cell + 1) * whole // height)) - 1
    if first > last:
        return 0, 0
    return layout.starts[first], max(layout.stops[last], layout.starts[last] + 1)


def _start(hit: Span) -> int:
    return hit.start


def _drawn(
    scene: Scene,
    height: int,
    marks: Iterable[tuple[Span, PaneMark]],
    links: Iterable[PaneLink],
) -> dict[int, Run]:
    """What stands in cells of the column, by their number; empty ones are left out."""
    layout = scene.layout
    top = _topmost(layout, height, marks)
    cells: dict[int, Run] = {
        cell: ("▐", Look(Ink.TRACK, line=mark.hue)) for cell, mark in top.items()
    }
    for link in links:
        faint = link.state is LinkState.SUGGESTED
        for cell in _cells(layout, link.span.start, height):
            if cell not in cells or not faint:
                ink = Ink.TRACK_LINK_FAINT if faint else Ink.TRACK_LINK
                cells[cell] = ("╺" if faint else "╸", Look(ink))
    return cells


def _topmost(
    layout: Layout, height: int, marks: Iterable[tuple[Span, PaneMark]]
) -> dict[int, PaneMark]:
    """The mark that each cell of the column shows: the last claim in it, else the first entity.

    Marks come in reading order, so that the next one is mostly in the row of the one before.
    """
    found: dict[int, PaneMark] = {}
    cell, start, stop = -1, 0, 0
    for span, mark in marks:
        if not start <= span.start < stop:
            cells = _cells(layout, span.start, height)
            if not cells:
                continue
            cell, row = cells[0], layout.row_of(span.start)
            start, stop = layout.starts[row], layout.stops[row]
        if mark.shape is not Shape.ENTITY or cell not in found:
            found[cell] = mark
    return found


def _cells(layout: Layout, offset: int, height: int) -> tuple[int, ...]:
    """The cell of the column an offset falls in, or none when it is not on the page."""
    row = layout.row_of(offset)
    if not layout.shown or not layout.shown[layout.owners[row]].span.holds(offset):
        return ()
    return (row * height // max(layout.height, height),)
