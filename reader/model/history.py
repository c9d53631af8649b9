"""Who did what when: the gesture a change belongs to, and the entry it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Gesture:
    """One act of one annotator: everything it changes is undone together.

    Attributes:
        change: UUIDv7, the same on every row that the act touches.
        annotator: the handle of who acts.
        at: UTC, ISO 8601 with milliseconds.
        undoes: the change that this one takes back (undo) or brings back (redo), or None.
        behalf: the handle of whose work an import brings in, or None for one's own.
    """

    change: str
    annotator: str
    at: str
    undoes: str | None = None
    behalf: str | None = None

    @property
    def author(self) -> str:
        """Whose rows the act makes: one's own, or those that an import brings back."""
        return self.annotator if self.behalf is None else self.behalf


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row, changed once. `before` is None for a new row; both are the row by column."""

    seq: int
    table: str
    row: str
    version: int
    change: str
    operation: str
    annotator: str
    at: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
