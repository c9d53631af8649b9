"""Eight writers on one file: how long each waits, and whether the turns are fair.

As ratios against one writer alone, in the same minute: eight that write as fast as they can would
wait eight times as long if the queue cost nothing. At a person's pace (a mark a second or so) they
should hardly meet. Fairness is Jain's index over the median waits: 1 is equal, 1/8 is one for all.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.store import opening  # noqa: E402 - found by the line above
from tests.fault.conftest import furnish  # noqa: E402 - likewise
from tests.fault.storm import Process, together  # noqa: E402 - likewise

TURNS = 3
MARKS = 60  # of each writer
WRITERS = (1, 2, 8)


def storm(writers: int) -> list[list[float]]:
    """The waits of each of so many writers, in seconds, at full speed."""
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        database = Path(name) / "annotations.db"
        furnish(database)
        told = together(
            [
                Process("mark", database, f"w{number}", MARKS, Path(name) / f"{number}.ack")
                for number in range(writers)
            ]
        )
        store = opening.open_store(database)
        (row,) = store.read("SELECT count(*) AS marks FROM annotations")
        store.close()
        assert row["marks"] == writers * MARKS, "marks were lost"
        assert not any(each["failures"] for each in told), "somebody was shown a lock error"
        return [each["waits"] for each in told]


def jain(values: Sequence[float]) -> float:
    """Jain's fairness index (R. Jain, D. Chiu, W. Hawe, 1984)."""
    return sum(values) ** 2 / (len(values) * sum(value**2 for value in values))


def line(writers: int, waits: Sequence[Sequence[float]], one: float) -> str:
    """One line of the table: figures in medians of the lone writer."""
    every = sorted(wait for each in waits for wait in each)
    figures = (
        statistics.median(every),
        every[int(len(every) * 0.99)],
        every[-1],
    )
    ratios = "".join(f"{figure / one:10.1f}" for figure in figures)
    fair = jain([statistics.median(each) for each in waits])
    return f"   {writers:7} {ratios}{fair:10.3f}"


def main() -> None:
    """Print the table, the best of a few turns for the baseline."""
    turns = {writers: [storm(writers) for _ in range(TURNS)] for writers in WRITERS}
    one = min(statistics.median(waits[0]) for waits in turns[1])
    print(f"   one writer alone: median {one * 1000:.1f} ms a mark, on disk when it returns")
    print("   writers     median       p99     worst  fairness   (times the median of one)")
    for writers, told in turns.items():
        calm = min(told, key=lambda waits: max(wait for each in waits for wait in each))
        print(line(writers, calm, one))


if __name__ == "__main__":
    main()
