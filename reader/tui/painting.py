"""A row of the page as runs: what is written, and how it looks.

One background at a time, for several mixed are mud: the innermost tinted mark. One underline:
the innermost entity, or the second tinted mark in its own hue. What is left is a count in the
gutter. The active mark is lifted; a mark that is not saved yet is hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from reader.model.article import Style, StyleKind
from reader.model.text import Span
from reader.model.values import dataclass, field
from reader.tui.columns import Columns, columns_of
from reader.tui.line_order import drawn_in_order
from reader.tui.looks import NO_HUE, Cursor, Ink, Look, Run, Wash
from reader.tui.marking import (
    Found,
    LinkIndex,
    PaneMark,
    Shape,
    SpanIndex,
    innermost_first,
    mark_index,
)
from reader.tui.overlaps import NOTHING, Seen, changes, seen
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import BLANK, Layout

_INKS = {
    Role.TITLE: Ink.TITLE,
    Role.HEADING: Ink.HEADING,
    Role.BODY: Ink.BODY,
    Role.ASIDE: Ink.ASIDE,
    Role.JUNK: Ink.JUNK,
}
# A figure above or below the line is drawn as one; what has no such sign is drawn as it is.
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SHIFTED = {
    StyleKind.SUPERSCRIPT: _RAISED,
    StyleKind.FOOTNOTE: _RAISED,
    StyleKind.SUBSCRIPT: str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
POINT = "·"  # on the blank before a name that is only suggested: no mark of anybody has one
# The kinds of style that change how words look; the others are of blocks.
SEEN = frozenset({StyleKind.STRONG, StyleKind.EMPHASIS, StyleKind.LINK, *_SHIFTED})

_POINTED = str.maketrans(dict.fromkeys(" \n\t\xa0", POINT))
# A part of a row that looks the same: from where to where, its look, and what signs are drawn in
# the place of others. A tuple, for a row under many marks has many.
_Shift = dict[int, int] | dict[int, str] | None
_Stretch = tuple[int, int, Look, _Shift]


@dataclass(slots=True)
class Scene:
    """Everything a picture of a page is made of.

    Attributes:
        layout: the rows.
        marks, links, hits, styles: what lies where.
        reasons: what carried the link that is looked at.
        guesses: names that are suggested.
        current_hit: the hit that the search stands on.
        selection: the pieces that are selected.
        edge: the mark whose border is being moved, as it would be.
        flash: what lights up for a moment after a jump.
        beside: the linked passage that stands beside one of another pane.
        cursor: an offset, or None for no cursor.
        active: whether this pane is the one that keys go to.
        lifted: the id of the active mark, or None.
    """

    layout: Layout
    marks: SpanIndex[PaneMark] = field(default_factory=lambda: mark_index(()))
    links: LinkIndex = field(default_factory=LinkIndex)
    hits: SpanIndex[Span] = field(default_factory=SpanIndex)
    styles: SpanIndex[Style] = field(default_factory=SpanIndex)
    reasons: SpanIndex[Span] = field(default_factory=SpanIndex)
    guesses: SpanIndex[Span] = field(default_factory=SpanIndex)
    current_hit: Span | None = None
    selection: tuple[Span, ...] = ()
    edge: Span | None = None
    flash: Span | None = None
    beside: Span | None = None
    cursor: int | None = None
    active: bool = False
    lifted: str | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """How the marks over one stretch share it out.

    Attributes:
        tint, line: the marks that are seen as background and as underline.
        hidden: how many further ones there are.
    """

    tint: PaneMark | None
    line: PaneMark | None
    hidden: int


def share(found: Sequence[Found[PaneMark]], lifted: str | None = None) -> Overlap:
    """Which marks over one stretch are seen, and how.

    Args:
        found: what lies over the stretch.
        lifted: the id of the active mark, which is seen before all others.
    """
    if not found:
        return Overlap(None, None, 0)
    inner = innermost_first(found) if len(found) > 1 else found
    if lifted is not None:
        first = [each for each in inner if each.item.id == lifted]
        inner = [*first, *(each for each in inner if each.item.id != lifted)] if first else inner
    tint: PaneMark | None = None
    line: PaneMark | None = None
    second: PaneMark | None = None
    for each in inner:
        mark = each.item
        if mark.shape is Shape.ENTITY:
            line = line or mark
        elif tint is None:
            tint = mark
        elif mark is not tint:
            second = second or mark
        if line is not None and tint is not None:
            break
    line = line or second
    seen = (tint is not None) + (line is not None)
    return Overlap(tint, line, len({each.item.id for each in inner}) - seen)


def paint(scene: Scene, row: int, columns: Columns | None = None) -> list[Run]:
    """The runs of a row's text area, indentation included; nothing behind its last cluster.

    Args:
        scene: what the page is made of.
        row: which row.
        columns: of that row, when they are at hand.
    """
    layout = scene.layout
    if layout.owners[row] == BLANK:
        return list(_drawn(layout.drawn.get(row, "")))
    shown = layout.shown[layout.owners[row]]
    lead = list(_lead(shown, first=layout.is_first(row)))
    columns = columns or columns_of(layout, row)
    if columns.start == columns.stop:
        return lead
    text = _stretches(scene, columns, Look(_INKS[shown.role], bold=shown.strong))
    if columns.order is None:
        return [*lead, *joined(_in_line(columns, text))]
    return _turned(columns, text, lead, leftward=layout.owners[row] in layout.leftward)


def _in_line(columns: Columns, text: Iterable[_Stretch]) -> Iterator[Run]:
    """The runs of a row that is read from left to right."""
    for start, stop, look, shift in text:
        drawn = columns.cut(start, stop)
        yield (drawn.translate(shift) if shift else drawn), look


def _turned(
    columns: Columns, text: Iterable[_Stretch], lead: Sequence[Run], *, leftward: bool
) -> list[Run]:
    """The runs of a row in which something is read from right to left.

    What stands before a text that starts at the right is drawn behind it, and backwards.
    """
    runs: list[Run] = []
    at = 0
    for _, stop, look, shift in text:
        while columns.offsets is not None and columns.offsets[at] < stop:
            drawn = columns.drawn[at]
            runs.append((drawn.translate(shift) if shift else drawn, look))
            at += 1
    turned = joined(runs[each] for each in columns.order or ())
    if not leftward:
        return [*lead, *turned]
    space = [(" " * columns.indent, Look())] if columns.indent else []
    return [*space, *turned, *((words[::-1], look) for words, look in reversed(lead))]


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The same runs, neighbours that look the same as one: each costs 45 bytes to draw."""
    for look, alike in groupby(runs, key=itemgetter(1)):
        yield "".join(words for words, _ in alike), look


