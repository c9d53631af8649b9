"""Rows of history -> entries, and the latest of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from reader.model.history import HistoryEntry
from reader.store.protocol import Row, Store

_LOOKED_AT = 200  # entries at first: the latest thirty marks have some hundred


def entry(row: Row) -> HistoryEntry:
    """One entry from its row."""
    return HistoryEntry(
        seq=row["seq"],
        table=row["table"],
        row=row["row"],
        version=row["version"],
        change=row["change"],
        operation=row["op"],
        annotator=row["annotator"],
        at=row["at"],
        before=_columns(row["before"]),
        after=_columns(row["after"]),
    )


def latest(
    store: Store, gestures: int, *, last: int | None = None, by: str | None = None
) -> tuple[HistoryEntry, ...]:
    """The entries of the latest gestures, oldest first.

    Looked for from the end, some at a time: of a million entries a few hundred are read.

    Args:
        store: the desk's.
        gestures: how many.
        last: leaving out what came after that entry (its `seq`).
        by: only what that handle did.
    """
    upper = sys.maxsize if last is None else last
    mine, params = ("", []) if by is None else (" AND annotator = ?", [by])
    found: dict[str, None] = {}
    before, size = upper, _LOOKED_AT
    while len(found) < gestures:
        rows = store.read(
            f"SELECT seq, change FROM history WHERE seq <= ?{mine} ORDER BY seq DESC LIMIT ?",  # noqa: S608 - constants
            (before, *params, size),
        )
        if not rows:
            break
        found.update(dict.fromkeys(row["change"] for row in rows))
        before, size = rows[-1]["seq"] - 1, size * 4  # one gesture may be of a hundred thousand
    chosen = list(found)[:gestures]
    rows = store.read(
        "SELECT * FROM history WHERE change IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants
        f" AND seq <= ?{mine} ORDER BY seq",
        (json.dumps(chosen), upper, *params),
    )
    return tuple(entry(row) for row in rows)


def _columns(text: str | None) -> Mapping[str, Any] | None:
    # Not strict: another tool may have stored a control character, and history must be read.
    return None if text is None else json.loads(text, strict=False)
