"""What is to be said of what a desk's file holds, asked of a copy so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import ReaderError
from reader.model.article import LEFT_BROKEN
from reader.model.finding import Finding, Severity
from reader.store import backups, copies, schema, soundness
from reader.store.remedies import command, desk_of
from reader.store.sqlite import SqliteStore
from reader.store.versions import older


def findings(store: SqliteStore) -> Iterator[Finding]:
    """What a copy of the file shows."""
    mend = restoring(store.path)
    try:
        with copies.snapshot(store) as copy:
            for symptom in soundness.symptoms(copy):
                severity = Severity.WARNING if symptom.code == "search" else Severity.ERROR
                remedy = "reader doctor --rebuild-search" if symptom.code == "search" else mend
                yield Finding(symptom.code, symptom.what, symptom.where, remedy, severity)
            yield from _added(copy)
            yield from _left_behind(copy)
            yield from _scrambled(copy)
    except ReaderError as error:
        yield Finding("damaged", error.what, store.where, mend, Severity.ERROR)


def restoring(database: Path | None) -> str:
    """How a damaged file is mended: by the newest backup that stands where backups are put."""
    if database is None:
        return "restore the last backup"
    put_back = command("reader", "--desk", desk_of(database), "restore")
    made = backups.standing(database, database.parent / backups.FOLDER)
    if made:
        return f"{put_back} {command(made[-1])}"
    saved = database.with_name(f"{database.stem}.saved.db")
    return f"{put_back} BACKUP; without one: {command('reader', 'salvage', database, saved)}"


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
