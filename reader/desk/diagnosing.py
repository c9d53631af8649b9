"""Diagnosing a desk that does not open: what can be said of it from outside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.desk.opening import DATABASE_NAME, find_desk
from reader.errors import DeskError
from reader.model.finding import Finding
from reader.store import care, permissions


def diagnose_unopened(
    asked: str | None, *, environ: Mapping[str, str], folder: Path
) -> tuple[tuple[Finding, ...], str] | None:
    """What is wrong with a desk that does not open, and its file; None where there is none.

    Args:
        asked: `--desk`, or None.
        environ: the environment.
        folder: the one that the command was started in.
    """
    try:
        database = find_desk(asked, environ=environ, folder=folder).database
    except DeskError:
        asked = asked or environ.get("READER_DESK") or ""
        database = Path(asked).expanduser().absolute() / DATABASE_NAME
        if permissions.blocked(database) is None:
            return None
    return care.diagnose(database), str(database)
