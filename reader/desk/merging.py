"""Merging: another copy of the desk, or another desk, and what it brings."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.errors import DeskError, ReaderError
from reader.model.merging import Merged, Rules
from reader.store import foreign, merging, opening
from reader.store.sqlite import SqliteStore
from reader.team import codebook
from reader.team import merging as heads

DATABASE_NAME = "annotations.db"
CORPUS = "corpus"  # the folder beside it
Progress = Callable[[int, int], None]

_RULES = Rules(decide=heads.decide, unify=codebook.unify)


# What a file's name may hold on every system that carries it about.
_UNSAFE = re.compile(r"[^\w.@+-]|^\.")  # one that begins with a dot is nobody's to read


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Attributes:
        name: of one's own file in the folder.
        published: whether it was written; it stays where nothing is new.
        merged: what each of the files there brought, by name.
        refused: those that nothing could be taken from, and why.
    """

    name: str
    published: bool
    merged: tuple[tuple[str, Merged], ...] = ()
    refused: tuple[tuple[str, ReaderError], ...] = ()


class Merging:
    """Brings other copies' work in."""

    def __init__(self, context: Context, articles: Articles) -> None:
        self._context = context
        self._articles = articles

    def merge(
        self, other: Path, *, dry_run: bool = False, progress: Progress | None = None
    ) -> Merged:
        """Bring everything of another desk's file in, or nothing; a second time is nothing new.

        Args:
            other: its database, or its folder.
            dry_run: do it on a copy and write nothing here.
            progress: told how many of how many steps are done.

        Raises:
            NotADeskError, NewerDeskError, DamagedDeskError: nothing can be taken from it.
            DeskError: it is this desk itself, or one that cannot come together with it.
        """
        path = other / DATABASE_NAME if os.path.isdir(other) else other  # noqa: PTH112 - it never fails
        here = self._file(self._context.store)
        if not self._is_itself(here, path) and foreign.brings_nothing(here, path):
            return Merged()
        with foreign.taken_copy(path) as theirs:
            if dry_run:
                return self._rehearse(theirs, path, progress)
            store = self._file(self._context.writable_store())
            merged = self._merge(store, theirs, path, progress)
        self._articles.forget()
        return merged

    def sync(self, folder: Path, progress: Progress | None = None) -> Synced:
        """Bring in every copy that stands in a folder, then put one's own there.

        Each annotator writes one file there, which nobody else writes to: so a folder will do
        that Dropbox, Syncthing, a network share, git or a stick carries about. What cannot be
        read is left, and told of.

        Raises:
            DeskError: there is no such folder, it is the desk's own, or nothing can be written
                there.
        """
        if not folder.is_dir():
            raise DeskError(
                "there is no such folder",
                where=str(folder),
                remedy="make it, or name the one that the others sync with",
            )
        self._refuse_own_folder(folder)
        own = folder / f"{_UNSAFE.sub('_', f'{self._context.annotator}@{platform.node()}')}.db"
        merged: list[tuple[str, Merged]] = []
        refused: list[tuple[str, ReaderError]] = []
        for path in sorted(folder.glob("*.db")):
            if path.name.startswith("."):
                continue
            try:
                merged.append((path.name, self.merge(path, progress=progress)))
            except ReaderError as error:
                if path == own:  # not ours then, and not ours to replace
                    raise
                refused.append((path.name, error))
        store = self._file(self._context.writable_store())
        published = not own.exists() or not foreign.same_history(store, own)
        if published:
            opening.copy_store(store, own, replacing=True)
        return Synced(own.name, published, tuple(merged), tuple(refused))

    def _rehearse(self, theirs: foreign.Foreign, path: Path, progress: Progress | None) -> Merged:
        """The same on a copy of this desk."""
        with TemporaryDirectory(prefix="reader-") as folder:
            copy = Path(folder) / DATABASE_NAME
            store = self._file(self._context.store)
            self._refuse_itself(store, theirs)
            opening.copy_store(store, copy)
            rehearsal = opening.open_store(copy, trust_locks=True)
            try:
                return self._merge(rehearsal, theirs, path, progress)
            finally:
                rehearsal.close()

    def _merge(
        self, store: SqliteStore, theirs: foreign.Foreign, path: Path, progress: Progress | None
    ) -> Merged:
        self._refuse_itself(store, theirs)
        return merging.merge(
            store,
            theirs.copy,
            _RULES,
            source=_name_of(path),
            gesture=self._context.gesture(),
            progress=progress,
        )

    def _refuse_itself(self, store: SqliteStore, theirs: foreign.Foreign) -> None:
        if store.path is not None:
            here = store.path.stat()
            if (here.st_dev, here.st_ino) == theirs.identity:
                raise DeskError(
                    "this is the desk itself", where=store.where, remedy="name the other copy"
                )

    def _is_itself(self, store: SqliteStore, path: Path) -> bool:
        """Whether a path leads to this desk's own file."""
        return store.path is not None and path.exists() and store.path.samefile(path)

    def _refuse_own_folder(self, folder: Path) -> None:
        """Refuse to put copies of a desk among its own files, where `add` would find them."""
        store = self._file(self._context.store)
        if store.path is None:
            return
        home, asked = store.path.resolve().parent, folder.resolve()
        if asked == home or asked.is_relative_to(home / CORPUS):
            raise DeskError(
                "this folder is the desk's own",
                where=str(folder),
                remedy="name one that you share with others; the desk stays outside of it",
            )

    def _file(self, store: object) -> SqliteStore:
        if not isinstance(store, SqliteStore):
            raise DeskError("this desk is not a file", remedy="merge into a copy that is one")
        return store


def _name_of(path: Path) -> str:
    """What people know a copy by: the name of its file, or of its folder."""
    return path.parent.name if path.name == DATABASE_NAME and path.parent.name else path.name
