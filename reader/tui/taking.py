"""What is taken at once: a word, a sentence, what somebody said; and a side moved by words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.model.text import Span
from reader.tui.motions import Motions, Place
from reader.tui.pieces import end_before
from reader.tui.selecting import Edge, Reading, Unit, grown, selected, swapped, taken, unit_at

_SIDES = {
    "edge.start-out": (Edge.START, True),
    "edge.start-in": (Edge.START, False),
    "edge.stop-in": (Edge.STOP, False),
    "edge.stop-out": (Edge.STOP, True),
}
_OTHERS = {"select.swap": swapped, "select.grow": grown}


def take(
    reading: Reading, motions: Motions, command: str, count: int | None = None
) -> Reading | None:
    """What a command of the key table makes of the selection, or None when it is for others."""
    if not motions.layout.shown:
        return reading if command.startswith(("object.", "edge.", *_OTHERS)) else None
    if command == "select.grow" and count is not None and reading.anchor is None:
        return words(reading, motions, count)
    if command in _OTHERS:
        return _OTHERS[command](reading, motions)
    if command in _SIDES:
        edge, out = _SIDES[command]
        return sided(reading, motions, edge, out=out, times=count or 1)
    if command.startswith("object."):
        return whole(reading, motions, command.removeprefix("object."))
    return None


def words(reading: Reading, motions: Motions, count: int) -> Reading:
    """So many words of the paragraph selected, the first of them under the cursor."""
    stretches = motions.stretches
    first, block = stretches.word(reading.cursor), stretches.paragraph(reading.cursor)
    if first is None or block is None:
        return reading
    last = first
    for _ in range(count - 1):
        end = motions.word_end(motions.settle(last.stop - 1))
        further = stretches.word(end)
        if further is None or not (further.holds(end) and block.covers(further)):
            break
        last = further
    return taken(reading, motions, Span(first.start, last.stop))


def whole(reading: Reading, motions: Motions, name: str) -> Reading:
    """The word, sentence or paragraph under the cursor selected; the next too where it is so.

    Args:
        reading: as it is.
        motions: of the page.
        name: `word`, `sentence`, `paragraph`; `quoted` and `quotation` for what is said, without
            and with the marks around it.
    """
    find = _finder(motions, name)
    found = find(reading.cursor)
    if found is None:
        return reading
    now = selected(reading, motions)
    steps = {
        "word": motions.next_word,
        "sentence": motions.next_sentence,
        "paragraph": motions.next_paragraph,
    }
    if now is not None and now.covers(found) and name in steps:
        one = Span(reading.cursor, motions.after(reading.cursor))
        further = None if now == one else find(steps[name](now.stop - 1))
        if further is not None:
            found = Span(now.start, max(now.stop, further.stop))
    return taken(reading, motions, found)


def _finder(motions: Motions, name: str) -> Callable[[int], Span | None]:
    stretches = motions.stretches
    return {
        "word": stretches.word,
        "sentence": stretches.sentence,
        "paragraph": stretches.paragraph,
        "quoted": stretches.quoted,
        "quotation": stretches.quotation,
    }[name]


def sided(reading: Reading, motions: Motions, edge: Edge, *, out: bool, times: int = 1) -> Reading:
    """One side of the selection, or of the mark in hand, that many words out or in.

    Where nothing is selected, the word under the cursor is, first. The cursor goes along; neither
    side passes the other.
    """
    boundary = reading.boundary
    span = boundary.span if boundary is not None else selected(reading, motions)
    span = span or unit_at(motions, reading.cursor, Unit.WORD)
    for _ in range(times):
        further = _moved(span, motions, edge, out=out)
        if further == span:
            break
        span = further
    if boundary is not None:
        offset = motions.settle(span.start if edge is Edge.START else span.stop - 1)
        return replace(
            reading, place=Place(offset), boundary=replace(boundary, span=span, edge=edge)
        )
    found = taken(reading, motions, span)
    return found if edge is Edge.STOP else swapped(found, motions)


def _moved(span: Span, motions: Motions, edge: Edge, *, out: bool) -> Span:
    last = motions.settle(span.stop - 1)
    if edge is Edge.START:
        start = motions.previous_word(span.start) if out else motions.next_word(span.start)
        return Span(start, span.stop) if start <= last else span
    end = motions.word_end(last) if out else end_before(motions, "move.word", last)
    return span if end is None or end < span.start else Span(span.start, motions.after(end))
