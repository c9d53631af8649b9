"""One process that brings a new version in: started by the tests.

versions_worker.py add DESK HANDLE FILE     say `ready`, begin when a line comes in
versions_worker.py cut DESK HANDLE FILE     die in the middle of the transaction
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.desk.opening import find_desk, open_desk
from reader.store.protocol import Statement
from reader.store.sqlite import SqliteStore


def _die(store: SqliteStore, batch: Sequence[Statement]) -> None:
    def work(connection: Any) -> None:
        connection.execute("PRAGMA cache_size = 2")  # spill to the file before the commit
        for sql, params in batch:
            connection.execute(sql, params)
        os.kill(os.getpid(), signal.SIGKILL)

    store.transact(work)


def main(act: str, folder: str, handle: str, file: str) -> dict[str, Any]:
    place = find_desk(folder, environ=os.environ, folder=Path.cwd())
    with open_desk(place, annotator=handle, environ=os.environ) as desk:
        if act == "cut":
            SqliteStore.write = _die  # type: ignore[method-assign,assignment]  # the point of this process
        print("ready", flush=True)
        sys.stdin.readline()
        report = desk.articles.add([Path(file)])
        return {
            "versions": [each.article for each in report.versions],
            "known": [identity for identity, _ in report.known],
            "refused": [str(each.error) for each in report.refused],
        }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])), flush=True)
