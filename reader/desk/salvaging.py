"""Salvage: what is left of a damaged desk comes into a new one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reader.desk.opening import DATABASE_NAME
from reader.store import salvage as rescuing
from reader.store.pages import content_of
from reader.store.salvaged import Salvaged

LARGEST_BYTES = 100 * 1024 * 1024  # of a file in corpus/: what `reader add` takes at most

__all__ = ("Salvaged", "salvage")


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Make a new database of what is left of a damaged one; that one is only read.

    Args:
        damaged: the file, or the folder of its desk.
        target: where the new file shall stand; nothing may stand there.

    Raises:
        DeskError: it cannot be read, nothing of a desk is in it, or no file can be made.
    """
    path = damaged / DATABASE_NAME if damaged.is_dir() else damaged
    folder = path.absolute().parent.resolve()

    def find(name: str, checksum: str) -> bytes | None:
        """The bytes of an article from the desk's folder, if they are still those."""
        source = (folder / name).resolve()
        try:
            inside = name and source.is_relative_to(folder) and source.is_file()
            if not inside or source == path.resolve() or source.stat().st_size > LARGEST_BYTES:
                return None
            content = source.read_bytes()
        except (OSError, ValueError):
            return None
        return content if hashlib.sha256(content).hexdigest() == checksum else None

    return rescuing.salvage(content_of(path), target, find)
