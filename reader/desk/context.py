"""What every verb works with: the store of the moment, who acts, the clock and the ids.

It is also the one door through which anything is written. Opening a desk writes nothing, so
a desk that does not exist yet (the personal one, or the personal copy of a sample) is made
here, at the first write, and the verbs above never notice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from reader.errors import ReadOnlyDeskError
from reader.model.article import Article, RawArticle
from reader.model.history import Gesture
from reader.model.ids import Clock, IdSource, timestamp, uuid7
from reader.model.values import dataclass, field
from reader.store import annotators
from reader.store.protocol import Batch, Store


def now() -> datetime:
    """The clock on the wall, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7."""
    import secrets  # 2 ms that only who writes need pay

    return uuid7(int(now().timestamp() * 1000), secrets.randbits(74))


Materialise = Callable[[], tuple[Store, str]]


@dataclass(slots=True)
class Context:
    """One desk, opened by one annotator.

    Attributes:
        store: where everything is read from now; a desk that is not made yet reads as empty,
            a sample that was not changed yet reads as it stands in the checkout.
        annotator: the handle of who acts.
        materialise: makes the desk that the first write needs and returns its store and the
            line to say about it; None once it is there.
        notices: lines to say to the user once, oldest first.
        unstored: articles that were read at once and are stored with the first mark in any.
    """

    store: Store
    annotator: str
    materialise: Materialise | None = None
    clock: Clock = now
    ids: IdSource = new_id
    notices: list[str] = field(default_factory=list)
    unstored: dict[str, tuple[RawArticle, Article]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def gesture(self, *, undoes: str | None = None) -> Gesture:
        """A new act of this annotator, now."""
        return Gesture(self.ids(), self.annotator, timestamp(self.clock()), undoes)

    def writable_store(self) -> Store:
        """The store that a write goes to, made now if nothing was ever written here.

        Raises:
            ReadOnlyDeskError: with the reason, when the desk can only be read.
        """
        with self._lock:
            if self.materialise is not None:
                old = self.store
                self.store, notice = self.materialise()
                self.materialise = None
                self.notices.append(notice)
                old.close()
            if self.store.read_only is not None:
                raise ReadOnlyDeskError(
                    "this desk can only be read",
                    where=self.store.read_only,
                    remedy="`reader doctor` says what would make it writable",
                )
            return self.store

    def write(self, gesture: Gesture, *batches: Batch) -> None:
        """Carry out the statements of one gesture, all or none; they are on disk on return.

        The annotator's own row is made with the first thing that names it.
        """
        store = self.writable_store()
        statements = annotators.ensuring(gesture.annotator, gesture)
        for batch in batches:
            statements += batch
        store.write(statements)
