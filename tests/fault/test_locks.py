"""Somebody who holds the database for longer than we wait."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from reader.errors import BusyDeskError
from reader.store import annotations as marks
from reader.store import backing_up, care, copies, meta, opening
from reader.store.library import connect
from tests.fault.storm import Process
from tests.fault.worker import Marker

WAIT_MS = 150


def test_a_queue_that_does_not_move_is_told_and_reading_goes_on(database: Path) -> None:
    store = opening.open_store(database, wait_ms=WAIT_MS)
    holder = Process("hold", database)
    holder.wait_for("holding")
    started = time.monotonic()
    with pytest.raises(BusyDeskError, match="longer than we wait; nothing was written"):
        store.write(meta.setting("title", "mine"))
    assert time.monotonic() - started < 10
    assert meta.get(store, "title") == "A desk"
    assert marks.select(store) == ()
    holder.kill()
    store.write(meta.setting("title", "mine"))
    assert meta.get(store, "title") == "mine"
    store.close()


def test_a_program_that_knows_no_queue_is_waited_for_as_well(database: Path) -> None:
    store = opening.open_store(database, wait_ms=WAIT_MS)
    other = connect(database, mode="rw", busy_ms=0)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyDeskError):
        store.write(meta.setting("title", "mine"))
    other.execute("ROLLBACK")
    store.write(meta.setting("title", "mine"))
    other.close()
    store.close()


def test_a_reader_that_does_not_end_is_told_and_nothing_is_lost(database: Path) -> None:
    store = opening.open_store(database, wait_ms=WAIT_MS)
    other = connect(database, mode="ro", busy_ms=0)
    cursor = other.execute("SELECT * FROM sqlite_master")
    cursor.fetchone()
    with pytest.raises(BusyDeskError):
        store.write(meta.setting("title", "mine"))
    cursor.close()
    assert meta.get(store, "title") == "A desk"
    store.write(meta.setting("title", "mine"))
    assert [each.code for each in care.diagnose(store) if each.severity.value == "error"] == []
    other.close()
    store.close()


def test_an_exclusive_lock_keeps_readers_out_and_they_are_told(database: Path) -> None:
    store = opening.open_store(database, wait_ms=WAIT_MS)
    other = connect(database, mode="rw", busy_ms=0)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyDeskError):
        meta.get(store, "title")
    with pytest.raises(BusyDeskError):
        opening.open_store(database, wait_ms=WAIT_MS)
    other.execute("ROLLBACK")
    assert meta.get(store, "title") == "A desk"
    other.close()
    store.close()


OPENED: list[str] = []
WATCHED: list[Path] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    """Every opening of a file by Python itself; SQLite's own do not pass here."""
    if event == "open" and WATCHED and str(arguments[0]) == str(WATCHED[0]):
        OPENED.append(event)


@pytest.mark.item("open")
def test_the_live_file_is_never_opened_by_anything_but_sqlite(database: Path) -> None:
    sys.addaudithook(_listen)  # for good: hence the lists above, which switch it on and off
    WATCHED.append(database)
    try:
        store = opening.open_store(database)
        marker = Marker(store, "ada")
        for number in range(3):
            store.write(marker.batch(number)[1])
        store.watch()
        care.diagnose(store)
        backing_up.back_up(store, database.with_name("backup.db"))
        opening.copy_database(database, database.with_name("copy.db"))
        with copies.snapshot(store) as copy:
            list(marks.export_rows(copy))
        store.close()
        assert OPENED == []
        database.stat()
        database.read_bytes()
        assert OPENED == ["open"]
    finally:
        WATCHED.clear()
