"""The cursor and what it selects: a state, and how each act changes it.

A selection reaches from what was under the cursor when it began to what is under it now, in
clusters, words or sentences; so keyboard and mouse, single, double and triple click are one
thing. While a border of a mark is being moved, motions move the border instead.
"""

from __future__ import annotations

from enum import StrEnum

from reader.model.text import Span
from reader.model.values import dataclass, field, replace
from reader.tui.motions import Motions, Place


class Unit(StrEnum):
    """What a selection is made of."""

    CLUSTER = "cluster"
    WORD = "word"
    SENTENCE = "sentence"


class Edge(StrEnum):
    """Which border of a mark is being moved."""

    START = "start"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A mark whose border is being moved.

    Attributes:
        mark: its id.
        before: its span (of one piece) as it is stored.
        span: as it would be.
        edge: the border that motions move.
    """

    mark: str
    before: Span
    span: Span
    edge: Edge


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reader is in a page.

    Attributes:
        place: the cursor.
        anchor: where the selection began, or None when nothing is selected.
        unit: what the selection is made of.
        boundary: the mark whose border is being moved, or None.
    """

    place: Place = field(default_factory=lambda: Place(0))
    anchor: Span | None = None
    unit: Unit = Unit.CLUSTER
    boundary: Boundary | None = None

    @property
    def cursor(self) -> int:
        """The offset of the cluster under the cursor."""
        return self.place.offset


def unit_at(motions: Motions, offset: int, unit: Unit) -> Span:
    """The cluster, word or sentence at an offset; the cluster where there is no other."""
    found: Span | None = None
    if unit is Unit.WORD:
        found = motions.stretches.word(offset)
        if found is not None and not found.holds(offset):
            found = None  # a click between words takes the space, not its neighbour
    elif unit is Unit.SENTENCE:
        found = motions.stretches.sentence(offset)
    return found or Span(offset, motions.after(offset))


def selected(reading: Reading, motions: Motions) -> Span | None:
    """From where the selection began to where the cursor is, both included."""
    if reading.anchor is None or not motions.layout.shown:
        return None
    here = unit_at(motions, reading.cursor, reading.unit)
    return Span(min(reading.anchor.start, here.start), max(reading.anchor.stop, here.stop))


def moved(reading: Reading, place: Place, motions: Motions) -> Reading:
    """The cursor elsewhere; the selection or the moving border comes along."""
    if reading.boundary is None:
        return replace(reading, place=place)
    boundary = reading.boundary
    span = boundary.span
    if boundary.edge is Edge.START:
        start = min(place.offset, motions.settle(span.stop - 1))
        place, span = replace(place, offset=start), Span(start, span.stop)
    else:
        last = max(place.offset, span.start)
        place, span = replace(place, offset=last), Span(span.start, motions.after(last))
    return replace(reading, place=place, boundary=replace(boundary, span=span))


def begun(reading: Reading, motions: Motions, unit: Unit, offset: int | None = None) -> Reading:
    """A selection of the unit under the cursor (or at an offset, for the mouse)."""
    if not motions.layout.shown:
        return reading
    place = reading.place if offset is None else Place(offset)
    anchor = unit_at(motions, place.offset, unit)
    return Reading(place, anchor, unit)


def swapped(reading: Reading, motions: Motions) -> Reading:
    """The cursor at the other end of the selection."""
    whole = selected(reading, motions)
    if whole is None:
        return reading
    here = unit_at(motions, reading.cursor, reading.unit)
    last = motions.settle(whole.stop - 1)
    at_end = here.stop >= whole.stop and whole.start < here.start
    at_end = at_end or reading.cursor == last
    if whole.start == last:
        return reading
    return replace(reading, place=Place(whole.start if at_end else last), anchor=here)


def grown(reading: Reading, motions: Motions) -> Reading:
    """The next larger of word, sentence and paragraph selected."""
    now = selected(reading, motions)
    anchor = reading.cursor if now is None else now.start
    larger = motions.stretches.grown(now, anchor)
    if larger is None:
        return reading
    return taken(reading, motions, larger)


def taken(reading: Reading, motions: Motions, span: Span) -> Reading:
    """Just that span selected, the cursor on its last cluster."""
    return replace(
        reading,
        place=Place(motions.settle(span.stop - 1)),
        anchor=span,
        unit=Unit.CLUSTER,
        boundary=None,
    )


def bordered(reading: Reading, motions: Motions, mark: str, span: Span, edge: Edge) -> Reading:
    """A border of a mark in hand; `<` and `>` change hands without forgetting the other."""
    boundary = reading.boundary
    if boundary is None or boundary.mark != mark:
        boundary = Boundary(mark, span, span, edge)
    boundary = replace(boundary, edge=edge)
    offset = boundary.span.start if edge is Edge.START else boundary.span.stop - 1
    return Reading(Place(motions.settle(offset)), boundary=boundary)


def escaped(reading: Reading) -> Reading | None:
    """One level back: the border let go, or nothing selected; None when there is no level."""
    if reading.boundary is not None:
        return replace(reading, boundary=None)
    if reading.anchor is not None:
        return replace(reading, anchor=None, unit=Unit.CLUSTER)
    return None
