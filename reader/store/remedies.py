"""Commands that a finding names: as a shell takes them, on the desk that is meant."""

from __future__ import annotations

import shlex
from pathlib import Path

DATABASE_NAME = "annotations.db"


def command(*words: str | Path) -> str:
    """A command as a shell understands it.

    >>> command("rm", Path("a b"))
    "rm 'a b'"
    """
    return shlex.join(map(str, words))


def desk_of(database: Path) -> Path:
    """What `--desk` is given for a database: its folder, or itself where its name is its own."""
    return database.parent if database.name == DATABASE_NAME else database
