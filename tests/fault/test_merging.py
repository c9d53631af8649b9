"""A merge that is killed has brought everything or nothing, and nobody's write waits in vain."""

from __future__ import annotations

import random
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.store import opening, schema, soundness
from reader.store.guarded import GUARDED
from reader.store.library import connect
from tests.fault.storm import Process, together
from tests.fault.test_storms import EIGHT, acknowledged, fill
from tests.table import Tell

MARKS = 1_500
TURNS = 8  # marks of each writer meanwhile
STEPS = len(GUARDED) + 1  # the last that a merge tells of


@pytest.fixture
def other(database: Path, tmp_path: Path) -> Path:
    """A copy with many marks that the desk has not."""
    path = tmp_path / "other.db"
    shutil.copy(database, path)
    fill(path, MARKS)
    return path


def brought(database: Path) -> int:
    """How many of the other copy's marks stand, every one of them whole."""
    with closing(connect(database, mode="rw", busy_ms=5_000)) as connection:
        assert schema.objects(connection) == schema.expected(), "the guards are not as they were"
    with closing(opening.open_store(database)) as store:
        assert list(soundness.symptoms(store)) == []
        (row,) = store.read("SELECT count(*) AS marks FROM annotations WHERE change = 'bulk'")
        return int(row["marks"])


def kill_at_random(database: Path, other: Path, rounds: int, rng: random.Random) -> list[int]:
    """What stands after each kill; a merge that came to its end begins anew."""
    found = []
    fresh = database.with_suffix(".fresh")
    shutil.copy(database, fresh)
    for _ in range(rounds):
        process = Process("merge", database, other)
        process.wait_for("ready")
        process.go()
        time.sleep(rng.uniform(0.1, 2.0))
        process.kill()
        found.append(brought(database))
        if found[-1]:
            for path in database.parent.glob(f"{database.name}*"):
                path.unlink()
            shutil.copy(fresh, database)
    return found


@pytest.mark.item("kill-merge")
def test_a_merge_that_is_killed_at_any_step_has_brought_nothing(
    database: Path, other: Path
) -> None:
    for step in (9, STEPS):  # among the rows, and before the commit
        process = Process("merge", database, other, step)
        process.wait_for("ready")
        process.go()
        assert process.end() == -signal.SIGKILL
        assert brought(database) == 0
    process = Process("merge", database, other)
    process.wait_for("ready")
    process.go()
    process.result()
    assert brought(database) == MARKS


@pytest.mark.item("kill-merge")
@pytest.mark.long
def test_twenty_merges_killed_at_random_have_brought_all_or_nothing(
    database: Path, other: Path, tell: Tell
) -> None:
    found = kill_at_random(database, other, 20, random.Random(5))
    assert set(found) <= {0, MARKS}
    tell("20 kills of a merge", f"{found.count(0)} times nothing, else everything; none in between")


def test_eight_go_on_while_a_copy_is_merged(
    database: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = together(
        [
            Process("merge", database, other),
            *(Process("mark", database, who, TURNS, tmp_path / f"{who}.ack") for who in EIGHT),
        ]
    )
    merged, writers = told[0], told[1:]
    assert [each["failures"] for each in writers] == [[]] * 8
    assert len(acknowledged(tmp_path)) == 8 * TURNS
    with closing(opening.open_store(database)) as store:
        (row,) = store.read("SELECT count(*) AS marks FROM annotations")
        assert row["marks"] == MARKS + 8 * TURNS
        standing = {row["id"] for row in store.read("SELECT id FROM annotations")}
        assert set(acknowledged(tmp_path)) <= standing
    assert brought(database) == MARKS
    longest = max(wait for each in writers for wait in each["waits"])
    with capsys.disabled():
        print(f"\n  a merge of {merged['seconds']:.1f} s: longest wait of eight {longest:.2f} s")
