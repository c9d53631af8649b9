from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from reader.store.waiting import Queue


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.db"
    path.write_text("")
    return path


def test_one_at_a_time(database: Path) -> None:
    inside = 0
    most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with Queue(database, wait_ms=10_000).turn() as got:
                assert got
                inside += 1
                most = max(most, inside)
                time.sleep(0.001)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_who_waits_too_long_gives_up_and_leaves_no_lock_behind(database: Path) -> None:
    with Queue(database, wait_ms=10_000).turn():
        started = time.monotonic()
        with Queue(database, wait_ms=50).turn() as got:
            assert not got
        assert time.monotonic() - started < 5
    # The one who gave up still stands in the queue, and hands the lock on at once.
    with Queue(database, wait_ms=5_000).turn() as got:
        assert got


def test_the_lock_has_the_databases_permissions_whatever_the_umask(database: Path) -> None:
    database.chmod(0o664)
    old = os.umask(0o077)
    try:
        with Queue(database, wait_ms=1_000).turn():
            pass
    finally:
        os.umask(old)
    lock = database.with_name("annotations.db-lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o664


def test_without_a_lock_file_writers_go_on(tmp_path: Path) -> None:
    with Queue(tmp_path / "missing" / "annotations.db", wait_ms=100).turn() as got:
        assert got


def test_a_link_in_place_of_the_lock_is_not_followed(database: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    precious.chmod(0o600)
    database.with_name("annotations.db-lock").symlink_to(precious)
    with Queue(database, wait_ms=100).turn() as got:
        assert got
    assert stat.S_IMODE(precious.stat().st_mode) == 0o600


def test_descriptors_are_given_back(database: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with Queue(database, wait_ms=1_000).turn():
            pass
    assert len(list(Path("/proc/self/fd").iterdir())) <= before  # others may be collected
