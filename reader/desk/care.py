"""Care: whether the file is well, and copies of it."""

from __future__ import annotations

from pathlib import Path

from reader.desk.context import Context
from reader.errors import DeskError
from reader.store import care
from reader.store.sqlite import SqliteStore


class Care:
    """The health of a desk's file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def place(self) -> str:
        """The file that is read now: until the first write, that of the sample itself."""
        return self._file().where

    def doctor(self) -> tuple[care.Finding, ...]:
        """What is wrong with the file and how to mend it; empty when nothing needs mending."""
        return care.diagnose(self._file())

    def rebuild_search(self) -> None:
        """Make the search tables anew."""
        self._context.writable_store()
        care.rebuild_search(self._file())

    def backup(self, target: Path) -> None:
        """Copy the file while others write; the copy is verified before it is named.

        Raises:
            DeskError: the copy cannot be made there, or something else stands there.
        """
        care.back_up(self._file(), target)

    def _file(self) -> SqliteStore:
        store = self._context.store
        if not isinstance(store, SqliteStore):
            raise DeskError("this desk is not a file", remedy="ask its cluster for a copy")
        return store
