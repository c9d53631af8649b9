"""A new file takes its place once it is whole and on disk, and never over another."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reader.errors import DeskError
from reader.store import failures
from reader.store.library import SqlError


class Aside:
    """A new file beside `path` that takes its place once it is whole and on disk.

    Args:
        path: where it shall stand.
        replacing: whether it may take the place of a file; otherwise that is refused.
    """

    def __init__(self, path: Path, *, replacing: bool = False) -> None:
        self._path = path
        self._replacing = replacing
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")

    def __enter__(self) -> Path:
        """The path to write to."""
        if not self._replacing and os.path.lexists(self._path):
            raise self._taken()
        self._clear()
        try:
            # Made here, since SQLite would keep the group from writing whatever the umask says.
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            os.close(os.open(self._unfinished, flags, 0o666))
        except OSError as failure:
            raise self._unmade(failure) from failure
        return self._unfinished

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """Put the file in its place, or clear it away."""
        try:
            if kind is None:
                self._place()
            elif isinstance(error, SqlError):
                translated = failures.translate(error, str(self._path))
                if translated is not None:
                    raise translated from error
        except OSError as failure:
            raise self._unmade(failure) from failure
        finally:
            self._clear()

    def _place(self) -> None:
        _sync(self._unfinished)
        if self._replacing:
            self._unfinished.replace(self._path)
        else:
            try:
                os.link(self._unfinished, self._path)  # unlike a rename, never over another
            except FileExistsError as error:
                raise self._taken() from error
            except OSError:  # a file system without links
                if os.path.lexists(self._path):
                    raise self._taken() from None
                self._unfinished.rename(self._path)
        _sync(self._path.parent)

    def _unmade(self, failure: OSError) -> DeskError:
        return DeskError(
            f"the file cannot be made ({failure.strerror})",
            where=str(self._path),
            remedy="check the folder and its free space",
        )

    def _taken(self) -> DeskError:
        return DeskError(
            "there is such a file already, and it stays",
            where=str(self._path),
            remedy="name another file",
        )

    def _clear(self) -> None:
        for suffix in ("", "-journal"):
            with suppress(OSError):
                Path(f"{self._unfinished}{suffix}").unlink()


def _sync(path: Path) -> None:
    """Bring a file, or the entries of a folder, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
