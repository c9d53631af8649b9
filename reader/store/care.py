"""Looking after a desk's file: what is wrong with it and how to mend it.

What stands around the file, the permissions and what is inside have a room each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from reader.errors import DamagedDeskError, ReaderError
from reader.model.finding import Finding, Severity
from reader.store import around, inside, permissions
from reader.store.library import Connection
from reader.store.opening import open_store
from reader.store.sqlite import SqliteStore

_RANK = {severity: index for index, severity in enumerate(Severity)}


def diagnose(desk: SqliteStore | Path) -> tuple[Finding, ...]:
    """Everything that is wrong or odd with a desk's file, the worst first.

    Args:
        desk: an open store, or the path of a file that may not even open.
    """
    if isinstance(desk, SqliteStore):
        return _sorted(_of_store(desk))
    blocked = permissions.blocked(desk)
    if blocked is not None:
        return (blocked,)
    try:
        store = open_store(desk, trust_locks=True)
    except ReaderError as error:
        return _sorted([_unusable(desk, error), *permissions.mine(desk), *around.beside(desk)])
    with closing(store):
        return _sorted(_of_store(store))


def mend(store: SqliteStore) -> tuple[Path, ...]:
    """Remove what dead processes left beside a desk's file and nobody needs; what that was."""
    removed: list[Path] = []
    for path in () if store.path is None else around.leftovers(store.path):
        try:
            path.unlink()
        except OSError:
            continue  # not ours to remove: the next look still tells of it
        removed.append(path)
    return tuple(removed)


def _of_store(store: SqliteStore) -> Iterator[Finding]:
    yield from around.findings(store)
    if store.path is not None:
        yield from permissions.findings(store.path)
    yield from inside.findings(store)


def _unusable(path: Path, error: ReaderError) -> Finding:
    """Why a file does not open; what is damaged is restored."""
    remedy = error.remedy or ""
    if isinstance(error, DamagedDeskError):
        remedy = inside.restoring(path)
    return Finding("unusable", error.what, error.where or str(path), remedy, Severity.ERROR)


def rebuild_search(store: SqliteStore) -> None:
    """Make the search tables anew from what they are made of."""

    def rebuild(connection: Connection) -> None:
        # Imported here: it takes 100 ms, and nothing else that reads or writes needs it.
        from sqlite_utils import Database  # noqa: PLC0415

        # A table whose format is not known cannot even be dropped: it gets that of a new one first.
        connection.execute("CREATE VIRTUAL TABLE temp.fresh USING fts5 (text)")
        for name in ("articles_fts", "marks_fts"):
            connection.execute(
                f"INSERT OR REPLACE INTO {name}_config (k, v)"  # noqa: S608 - constants
                " SELECT k, v FROM temp.fresh_config WHERE k = 'version'"
            )
        connection.execute("DROP TABLE temp.fresh")
        database = Database(connection, execute_plugins=False)
        database.table("articles").rebuild_fts()
        connection.execute("INSERT INTO marks_fts (marks_fts) VALUES ('rebuild')")
        connection.execute("DELETE FROM marks_fts")
        connection.execute(
            "INSERT INTO marks_fts (rowid, quote, note)"
            " SELECT n.rid, (SELECT group_concat(quote, ' … ') FROM"
            " (SELECT quote FROM annotation_pieces"
            " WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)), n.note"
            " FROM annotations AS n WHERE n.deleted_at IS NULL"
        )

    store.transact(rebuild)


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda each: _RANK[each.severity]))
