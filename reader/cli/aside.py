"""Files that a command writes: aside first, then renamed, so that none is ever half there."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reader.errors import ReaderError

# How a database is told without a look inside: opening a live one would drop SQLite's locks.
DATABASE_SUFFIXES = frozenset((".db", ".db3", ".sqlite", ".sqlite3"))
SYSTEM = ("/dev/", "/proc/")  # `/dev/stdout` may lead to a file, which is written as it stands
SIDECARS = ("-lock", "-journal", "-wal", "-shm", "-here")
DATABASE_NAME = "annotations.db"
CORPUS = "corpus"  # the folder beside it, with the files as they were scraped


@contextmanager
def written_aside(path: Path) -> Iterator[TextIO]:
    r"""A text file in UTF-8, as written with `\n` or `\r\n`; it appears whole or not at all.

    A link is followed. What is there already and no regular file (`/dev/null`, a pipe) is
    written to as it stands, since a rename would put a file in its place.

    Raises:
        ReaderError: it cannot be written there, or what stands there is a desk's own: its
            database, a file that belongs to one, or a file as it was scraped.
    """
    try:
        path = path if str(path).startswith(SYSTEM) else path.resolve()
    except RuntimeError as error:  # links in a circle, until Python 3.13
        raise cannot_write(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error
    _refuse_database(path)
    _refuse_corpus(path)
    try:
        if _is_special(path):
            with path.open("w", encoding="utf-8", newline="") as file:
                yield file
            return
        with _renamed(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def _renamed(path: Path) -> Iterator[TextIO]:
    """A file beside `path` that takes its place once it is on disk."""
    beside = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _refuse_database(path: Path) -> None:
    """Refuse to put a text in the place of a desk: every mark in it would be lost."""
    for sidecar in SIDECARS:
        database = path.with_name(path.name.removesuffix(sidecar) or path.name)
        if database != path and database.is_file():
            raise ReaderError(
                "this name belongs to the database beside it",
                where=str(path),
                remedy="choose another name",
            )
    try:
        status = path.stat()
    except OSError:
        return
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return
    beside = (path.with_name(path.name + sidecar) for sidecar in SIDECARS)
    if path.suffix.lower() in DATABASE_SUFFIXES or any(each.exists() for each in beside):
        raise ReaderError(
            "a database stands there, and is not written over",
            where=str(path),
            remedy="choose another name; `reader backup FILE` copies a desk",
        )


def _refuse_corpus(path: Path) -> None:
    """Refuse to write over what was scraped: nobody could bring it back."""
    if path.is_file() and any(
        folder.name == CORPUS and (folder.parent / DATABASE_NAME).is_file()
        for folder in path.parents
    ):
        raise ReaderError(
            "a file of the corpus stands there, and stays as it was scraped",
            where=str(path),
            remedy="choose another name, outside corpus/",
        )


def _is_special(path: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return str(path).startswith(SYSTEM) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def cannot_write(path: Path, error: OSError) -> ReaderError:
    """What to say when a file cannot be written."""
    return ReaderError(
        f"cannot be written ({error.strerror or error})",
        where=str(path),
        remedy="choose a place that you may write to and that has room",
    )
