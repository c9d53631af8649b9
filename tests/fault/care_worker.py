"""A process that backs up or restores, to be killed or kept short of room by the tests.

    care_worker.py backup DATABASE TARGET [BYTES]        no file may grow beyond so many bytes
    care_worker.py restore DATABASE BACKUP [BYTES]

Both say `ready`, and begin when a line comes in. The last line is JSON.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from reader.desk.opening import DeskPlace, PlaceKind, open_desk
from reader.desk.restoring import restore
from reader.errors import ReaderError


def main(act: str, database: Path, other: Path, limit: int | None) -> dict[str, str]:
    place = DeskPlace(database.parent, database, PlaceKind.ASKED)
    print("ready", flush=True)
    sys.stdin.readline()
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        if act == "backup":
            with open_desk(place, annotator="ada", environ={}) as desk:
                desk.care.backup(other)
        else:
            restore(place, other, annotator="ada", environ={}, agreed=True)
    except ReaderError as error:
        return {"failed": error.what, "remedy": error.remedy or ""}
    return {}


if __name__ == "__main__":
    given = sys.argv[1:]
    room = int(given[3]) if len(given) > 3 else None
    print(json.dumps(main(given[0], Path(given[1]), Path(given[2]), room)), flush=True)
