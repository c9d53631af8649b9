"""How large the terminal is: as `shutil.get_terminal_size` says, without 4 ms of archives."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

UNKNOWN = (80, 24)  # columns and rows of a terminal that does not say


def terminal_size(environ: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """Columns and rows: what the environment says counts, then what the terminal does."""
    columns, rows = (_told(environ.get(name, "")) for name in ("COLUMNS", "LINES"))
    if columns <= 0 or rows <= 0:
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]  # caught below
            size = found.columns, found.lines
        except (AttributeError, ValueError, OSError):
            size = UNKNOWN
        columns = columns if columns > 0 else size[0] or UNKNOWN[0]
        rows = rows if rows > 0 else size[1] or UNKNOWN[1]
    return columns, rows


def _told(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        return 0
