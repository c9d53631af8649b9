"""Which desk: the one asked for, the nearest one upwards, or the user's own.

    --desk PATH          a folder with annotations.db, or the database file itself
    $READER_DESK         the same
    nearest upwards      a folder with annotations.db and corpus/
    personal desk        in the user's data folder, made at the first write

A sample desk that was found rather than asked for is read as it stands; the first write goes
to a personal copy, so that a pull of the checkout never fights with somebody's marks.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from reader.desk.context import Context, new_id, now
from reader.desk.desk import Desk
from reader.errors import DeskError, NotADeskError, ReaderError
from reader.model.curation import is_curated
from reader.model.ids import Clock, IdSource, is_handle
from reader.model.values import dataclass
from reader.store import meta, opening
from reader.store.protocol import Store
from reader.store.statements import storable

DATABASE_NAME = "annotations.db"
CORPUS_NAME = "corpus"


class PlaceKind(StrEnum):
    """How a desk was found, which decides where the first write goes."""

    ASKED = "asked"  # written where it is
    FOUND = "found"  # written where it is, unless it is a sample
    PERSONAL = "personal"  # made at the first write


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Where a desk is: its folder, its database, and how it was found."""

    folder: Path
    database: Path
    kind: PlaceKind


def data_folder(environ: Mapping[str, str]) -> Path:
    """The user's data folder of this tool (XDG_DATA_HOME, or what the system has for it)."""
    said = Path(environ.get("XDG_DATA_HOME", ""))
    if said.is_absolute():  # the standard: a relative one is to be ignored
        return said / "synoptic-reader"
    from platformdirs import user_data_path

    return user_data_path("synoptic-reader", appauthor=False)


def find_desk(asked: str | None, *, environ: Mapping[str, str], folder: Path) -> DeskPlace:
    """The desk that a command run in `folder` works on.

    Raises:
        NotADeskError: a desk was asked for and there is none.
    """
    asked = asked or environ.get("READER_DESK") or None
    if asked is not None:
        return _asked(asked)
    here = folder.absolute()
    for candidate in (here, *here.parents):
        if (candidate / DATABASE_NAME).is_file() and (candidate / CORPUS_NAME).is_dir():
            return DeskPlace(candidate, candidate / DATABASE_NAME, PlaceKind.FOUND)
    own = data_folder(environ) / "desk"
    return DeskPlace(own, own / DATABASE_NAME, PlaceKind.PERSONAL)


def _asked(asked: str) -> DeskPlace:
    if asked.startswith(("rqlite://", "rqlites://")):
        raise DeskError(
            "desks on an rqlite cluster are not supported by this version",
            where=asked,
            remedy="give a folder or a database file",
        )
    path = Path(asked).expanduser().absolute()
    for each in (path, path / DATABASE_NAME):
        _refuse_closed(each)
    if path.is_dir():
        if not (path / DATABASE_NAME).is_file():
            raise NotADeskError(
                f"no {DATABASE_NAME} in this folder",
                where=str(path),
                remedy=f"`reader init {asked}` makes a desk there",
            )
        return DeskPlace(path, path / DATABASE_NAME, PlaceKind.ASKED)
    if not path.exists():
        raise NotADeskError(
            "no such desk", where=str(path), remedy=f"`reader init {asked}` makes a new one"
        )
    return DeskPlace(path.parent, path, PlaceKind.ASKED)


def _refuse_closed(path: Path) -> None:
    """Refuse what lies behind a folder that we may not enter, whatever it is."""
    try:
        path.stat()
    except PermissionError as error:
        raise DeskError(
            "a folder on the way to the desk may not be entered by you",
            where=str(path),
            remedy="`reader doctor` with the same --desk says which, and what it lacks",
        ) from error
    except OSError:
        return