def _drawn(line: str) -> Iterator[Run]:
    """A row that is no text: a bar or line, then a sign and what it stands for."""
    words = line.lstrip("─┊│ ")
    if len(words) < len(line):
        yield line[: len(line) - len(words)], Look(Ink.BAR)
    if words:
        yield words[:1], Look(Ink.LABEL)
    if words[1:]:
        yield drawn_in_order(words[1:]), Look(Ink.ASIDE)


def _lead(shown: ShownBlock, *, first: bool) -> Iterator[Run]:
    """What is drawn before the text of a row: bar, label, bullet."""
    if shown.bar:
        yield shown.bar, Look(Ink.BAR)
    if first and shown.label:
        yield f"{shown.label}  ", Look(Ink.LABEL)
    if shown.bullet:
        yield (shown.bullet if first else " " * len(shown.bullet)), Look(Ink.BAR)


def _stretches(scene: Scene, columns: Columns, plain: Look) -> Iterator[_Stretch]:
    """The stretches of a row's text: cut wherever anything starts or stops."""
    start, stop = columns.start, columns.stop
    # Marks end with the row's last word: a tint on the space that hangs there is a ragged edge.
    inked = start + len(scene.layout.text[start:stop].rstrip())
    marks = scene.marks.over(start, inked)
    hits = scene.hits.over(start, inked)
    styles = scene.styles.over(start, inked)
    washes = [
        (Span(found.start, found.stop), Wash.REASON) for found in scene.reasons.over(start, inked)
    ]
    washes += _washes(scene, [Span(found.start, found.stop) for found in hits])
    guesses = scene.guesses.over(start, inked) if scene.guesses.count else ()
    cursor = _cursor_span(scene, columns)
    cuts = {start, stop}
    for from_, to in (
        *((found.start, min(found.stop, inked)) for found in styles),
        *((span.start, span.stop) for span, _ in washes),
        *((found.start, min(found.stop, inked)) for found in guesses),
        *((found.start - 1, found.start) for found in guesses if found.start > start),
        *([(cursor.start, cursor.stop)] if cursor else []),
    ):
        cuts.add(columns.floor(from_))
        cuts.add(columns.ceiling(to))
    places = seen(marks, columns, inked, scene.lifted) if marks else []
    cuts.update(start + index for index in changes(places))
    for left, right in pairwise(sorted(cuts)):
        look = _mark_look(plain, places[min(left, inked) - start], scene) if places else plain
        shift: _Shift = None
        for found in styles:
            if found.start < right and left < min(found.stop, inked):
                look = _styled(look, found.item.kind)
                shift = _SHIFTED.get(found.item.kind, shift)
        for span, wash in washes:
            if span.start < right and left < span.stop and wash > look.wash:
                look = look._replace(wash=wash)
        if cursor is not None and cursor.start <= left < cursor.stop:
            look = look._replace(cursor=Cursor.ACTIVE if scene.active else Cursor.IDLE)
        if guesses:
            look, shift = _guessed(look, shift, Span(left, right), guesses, scene.layout.text)
        yield left, right, look, shift


