"""Files that were opened without being added: with the first mark all of them come in."""

from __future__ import annotations

from reader.desk.context import Context
from reader.model.history import Gesture
from reader.store import articles as rows
from reader.store.protocol import Batch


class Opened:
    """What was read at once and is not stored yet.

    What was opened together is kept together: with half of it missing, its links and numbers
    would be others when the desk is opened again.

    Args:
        context: of the desk.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._newer: set[str] = set()
        self._gesture = ""
        self._batched: set[str] = set()

    def newer(self, article: str, name: str) -> str:
        """Let a newer version of an article wait for a mark of its own; the line that says so."""
        self._newer.add(article)
        return (
            f"{name} is a newer version of an article on this desk;"
            " `reader add` brings it in with the marks of the old"
        )

    def storing(self, article: str, gesture: Gesture) -> Batch:
        """The statements that store an article and what was opened beside it, once a gesture."""
        held = self._context.unstored
        if gesture.change != self._gesture:
            self._gesture, self._batched = gesture.change, set()
        wanted = [each for each in self._with(article) if each not in self._batched]
        self._batched.update(wanted)
        return [statement for each in wanted for statement in rows.adding(*held[each], gesture)]

    def stored(self, article: str) -> None:
        """Note that `storing` has been carried out."""
        for each in self._with(article):
            del self._context.unstored[each]

    def _with(self, article: str) -> list[str]:
        held = self._context.unstored
        if article not in held:
            return []
        return [each for each in held if each == article or each not in self._newer]
