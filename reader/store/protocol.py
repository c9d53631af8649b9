"""What every engine of the store can do; two engines will share it.

The rooms above never see SQL: modules of this folder turn values into batches of
statements and rows into values, and an engine carries them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from reader.model.history import HistoryEntry

Row = Mapping[str, Any]
Statement = tuple[str, Sequence[Any]]
Batch = list[Statement]


class Store(Protocol):
    """One shared file, or one cluster. Every method may be called from any thread."""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written here, one line; None when it can."""
        ...

    def read(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of one query, read at once: no statement stays open.

        Raises:
            DeskError: the file is gone, damaged or locked for longer than we wait.
        """
        ...

    def write(self, batch: Sequence[Statement]) -> None:
        """Carry out all statements, or none: one short transaction behind the queue.

        When it returns, the batch is on disk.

        Raises:
            ConflictError: a row was changed since it was read (the version guard).
            ReadOnlyDeskError, BusyDeskError, FullDeskError, DamagedDeskError: nothing written.
        """
        ...

    def changes(self, since: int) -> list[HistoryEntry]:
        """History after entry `since`, oldest first."""
        ...

    def watch(self) -> int:
        """A token that differs from the last one once somebody else has written.

        A hint only: equal tokens promise nothing has changed, different ones promise nothing.
        """
        ...

    def close(self) -> None:
        """Let go of the file; writes that were acknowledged stay."""
        ...
