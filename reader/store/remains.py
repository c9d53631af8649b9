"""What the rows of a damaged desk are: of which table, as of which version, with which history.

A row stands in two places, its table and the last entry of its history, and each helps the other
out. Rows are told apart by their shape alone, since the list of tables may be damaged as well.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isclose

from reader.store import schema
from reader.store.guarded import BY_NAME, Guarded
from reader.store.pages import Record, Value

Row = dict[str, Value]
Key = tuple[Value, ...]

_TYPES: dict[str, tuple[type, ...]] = {
    "TEXT": (str,),
    "INTEGER": (int,),
    "REAL": (float, int),  # on disk a whole number is an integer
    "BLOB": (bytes,),
}
_OPERATIONS = frozenset({"insert", "update", "delete", "restore"})


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    types: tuple[type, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of a table look on a page; `rid` is the column that is their number."""

    name: str
    columns: tuple[_Column, ...]
    numbered: bool
    rid: str | None


@dataclass(slots=True)
class Remains:
    """Everything that was read and is what it seems.

    Attributes:
        rows: of each table, what stands on its pages, by key; of several the latest.
        history: the entries that agree with themselves, by number.
        last: of each guarded table, by key, the entry of the latest version.
        highest: the largest number of an entry that was seen.
    """

    rows: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    history: dict[int, Row] = field(default_factory=dict)
    last: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    highest: int = 0


def sort_out(records: Iterable[Record]) -> Remains:
    """The rows of a desk among what stood on the pages of its file."""
    tables = _tables()
    found: dict[str, list[tuple[Row, bool]]] = defaultdict(list)
    unclear: list[tuple[list[str], list[Row], bool]] = []
    for record in records:
        fitting = [(table, row) for table in tables if (row := _fit(table, record)) is not None]
        if len(fitting) == 1:
            found[fitting[0][0].name].append((fitting[0][1], record.whole))
        elif fitting:
            unclear.append(([t.name for t, _ in fitting], [r for _, r in fitting], record.whole))
    remains = Remains()
    for row, whole in found.pop("history", []):
        if whole:
            _enter(remains, row)
    marks = {row["id"] for row, _ in found["annotations"]}
    marks |= {key[0] for key in remains.last["annotations"]}
    stories = {key[0] for key in remains.last["stories"]}
    for names, rows, whole in unclear:
        name, row = _decide(remains, marks, stories, names, rows)
        found[name].append((row, whole))
    for name, rows_of in found.items():
        for row, whole in rows_of:
            _stand(remains, name, row, whole=whole)
    return remains


def key_of(name: str, row: Row) -> Key:
    """What a row is known by."""
    keys = {"meta": ("key",), "blocks": ("article", "ordinal"), "undos": ("change",)}
    return tuple(row[column] for column in keys.get(name) or BY_NAME[name].key)


def after(entry: Row) -> Row:
    """What an entry of history says that its row became."""
    found: Row = json.loads(str(entry["after"]), strict=False)
    return found


def by_gesture(history: Iterable[Row]) -> dict[tuple[Value, Value], list[Row]]:
    """What rows became, by table and gesture."""
    found: dict[tuple[Value, Value], list[Row]] = defaultdict(list)
    for entry in history:
        found[entry["table"], entry["change"]].append(after(entry))
    return found


def _tables() -> tuple[_Table, ...]:
    fresh = schema.fresh()
    found = []
    for kind, name in schema.expected():
        sql = schema.expected()[kind, name]
        if kind != "table" or "VIRTUAL" in sql:
            continue
        rows = fresh.execute(f"PRAGMA table_info({name})").fetchall()
        numbered = "WITHOUT ROWID" not in sql
        rid = next((c for _, c, kind_of, _, _, pk in rows if pk and kind_of == "INTEGER"), None)
        columns = tuple(_Column(c, _TYPES[t], bool(needed)) for _, c, t, needed, _, _ in rows)
        found.append(_Table(name, columns, numbered, rid if numbered else None))
    fresh.close()
    return tuple(found)


def _fit(table: _Table, record: Record) -> Row | None:
    """The record as a row of the table, or None where it cannot be one."""
    if (record.rowid is not None) is not table.numbered:
        return None
    if len(record.values) != len(table.columns):
        return None
    row: Row = {}
    for column, value in zip(table.columns, record.values, strict=True):
        if column.name == table.rid:
            if value is not None:
                return None
            row[column.name] = record.rowid
            continue
        if value is None:
            if column.needed and record.whole:
                return None
        elif not isinstance(value, column.types):
            return None
        row[column.name] = float(value) if float in column.types and value is not None else value
    return row


def _decide(
    remains: Remains,
    marks: set[Value],
    stories: set[Value],
    names: list[str],
    rows: list[Row],
) -> tuple[str, Row]:
    """Of which of some tables of one shape a row is: history knows, or what it holds."""
    for name, row in zip(names, rows, strict=True):
        if name in remains.last and key_of(name, row) in remains.last[name]:
            return name, row
    for name, row in zip(names, rows, strict=True):
        wanted = {
            "comments": row.get("annotation") in marks,
            "annotation_tags": row.get("annotation") in marks,
            "story_articles": row.get("story") in stories,
            "readings": row.get("state") in {"to-read", "reading", "done"},
            "learnt_weights": row.get("subject") == "links",
        }
        if wanted.get(name):
            return name, row
    others = {"stories", "annotation_tags", "link_verdicts", "link_parts"}
    at = next((n for n, name in enumerate(names) if name in others), 0)
    return names[at], rows[at]


def _enter(remains: Remains, entry: Row) -> None:
    """Take an entry of history that agrees with itself."""
    seq, table = entry["seq"], BY_NAME.get(str(entry["table"]))
    if not isinstance(seq, int) or seq < 1:
        return
    remains.highest = max(remains.highest, seq)
    if table is None or entry["op"] not in _OPERATIONS or seq in remains.history:
        return
    try:
        row = after(entry)
        if entry["before"] is not None:
            json.loads(str(entry["before"]), strict=False)
    except ValueError:
        return
    if type(row) is not dict or row.keys() != set(table.columns):
        return
    signed = (row["version"], row["change"], row["updated_at"], str(row["updated_by"]).casefold())
    if signed != (
        entry["version"],
        entry["change"],
        entry["at"],
        str(entry["annotator"]).casefold(),
    ):
        return
    if ":".join(str(row[column]) for column in table.key) != entry["row"]:
        return
    remains.history[seq] = entry
    key = tuple(row[column] for column in table.key)
    last = remains.last[table.name].get(key)
    if last is None or head(row) > head(after(last)):
        remains.last[table.name][key] = entry


def head(row: Row) -> tuple[int, str, str]:
    """By which of two versions of a row the later one is known."""
    return int(row["version"] or 0), str(row["updated_at"]), str(row["change"] or "")


def _stand(remains: Remains, name: str, row: Row, *, whole: bool) -> None:
    """Take a row; one with letters missing only where its history or its checksum can tell."""
    key = key_of(name, row)
    if not whole and name != "articles" and key not in remains.last.get(name, {}):
        return
    other = remains.rows[name].get(key)
    if other is None or ("version" in row and head(row) > head(other)):
        remains.rows[name][key] = row


def agree(table: Guarded, one: Row, other: Row) -> bool:
    """Whether two versions of a row are the same in all that history keeps."""
    return all(_same(one.get(column), other.get(column)) for column in table.columns)


def _same(a: Value, b: Value) -> bool:
    if isinstance(a, float) and isinstance(b, int | float):
        return isclose(a, b, rel_tol=1e-14)  # history keeps 15 digits
    return a == b
