"""Annotators: who ever worked on the desk, what they are called and by which colour known."""

from __future__ import annotations

from collections.abc import Mapping

from reader.desk.context import Context
from reader.errors import ReaderError
from reader.model.annotation import Annotator
from reader.model.colours import COLOURS
from reader.model.ids import annotator_id
from reader.model.values import dataclass, replace
from reader.store import annotators as rows

LONGEST_NAME = 64  # characters


@dataclass(frozen=True, slots=True)
class Worker:
    """An annotator, and how much there is of their work.

    Attributes:
        annotator: who.
        marks: how many of theirs stand.
        last: when they last changed anything, or None.
    """

    annotator: Annotator
    marks: int
    last: str | None


class Annotators:
    """The annotators of a desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> Mapping[str, Annotator]:
        """Everybody who ever wrote here, by handle in small letters."""
        every = rows.all_annotators(self._context.store)
        return {each.handle.casefold(): each for each in every}

    def workers(self) -> tuple[Worker, ...]:
        """Everybody who ever wrote here, with what they did, by handle."""
        return tuple(Worker(*each) for each in rows.workers(self._context.store))

    def introduce(self, *, name: str | None = None, colour: str | None = None) -> Annotator:
        """Be shown by another name or colour; an empty one is none, None leaves it as it is.

        Only one's own: a colleague is known by what they call themselves.

        Raises:
            ReaderError: the name cannot be shown on a line, or there is no such colour.
        """
        if name is not None:
            name = name.strip()
            if not name.isprintable() or len(name) > LONGEST_NAME:
                raise ReaderError(
                    f"a name to show is up to {LONGEST_NAME} printable characters",
                    where=repr(name),
                    remedy="choose another with --name",
                )
        if colour and colour not in COLOURS:
            raise ReaderError(
                "there is no such colour", where=colour, remedy=f"one of: {', '.join(COLOURS)}"
            )
        store, handle = self._context.writable_store(), self._context.annotator
        now = rows.find(store, handle) or Annotator(annotator_id(handle), handle)
        new = replace(
            now,
            name=now.name if name is None else name,
            colour=now.colour if colour is None else colour or None,
        )
        gesture = self._context.gesture()
        self._context.write(gesture, rows.editing(store, new, gesture))
        return new
