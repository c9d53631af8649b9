"""A backup or a restore that is cut off, or has no room, leaves what was there whole."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.store import opening, soundness
from tests.fault.storm import Process
from tests.fault.test_storms import fill
from tests.table import Tell

WORKER = Path(__file__).with_name("care_worker.py")
EARLY, LATE = 400, 1_500  # marks


@pytest.fixture
def early(database: Path, tmp_path: Path) -> Path:
    """A backup of the desk with few marks; the desk itself has many."""
    path = tmp_path / "early.db"
    shutil.copy(database, path)
    fill(path, EARLY)
    fill(database, LATE)
    return path


def marks(path: Path) -> int:
    """How many marks stand in a database that must be sound."""
    with closing(opening.open_store(path)) as store:
        ill = [each for each in soundness.symptoms(store) if each.code != "search"]
        assert ill == []  # `fill` leaves search to others
        return int(store.read("SELECT count(*) AS n FROM annotations")[0]["n"])


def cut_off(act: str, database: Path, other: Path, seconds: float) -> None:
    process = Process(act, database, other, worker=WORKER)
    process.wait_for("ready")
    process.go()
    time.sleep(seconds)
    process.kill()


@pytest.mark.item("kill-care")
@pytest.mark.parametrize("rounds", [4, pytest.param(12, marks=pytest.mark.long)])
def test_a_restore_that_is_killed_has_done_all_or_nothing(
    database: Path, early: Path, rounds: int, tell: Tell
) -> None:
    rng, found = random.Random(7), []
    late = early.with_name("late.db")
    shutil.copy(database, late)
    for _ in range(rounds):
        cut_off("restore", database, early, rng.uniform(0.1, 0.6))
        found.append(marks(database))
        kept = list(database.parent.glob("annotations.before-*.db"))
        if found[-1] == EARLY:
            assert [marks(path) for path in kept] == [LATE]
        for path in (*kept, *database.parent.glob("annotations.db*")):
            path.unlink()
        shutil.copy(late, database)
    assert set(found) <= {EARLY, LATE}
    done = found.count(EARLY)
    tell(f"{rounds} kills of a restore", f"{done} times done, else nothing; none in between")


@pytest.mark.item("kill-care")
def test_a_backup_that_is_killed_leaves_the_last_one(
    database: Path, early: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backup.db"
    with closing(opening.open_store(database)) as store:
        opening.copy_store(store, target)
    content, late = target.read_bytes(), marks(target)
    for seconds in (0.05, 0.2):
        cut_off("backup", database, target, seconds)
        assert marks(target) == late
        assert marks(database) == late
    early.write_text("none of ours")
    process = Process("backup", database, early, worker=WORKER)
    process.wait_for("ready")
    process.go()
    assert "not a backup" in process.result()["failed"]
    assert early.read_text() == "none of ours"
    assert len(target.read_bytes()) == len(content)


@pytest.mark.item("full")
@pytest.mark.parametrize("act", ["backup", "restore"])
def test_without_room_nothing_is_done_and_the_error_says_what_to_do(
    database: Path, early: Path, tmp_path: Path, act: str
) -> None:
    other = early if act == "restore" else tmp_path / "backup.db"
    if act == "restore":  # the larger one comes into the smaller
        early, database = database, early
        other = early
    before = marks(database)
    room = database.stat().st_size + (100_000 if act == "restore" else -100_000)
    process = Process(act, database, other, room, worker=WORKER)
    process.wait_for("ready")
    process.go()
    told = process.result()
    assert told["failed"]
    assert "space" in told["remedy"]
    assert marks(database) == before
    beside = {path.name for path in database.parent.iterdir()}
    assert not [name for name in beside if "before" in name or name.endswith((".new", "-journal"))]
