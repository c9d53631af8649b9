"""The desk as it stood at a moment, worked out from its history.

History is a row of entries, and what a file held at a moment is what the entries up to a cut left
behind. The cut stands after the last gesture that was done by then; what a merge brought counts
from the moment of the merge, for the file did not hold it before. So the state is one that the
file really had, even where a clock was put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.model.history import HistoryEntry
from reader.model.values import dataclass

Key = tuple[str, str]  # a table, and the row as history names it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries of history that came at one time: a gesture, or a merge.

    Attributes:
        last: the number of its last entry.
        at: when, UTC, ISO 8601.
    """

    last: int
    at: str


@dataclass(frozen=True, slots=True)
class PastRow:
    """What a row was.

    Attributes:
        table: of the row.
        known: the row by column as any entry has it, to find it by.
        state: by column, or None where it was not there yet.
    """

    table: str
    known: Mapping[str, Any]
    state: Mapping[str, Any] | None


def cut(stretches: Iterable[Stretch], moment: str) -> int:
    """The number of the last entry that had come by `moment`; 0 where none had.

    >>> cut([Stretch(3, "2024-03-09"), Stretch(7, "2024-03-11")], "2024-03-10")
    3
    """
    return max((each.last for each in stretches if each.at <= moment), default=0)


def rows_at(entries: Iterable[HistoryEntry], last: int) -> tuple[PastRow, ...]:
    """What rows were when entry `last` was the latest.

    Args:
        entries: every entry of the rows that have one after `last`, in any order.
        last: the cut.
    """
    by_row: dict[Key, list[HistoryEntry]] = {}
    for entry in sorted(entries, key=lambda each: each.seq):
        by_row.setdefault((entry.table, entry.row), []).append(entry)
    lines = {
        row: _line(found, last) for (table, row), found in by_row.items() if table == "annotations"
    }
    return tuple(
        _at(found, last)
        if table != "annotation_pieces" or (mark := row.rpartition(":")[0]) not in lines
        else _piece_at(found, last, lines[mark])
        for (table, row), found in by_row.items()
        if table == "annotation_pieces" or found[-1].seq > last
    )


def _line(found: Sequence[HistoryEntry], last: int) -> frozenset[str]:
    """The gestures that led to the version of a mark that stood at the cut."""
    by_then = {(each.version, each.change): each for each in found if each.seq <= last}
    at = max(by_then, key=lambda each: _head(by_then[each]), default=(0, ""))
    gestures = set()
    while at in by_then:
        gestures.add(at[1])
        before = by_then.pop(at).before or {}
        at = before.get("version", 0), before.get("change", "")
    return frozenset(gestures)


def _piece_at(found: Sequence[HistoryEntry], last: int, line: frozenset[str]) -> PastRow:
    """A place of a mark: not its own highest version, but that of the mark's version that stood.

    Where copies came together, a mark has the places of the side whose version of it stands; and
    each gesture on a place is one on its mark.
    """
    by_then = [each for each in found if each.seq <= last and each.change in line]
    state = max(by_then, key=_head).after if by_then else None
    return PastRow(found[0].table, found[-1].after or {}, state)


def _at(found: Sequence[HistoryEntry], last: int) -> PastRow:
    """One row: the highest head there was, else what the machine had made, else nothing."""
    known = found[-1].after or {}
    by_then = [each for each in found if each.seq <= last]
    if by_then:
        return PastRow(found[0].table, known, max(by_then, key=_head).after)
    return PastRow(found[0].table, known, min(found, key=_head).before)


def _head(entry: HistoryEntry) -> tuple[int, str, str]:
    """Of two versions the higher stands, as it does where copies come together."""
    return entry.version, entry.at, entry.change
