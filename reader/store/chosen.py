"""Taking back a gesture that somebody chose from the history, not only the latest."""

from __future__ import annotations

from collections.abc import Mapping

from reader.errors import NotFoundError, ReaderError
from reader.model.history import Gesture
from reader.store.history import Undo, inverse, of_change
from reader.store.protocol import Store

_HISTORY = "`reader history` lists the gestures"


def find(store: Store, word: str) -> str:
    """The gesture whose id begins with a word.

    Raises:
        NotFoundError: there is none, or there are several.
    """
    # An id is hexadecimal: what begins with `word` stands before `word` and a letter after all.
    rows = store.read(
        "SELECT DISTINCT change FROM history WHERE change >= ?1 AND change < ?1 || 'z' LIMIT 2",
        (word,),
    )
    if not word or not rows:
        raise NotFoundError("no gesture has that id", where=word, remedy=_HISTORY)
    found = [str(row["change"]) for row in rows]
    if len(found) > 1 and found[0] != word:
        raise NotFoundError("several gestures begin so", where=word, remedy="give more of the id")
    return found[0]


def taken_back(store: Store) -> Mapping[str, str]:
    """By gesture, the undo that took it back and holds: what is not among them stands."""
    # An undo that had to leave every row took nothing back.
    rows = store.read(
        "SELECT change, undoes FROM undos AS u"
        " WHERE EXISTS (SELECT 1 FROM history AS h WHERE h.change = u.change)"
    )
    undoes = {str(row["change"]): str(row["undoes"]) for row in rows}
    by: dict[str, list[str]] = {}
    for undo, change in undoes.items():
        by.setdefault(change, []).append(undo)
    holds: dict[str, bool] = {}
    for start in undoes:
        # From the newest undo down: recursion would go as deep as somebody went to and fro.
        path = [start]
        while path:
            above = [each for each in by.get(path[-1], ()) if each not in holds]
            waiting = [each for each in above if each not in path]
            if waiting:
                path.append(waiting[0])
            else:
                change = path.pop()
                holds[change] = not any(holds.get(each) for each in by.get(change, ()))
    return {undoes[each]: each for each, held in holds.items() if held}


def undoing(store: Store, annotator: str, change: str, gesture: Gesture) -> Undo:
    """The inverse of one gesture of this annotator's.

    Raises:
        ReaderError: it is somebody else's, it is taken back already, or it cannot be.
    """
    _refuse_others(store, annotator, change)
    if change in taken_back(store):
        raise ReaderError("this was taken back already", where=change, remedy="`reader redo` it")
    return _inverse(store, change, gesture)


def redoing(store: Store, annotator: str, change: str, gesture: Gesture) -> Undo:
    """The inverse of the undo that took one gesture of this annotator's back.

    Raises:
        ReaderError: it is somebody else's, or it stands.
    """
    _refuse_others(store, annotator, change)
    undo = taken_back(store).get(change)
    if undo is None:
        raise ReaderError("this stands: there is nothing to bring back", where=change)
    return _inverse(store, undo, gesture)


def _inverse(store: Store, change: str, gesture: Gesture) -> Undo:
    found = of_change(store, change)
    if not found:
        raise ReaderError(
            "this is not taken back so",
            where=change,
            remedy="an article that was added is withdrawn: `reader withdraw`",
        )
    return inverse(store, change, found, gesture)


def _refuse_others(store: Store, annotator: str, change: str) -> None:
    rows = store.read("SELECT annotator FROM history WHERE change = ? LIMIT 1", (change,))
    who = str(rows[0]["annotator"]) if rows else annotator
    if who.casefold() != annotator.casefold():
        raise ReaderError(
            f"this was done by {who}, and only {who} takes it back",
            where=change,
            remedy="mark, judge or comment it yourself",
        )
