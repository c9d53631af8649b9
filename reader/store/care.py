"""Looking after a desk's file: what is wrong with it and how to mend it, and backups.

Everything that takes long is asked of a copy, so that nobody waits for a check.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.errors import DeskError, ReaderError
from reader.model.article import LEFT_BROKEN
from reader.store import copies, failures, places, schema, soundness
from reader.store.checking import verify
from reader.store.library import VERSION as SQLITE_VERSION
from reader.store.library import Connection, connect_new
from reader.store.opening import open_store
from reader.store.placing import Aside
from reader.store.protocol import Row
from reader.store.sqlite import SqliteStore
from reader.store.versions import older
from reader.store.waiting import SUFFIX

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
BACKUP_WAIT_MS = 10_000


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # work may be lost, or is
    WARNING = "warning"  # somebody will be kept from working
    NOTE = "note"  # good to know


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `doctor` has to say.

    Attributes:
        code: a word for scripts.
        what: what is so, one line.
        where: the file, article or row.
        remedy: the command or act that mends it, or nothing where there is nothing to mend.
        severity: how much it matters.
    """

    code: str
    what: str
    where: str
    remedy: str
    severity: Severity


def diagnose(desk: SqliteStore | Path) -> tuple[Finding, ...]:
    """Everything that is wrong or odd with a desk's file, the worst first.

    Args:
        desk: an open store, or the path of a file that may not even open.
    """
    if isinstance(desk, SqliteStore):
        return _sorted([*_around(desk), *_inside(desk)])
    try:
        store = open_store(desk, trust_locks=True)
    except ReaderError as error:
        return (
            Finding("unusable", error.what, error.where or str(desk), error.remedy or "", _WORST),
        )
    with closing(store):
        return _sorted([*_around(store), *_inside(store)])


def back_up(store: SqliteStore, target: Path) -> None:
    """A checked copy of the desk in a file of its own, on disk when this returns.

    An older backup of the same desk at that place is replaced; anything else there stays.

    Raises:
        DeskError: the target cannot be made, or holds what this desk does not.
    """
    if store.path is not None and target.exists() and target.samefile(store.path):
        raise DeskError(
            "a desk cannot be its own backup", where=str(target), remedy="name another file"
        )
    replacing = target.exists()
    if replacing:
        _check_older(store, target)
    with (
        Aside(target, replacing=replacing) as unfinished,
        closing(connect_new(unfinished)) as connection,
    ):
        least = _counts(store)
        store.copy_into(connection)
        verify(connection, str(target))
        _verify_texts(connection, least, store.where)


# Nothing of these is ever deleted, so that a copy holds at least what stood before it was made.
_COUNTS = """SELECT (SELECT count(*) FROM history) AS history,
  (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM annotations) AS annotations"""


def _counts(store: SqliteStore) -> Row:
    return store.read(_COUNTS)[0]


def _verify_texts(connection: Connection, least: Row, where: str) -> None:
    """Refuse a copy in which a text is not what was stored, or something is missing.

    SQLite calls a page whole whatever the letters on it: a backup would take damage along, and
    push out the last one that has none.
    """
    copy = SqliteStore(connection, None, reason=copies.REASON, where=where)
    counts = _counts(copy)
    short = [name for name, count in least.items() if counts[name] < count]
    for what in (f"{name}: {counts[name]} of {least[name]}" for name in short):
        raise failures.damaged(where, f"the copy is short of {what}")
    for symptom in soundness.texts(copy):
        raise failures.damaged(where, f"{symptom.what}: {symptom.where}")


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


_WORST = Severity.ERROR
_RANK = {severity: index for index, severity in enumerate(Severity)}


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: _RANK[each.severity]))


def _inside(store: SqliteStore) -> Iterator[Finding]:
    """What a copy of the file shows."""
    try:
        with copies.snapshot(store) as copy:
            for symptom in soundness.symptoms(copy):
                severity = Severity.WARNING if symptom.code == "search" else Severity.ERROR
                remedy = "reader doctor --rebuild-search" if symptom.code == "search" else _RESTORE
                yield Finding(symptom.code, symptom.what, symptom.where, remedy, severity)
            yield from _added(copy)
            yield from _left_behind(copy)
            yield from _scrambled(copy)
    except ReaderError as error:
        yield Finding("damaged", error.what, store.where, _RESTORE, _WORST)


_RESTORE = "keep this file, and go on with the last good backup"


def _left_behind(copy: SqliteStore) -> Iterator[Finding]:
    """Marks that stay on older versions of their articles: not lost, but not seen either."""
    rows = copy.read(
        "SELECT a.name, count(*) AS marks FROM annotations AS n"
        " JOIN articles AS a ON a.id = n.article"
        " WHERE n.deleted_at IS NULL AND a.id IN (SELECT value FROM json_each(?))"
        " GROUP BY a.id ORDER BY a.rid",
        (older(copy),),
    )
    for row in rows:
        marks = "1 mark has" if row["marks"] == 1 else f"{row['marks']} marks have"
        what = f"{marks} no place in the newest version"
        remedy = "`reader annotations --orphans` lists them, `reader reanchor` places them"
        yield Finding("orphans", what, row["name"], remedy, Severity.NOTE)


