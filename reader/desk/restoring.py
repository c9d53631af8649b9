"""Restoring: a backup takes the place of the desk, even where the desk cannot be opened."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.desk.context import now
from reader.desk.opening import (
    DATABASE_NAME,
    DeskPlace,
    PlaceKind,
    copy_of_sample,
    find_desk,
    open_desk,
)
from reader.errors import DamagedDeskError, DeskError, NotADeskError
from reader.model.ids import Clock
from reader.store import foreign, meta, opening, restoring
from reader.store.restoring import Loss


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did, or would do.

    Attributes:
        database: the desk's file.
        loss: what it held that the backup does not; None where it could not be read.
        broken: why it could not be read; None where it could, or where there was none.
        kept: where that stands now; None where there was no file.
        done: whether it was done: False where it was not agreed to.
    """

    database: Path
    loss: Loss | None
    broken: DeskError | None
    kept: Path | None
    done: bool


def find_place(asked: str | None, *, environ: Mapping[str, str], folder: Path) -> DeskPlace:
    """The desk to restore, which may be without its file.

    Raises:
        NotADeskError: there is not even a folder.
    """
    try:
        return find_desk(asked, environ=environ, folder=folder)
    except NotADeskError:
        path = Path(asked or environ["READER_DESK"]).expanduser().absolute()
        if path.is_dir():
            return DeskPlace(path, path / DATABASE_NAME, PlaceKind.ASKED)
        if not path.parent.is_dir():
            raise
        return DeskPlace(path.parent, path, PlaceKind.ASKED)


def restore(
    place: DeskPlace,
    backup: Path,
    *,
    annotator: str,
    environ: Mapping[str, str],
    agreed: bool = False,
    clock: Clock = now,
) -> Restored:
    """Put a backup in the place of a desk's file; what it holds now is kept beside it.

    Args:
        place: the desk's, from `find_place`.
        backup: a database, or the folder of one.
        annotator: who does it.
        environ: the environment.
        agreed: do it though something of the desk is not in the backup.
        clock: of the name under which the present file is kept.

    Raises:
        DamagedDeskError, NotADeskError, NewerDeskError: of the backup; nothing was done.
        DeskError: somebody writes at this moment, or the disk is full; nothing was done.
    """
    source = backup / DATABASE_NAME if backup.is_dir() else backup
    with foreign.taken_copy(source) as good:
        database = _database(place, environ)
        if database.exists() and _same(database, good.identity):
            raise DeskError(
                "this is the desk itself", where=str(database), remedy="name a backup of it"
            )
        stamp = clock().strftime("%Y%m%dT%H%M%SZ")
        aside = database.with_name(f"{database.stem}.before-{stamp}.db")
        if not database.exists():
            database.parent.mkdir(parents=True, exist_ok=True)
            restoring.replace(database, good.copy, aside)
            return Restored(database, Loss(), None, None, done=True)
        try:
            desk = open_desk(place, annotator=annotator, environ=environ, clock=clock)
        except (DamagedDeskError, NotADeskError) as error:
            if agreed:
                restoring.replace(database, good.copy, aside)
            return Restored(database, None, error, aside if agreed else None, done=agreed)
        with desk:
            loss, done = desk.care.restore(good.copy, aside, agreed=agreed)
            return Restored(database, loss, None, aside if done else None, done=done)


def _database(place: DeskPlace, environ: Mapping[str, str]) -> Path:
    """The file that the desk at a place writes to."""
    if place.kind is not PlaceKind.FOUND:
        return place.database
    try:
        with closing(opening.open_store(place.database)) as store:
            sample = meta.get(store, meta.SAMPLE) is not None
    except DeskError:
        return place.database
    return copy_of_sample(place.folder, environ) if sample else place.database


def _same(path: Path, identity: tuple[int, int]) -> bool:
    found = path.stat()
    return (found.st_dev, found.st_ino) == identity
