"""Programs that know nothing of the reader open its file while it is worked on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NewerDeskError, NotADeskError
from reader.model.finding import Severity
from reader.store import annotations as marks
from reader.store import care, meta, opening, schema
from reader.store.library import connect_new
from reader.store.sqlite import SqliteStore
from tests.fault.worker import Marker
from tests.table import Tell

pytestmark = pytest.mark.item("stray")
HELD_S = 0.8
# What a program does with the file by itself: by SQLite's own rules, with none of ours.
PROGRAM = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    connection.execute(statement).fetchone()
print("there", flush=True)
time.sleep(float(sys.argv[3]))
"""


class Stray:
    """Another program that does something and then holds on for a while."""

    def __init__(self, path: Path, sql: str, seconds: float = 0) -> None:
        command = [sys.executable, "-c", PROGRAM, str(path), sql, str(seconds)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        if not seconds or not said:
            self.end()

    def end(self) -> None:
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


@pytest.fixture
def store(database: Path) -> Iterator[SqliteStore]:
    with closing(opening.open_store(database)) as store:
        yield store


def write(store: SqliteStore, count: int) -> None:
    """So many marks; every one of them stands."""
    marker, made = Marker(store, "ada"), set()
    for number in range(count):
        identity, batch = marker.batch(number)
        store.write(batch)
        made.add(identity)
    assert made <= {each.id for each in marks.select(store)}


def ill(store: SqliteStore) -> list[str]:
    found = care.diagnose(store)
    return [each.code for each in found if each.severity is not Severity.NOTE]


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.long)])
def test_it_is_copied_and_read_over_and_over(
    store: SqliteStore, database: Path, tmp_path: Path, count: int, tell: Tell
) -> None:
    script = f"while :; do cat {database} > /dev/null; cp {database} {tmp_path}/copy.db; done"
    process = subprocess.Popen(["sh", "-c", script])
    try:
        write(store, count)
    finally:
        process.kill()
        process.wait()
    assert ill(store) == []
    tell(f"{count} marks beside an endless `cat` and `cp`", "0 lost")


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("an open read transaction", "BEGIN;SELECT count(*) FROM history"),
        ("an open write transaction", "BEGIN IMMEDIATE;UPDATE meta SET value = value"),
    ],
)
def test_a_transaction_that_stays_open_is_waited_for(
    store: SqliteStore, database: Path, what: str, sql: str, tell: Tell
) -> None:
    stray = Stray(database, sql, HELD_S)
    assert meta.get(store, "title") == "A desk"  # reading goes on
    write(store, 3)
    stray.end()
    assert ill(store) == []
    tell(f"{what} of {HELD_S} s", "waited for, 0 lost, 0 errors")


def test_a_write_ahead_log_loses_nothing_and_the_doctor_names_the_cure(
    store: SqliteStore, database: Path, tell: Tell
) -> None:
    write(store, 3)
    Stray(database, "PRAGMA journal_mode = WAL")
    write(store, 3)
    assert "journal" in ill(store)
    store.close()
    Stray(database, "PRAGMA journal_mode = DELETE")
    with closing(opening.open_store(database)) as again:
        assert len(marks.select(again)) == 6
        assert ill(again) == []
    tell("PRAGMA journal_mode = WAL", "0 lost, the doctor says how to mend it")


def test_vacuum_and_things_of_its_own_are_let_be(
    store: SqliteStore, database: Path, tell: Tell
) -> None:
    acts = (
        "VACUUM",
        "CREATE TABLE theirs (x)",
        "CREATE VIEW seen AS SELECT 1",
        "ANALYZE",
        "VACUUM",
    )
    for act in acts:
        Stray(database, act)
        write(store, 2)
    assert ill(store) == []
    tell("VACUUM, ANALYZE, tables and views added", "0 lost, work goes on")


@pytest.mark.parametrize("sql", ["DROP TRIGGER annotations_inserted", "DROP VIEW link_state"])
def test_what_was_taken_away_is_noticed_before_the_next_write(
    store: SqliteStore, database: Path, sql: str
) -> None:
    write(store, 1)
    Stray(database, sql)
    with pytest.raises(NotADeskError, match="changed by another program"):
        store.write(meta.setting("title", "unguarded"))
    assert meta.get(store, "title") == "A desk"
    assert len(marks.select(store)) == 1


def test_a_trigger_that_was_added_is_noticed(
    store: SqliteStore, database: Path, tell: Tell
) -> None:
    write(store, 1)
    sly = "CREATE TRIGGER sly AFTER INSERT ON annotations BEGIN SELECT 1"
    with closing(connect_new(database)) as connection:
        connection.execute(f"{sly}; END")
    with pytest.raises(NotADeskError, match="the trigger `sly`"):
        write(store, 1)
    assert len(marks.select(store)) == 1
    tell("triggers and views dropped or added", "the next write is refused and says why")


def test_a_desk_that_a_newer_reader_has_migrated_is_not_written_by_the_older_one(
    store: SqliteStore, database: Path
) -> None:
    Stray(database, f"CREATE TABLE newer (x);PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(NewerDeskError):
        store.write(meta.setting("title", "old"))
    assert meta.get(store, "title") == "A desk"
