"""One process that purges an article: started by the tests.

purging_worker.py purge DESK HANDLE WORD     say `ready`, begin when a line comes in
purging_worker.py cut DESK HANDLE WORD       die in the middle of the transaction
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.desk.opening import find_desk, open_desk
from reader.store.sqlite import SqliteStore

_transact = SqliteStore.transact


def _die(store: SqliteStore, work: Callable[[Any], Any], **beside: Any) -> Any:
    def cut(connection: Any) -> None:
        connection.execute("PRAGMA cache_size = 2")  # spill to the file before the commit
        work(connection)
        os.kill(os.getpid(), signal.SIGKILL)

    return _transact(store, cut, **beside)


def main(act: str, folder: str, handle: str, word: str) -> dict[str, Any]:
    place = find_desk(folder, environ=os.environ, folder=Path.cwd())
    with open_desk(place, annotator=handle, environ=os.environ) as desk:
        if act == "cut":
            SqliteStore.transact = _die  # type: ignore[method-assign,assignment]  # the point of this process
        article = desk.purging.find(word)
        print("ready", flush=True)
        sys.stdin.readline()
        return {"purged": len(desk.purging.purge([article], "said so"))}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])), flush=True)
