"""What changed between two texts, as lines to be read: word by word inside a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.anchoring.comparing import Run, gaps, runs
from reader.model.text import Span


class Op(StrEnum):
    """What became of a stretch."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"  # it stands elsewhere in the new text
    MOVED_HERE = "moved-here"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch without a line break, and what became of it."""

    op: Op
    text: str


Line = tuple[Part, ...]


def lines(old: str, new: str) -> tuple[Line, ...]:
    """Every line of both texts once, in the order of the new one, blank ones left out."""
    found = runs(old, new)
    made: list[Line] = []
    line: list[Part] = []
    for parts in _stretches(found, old, new):
        for part in parts:
            first, *rest = part.text.split("\n")
            _append(line, Part(part.op, first))
            for text in rest:
                made.append(tuple(line))
                line = []
                _append(line, Part(part.op, text))
    made.append(tuple(line))
    return tuple(each for each in made if any(part.text.strip() for part in each))


def changed(line: Line) -> bool:
    """Whether anything in a line differs."""
    return any(part.op is not Op.SAME and part.text.strip() for part in line)


def _append(line: list[Part], part: Part) -> None:
    if part.text:
        line.append(part)


def _stretches(found: Sequence[Run], old: str, new: str) -> Iterator[list[Part]]:
    """What stays, and what was exchanged between, in order."""
    at = 0
    for one, other in gaps(found, old, new):
        if other.start > at:
            yield [Part(Op.SAME, new[at : other.start])]
        gone = list(_cut(one, old, found, here=False))
        come = list(_cut(other, new, found, here=True))
        # Whole lines that went stand above those that came, not on one line with them.
        apart = "\n" in one.of(old) and gone and not gone[-1].text.endswith("\n")
        yield [*gone, *([Part(Op.SAME, "\n")] if apart and come else []), *come]
        at = other.stop
    if at < len(new):
        yield [Part(Op.SAME, new[at:])]


def _cut(gap: Span, text: str, found: Sequence[Run], *, here: bool) -> Iterator[Part]:
    """A stretch that was taken out or put in, cut where a line of it only moved."""
    plain, moved = (Op.ADDED, Op.MOVED_HERE) if here else (Op.REMOVED, Op.MOVED_AWAY)
    at = gap.start
    places = sorted((run.new if here else run.old, run.length) for run in found if run.moved)
    for start, length in places:
        if gap.start <= start and start + length <= gap.stop:
            yield Part(plain, text[at:start])
            yield Part(moved, text[start : start + length])
            at = start + length
    yield Part(plain, text[at : gap.stop])
