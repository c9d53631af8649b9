"""One process of a storm: started by the tests, told what to do by its arguments.

    worker.py mark DATABASE HANDLE COUNT SAVED          make marks, write down what is saved
    worker.py export DATABASE                           export every mark of one moment
    worker.py hold DATABASE                             take the lock and keep it until stdin closes
    worker.py cut DATABASE                              die in the middle of a large write
    worker.py limited DATABASE HANDLE BYTES             write until the file may not grow further
    worker.py merge DATABASE OTHER [STEP]               merge another copy in; die at that step

`mark`, `export` and `merge` say `ready`, and begin when a line comes in. The last line is JSON.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.desk.opening import DeskPlace, PlaceKind, open_desk
from reader.errors import ReaderError
from reader.model.annotation import Anchor, Annotation, Piece
from reader.model.history import Gesture
from reader.model.ids import root_tag_id, timestamp, uuid7
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import annotators, copies, tags
from reader.store.opening import open_store
from reader.store.protocol import Batch
from reader.store.sqlite import SqliteStore


def new_id() -> str:
    return uuid7(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(9), "big"))


class Marker:
    """Makes marks of two pieces and a tag, so that a torn one would show."""

    def __init__(self, store: SqliteStore, handle: str) -> None:
        self.handle = handle
        (article,) = store.read("SELECT id, text FROM articles ORDER BY rid LIMIT 1")
        self.article, self.text = article["id"], article["text"]
        self.claim = next(
            tag for tag in tags.all_tags(store).tags if tag.id == root_tag_id("claim")
        )

    def batch(self, number: int) -> tuple[str, Batch]:
        spans = (Span(number % 20, number % 20 + 5), Span(30, 34))
        pieces = tuple(Piece(span, span.of(self.text)) for span in spans)
        made = Annotation(
            new_id(), self.article, Anchor(pieces, "", ""), (self.claim,), self.handle, note="n"
        )
        gesture = Gesture(new_id(), self.handle, timestamp(datetime.now(UTC)))
        return made.id, annotators.ensuring(self.handle, gesture) + marks.adding(made, gesture)


def mark(database: str, handle: str, count: str, acknowledged: str) -> dict[str, Any]:
    store = open_store(Path(database))
    marker = Marker(store, handle)
    # Appended to by nobody else; a line is whole once `write` is back.
    descriptor = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    begin()
    waits, failures = [], []
    for number in range(int(count)):
        made, batch = marker.batch(number)
        started = time.perf_counter()
        try:
            store.write(batch)
        except ReaderError as error:
            failures.append(str(error))
        else:
            os.write(descriptor, f"{made}\n".encode())
        waits.append(time.perf_counter() - started)
    store.close()
    return {"waits": waits, "failures": failures, "ended": time.time()}


def export(database: str) -> dict[str, Any]:
    store = open_store(Path(database))
    begin()
    started = time.perf_counter()
    with copies.snapshot(store) as copy:
        copied = time.perf_counter() - started
        rows = sum(1 for _ in marks.export_rows(copy))
    return {"rows": rows, "copied": copied, "seconds": time.perf_counter() - started}


def hold(database: str) -> dict[str, Any]:
    store = open_store(Path(database))

    def keep(_: object) -> None:
        print("holding", flush=True)
        sys.stdin.read()

    store.transact(keep)
    return {}


def cut(database: str) -> dict[str, Any]:
    store = open_store(Path(database))
    marker = Marker(store, "ada")

    def die(connection: Any) -> None:
        connection.execute("PRAGMA cache_size = 2")  # spill to the file before the commit
        for number in range(400):
            for sql, params in marker.batch(number)[1]:
                connection.execute(sql, params)
        os.kill(os.getpid(), signal.SIGKILL)

    store.transact(die)
    return {}


def limited(database: str, handle: str, limit: str) -> dict[str, Any]:
    store = open_store(Path(database))
    marker = Marker(store, handle)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    saved, failure, kind = [], "", ""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), hard))
    for number in range(5_000):
        made, batch = marker.batch(number)
        try:
            store.write(batch)
        except ReaderError as error:
            failure, kind = str(error), type(error).__name__
            break
        saved.append(made)
    standing = {each.id for each in marks.select(store)}
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    made, batch = marker.batch(0)
    store.write(batch)
    resumed = {each.id for each in marks.select(store)}
    return {
        "saved": len(saved),
        "lost": sorted(set(saved) - standing),
        "failure": failure,
        "kind": kind,
        "resumed": made in resumed and set(saved) <= resumed,
    }


def merge(database: str, other: str, last: str = "") -> dict[str, Any]:
    path = Path(database)

    def die(step: int, _: int) -> None:
        if last and step == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

    place = DeskPlace(path.parent, path, PlaceKind.ASKED)
    with open_desk(place, annotator="merger", environ={}) as desk:
        begin()
        started = time.perf_counter()
        merged = desk.merging.merge(Path(other), progress=die)
    return {"entries": merged.entries, "seconds": time.perf_counter() - started}


def begin() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    acts: dict[str, Callable[..., dict[str, Any]]] = {
        "mark": mark,
        "export": export,
        "hold": hold,
        "cut": cut,
        "limited": limited,
        "merge": merge,
    }
    print(json.dumps(acts[sys.argv[1]](*sys.argv[2:])), flush=True)
