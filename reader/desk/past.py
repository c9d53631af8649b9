"""The desk as it was: read from a copy that is put back to a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from reader.errors import ReaderError
from reader.model.ids import timestamp
from reader.store import copies, past
from reader.store.protocol import Store
from reader.store.sqlite import SqliteStore
from reader.team.past import Stretch, cut, rows_at

DAY_LENGTH = len("2020-10-06")


def moment_of(written: str) -> str:
    """A day or a time as a person writes it, as history has it.

    A day means its end, and a time without a zone is UTC, as all times that are printed.

    Raises:
        ReaderError: it is neither.
    """
    written = written.strip()
    try:
        if len(written) <= DAY_LENGTH:
            day = datetime.combine(date.fromisoformat(written), datetime.min.time(), UTC)
            return timestamp(day + timedelta(days=1, milliseconds=-1))
        found = datetime.fromisoformat(written)
        return timestamp(found if found.tzinfo is not None else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise ReaderError(
            "not a day or a time",
            where=written,
            remedy="write it as 2020-10-06, or 2020-10-06T09:30 (UTC)",
        ) from error


def last_by(store: Store, moment: str) -> int:
    """The number of the last entry of history that had come by a moment."""
    return cut((Stretch(each.last, each.at) for each in past.arrivals(store)), moment)


@contextmanager
def at(store: Store, moment: str | None, last: int | None = None) -> Iterator[Store]:
    """One moment of the desk, now or earlier, to read for as long as it takes.

    Args:
        store: the desk's.
        moment: as `moment_of` gives it; None for now.
        last: the number of the last entry of history that had come by then, instead.

    Raises:
        ReaderError: the desk is of a kind that cannot be copied.
    """
    if not isinstance(store, SqliteStore):
        if moment is not None or last is not None:
            raise ReaderError("this desk cannot be put back", remedy="copy it to a file first")
        yield store
    elif moment is None and last is None:
        with copies.snapshot(store) as frozen:
            yield frozen
    else:

        def work_out(copy: SqliteStore) -> Iterable[past.Was]:
            end = last_by(copy, moment or "") if last is None else last
            found = rows_at(past.touched_since(copy, end), end)
            return [(each.table, each.known, each.state) for each in found]

        with past.rewound(store, work_out) as then:
            yield then
