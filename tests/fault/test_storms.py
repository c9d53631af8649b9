"""Processes that write at once, and that are killed while they write."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from reader.store import opening, soundness
from reader.store.sqlite import SqliteStore
from tests.fault.storm import PATIENCE_S, Process, together
from tests.table import Tell

EACH = 20  # marks of each of them
EIGHT = tuple(f"annotator-{number}" for number in range(8))


def acknowledged(folder: Path) -> list[str]:
    return [line for path in sorted(folder.glob("*.ack")) for line in path.read_text().splitlines()]


def torn(store: SqliteStore) -> list[str]:
    """Marks that lack a piece, the tag, or an entry of history."""
    rows = store.read(
        "SELECT n.id FROM annotations AS n WHERE"
        " (SELECT count(*) FROM annotation_pieces WHERE annotation = n.id) <> 2"
        " OR (SELECT count(*) FROM annotation_tags WHERE annotation = n.id) <> 1"
        " OR (SELECT count(*) FROM history WHERE change = n.change"
        "     AND \"table\" LIKE 'annotation%' AND \"table\" <> 'annotators') <> 4"
    )
    return [row["id"] for row in rows]


def check(database: Path, folder: Path) -> int:
    """Everything that was acknowledged stands; how many marks there are."""
    store = opening.open_store(database)
    standing = {row["id"] for row in store.read("SELECT id FROM annotations")}
    assert set(acknowledged(folder)) <= standing, "an acknowledged mark was lost"
    assert torn(store) == []
    store.close()
    return len(standing)


def kill_at_random(database: Path, folder: Path, rounds: int, rng: random.Random) -> None:
    for number in range(rounds):
        pair = [
            Process("mark", database, handle, 100_000, folder / f"{number}-{handle}.ack")
            for handle in ("ada", "bo")
        ]
        for process in pair:
            process.wait_for("ready")
        heard = len(acknowledged(folder)) + rng.randrange(1, 6)
        for process in pair:
            process.go()
        # So many saved first, however busy the machine is: before that a kill proves little.
        patience = time.monotonic() + PATIENCE_S
        while len(acknowledged(folder)) < heard and time.monotonic() < patience:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.03))
        for process in rng.sample(pair, 2):
            process.kill()
        check(database, folder)
    store = opening.open_store(database)
    assert list(soundness.symptoms(store)) == []
    store.close()
    assert len(acknowledged(folder)) > rounds


def standing(database: Path, folder: Path) -> str:
    marks, saved = check(database, folder), len(acknowledged(folder))
    return f"0 of {saved} acknowledged lost, none torn; {marks - saved} more unheard"


@pytest.mark.item("kill")
def test_killed_writers_lose_nothing_that_was_saved(
    database: Path, tmp_path: Path, tell: Tell
) -> None:
    kill_at_random(database, tmp_path, rounds=8, rng=random.Random(1))
    tell("16 kills", standing(database, tmp_path))


@pytest.mark.item("kill")
@pytest.mark.long
def test_two_hundred_killed_writers_lose_nothing(
    database: Path, tmp_path: Path, tell: Tell
) -> None:
    kill_at_random(database, tmp_path, rounds=110, rng=random.Random(2))
    tell("220 kills", standing(database, tmp_path))


@pytest.mark.item("eight")
def test_eight_that_begin_at_once_lose_nothing_and_meet_no_lock(
    database: Path, tmp_path: Path, tell: Tell
) -> None:
    told = together(
        [Process("mark", database, who, EACH, tmp_path / f"{who}.ack") for who in EIGHT]
    )
    assert [each["failures"] for each in told] == [[]] * 8
    assert len(acknowledged(tmp_path)) == 8 * EACH
    assert check(database, tmp_path) == 8 * EACH
    store = opening.open_store(database)
    assert list(soundness.symptoms(store)) == []
    by_annotator = store.read(
        "SELECT annotator, count(*) AS entries FROM history"
        " WHERE \"table\" = 'annotations' GROUP BY annotator ORDER BY annotator"
    )
    assert [(row["annotator"], row["entries"]) for row in by_annotator] == [
        (who, EACH) for who in EIGHT
    ]
    store.close()
    longest = max(wait for each in told for wait in each["waits"])
    tell(
        f"8 processes, {EACH} marks each as fast as they can", f"0 lost, worst wait {longest:.2f} s"
    )


def fill(database: Path, count: int) -> None:
    """So many marks on the desk, in one bulk write."""
    store = opening.open_store(database)
    store.write(
        [
            (
                (
                    "INSERT INTO annotations (id, article, annotator, prefix, suffix, created_at,"
                    " change, updated_by, updated_at)"
                    " WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?)"
                    " SELECT printf('00000000-0000-7000-8000-%012x', n.x), a.id, 'ada', '', '',"
                    " 't', 'bulk', 'ada', 't' FROM n, (SELECT id FROM articles LIMIT 1) AS a"
                ),
                (count,),
            ),
            (
                (
                    "INSERT INTO annotation_pieces (annotation, ordinal, start, stop, quote,"
                    " change, updated_by, updated_at)"
                    " SELECT n.id, 0, n.rid % 60, n.rid % 60 + 20,"
                    " substr(a.text, n.rid % 60 + 1, 20), 'bulk', 'ada', 't'"
                    " FROM annotations AS n JOIN articles AS a ON a.id = n.article"
                ),
                (),
            ),
        ]
    )
    store.close()


def export_while_eight_write(database: Path, folder: Path, count: int) -> str:
    fill(database, count)
    told = together(
        [
            Process("export", database),
            *(Process("mark", database, who, EACH, folder / f"{who}.ack") for who in EIGHT),
        ]
    )
    exported, writers = told[0], told[1:]
    assert count <= exported["rows"] <= count + 8 * EACH
    assert [each["failures"] for each in writers] == [[]] * 8
    store = opening.open_store(database)
    standing = {
        row["id"] for row in store.read("SELECT id FROM annotations WHERE change <> 'bulk'")
    }
    store.close()
    assert set(acknowledged(folder)) == standing
    assert len(standing) == 8 * EACH
    longest = max(wait for each in writers for wait in each["waits"])
    return (
        f"\n  export of {exported['rows']} rows in {exported['seconds']:.1f} s (the copy"
        f" {exported['copied'] * 1000:.0f} ms) while eight wrote: longest wait"
        f" {longest * 1000:.0f} ms"
    )


def test_an_export_runs_while_eight_write(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = export_while_eight_write(database, tmp_path, 4_000)
    with capsys.disabled():
        print(said)


@pytest.mark.long
def test_an_export_of_200_000_rows_runs_while_eight_write(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = export_while_eight_write(database, tmp_path, 200_000)
    with capsys.disabled():
        print(said)
