"""Care: whether the file is well, and copies of it."""

from __future__ import annotations

from pathlib import Path

from reader.desk.context import Context
from reader.errors import DeskError
from reader.model.finding import Finding
from reader.store import backing_up, backups, care, restoring, sharing
from reader.store.sqlite import SqliteStore


class Care:
    """The health of a desk's file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def place(self) -> str:
        """The file that is read now: until the first write, that of the sample itself."""
        return self._file().where

    def doctor(self) -> tuple[Finding, ...]:
        """What is wrong with the file and how to mend it; empty when nothing needs mending."""
        return care.diagnose(self._file())

    def mend(self) -> tuple[Path, ...]:
        """Remove what dead processes left beside the file; what that was."""
        return care.mend(self._file())

    def rebuild_search(self) -> None:
        """Make the search tables anew."""
        self._context.writable_store()
        care.rebuild_search(self._file())

    def backup(self, target: Path) -> None:
        """Copy the file while others write; the copy is verified before it is named.

        Raises:
            DeskError: the copy cannot be made there, or something else stands there.
        """
        backing_up.back_up(self._file(), target)

    def backup_into(
        self, folder: Path | None, *, count: int | None = None, days: int | None = None
    ) -> tuple[Path, backups.Rotated]:
        """A backup in a folder, named by the moment, and the old ones there taken away.

        Args:
            folder: where; `backups` beside the desk's file where none is given, made if need be.
            count: how many stay, this one included; all where not given.
            days: how old those may be that stay; of any age where not given.

        Raises:
            DeskError: the copy cannot be made there. Then nothing was removed.
        """
        store, at = self._file(), self._context.clock()
        if store.path is None:
            raise DeskError("there is nothing to back up yet", remedy="mark something first")
        if folder is None:
            folder = store.path.parent / backups.FOLDER
            try:
                folder.mkdir(exist_ok=True)
            except OSError as failure:
                raise DeskError(
                    f"the folder cannot be made ({failure.strerror})",
                    where=str(folder),
                    remedy="name another place: reader backup FOLDER",
                ) from failure
        target = folder / backups.named(store.path, at)
        backing_up.back_up(store, target)
        keep = backups.Keep(count, days)
        return target, backups.rotate(store, store.path, folder, keep, at)

    def share(self, group: str | None = None) -> sharing.Shared:
        """Let a group of the system read and write the desk.

        Raises:
            DeskError: there is no such group, or the folder cannot be a team's.
        """
        self._context.writable_store()
        path = self._file().path
        if path is None:
            raise DeskError("there is no file to share yet", remedy="`reader init FOLDER`")
        return sharing.share(path, group)

    def restore(self, backup: Path, aside: Path, *, agreed: bool) -> tuple[restoring.Loss, bool]:
        """Take over the contents of a checked copy; what would be lost, and whether it was done.

        Args:
            backup: a copy that nobody else has.
            aside: where to keep what is on the desk now.
            agreed: do it though something is lost.

        Raises:
            DeskError: the desk can only be read, somebody writes, or the disk is full.
        """
        self._context.writable_store()
        store = self._file()
        loss = restoring.loss(store, backup)
        if loss.changes and not agreed:
            return loss, False
        restoring.overwrite(store, backup, aside, loss)
        return loss, True

    def _file(self) -> SqliteStore:
        store = self._context.store
        if not isinstance(store, SqliteStore):
            raise DeskError("this desk is not a file", remedy="ask its cluster for a copy")
        return store