def handle_of(asked: str | None, environ: Mapping[str, str]) -> str:
    """Who acts: `--as`, else `$READER_AS`, else the user's name on this system.

    Raises:
        ReaderError: the handle holds blank space or control characters, is too long, or is that
            of the curated layer.
    """
    handle = asked or environ.get("READER_AS")
    if not handle:
        try:
            handle = getpass.getuser()
        except (KeyError, OSError):  # no user database, as in some containers
            handle = f"user-{os.getuid()}" if hasattr(os, "getuid") else "user"
    if not is_handle(handle):
        raise ReaderError(
            "a name is up to 64 printable characters without blank space",
            where=repr(handle),
            remedy="choose another with --as",
        )
    if is_curated(unicodedata.normalize("NFKC", handle)):  # in other widths it looks the same
        raise ReaderError(
            "nobody works as the curated layer",
            where=handle,
            remedy="be yourself: `reader curate` puts marks into that layer",
        )
    return handle


def open_desk(
    place: DeskPlace,
    *,
    annotator: str,
    environ: Mapping[str, str],
    clock: Clock = now,
    ids: IdSource = new_id,
) -> Desk:
    """Open a desk, writing nothing.

    Raises:
        DeskError: it is not a desk of ours, newer than we are, damaged or locked.
    """
    database, folder = place.database, place.folder
    if place.kind is PlaceKind.PERSONAL:
        if database.exists():
            store: Store = opening.open_store(database)
            context = Context(store, annotator, clock=clock, ids=ids)
        else:
            context = Context(opening.memory_store(), annotator, clock=clock, ids=ids)
            context.materialise = lambda: _make_personal(database)
        return Desk(context, folder=folder, database=database, sample=False)

    store = opening.open_store(database)
    context = Context(store, annotator, clock=clock, ids=ids)
    sample = meta.get(store, meta.SAMPLE) is not None
    if sample and place.kind is PlaceKind.FOUND:
        copy = copy_of_sample(place.folder, environ)
        if copy.exists():
            store.close()
            context.store = opening.open_store(copy)
            context.notices.append(f"your own copy of the sample desk: {copy}")
        else:
            context.materialise = lambda: _copy_sample(place.database, copy)
        database = copy
    return Desk(context, folder=folder, database=database, sample=sample)


def copy_of_sample(folder: Path, environ: Mapping[str, str]) -> Path:
    """Where the personal copy of the sample desk in `folder` stands, or will stand."""
    import hashlib  # 2 ms that only a copy of a sample need pay

    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return data_folder(environ) / "samples" / key / DATABASE_NAME


def _make_personal(database: Path) -> tuple[Store, str]:
    """The personal desk."""
    _make_folder(database.parent / CORPUS_NAME)
    _make_once(database, lambda: opening.create(database, {meta.TITLE: "My desk"}))
    return opening.open_store(database), f"made your desk: {database}"


def _copy_sample(sample: Path, copy: Path) -> tuple[Store, str]:
    """The personal copy of a sample desk, made whole or not at all."""
    _make_folder(copy.parent)
    _make_once(copy, lambda: opening.copy_database(sample, copy))
    return opening.open_store(copy), f"the sample stays as it is; your marks are in {copy}"


def _make_once(database: Path, make: Callable[[], None]) -> None:
    """Make a database unless another process has; theirs is as good as ours."""
    if database.exists():
        return
    try:
        make()
    except DeskError:
        if not database.exists():
            raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(
            f"cannot make the folder ({error.strerror})",
            where=str(folder),
            remedy="choose a place that you may write to, with --desk or $XDG_DATA_HOME",
        ) from error


def init_desk(folder: Path, *, title: str | None = None) -> DeskPlace:
    """Make a new desk: a folder with an empty corpus/ and annotations.db.

    Raises:
        DeskError: there is a desk already, or the folder cannot be made.
    """
    folder = folder.expanduser().absolute()
    database = folder / DATABASE_NAME
    if database.exists():
        raise DeskError(
            "there is a desk already", where=str(folder), remedy=f"open it: reader --desk {folder}"
        )
    fresh = [each for each in (folder / CORPUS_NAME, folder) if not each.exists()]
    _make_folder(folder / CORPUS_NAME)
    try:
        opening.create(database, {meta.TITLE: storable(title or folder.name)})
    except DeskError:
        for each in fresh:  # a full disk: leave no half of a desk behind
            with contextlib.suppress(OSError):
                each.rmdir()
        raise
    return DeskPlace(folder, database, PlaceKind.ASKED)
