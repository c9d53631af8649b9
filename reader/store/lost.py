"""Versions of rows that stand nowhere: made on one copy, while another copy's won."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.model.history import HistoryEntry
from reader.model.values import dataclass
from reader.store import merge_log
from reader.store.guarded import BY_NAME
from reader.store.history import line
from reader.store.history_rows import entry
from reader.store.protocol import Store

# Both sides went on from one version, or each made the row: so some version is there twice.
_TWICE = """SELECT DISTINCT "table", "row" FROM history {where}
  GROUP BY "table", "row", version HAVING count(*) > 1"""


@dataclass(frozen=True, slots=True)
class Lost:
    """One version that lost.

    Attributes:
        entry: what it was.
        last: whether nothing followed it on its side: of what was lost, this is the latest.
    """

    entry: HistoryEntry
    last: bool


def lost(store: Store, row: str | None = None) -> tuple[Lost, ...]:
    """Every version that lost, in the order of history; not what both sides said alike.

    Args:
        store: the desk's.
        row: only of that row (as history names it).
    """
    if not merge_log.merges(store):
        return ()
    where, params = ("", ()) if row is None else ('WHERE "row" = ?', (row,))
    found = [
        each
        for rows in store.read(_TWICE.format(where=where), params)
        for each in _of_row(store, rows["table"], rows["row"])
    ]
    return tuple(sorted(found, key=lambda each: each.entry.seq))


def _of_row(store: Store, table: str, row: str) -> Iterator[Lost]:
    entries = [
        entry(each)
        for each in store.read(
            'SELECT * FROM history WHERE "table" = ? AND "row" = ? ORDER BY seq', (table, row)
        )
    ]
    stands = line(store, entries[-1])
    standing = [each for each in entries if stands.get(each.version) == each.change]
    content = _content(standing, max(stands)) if standing else None
    parents = [each.before for each in entries if each.before]
    followed = {(before.get("version"), before.get("change")) for before in parents}
    for each in entries:
        if stands.get(each.version) != each.change and _said(each) != content:
            yield Lost(each, (each.version, each.change) not in followed)


def _content(standing: Sequence[HistoryEntry], version: int) -> dict[str, object]:
    return next(_said(each) for each in standing if each.version == version)


def _said(each: HistoryEntry) -> dict[str, object]:
    """What a version says, without who wrote it when."""
    table, row = BY_NAME[each.table], each.after or {}
    said: dict[str, object] = {name: row.get(name) for name in table.editable}
    return {**said, "gone": row.get(table.tombstone) is not None}