def _washes(scene: Scene, hits: list[Span]) -> Iterator[tuple[Span, Wash]]:
    """What lies over the marks."""
    for hit in hits:
        yield hit, Wash.CURRENT_HIT if hit == scene.current_hit else Wash.HIT
    if scene.flash is not None:
        yield scene.flash, Wash.FLASH
    for piece in scene.selection:
        yield piece, Wash.SELECTED
    if scene.edge is not None:
        yield scene.edge, Wash.EDGE


def _cursor_span(scene: Scene, columns: Columns) -> Span | None:
    """The cluster under the cursor, when it is in this row."""
    if scene.cursor is None or not columns.start <= scene.cursor < columns.stop:
        return None
    start = columns.floor(scene.cursor)
    return Span(start, columns.ceiling(max(start, scene.cursor) + 1))


def _mark_look(look: Look, place: Seen, scene: Scene) -> Look:
    """A look with the marks that are seen at a place."""
    if place is NOTHING:
        return look
    tint, line = place
    marks = [mark for mark in place if mark is not None]
    return look._replace(
        tint=tint.hue if tint else NO_HUE,
        line=line.hue if line else NO_HUE,
        lifted=any(mark.id == scene.lifted for mark in marks),
        hollow=any(mark.pending for mark in marks),
    )


def _guessed(
    look: Look, shift: _Shift, stretch: Span, guesses: Sequence[Found[Span]], text: str
) -> tuple[Look, _Shift]:
    """A stretch as a name that is suggested, or as the blank before one."""
    if any(found.start == stretch.stop for found in guesses) and stretch.of(text).isspace():
        return look._replace(ink=Ink.LINK_FAINT), _POINTED
    if any(found.start < stretch.stop and stretch.start < found.stop for found in guesses):
        return look._replace(guess=True), shift
    return look, shift


def _styled(look: Look, kind: StyleKind) -> Look:
    """A look with inline markup of the source."""
    if kind is StyleKind.STRONG:
        return look._replace(bold=True)
    if kind is StyleKind.EMPHASIS:
        return look._replace(italic=True)
    if kind in {StyleKind.LINK, StyleKind.FOOTNOTE}:
        return look._replace(link=True)
    return look
