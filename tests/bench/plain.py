"""The same work by the desk and by plain sqlite-utils: how many errors, and how many lost edits.

Eight processes each add rows and edit rows that all share, as fast as they can: read a row, change
it, write it back. An edit is lost if it was acknowledged and then written over by somebody who had
not seen it; every edit counts up a number, so the sum tells. Who is refused by a conflict reads
again, as a person does. `plain.py WAY DATABASE HANDLE` is one of the processes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.desk.desk import Desk  # noqa: E402 - found by the line above
from reader.errors import ConflictError, ReaderError  # noqa: E402 - likewise
from reader.model.text import Span  # noqa: E402 - likewise
from tests.fault.conftest import furnish  # noqa: E402 - likewise
from tests.fault.people import opened  # noqa: E402 - likewise
from tests.fault.storm import Process, together  # noqa: E402 - likewise

WRITERS = 8
ROUNDS = 40  # an added row and an edited row each
SHARED = ("weather", "traffic", "harvest")  # the rows that all edit

Act = Callable[[int], None]


def by_desk(database: str, handle: str) -> tuple[Act, Act, Callable[[], int]]:
    """Adding a mark, counting up a tag's description, and how many conflicts were told."""
    desk: Desk = opened(database, handle)
    article, told = desk.articles.list()[0].id, [0]

    def add(number: int) -> None:
        desk.marks.annotate(article, [Span(number % 60, number % 60 + 5)])

    def edit(number: int) -> None:
        while True:
            tag = desk.tags.find(SHARED[number % len(SHARED)])
            try:
                desk.tags.edit(tag, description=str(int(tag.description) + 1))
            except ConflictError:
                told[0] += 1
            else:
                return

    return add, edit, lambda: told[0]


def by_plain(database: str, handle: str) -> tuple[Act, Act, Callable[[], int]]:
    """The same with a table of marks and one of tags, as the library's manual shows."""
    import sqlite_utils

    db = sqlite_utils.Database(database)

    def add(number: int) -> None:
        db.table("marks").insert({"id": f"{handle}-{number}", "start": number % 60, "by": handle})

    def edit(number: int) -> None:
        name = SHARED[number % len(SHARED)]
        row = db.table("tags").get(name)
        db.table("tags").update(name, {"description": str(int(row["description"]) + 1)})

    return add, edit, lambda: 0


def furnish_desk(path: Path) -> None:
    furnish(path)
    with opened(str(path)) as desk:
        for name in SHARED:
            desk.tags.add(name, description="0")


def furnish_plain(path: Path) -> None:
    import sqlite_utils

    db = sqlite_utils.Database(path)
    db.table("marks").create({"id": str, "start": int, "by": str}, pk="id")
    db.table("tags").insert_all([{"name": n, "description": "0"} for n in SHARED], pk="name")
    db.close()


def standing_desk(path: Path) -> tuple[int, int]:
    """How many marks there are, and the sum of what was counted up."""
    with opened(str(path)) as desk:
        counted = sum(int(desk.tags.find(name).description) for name in SHARED)
        return len(desk.marks.list()), counted


def standing_plain(path: Path) -> tuple[int, int]:
    import sqlite_utils

    db = sqlite_utils.Database(path)
    counted = sum(int(row["description"]) for row in db["tags"].rows)
    count = db["marks"].count
    db.close()
    return count, counted


WAYS: dict[str, tuple[Any, Any, Any]] = {
    "plain sqlite-utils": (by_plain, furnish_plain, standing_plain),
    "the desk": (by_desk, furnish_desk, standing_desk),
}


def work(way: str, database: str, handle: str) -> dict[str, Any]:
    """What one process did and met."""
    add, edit, conflicts = WAYS[way][0](database, handle)
    told: dict[str, Any] = {"add": 0, "edit": 0, "errors": [], "waits": []}
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(ROUNDS):
        for name, act in (("add", add), ("edit", edit)):
            started = time.perf_counter()
            try:
                act(number)
            except ReaderError as error:
                told["errors"].append(str(error))
            except Exception as error:
                if type(error).__name__ != "OperationalError":
                    raise
                told["errors"].append(str(error))
            else:
                told[name] += 1
            told["waits"].append(time.perf_counter() - started)
    return {**told, "conflicts": conflicts()}


def compare(writers: int = WRITERS) -> dict[str, dict[str, float]]:
    """What came of each way: rows and edits acknowledged and lost, errors, the longest wait."""
    found: dict[str, dict[str, float]] = {}
    for way, (_, furnished, standing) in WAYS.items():
        with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
            path = Path(folder) / "annotations.db"
            furnished(path)
            here = Path(__file__)
            told = together([Process(way, path, f"w{n}", worker=here) for n in range(writers)])
            rows, counted = standing(path)
        added, edited = (sum(each[name] for each in told) for name in ("add", "edit"))
        found[way] = {
            "errors": sum(len(each["errors"]) for each in told),
            "added": added,
            "rows lost": added - rows,
            "edited": edited,
            "edits lost": edited - counted,
            "conflicts": sum(each["conflicts"] for each in told),
            "worst wait": max(wait for each in told for wait in each["waits"]),
        }
    return found


def main() -> None:
    """Print the table."""
    asked = WRITERS * ROUNDS
    print(f"   {WRITERS} writers, {asked} new rows and {asked} edits of {len(SHARED)} shared rows")
    names = ("errors", "added", "rows lost", "edited", "edits lost", "conflicts", "worst wait")
    print(f"   {'':<20}" + "".join(f"{name:>12}" for name in names))
    for way, figures in compare().items():
        cells = "".join(f"{figures[name]:>12.0f}" for name in names[:-1])
        print(f"   {way:<20}{cells}{figures['worst wait']:>10.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(work(*sys.argv[1:])), flush=True)
    else:
        main()
