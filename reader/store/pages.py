"""The rows of a damaged SQLite file, read from its pages without SQLite.

SQLite reads a table from its root downwards, so that one broken page hides all below it. Here
every page of the file is looked at by itself: what is a leaf, or an inner page of an index, has
its rows taken, whichever way up is broken. The format: https://www.sqlite.org/fileformat2.html.
Nothing is believed: whatever points outside the file, runs in a circle or is no record is passed
over. A row that is read may still be an old one, or damaged; the caller has to check it.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import DeskError
from reader.store import failures
from reader.store.library import SqlError, connect_new
from reader.store.opening import check_kind
from reader.store.sqlite import WAIT_MS
from reader.store.waiting import SUFFIX, Queue

Value = None | int | float | str | bytes

PAGE_SIZE = 4096  # of every desk; said in the header, which may be damaged
LARGEST = 256 * 1024 * 1024  # bytes of one row; no article is as large
_HEADER = 100  # bytes at the start of the first page
_TABLE_LEAF, _INDEX_LEAF, _TABLE_INNER, _INDEX_INNER = 0x0D, 0x0A, 0x05, 0x02
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of an integer, by its serial type
_LIST_ENTRIES = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands on a page.

    Attributes:
        page: its number, from 1.
        rowid: of a table's row; None on a page of an index (a table WITHOUT ROWID is one).
        values: what it holds, in the order of the columns; None in place of a text that is no
            UTF-8, like for NULL.
        whole: whether every byte was there, and every text UTF-8.
    """

    page: int
    rowid: int | None
    values: tuple[Value, ...]
    whole: bool = True


