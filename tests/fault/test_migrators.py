"""Several processes open a desk of the first version at once: one brings it up to date."""

from __future__ import annotations

import gzip
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.store import opening, schema, soundness
from reader.store.library import connect_new
from tests.fault.storm import Process, together
from tests.table import Tell

WORKER = Path(__file__).with_name("people.py")
OLD = Path(__file__).parents[1] / "unit" / "store" / "desk_1.db.gz"  # as the program wrote it then


def rows(path: Path, tables: list[str]) -> list[list[Any]]:
    with closing(connect_new(path)) as connection:
        return [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]


@pytest.mark.item("migrate")
@pytest.mark.parametrize(
    ("processes", "rounds"),
    [
        (2, 1),
        (8, 1),
        pytest.param(2, 5, marks=pytest.mark.long),
        pytest.param(8, 5, marks=pytest.mark.long),
    ],
)
def test_one_of_them_migrates_and_all_rows_stay(
    tmp_path: Path, processes: int, rounds: int, tell: Tell
) -> None:
    longest = 0.0
    for number in range(rounds):
        path = tmp_path / f"{number}" / "annotations.db"
        path.parent.mkdir()
        path.write_bytes(gzip.decompress(OLD.read_bytes()))
        with closing(connect_new(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (1,)
            kept = ["annotations", "annotation_pieces", "link_verdicts", "history", "blocks"]
            kept += ["articles", "tags", "events", "readings", "stories"]
        before = rows(path, kept)
        told = together([Process("open", path, worker=WORKER) for _ in range(processes)])
        steps = sorted(each["steps"] for each in told)
        assert steps == [[]] * (processes - 1) + [list(range(2, schema.VERSION + 1))]
        assert rows(path, kept) == before
        with closing(opening.open_store(path)) as store:
            assert list(soundness.symptoms(store)) == []
        longest = max(longest, *(each["seconds"] for each in told))
    tell(
        f"{rounds} times {processes} processes, from version 1 to {schema.VERSION}",
        f"one migrates each time, all rows stay; longest opening {longest * 1000:.0f} ms",
    )
