"""A file system in memory under SQLite, that can lose its power at any moment.

What was written and not synced may then be on the disk or not, in any order, and torn at any
sector. So it is with names: a new file is there for certain once it was synced, and one that was
deleted may be back, unless its folder was synced too (SQLite asks for that in `xDelete`). POSIX
promises no more. Needs apsw, which is why nothing imports this but the test that asks for it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import apsw

SECTOR = 512  # bytes that a disk writes whole; what is left of a torn write is a run of such
Write = tuple[int, bytes]  # an offset and what is written there; or (size, b"") to truncate


class Fate(StrEnum):
    """What becomes of what was not synced."""

    DROPPED = "dropped"
    KEPT = "kept"
    SHUFFLED = "shuffled"
    TORN = "torn"


def put(content: bytearray, offset: int, data: bytes) -> None:
    """Write into a file; what lies between its end and the offset is zero."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


@dataclass
class File:
    """What programs see of a file, what is on the disk for certain, and what lies between."""

    seen: bytearray = field(default_factory=bytearray)
    synced: bytearray = field(default_factory=bytearray)
    between: list[Write] = field(default_factory=list)
    named: bool = False  # its name is on the disk

    def write(self, offset: int, data: bytes) -> None:
        put(self.seen, offset, data)
        self.between.append((offset, data))

    def truncate(self, size: int) -> None:
        del self.seen[size:]
        self.between.append((size, b""))

    def sync(self) -> None:
        self.synced = bytearray(self.seen)
        self.between.clear()
        self.named = True

    def after(self, fate: Fate, rng: random.Random) -> bytes:
        """What is on the disk once the power is back."""
        if fate is Fate.KEPT:
            return bytes(self.seen)
        content = bytearray(self.synced)
        if fate is Fate.DROPPED:
            return bytes(content)
        writes = [each for each in self.between if rng.random() < 0.5]
        if fate is Fate.TORN:
            writes = [piece for each in self.between for piece in torn(*each) if rng.random() < 0.5]
        rng.shuffle(writes)
        for offset, data in writes:
            if data:
                put(content, offset, data)
            else:
                del content[offset:]
        return bytes(content)


def torn(offset: int, data: bytes) -> list[Write]:
    """A write as the sectors that a disk may keep or lose one by one."""
    if not data:
        return [(offset, data)]
    edges = [offset, *range((offset // SECTOR + 1) * SECTOR, offset + len(data), SECTOR)]
    ends = [*edges[1:], offset + len(data)]
    return [(a, data[a - offset : b - offset]) for a, b in zip(edges, ends, strict=True)]


class Disk:
    """Some files, and every step that is taken on them counted.

    Attributes:
        step: what is called before each step that changes something, with its number and whether
            it needs room; it may raise then, as a disk does that is full.
    """

    def __init__(self, **files: bytes) -> None:
        self.files = {
            name: File(bytearray(content), bytearray(content), named=True)
            for name, content in files.items()
        }
        self.ghosts: dict[str, File] = {}  # deleted, but perhaps not on the disk
        self.steps = 0
        self.step: Callable[[int, bool], None] = lambda *_: None

    def count(self, *, needs_room: bool = False) -> None:
        self.steps += 1
        self.step(self.steps, needs_room)

    def delete(self, name: str) -> None:
        file = self.files.pop(name)
        if file.named:
            self.ghosts[name] = file

    def sync(self, name: str, file: File) -> None:
        file.sync()
        if self.files.get(name) is file:
            self.ghosts.pop(name, None)

    def without_power(self, fate: Fate, rng: random.Random) -> dict[str, bytes]:
        """The files as they are found once the power is back."""
        found = {}
        for name in {*self.files, *self.ghosts}:
            file, ghost = self.files.get(name), self.ghosts.get(name)
            certain = file if file is not None and file.named else ghost
            if fate is Fate.KEPT:
                chosen = file
            elif fate is Fate.DROPPED or rng.random() < 0.5:
                chosen = certain
            else:
                chosen = certain if file is not None and file.named else file
            if chosen is not None:
                found[name] = chosen.after(fate, rng)
        return found


class OpenFile:
    """A file as SQLite holds it; apsw asks for methods of these names."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.name = disk, name
        self.file = disk.files.setdefault(name, File())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name, as all here
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.count(needs_room=True)
        self.file.write(offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.disk.count()
        self.file.truncate(size)

    def xSync(self, _: int) -> None:  # noqa: N802
        self.disk.count(needs_room=True)  # where room is found as late as that
        self.disk.sync(self.name, self.file)

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.file.seen)

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096  # as SQLite's own for Unix says

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return int(apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE)  # likewise

    def xFileControl(self, *_: int) -> bool:  # noqa: N802
        return False

    def xLock(self, _: int) -> None:  # noqa: N802
        """Nobody else is there."""

    def xUnlock(self, _: int) -> None:  # noqa: N802
        """Nobody else is there."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """What was not synced stays so."""


class LosingVfs(apsw.VFS):
    """SQLite's door to a `Disk`; unregistered by `unregister`."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, _: list[int]) -> OpenFile:  # noqa: N802
        return OpenFile(self.disk, str(name.filename() if hasattr(name, "filename") else name))

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def xAccess(self, name: str, _: int) -> bool:  # noqa: N802
        return name in self.disk.files

    def xDelete(self, name: str, folder_synced: bool) -> None:  # noqa: N802
        self.disk.count()
        if name not in self.disk.files:
            error = apsw.IOError(f"no {name}")
            error.extendedresult = apsw.SQLITE_IOERR_DELETE_NOENT
            raise error
        self.disk.delete(name)
        if folder_synced:
            self.disk.count()
            self.disk.ghosts.pop(name, None)


def connect(name: str, vfs: str) -> Any:
    """An apsw connection to a file of the disk."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    return apsw.Connection(name, flags=flags, vfs=vfs)


Full = apsw.FullError
