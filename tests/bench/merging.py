"""Merging a copy with 100,000 new marks: how long, in how much memory, and who waits.

As ratios against a backup of the same file in the same minute, which reads and writes every page
once. The second figure of each line is the merge of a copy in which nothing is new: what a sync
costs that brings nothing.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.desk.desk import Desk  # noqa: E402 - found by the line above
from reader.desk.opening import find_desk, open_desk  # noqa: E402 - likewise
from reader.model.text import Span  # noqa: E402 - likewise
from tests.fault.conftest import furnish  # noqa: E402 - likewise
from tests.fault.test_storms import fill  # noqa: E402 - likewise

SIZES = (1_000, 10_000, 100_000)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def opened(folder: Path, who: str) -> Desk:
    """A desk of the bench."""
    return open_desk(find_desk(str(folder), environ={}, folder=folder), annotator=who, environ={})


def mark_meanwhile(folder: Path, stop: threading.Event, waits: list[float]) -> None:
    """A colleague who makes a mark every tenth of a second."""
    with opened(folder, "bo") as desk:
        article = desk.articles.list()[0].id
        while not stop.wait(0.1):
            waits.append(timed(lambda: desk.marks.annotate(article, [Span(0, 4)])))


def line(count: int) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        ours, theirs = Path(name) / "ours", Path(name) / "theirs"
        ours.mkdir()
        furnish(ours / "annotations.db")
        shutil.copytree(ours, theirs)
        fill(theirs / "annotations.db", count)
        with opened(theirs, "ada") as desk:
            copied = timed(lambda: desk.care.backup(Path(name) / "backup.db"))
        stop, waits = threading.Event(), list[float]()
        colleague = threading.Thread(target=mark_meanwhile, args=(ours, stop, waits))
        with opened(ours, "ada") as desk:
            colleague.start()
            merged = timed(lambda: desk.merging.merge(theirs))
            stop.set()
            colleague.join()
            again = timed(lambda: desk.merging.merge(theirs))
            (row,) = desk._context.store.read(
                "SELECT count(*) AS marks FROM annotations WHERE change = 'bulk'"
            )
            assert row["marks"] == count, "marks were lost"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"   {count:9,} {merged:8.1f} {merged / copied:8.1f} {again / copied:8.1f}"
        f" {max(waits, default=0):10.2f} {peak:9}"
    )


def main() -> None:
    """Print the table."""
    print("       marks  seconds  backups    again  worst wait   peak MB")
    for count in SIZES:
        print(line(count))


if __name__ == "__main__":
    main()
