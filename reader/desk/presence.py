"""Presence: who has the desk open in a reader now, and what they read.

By files beside the database, never in it. A desk that cannot be written, or that is not made
yet, shows who is there and is not told that one is there oneself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reader.desk.context import Context, now
from reader.model.ids import timestamp
from reader.model.presence import Present
from reader.store import presence as files
from reader.store import seats
from reader.store.sqlite import SqliteStore

BEAT_S = files.BEAT_S


class Presence:
    """Who is here; nothing of it raises, and nothing of it is a write to the desk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._seat: seats.Seat | None = None
        self._since = timestamp(now())  # not the desk's clock: nothing of this is work

    def beat(self, article: str | None = None) -> tuple[Present, ...]:
        """Give a sign of life, and look who else is here: one's own other readers too.

        To be called every `BEAT_S` seconds by a reader, and from one thread.

        Args:
            article: the id of what is read.
        """
        store = self._context.store
        if not isinstance(store, SqliteStore) or store.path is None:
            return ()
        touched = None
        if self._context.materialise is None and store.read_only is None:
            touched = self._sit_down(store).keep(article)
        found = files.present(store.path, now=touched)
        return tuple(each for each in found if not self._is_me(each))

    def leave(self) -> None:
        """Be here no more."""
        seat, self._seat = self._seat, None
        if seat is not None:
            seat.leave()

    def all(self) -> tuple[Present, ...]:
        """Everybody who has the desk open in a reader, by handle; a reader for each line."""
        store = self._context.store
        if not isinstance(store, SqliteStore) or store.path is None:
            return ()
        return files.present(store.path)

    def left_behind(self) -> tuple[Path, ...]:
        """The files of readers that ended without taking them away."""
        store = self._context.store
        if not isinstance(store, SqliteStore) or store.path is None:
            return ()
        return files.left_behind(store.path)

    def _sit_down(self, store: SqliteStore) -> seats.Seat:
        """One's own file; what the dead left behind goes when it is made."""
        path = store.path
        assert path is not None
        if self._seat is None or self._seat.database != path:  # the first write made the desk
            self.leave()
            for each in files.left_behind(path):
                with suppress(OSError):
                    each.unlink()
            here = files.this_machine()
            handle = self._context.annotator
            mine = Present(handle, here.host, os.getpid(), self._since, None, here.pids)
            self._seat = seats.Seat(path, mine)
        return self._seat

    def _is_me(self, each: Present) -> bool:
        here = files.this_machine()
        return (each.pid, each.host, each.pids) == (os.getpid(), here.host, here.pids)
