"""The pieces of a mark as keys change them: one more, one less, one border moved.

Pieces stand in reading order and never touch: what meets is one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.model.text import Span, joined
from reader.tui.motions import Motions, Place
from reader.tui.selecting import Boundary, Edge, Reading

Pieces = tuple[Span, ...]
_END_TO_END = frozenset({"move.word", "move.sentence", "move.paragraph"})
_BACK = "-back"


def added(spans: Sequence[Span], more: Sequence[Span]) -> Pieces:
    """The pieces of a mark with further ones, wherever these stand."""
    return joined([*spans, *more])


def at(spans: Sequence[Span], offset: int) -> int | None:
    """Which piece holds an offset, or None."""
    return next((index for index, span in enumerate(spans) if span.holds(offset)), None)


def without(spans: Sequence[Span], offset: int) -> Pieces:
    """The pieces without the one that holds an offset."""
    return tuple(span for span in spans if not span.holds(offset))


def turned(spans: Sequence[Span], offset: int, steps: int) -> Span:
    """The piece that many steps on from the one at an offset, around the end if need be."""
    here = at(spans, offset)
    if here is None:
        here = sum(span.start <= offset for span in spans) - (steps > 0)
    return spans[(here + steps) % len(spans)]


def rebordered(
    spans: Sequence[Span],
    before: Span,
    now: Span,
    shown: Callable[[Span], Sequence[Span]] = lambda span: (span,),
) -> Pieces:
    """The pieces of a mark after a border of one of them was moved.

    Args:
        spans: as they were.
        before: the piece whose border was moved.
        now: the same piece as it is now; what it runs into becomes one with it.
        shown: the parts of a stretch that are on the page: what is won beyond `before` leaves
            hidden text out, as a selection does; what the piece held already it keeps.
    """
    won = ((now.start, min(before.start, now.stop)), (max(before.stop, now.start), now.stop))
    gained = [part for start, stop in won if start < stop for part in shown(Span(start, stop))]
    kept = [span for span in spans if not span.overlaps(before)]
    held = before.meet(now)
    return joined([*kept, *([] if held is None else [held]), *gained])


def further(
    motions: Motions, reading: Reading, command: str, count: int | None = None
) -> Place | None:
    """Where a command takes the cursor or the border in hand, or None when it is no motion.

    A start goes from start to start, an end from end to end of words, sentences, paragraphs,
    so that neither is left in the midst of one.
    """
    place, boundary = reading.place, reading.boundary
    if boundary is None or not motions.layout.shown:
        return motions.go(command, place, count)
    if command == "border.snap":
        return Place(snapped(motions, boundary))
    if boundary.edge is Edge.START:
        command = "move.word" if command == "move.word-end" else command
        return motions.go(command, place, count)
    kind = command.removesuffix(_BACK).removesuffix("-end")
    if kind not in _END_TO_END:
        return motions.go(command, place, count)
    offset = place.offset
    for _ in range(count or 1):
        back = command.endswith(_BACK)
        end = (end_before if back else _end_after)(motions, kind, offset)
        if end is None:
            break
        offset = end
    return Place(offset)


def snapped(motions: Motions, boundary: Boundary) -> int:
    """The offset for the cursor that takes the border in hand out to the whole word.

    From there to the whole sentence, then to the whole paragraph.
    """
    span, starts = boundary.span, boundary.edge is Edge.START
    offset = motions.settle(span.start if starts else span.stop - 1)
    stretches = motions.stretches
    for found in (stretches.word(offset), stretches.sentence(offset), stretches.paragraph(offset)):
        if found is None or not found.holds(offset):
            continue
        target = motions.settle(found.start if starts else found.stop - 1)
        if target < offset if starts else target > offset:
            return target
    return offset


def _ends(motions: Motions, kind: str, owner: int, offset: int) -> list[int]:
    """The last clusters of the words, sentences or the paragraph of a block."""
    if kind == "move.paragraph":
        return [motions.settle(motions.layout.shown[owner].span.stop - 1)]
    stretches = motions.stretches
    sentences = kind == "move.sentence"
    found = stretches.sentences(owner) if sentences else stretches.words(owner, offset)
    return [motions.settle(span.stop - 1) for span in found]


def _end_after(motions: Motions, kind: str, offset: int) -> int | None:
    layout, owner = motions.layout, motions.layout.block_at(offset)
    near = offset
    while owner is not None and owner < len(layout.shown):
        ends = [end for end in _ends(motions, kind, owner, near) if end > offset]
        if ends:
            return ends[0]
        owner += 1
        if owner < len(layout.shown):
            near = layout.shown[owner].span.start
    return None


def end_before(motions: Motions, kind: str, offset: int) -> int | None:
    """The last cluster of the nearest word, sentence or paragraph that ends before an offset."""
    layout, owner = motions.layout, motions.layout.block_at(offset)
    near = offset
    while owner is not None and owner >= 0:
        ends = [end for end in _ends(motions, kind, owner, near) if end < offset]
        if ends:
            return ends[-1]
        owner -= 1
        if owner >= 0:
            near = layout.shown[owner].span.stop
    return None