class Pages:
    """A database file, page by page.

    Args:
        content: all of it, or what is left of it.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = self._page_size()
        self.count = len(content) // self._size
        self._usable = self._size
        if self._ours() and 0 < content[20] <= self._size - 480:  # bytes kept free on each page
            self._usable = self._size - content[20]
        self._free = self._freed()

    def records(self) -> Iterator[Record]:
        """Every row that can be read, in the order of the pages, whatever table it is of."""
        for number in range(1, self.count + 1):
            if number not in self._free:
                yield from self._of(number)

    def _ours(self) -> bool:
        return self._content[:16] == b"SQLite format 3\0"

    def _page_size(self) -> int:
        said = int.from_bytes(self._content[16:18], "big")
        said = 65_536 if said == 1 else said
        sane = 512 <= said <= 65_536 and said & (said - 1) == 0  # noqa: PLR2004 - of the format
        return said if self._ours() and sane else PAGE_SIZE

    def _page(self, number: int) -> bytes:
        """The page's bytes, or none outside the file."""
        if not 1 <= number <= self.count:
            return b""
        return self._content[(number - 1) * self._size : number * self._size]

    def _freed(self) -> frozenset[int]:
        """The pages that hold nothing any more: rows on them were moved, or deleted."""
        freed: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big") if self._ours() else 0
        while 1 < trunk <= self.count and trunk not in freed:
            page = self._page(trunk)
            if page[0] in (_TABLE_LEAF, _INDEX_LEAF, _TABLE_INNER, _INDEX_INNER):
                return frozenset()  # a list that leads to rows is damaged
            freed.add(trunk)
            trunk, count = _LIST_ENTRIES.unpack_from(page)
            count = min(count, self._size // 4 - 2)
            freed.update(struct.unpack_from(f">{count:d}I", page, 8))
        return frozenset(freed)

    def _of(self, number: int) -> Iterator[Record]:
        """The rows of one page; none where it is no page of rows."""
        page, base = self._page(number), _HEADER if number == 1 else 0
        kind = page[base]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
            return
        cells = int.from_bytes(page[base + 3 : base + 5], "big")
        first = base + (12 if kind == _INDEX_INNER else 8)
        for index in range(min(cells, (self._size - first) // 2)):
            at = int.from_bytes(page[first + 2 * index : first + 2 * index + 2], "big")
            try:
                found = self._cell(number, page, kind, at)
            except (IndexError, ValueError, struct.error):
                continue  # it points outside the page, or is no record
            if found is not None:
                yield found

    def _cell(self, number: int, page: bytes, kind: int, at: int) -> Record | None:
        """The record of the cell at `at`."""
        rowid = None
        if kind == _INDEX_INNER:
            at += 4  # the page on its left
        size, at = _varint(page, at)
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
        if not 0 < size <= min(LARGEST, len(self._content)):
            return None
        payload, complete = self._payload(page, kind, size, at)
        values, whole = _values(payload)
        return Record(number, rowid, values, whole and complete)

    def _payload(self, page: bytes, kind: int, size: int, at: int) -> tuple[bytes, bool]:
        """All bytes of a record, those that flowed over too; zeros for lost ones, and whether."""
        usable = self._usable
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return _slice(page, at, size), True
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        if local > most:
            local = least
        parts = [_slice(page, at, local)]
        following = int.from_bytes(_slice(page, at + local, 4), "big")
        left, seen = size - local, set[int]()
        while left > 0:
            flow = self._page(following)
            if not flow or following in seen:
                return b"".join(parts) + bytes(left), False
            seen.add(following)
            part = flow[4 : 4 + min(left, usable - 4)]
            parts.append(part)
            left -= len(part)
            following = int.from_bytes(flow[:4], "big")
        return b"".join(parts), True


def _slice(page: bytes, at: int, size: int) -> bytes:
    part = page[at : at + size]
    if len(part) < size:
        msg = "it runs over the end of its page"
        raise ValueError(msg)
    return part


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, signed as of 64 bits, and where it ends."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte has no high bit
            return value, at + index + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _values(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    """The values of a record, and whether every text is UTF-8.

    Raises:
        ValueError, IndexError: it is no record.
    """
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end:
        msg = "the header does not end where it says"
        raise ValueError(msg)
    values: list[Value] = []
    whole = True
    for kind in kinds:
        try:
            value, at = _value(payload, kind, at)
        except UnicodeDecodeError:
            value, at, whole = None, at + (kind - 13) // 2, False
        values.append(value)
    if at != len(payload):
        msg = "the values do not fill the record"
        raise ValueError(msg)
    return tuple(values), whole


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    """One value by its serial type, and where it ends."""
    if kind in _WIDTHS:
        stop = at + _WIDTHS[kind]
        return int.from_bytes(_slice(payload, at, stop - at), "big", signed=True), stop
    if kind == 7:  # noqa: PLR2004 - of the format
        return float(struct.unpack(">d", _slice(payload, at, 8))[0]), at + 8
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(0, kind - 7)], at
    if kind < 12:  # noqa: PLR2004 - of the format: 10 and 11 are not for files
        msg = "no such type"
        raise ValueError(msg)
    size = (kind - 12) // 2
    data = _slice(payload, at, size)
    return (data.decode() if kind % 2 else data), at + size


def content_of(path: Path) -> bytes:
    """All bytes of a damaged desk's file, as they are once a write that was cut off is taken back.

    The file is only read, in turn with whoever writes to it. No desk may be open on it in this
    process: closing a file drops the locks that the process has on it.

    Raises:
        DeskError: it cannot be read, or somebody writes for longer than we wait.
    """
    check_kind(path, str(path))
    queued = Path(f"{path}{SUFFIX}").exists()
    with (
        Queue(path, wait_ms=WAIT_MS).turn() if queued else nullcontext(True) as got,
        TemporaryDirectory(prefix="reader-") as folder,
    ):
        if not got:
            raise failures.busy(str(path))
        copy = Path(folder) / "damaged.db"
        try:
            shutil.copyfile(path, copy)
            journal = Path(f"{path}-journal")
            if journal.exists():
                shutil.copyfile(journal, f"{copy}-journal")
        except OSError as failure:
            raise DeskError(
                f"it cannot be read ({failure.strerror})",
                where=str(path),
                remedy="copy it to another disk with a program that passes over bad sectors",
            ) from failure
        with suppress(SqlError, UnicodeDecodeError), closing(connect_new(copy)) as connection:
            connection.execute("PRAGMA quick_check(1)").fetchall()
        return copy.read_bytes()
