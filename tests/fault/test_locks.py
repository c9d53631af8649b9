"""Somebody who holds the database for longer than we wait."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.errors import BusyDeskError
from reader.store import annotations, care, meta, opening
from reader.store.library import connect
from tests.fault.storm import Process

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
    assert annotations.select(store) == ()
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
