"""Somebody else's database, brought in as a copy of our own that was looked at from all sides.

It may be damaged, of another program, or made to do harm. So it is opened for reading alone,
copied whole as it is at one moment, and the copy is asked everything that `doctor` asks of a
desk before a word of it is used. The file itself is never written to, nor opened but by SQLite.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import DamagedDeskError
from reader.store import failures, migrations, schema, soundness
from reader.store.checking import check_ours, check_schema
from reader.store.guarded import GUARDED, Guarded
from reader.store.library import Connection, bounded, connect, connect_new, unbounded
from reader.store.opening import check_kind
from reader.store.sqlite import WAIT_MS, SqliteStore

# No row is edited a million times; a larger version would win against every edit there can be.
HIGHEST_VERSION = 1_000_000
_GESTURES = "SELECT change, count(*) AS entries FROM history GROUP BY change"
_IGNORED = frozenset({"search"})  # what search holds is not taken over


@dataclass(frozen=True, slots=True)
class Foreign:
    """A copy of somebody's database that may be read from.

    Attributes:
        copy: where it stands, for as long as it is needed.
        identity: of the file that it is a copy of.
    """

    copy: Path
    identity: tuple[int, int]


@contextmanager
def taken_copy(path: Path) -> Iterator[Foreign]:
    """A checked copy of the desk's file at `path`, of the schema of today.

    Raises:
        NotADeskError: no such file, or not one of ours.
        NewerDeskError: made by a newer version.
        DamagedDeskError: something in it is not as it was stored.
    """
    where = str(path)
    check_kind(path, where)
    found = path.stat()
    with TemporaryDirectory(prefix="reader-") as folder:
        copy = Path(folder) / "theirs.db"
        with failures.told(where), closing(connect_new(copy)) as target:
            target.execute("PRAGMA synchronous = OFF")  # it need not outlive this process
            _copy(path, where, target)
            _check(target, where)
        yield Foreign(copy, (found.st_dev, found.st_ino))


def brings_nothing(store: SqliteStore, path: Path) -> bool:
    """Whether this desk has every gesture of another file already, whole.

    A gesture is written in one transaction, and a merge takes all of it: so it is here if it
    has as many entries here as there. Told by two indexes, without a look at the rows: a second
    merge costs next to nothing, and of a file that was damaged meanwhile nothing is used.

    Raises:
        NotADeskError: no such file, or not one of ours.
        NewerDeskError: made by a newer version.
        DamagedDeskError: it cannot be read.
    """
    where = str(path)
    check_kind(path, where)
    with failures.told(where), closing(connect(path, mode="ro", busy_ms=WAIT_MS)) as other:
        bounded(other)
        check_ours(other, where)
        known, found = schema.expected(), schema.objects(other)
        tables = (("table", "history"), ("table", "undos"))
        if any(found.get(each) != known[each] for each in tables):
            return False  # what it is will be said when it is looked at from all sides
        unbounded(other)
        there = other.execute(_GESTURES).fetchall()
        undone = {row[0] for row in other.execute("SELECT change FROM undos")}
    here = {row["change"]: row["entries"] for row in store.read(_GESTURES)}
    if any(here.get(change) != entries for change, entries in there):
        return False
    return undone <= {row["change"] for row in store.read("SELECT change FROM undos")}


def same_history(store: SqliteStore, path: Path) -> bool:
    """Whether a copy of this desk, one's own, ends where the desk does."""
    ends = 'SELECT seq, change, "row" FROM history ORDER BY seq DESC LIMIT 1'
    with closing(connect(path, mode="ro", busy_ms=WAIT_MS)) as copy:
        there = copy.execute(ends).fetchone()
    here = [tuple(row.values()) for row in store.read(ends)]
    return here == ([] if there is None else [there])


def _copy(path: Path, where: str, target: Connection) -> None:
    with closing(connect(path, mode="ro", busy_ms=WAIT_MS)) as source:
        bounded(source)
        check_ours(source, where)
        unbounded(source)
        source.backup(target)


def _misshapen(connection: Connection, table: Guarded) -> str:
    """That an entry is not a row of its table, before and after, signed as the entry is.

    Every column is in it and no other, each a value that the column takes: whoever reads history
    builds on that, and of what was taken over once nothing can be taken out again.
    """
    kinds = {"TEXT": ("text",), "INTEGER": ("integer",), "REAL": ("real", "integer")}
    fitting: list[str] = []
    for _, name, kind, needed, _, part in connection.execute(f"PRAGMA table_info({table.name})"):
        if name in table.columns:
            types = (*kinds[kind], *(() if needed or part else ("null",)))
            worth = 1 << len(fitting)
            fitting.append(
                f"WHEN '{name}' THEN {worth} * (type IN ({', '.join(map(repr, types))}))"
            )
    # Each column is worth a power of two: of as many values, none twice comes to the same sum.
    count = len(table.columns)
    fit = (
        f"(json_type({{0}}) IS NOT 'object' OR (SELECT count(*) <> {count}"  # noqa: S608 - names of ours
        f" OR sum(CASE key {' '.join(fitting)} END) IS NOT {(1 << count) - 1}"
        " FROM json_each({0})))"
    )
    signed = {"version": "version", "change": "change", "updated_at": "at"}
    wrong = [
        fit.format("after"),
        f"(before IS NOT NULL AND {fit.format('before')})",
        *(f"json_extract(after, '$.{name}') IS NOT {own}" for name, own in signed.items()),
        "json_extract(after, '$.updated_by') IS NOT annotator COLLATE NOCASE",
        '"row" IS NOT ' + " || ':' || ".join(f"json_extract(after, '$.{k}')" for k in table.key),
    ]
    return " OR ".join(wrong)


def _check(connection: Connection, where: str) -> None:
    """Refuse a copy that is not sound throughout; bring an older one up to date."""
    bounded(connection)
    check_ours(connection, where)
    made_by = connection.execute("PRAGMA user_version").fetchone()[0]
    unbounded(connection)
    if made_by < schema.VERSION:
        migrations.migrate(connection, made_by)
    bounded(connection)
    check_schema(connection, where)
    unbounded(connection)
    store = SqliteStore(connection, None, reason="this is somebody else's", where=where)
    for symptom in soundness.symptoms(store):
        if symptom.code not in _IGNORED:
            raise DamagedDeskError(
                f"nothing was taken from it: {symptom.what} ({symptom.where})",
                where=where,
                remedy="ask for another copy of it; `reader --desk FILE doctor` tells all there is",
            )
    _check_history(connection, where)


def _check_history(connection: Connection, where: str) -> None:
    """Refuse entries that no desk writes, which would be taken over as they are."""
    names = json.dumps([table.name for table in GUARDED])
    strange = ['"table" NOT IN (SELECT value FROM json_each(?1))']
    strange += [
        f"(\"table\" = '{table.name}' AND ({_misshapen(connection, table)}))" for table in GUARDED
    ]
    row = connection.execute(
        f"SELECT seq FROM history WHERE {' OR '.join(strange)} LIMIT 1",  # noqa: S608 - names of ours
        (names,),
    ).fetchone()
    if row is not None:
        raise DamagedDeskError(
            "nothing was taken from it: an entry of its history is none of a desk's",
            where=f"{where} ({row[0]})",
        )
    highest = connection.execute("SELECT coalesce(max(version), 0) FROM history").fetchone()[0]
    if highest > HIGHEST_VERSION:
        raise DamagedDeskError(f"nothing was taken from it: a version {highest}", where=where)
