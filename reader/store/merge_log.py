"""Which stretches of a desk's history came in by merging, and from where.

Kept in `meta`, since it is about this file alone: on the other side the same entries are
somebody's own work, and stand in another place.
"""

from __future__ import annotations

import json

from reader.model.history import Gesture
from reader.model.values import dataclass
from reader.store.protocol import Statement, Store
from reader.store.statements import storable

_KEY = "merge:"


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """One merge.

    Attributes:
        first, last: the entries of history that came in by it (`seq`).
        annotator: the handle of who merged.
        at: when.
        source: the name of what was merged.
    """

    first: int
    last: int
    annotator: str
    at: str
    source: str


def recording(source: str, first: int, last: int, gesture: Gesture) -> Statement:
    """That the entries from `first` to `last` came in by this gesture."""
    value = {
        "first": first,
        "last": last,
        "by": gesture.annotator,
        "at": gesture.at,
        "source": storable(source),
    }
    return (
        "INSERT INTO meta (key, value) VALUES (?, ?)",
        (f"{_KEY}{gesture.change}", json.dumps(value, ensure_ascii=False)),
    )


def merges(store: Store) -> tuple[MergeRecord, ...]:
    """Every merge of this desk, in the order of history; what is no record is passed over."""
    rows = store.read("SELECT value FROM meta WHERE key >= ? AND key < 'merge;'", (_KEY,))
    found = []
    for row in rows:
        try:
            value = json.loads(row["value"])
            numbers = int(value["first"]), int(value["last"])
            names = str(value["by"]), str(value["at"]), str(value["source"])
        except (ValueError, TypeError, LookupError):
            continue
        found.append(MergeRecord(*numbers, *names))
    return tuple(sorted(found, key=lambda each: (each.first, each.last)))