def _added(copy: SqliteStore) -> Iterator[Finding]:
    """What somebody added to the schema: let be, and told."""
    ours = schema.expected()
    rows = copy.read(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    hidden = tuple(f"{name}_" for kind, name in ours if kind == "table" and name.endswith("_fts"))
    for row in rows:
        known = (row["type"], row["name"]) in ours or row["name"].startswith(hidden)
        if not known:
            what = f"the {row['type']} `{row['name']}` is not one of the reader's"
            yield Finding("added", what, copy.where, "", Severity.NOTE)


def _scrambled(copy: SqliteStore) -> Iterator[Finding]:
    """Articles whose letters were decoded twice before they came in, and that nobody mended."""
    rows = copy.read(
        "SELECT a.id, a.name FROM articles AS a WHERE a.repairs LIKE ? AND a.withdrawn_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM articles AS b WHERE b.supersedes = a.id) ORDER BY a.rid",
        (f"%{LEFT_BROKEN}%",),
    )
    for row in rows[: soundness.MOST_OF_A_KIND]:
        remedy = "add it again with `reader add --repair`"
        what = "some letters look decoded twice (mojibake)"
        yield Finding("mojibake", what, f"{row['name']} ({row['id'][:13]})", remedy, Severity.NOTE)


def _around(store: SqliteStore) -> Iterator[Finding]:
    """What the place, the permissions and the files beside it show."""
    library = ".".join(str(part) for part in SQLITE_VERSION)
    if SQLITE_VERSION < OLDEST_SQLITE:
        yield Finding(
            "sqlite",
            f"SQLite {library} is too old (3.37 is needed)",
            "this Python",
            "install a newer Python, or `pip install pysqlite3-binary`",
            _WORST,
        )
    else:
        yield Finding("sqlite", f"SQLite {library}", "this Python", "", Severity.NOTE)
    path = store.path
    if path is None:
        return
    if store.read_only is not None:
        remedy = "ask its owner for the right to write, or work on a copy"
        what = f"nothing can be written: {store.read_only}"
        yield Finding("read-only", what, str(path), remedy, Severity.WARNING)
    unsafe = places.unsafe(path)
    if unsafe is not None:
        remedy = "move the desk to a local folder, or open it with `--trust-locks`"
        yield Finding("place", unsafe, str(path), remedy, Severity.WARNING)
    mode = store.read("PRAGMA journal_mode")[0]["journal_mode"]
    if mode != "delete":
        what = f"another program set the journal mode to {mode}"
        remedy = f"sqlite3 {path} 'PRAGMA journal_mode = DELETE'"
        yield Finding("journal", what, str(path), remedy, Severity.WARNING)
    yield from _permissions(path)
    yield from _beside(path)


def _permissions(path: Path) -> Iterator[Finding]:
    """The bits that keep a colleague out, or let everybody in."""
    file, folder = path.stat(), path.parent.stat()
    if file.st_mode & stat.S_IWOTH:
        what = "everybody on this machine may write the database"
        yield Finding("permissions", what, str(path), f"chmod o-w {path}", Severity.WARNING)
    # A sticky folder (`/tmp`) is nobody's to share.
    shared = bool(folder.st_mode & stat.S_IWGRP) and not folder.st_mode & stat.S_ISVTX
    if shared and not file.st_mode & stat.S_IWGRP:
        what = "the folder is the group's, but the group may not write the database"
        yield Finding("permissions", what, str(path), f"chmod g+rw {path}", Severity.WARNING)
    if not shared and file.st_mode & stat.S_IWGRP:
        what = "the group may write the database, but not make a journal in its folder"
        remedy = f"chmod g+rwxs {path.parent}"
        yield Finding("permissions", what, str(path.parent), remedy, Severity.WARNING)
    lock = Path(f"{path}{SUFFIX}")
    if lock.exists() and (file.st_mode ^ lock.stat().st_mode) & 0o060:
        what = "the lock file has other permissions than the database"
        yield Finding("permissions", what, str(lock), f"rm {lock}", Severity.WARNING)


def _beside(path: Path) -> Iterator[Finding]:
    """Files that a write, cut off or going on, leaves beside the database."""
    journal = Path(f"{path}-journal")
    if journal.exists():
        what = "a write is going on, or was cut off; the next reader takes it back"
        yield Finding("journal", what, str(journal), "never remove this file", Severity.NOTE)
    for name in ("-wal", "-shm"):
        if Path(f"{path}{name}").exists():
            what = "another program has opened the database in WAL mode"
            remedy = "close that program; never remove this file"
            yield Finding("journal", what, f"{path}{name}", remedy, Severity.WARNING)
    for unfinished in path.parent.glob(f".{path.name}.*.new"):
        what = "an unfinished copy was left behind"
        yield Finding("leftover", what, str(unfinished), f"rm {unfinished}", Severity.NOTE)


def _check_older(store: SqliteStore, target: Path) -> None:
    """Refuse to replace what is not an earlier state of this very desk."""
    try:
        old = open_store(target, trust_locks=True, wait_ms=BACKUP_WAIT_MS)
    except ReaderError as error:
        raise DeskError(
            f"there is a file already that is not a backup ({error.what})",
            where=str(target),
            remedy="name another file",
        ) from error
    with closing(old):
        last = old.read("SELECT * FROM history ORDER BY seq DESC LIMIT 1")
    ours = store.read("SELECT * FROM history WHERE seq = ?", (last[0]["seq"],)) if last else []
    if last and list(map(dict, last)) != list(map(dict, ours)):
        raise DeskError(
            "the file there holds work that this desk does not; it stays",
            where=str(target),
            remedy="name another file",
        )
