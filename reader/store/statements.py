"""The statements that write people's rows: signed, guarded, and safe to send twice.

The names of tables and columns in them come from the code of this folder, never from data;
`_named` checks it. Values are parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reader.model.history import Gesture
from reader.store.guarded import BY_NAME, Guarded
from reader.store.protocol import Batch, Statement

Values = Mapping[str, Any]

# NUL would end a text for SQLite, a lone surrogate has no UTF-8, and the other control
# characters are a terminal's business; line breaks and tabs stay.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as it is stored: what cannot be is replaced by U+FFFD, one for one."""
    return _UNSTORABLE.sub("\ufffd", text)


def inserting(table: str, values: Values, gesture: Gesture) -> Statement:
    """A new row, signed; sent again by the same gesture, it does nothing.

    A row with the same key by another gesture is a conflict.
    """
    guarded = BY_NAME[table]
    row = {"version": 1, **_signed(gesture), **values}
    same = " AND ".join(f"{column} = ?" for column in guarded.key)
    return (
        (
            f"{_insert(guarded, row)} WHERE NOT EXISTS"  # noqa: S608 - names are checked
            f" (SELECT 1 FROM {table} WHERE {same} AND change IS ?)"
        ),
        (*row.values(), *_key(guarded, row), row["change"]),
    )


def ensuring(table: str, values: Values, gesture: Gesture | None, at: str = "") -> Statement:
    """A new row unless there is one with that key, deleted or not; unsigned by the machine.

    Args:
        table: its name.
        values: the row.
        gesture: of the person, or None for a row that the machine makes.
        at: when, for a row of the machine.
    """
    guarded = BY_NAME[table]
    row = {**(_signed(gesture) if gesture else {"updated_at": at}), **values}
    same = " AND ".join(f"{column} = ?" for column in guarded.key)
    return (
        (
            f"{_insert(guarded, row)} WHERE NOT EXISTS"  # noqa: S608 - names are checked
            f" (SELECT 1 FROM {table} WHERE {same})"
        ),
        (*row.values(), *_key(guarded, row)),
    )


def updating(table: str, key: Values, values: Values, version: int, gesture: Gesture) -> Statement:
    """An edit of a row that was read at `version`: a conflict if it has moved on since."""
    guarded = BY_NAME[table]
    row = {**_signed(gesture), **values, "version": version + 1}
    same = " AND ".join(f"{column} = ?" for column in guarded.key)
    return (
        (
            f"UPDATE {_named(guarded, row)} SET {_assigned(row)}"  # noqa: S608 - names are checked
            f" WHERE {same} AND NOT (change IS ? AND version = ?)"
        ),
        (*row.values(), *_key(guarded, key), row["change"], row["version"]),
    )


def deleting(table: str, key: Values, version: int, gesture: Gesture) -> Statement:
    """The tombstone on a row that was read at `version`."""
    return updating(table, key, {BY_NAME[table].tombstone: gesture.at}, version, gesture)


def putting(table: str, key: Values, values: Values, gesture: Gesture) -> Batch:
    """A row of one's own, or a part of a row that is guarded itself: made, or made to be so.

    A row that is so already stays untouched; a deleted one comes back.
    """
    guarded = BY_NAME[table]
    wanted = {**values, guarded.tombstone: None}
    row = {**_signed(gesture), **wanted}
    same = " AND ".join(f"{column} = ?" for column in guarded.key)
    other = " OR ".join(f"{column} IS NOT ?" for column in wanted)
    update = (
        (
            f"UPDATE {_named(guarded, row)} SET {_assigned(row)}, version = version + 1"  # noqa: S608 - names are checked
            f" WHERE {same} AND ({other})"
        ),
        (*row.values(), *_key(guarded, key), *wanted.values()),
    )
    return [update, ensuring(table, {**key, **values}, gesture)]


def dropping(table: str, key: Values, gesture: Gesture) -> Statement:
    """The tombstone on a row of one's own, or a part of a row; if it has one, it stays."""
    guarded = BY_NAME[table]
    row = {**_signed(gesture), guarded.tombstone: gesture.at}
    same = " AND ".join(f"{column} = ?" for column in guarded.key)
    return (
        (
            f"UPDATE {_named(guarded, row)} SET {_assigned(row)}, version = version + 1"  # noqa: S608 - names are checked
            f" WHERE {same} AND {guarded.tombstone} IS NULL"
        ),
        (*row.values(), *_key(guarded, key)),
    )


def _signed(gesture: Gesture) -> dict[str, Any]:
    return {
        "change": gesture.change,
        "updated_by": gesture.annotator,
        "updated_at": gesture.at,
    }


def _key(guarded: Guarded, row: Values) -> tuple[Any, ...]:
    return tuple(row[column] for column in guarded.key)


def _insert(guarded: Guarded, row: Values) -> str:
    columns = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    return f"INSERT INTO {_named(guarded, row)} ({columns}) SELECT {marks}"


def _assigned(row: Values) -> str:
    return ", ".join(f"{column} = ?" for column in row)


def _named(guarded: Guarded, row: Values) -> str:
    """The table's name, once every column is known to be one of its own."""
    unknown = set(row) - set(guarded.columns) - set(guarded.unlisted)
    assert not unknown, f"{guarded.name} has no {sorted(unknown)}"
    return guarded.name
