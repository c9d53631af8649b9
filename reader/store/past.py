"""What the past is worked out from, and a copy of the desk put back to it.

The copy is in memory or in a temporary folder, and nobody but its reader knows of it: there the
guards are taken off, and rows are written as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from reader.model.history import HistoryEntry
from reader.model.values import dataclass
from reader.store import failures, merge_log
from reader.store.copies import REASON, target
from reader.store.guarded import BY_NAME
from reader.store.history_rows import entry
from reader.store.library import Connection
from reader.store.protocol import Store
from reader.store.sqlite import SqliteStore

# The table, a row by column to find it by, and what it was, or None for not there yet.
Was = tuple[str, Mapping[str, Any], Mapping[str, Any] | None]

_OF_ARTICLES = ("blocks", "article_fields")  # the machine's rows, which have no history


@dataclass(frozen=True, slots=True)
class Came:
    """Entries that came at one time: the last of them, and when."""

    last: int
    at: str


def arrivals(store: Store) -> tuple[Came, ...]:
    """When every gesture and every merge came into this file.

    An import signs marks with the times they were made at elsewhere, and their parts with its own.
    """
    merges = merge_log.merges(store)
    rows = store.read(
        "SELECT max(seq) AS last, max(at) AS at FROM history GROUP BY change ORDER BY last"
    )
    found = [Came(each.last, each.at) for each in merges]
    found += [
        Came(row["last"], row["at"])
        for row in rows
        if not any(each.first <= row["last"] <= each.last for each in merges)
    ]
    return tuple(found)


def touched_since(store: Store, last: int) -> Iterator[HistoryEntry]:
    """Every entry, old and new, of the rows that have one after entry `last`.

    And of all places of such a mark: a merge may have given it those of an earlier entry.
    """
    rows = store.read(
        'SELECT * FROM history WHERE ("table", "row") IN'
        ' (SELECT "table", "row" FROM history WHERE seq > ?)'
        " AND \"table\" <> 'annotation_pieces'",
        (last,),
    )
    rows += store.read(
        'SELECT h.* FROM (SELECT DISTINCT "row" FROM history'
        " WHERE seq > ? AND \"table\" = 'annotations') AS m CROSS JOIN history AS h"
        " ON h.\"table\" = 'annotation_pieces'"
        ' AND h."row" > m."row" || \':\' AND h."row" < m."row" || \';\'',
        (last,),
    )
    return (entry(row) for row in rows)


@contextmanager
def rewound(
    store: SqliteStore, work_out: Callable[[SqliteStore], Iterable[Was]]
) -> Iterator[SqliteStore]:
    """A read-only store that holds what `store` held at a moment.

    Args:
        store: the desk's.
        work_out: says of the copy, as it is now, which rows were otherwise then.
    """
    with target(store) as connection:
        store.copy_into(connection)
        copy = SqliteStore(connection, None, reason=REASON, where=store.where)
        try:
            with failures.told(store.where):
                _put_back(connection, work_out(copy))
            yield copy
        finally:
            copy.close()


def _put_back(connection: Connection, rows: Iterable[Was]) -> None:
    found = list(rows)
    if not found:
        return
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    # Two tags may have changed names since, and tags that are one now had one name each.
    connection.execute("DROP INDEX tags_name")
    for table, known, was in found:
        _write(connection, table, known, was)
    for table in _OF_ARTICLES:
        connection.execute(f"DELETE FROM {table} WHERE article NOT IN (SELECT id FROM articles)")  # noqa: S608 - constants
    connection.execute("COMMIT")


def _write(
    connection: Connection, table: str, known: Mapping[str, Any], was: Mapping[str, Any] | None
) -> None:
    """One row as it was, or away; the names are of the code, the values are parameters."""
    guarded = BY_NAME[table]
    where = " AND ".join(f"{column} = ?" for column in guarded.key)
    key = tuple(known[column] for column in guarded.key)
    if was is None:
        connection.execute(f"DELETE FROM {table} WHERE {where}", key)  # noqa: S608 - constants
        return
    columns = [column for column in guarded.columns if column in was]
    assigned = ", ".join(f"{column} = ?" for column in columns)
    values = tuple(was[column] for column in columns)
    found = connection.execute(
        f"UPDATE {table} SET {assigned} WHERE {where}",  # noqa: S608 - constants
        (*values, *key),
    )
    if not found.rowcount:  # a merge took it away
        marks = ", ".join("?" for _ in columns)
        connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - constants
            values,
        )
