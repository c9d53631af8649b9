"""History: who did what when, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.desk import past
from reader.desk.context import Context
from reader.model.history import Gesture, HistoryEntry
from reader.store import history as rows
from reader.store import labels, lost, merge_log


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo or redo did.

    Attributes:
        label: what was taken back or brought back, in words (`mark "590 injured"`).
        skipped: rows that stay as they are because somebody else changed them since.
    """

    label: str
    skipped: tuple[str, ...] = ()


class History:
    """The history of a desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def entries(
        self,
        *,
        since: int = 0,
        article: str | None = None,
        row: str | None = None,
        limit: int | None = None,
        as_of: str | None = None,
    ) -> tuple[HistoryEntry, ...]:
        """What was done, oldest first; of all that this file held at a moment, if one is given."""
        store = self._context.store
        if as_of is None:
            return rows.entries(store, since, article=article, row=row, limit=limit)
        last = past.last_by(store, as_of)
        found = [x for x in rows.entries(store, since, article=article, row=row) if x.seq <= last]
        return tuple(found if limit is None else found[-limit:])

    def lost(self, row: str | None = None) -> tuple[lost.Lost, ...]:
        """Versions that stand nowhere, since another copy's won; of one row (an id), or all."""
        return lost.lost(self._context.store, row)

    def merges(self) -> tuple[merge_log.MergeRecord, ...]:
        """Which stretches of this history came in by merging, in their order."""
        return merge_log.merges(self._context.store)

    def in_words(self, changes: Sequence[HistoryEntry]) -> str:
        """What one gesture did, in a few words: `deleted mark “seize power”`."""
        return labels.describe(changes, rows.quotes(self._context.store, changes))

    def undo(self) -> TakenBack | None:
        """Take back this annotator's latest gesture, on this run or an earlier one.

        Rows that somebody else changed since are left as they are and named. None when
        there is nothing to take back.
        """
        gesture = self._context.gesture()
        undo = rows.undoing(self._context.store, self._context.annotator, gesture)
        return self._carry_out(undo, gesture)

    def redo(self) -> TakenBack | None:
        """Bring back what was undone last; None when nothing was undone since the last act."""
        gesture = self._context.gesture()
        redo = rows.redoing(self._context.store, self._context.annotator, gesture)
        return self._carry_out(redo, gesture)

    def _carry_out(self, undo: rows.Undo | None, gesture: Gesture) -> TakenBack | None:
        if undo is None:
            return None
        self._context.write(gesture, undo.batch)
        return TakenBack(undo.label, undo.skipped)
