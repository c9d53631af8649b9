"""Rows of history -> entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reader.model.history import HistoryEntry
from reader.store.protocol import Row


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


def _columns(text: str | None) -> Mapping[str, Any] | None:
    # Not strict: another tool may have stored a control character, and history must be read.
    return None if text is None else json.loads(text, strict=False)
