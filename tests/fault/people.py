"""One person, or one command, in a process of its own: started by the tests.

    people.py pace DATABASE HANDLE SECONDS ACK        work at a person's pace: a gesture a second
    people.py add DATABASE FOLDER ACK                 add the files of a folder one by one
    people.py import DATABASE FOLDER                  take an export folder in
    people.py rotate DATABASE FOLDER ACK              back up over and over, two backups stay
    people.py open DATABASE                           open it, which may migrate it

All say `ready`, and begin when a line comes in. What was acknowledged is written down in the file
ACK the moment it was. The last line is JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from reader.desk.desk import Desk
from reader.desk.opening import DeskPlace, PlaceKind, open_desk
from reader.errors import ReaderError
from reader.exchange.folder import read_folder
from reader.model.annotation import Annotation
from reader.model.text import Span
from reader.store import migrations
from reader.store.library import Connection

EDITS = 3  # every so many gestures changes the mark before


def opened(database: str, handle: str = "ada") -> Desk:
    path = Path(database)
    place = DeskPlace(path.parent, path, PlaceKind.ASKED)
    return open_desk(place, annotator=handle, environ={})


def begin() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


class Diary:
    """What was acknowledged, a line each; whole whenever the process dies."""

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, line: str) -> None:
        os.write(self._descriptor, f"{line}\n".encode())


def pace(database: str, handle: str, seconds: str, acknowledged: str) -> dict[str, Any]:
    rng, diary = random.Random(handle), Diary(acknowledged)
    waits, failures = list[float](), list[str]()
    with opened(database, handle) as desk:
        article = desk.articles.list()[0].id
        desk.articles.get(article)
        desk.marks.of_article(article)
        last: Annotation | None = None
        begin()
        end = time.monotonic() + float(seconds)
        for number in count():
            time.sleep(rng.uniform(0.5, 1.5))
            if time.monotonic() > end:
                break
            started = time.perf_counter()
            try:
                if last is not None and number % EDITS == 0:
                    last = desk.marks.edit(last, note=f"note {number}")
                else:
                    spans = [Span(number % 20, number % 20 + 5), Span(30, 34)]
                    last = desk.marks.annotate(article, spans, ["claim"])
            except ReaderError as error:
                failures.append(str(error))
            else:
                waits.append(time.perf_counter() - started)
                diary.note(f"{last.id} {last.version}")
    return {"waits": waits, "failures": failures}


def add(database: str, folder: str, acknowledged: str) -> dict[str, Any]:
    diary = Diary(acknowledged)
    with opened(database) as desk:
        begin()
        for path in sorted(Path(folder).iterdir()):
            report = desk.articles.add([path])
            for article, _ in (*report.added, *report.known):
                diary.note(article)
    return {}


def take_in(database: str, folder: str) -> dict[str, Any]:
    texts = {path.name: path.read_text("utf-8") for path in Path(folder).iterdir()}
    with opened(database, "bo") as desk:
        begin()
        report = desk.exchange.import_rows(*read_folder(texts))
    return {"new": report.new}


def rotate(database: str, folder: str, acknowledged: str) -> dict[str, Any]:
    diary = Diary(acknowledged)
    with opened(database) as desk:
        begin()
        while True:
            made, _ = desk.care.backup_into(Path(folder), count=2)
            diary.note(made.name)


def migrate(database: str) -> dict[str, Any]:
    steps: list[int] = []
    whole = migrations.migrate

    def migrating(connection: Connection, made_by: int) -> tuple[int, ...]:
        done = whole(connection, made_by)
        steps.extend(done)
        return done

    migrations.migrate = migrating  # type: ignore[assignment]  # which takes its own steps alone
    begin()
    started = time.perf_counter()
    with opened(database):
        return {"steps": steps, "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    acts: dict[str, Callable[..., dict[str, Any]]] = {
        "pace": pace,
        "add": add,
        "import": take_in,
        "rotate": rotate,
        "open": migrate,
    }
    print(json.dumps(acts[sys.argv[1]](*sys.argv[2:])), flush=True)
