"""Which of somebody's gestures can be undone and redone, the next one first.

Undo and redo are gestures of their own, and stand in the same history. So it is read from its
end, as far as it takes to find what is asked for: mostly a few gestures, and all of it where
somebody has undone very much.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.store import merge_log
from reader.store.protocol import Store

FIRST_LOOK = 200  # gestures read at first; some 3 ms on a desk of any size
DEEPER = 4  # times as many are read when that was not enough
_END = 2**62  # after every entry

# Within a stretch of history that was written here: `?3 <= seq < ?4`.
_RECENT = """WITH RECURSIVE back (change, first, depth) AS (
    SELECT h.change, (SELECT min(seq) FROM history WHERE change = h.change), 1
    FROM history AS h WHERE h.seq =
      (SELECT max(seq) FROM history WHERE annotator = ?1 AND seq >= ?3 AND seq < ?4)
    UNION ALL
    SELECT h.change, (SELECT min(seq) FROM history WHERE change = h.change), back.depth + 1
    FROM back JOIN history AS h ON h.seq =
      (SELECT max(seq) FROM history WHERE annotator = ?1 AND seq >= ?3 AND seq < back.first)
    WHERE back.depth < ?2)
  SELECT change, first FROM back"""


def undoable(store: Store, annotator: str) -> Iterator[str]:
    """Gestures that stand, the latest first."""
    return _reaching(store, annotator, redo=False)


def redoable(store: Store, annotator: str) -> Iterator[str]:
    """Undos after which nothing else was done, the latest first."""
    return _reaching(store, annotator, redo=True)


def _reaching(store: Store, annotator: str, *, redo: bool) -> Iterator[str]:
    depth, given = FIRST_LOOK, set[str]()
    while True:
        recent = _recent(store, annotator, depth)
        for change in reversed(_stacks(store, annotator, recent)[redo]):
            if change not in given:
                given.add(change)
                yield change
        if len(recent) < depth:
            return
        depth *= DEEPER


def _stacks(
    store: Store, annotator: str, recent: list[tuple[int, str]]
) -> tuple[list[str], list[str]]:
    """Of the latest gestures, those that can be undone and redone, the next one last."""
    undos = store.read("SELECT change, undoes, seq FROM undos WHERE annotator = ?", (annotator,))
    undoes = {row["change"]: row["undoes"] for row in undos}
    oldest = min((first for first, _ in recent), default=0)
    # An undo that had to leave every row has no history: its place is told by `seq`, and
    # there is nothing to bring back from it.
    acts = [(float(first), change) for first, change in recent if change not in undoes]
    acts += [(row["seq"] + 0.5, row["change"]) for row in undos if row["seq"] + 1 >= oldest]
    wrote = {change for _, change in recent}
    undo: list[str] = []
    redo: list[str] = []
    for _, change in sorted(acts):
        if change not in undoes:
            undo.append(change)
            redo.clear()
        elif _is_redo(change, undoes):
            _drop(redo, undoes[change])
            undo += [change] if change in wrote else []
        else:
            _drop(undo, undoes[change])
            redo += [change] if change in wrote else []
    return undo, redo


def _recent(store: Store, annotator: str, depth: int) -> list[tuple[int, str]]:
    """Their latest gestures on this desk, with their first entries; newest first.

    What came in by a merge was done elsewhere, and is taken back there, or chosen by hand.
    """
    found: list[tuple[int, str]] = []
    stop = _END
    for start, before in [
        *((each.last + 1, each.first) for each in reversed(merge_log.merges(store))),
        (0, 0),
    ]:
        if len(found) < depth and start < stop:
            rows = store.read(_RECENT, (annotator, depth - len(found), start, stop))
            found += [(row["first"], row["change"]) for row in rows]
        stop = before
    return found


def _is_redo(change: str, undoes: dict[str, str]) -> bool:
    """Whether a gesture brings back what an undo took: it undoes an undo."""
    seen = [change]
    while undoes.get(seen[-1], seen[0]) not in seen:  # a circle is no undo of anybody's
        seen.append(undoes[seen[-1]])
    return len(seen) % 2 == 1


def _drop(stack: list[str], change: str) -> None:
    if change in stack:
        stack.remove(change)
