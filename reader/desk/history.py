"""History: who did what when, taking it back, and bringing back what lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.desk import past, telling
from reader.desk.choosing import ID_PREFIX_LENGTH, only
from reader.desk.context import Context
from reader.desk.telling import Told
from reader.errors import NotFoundError
from reader.model.history import Gesture, HistoryEntry
from reader.model.values import dataclass
from reader.store import chosen, labels, lost, merge_log, regaining, subjects
from reader.store import history as rows


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo or redo did.

    Attributes:
        label: what was taken back or brought back, in words (`mark "590 injured"`).
        skipped: rows that stay as they are because they were changed since.
        why: of each of these, who did.
        nothing: whether that was all of them: nothing was taken back.
    """

    label: str
    skipped: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    nothing: bool = False

    @property
    def left(self) -> tuple[str, ...]:
        """A line for each row that stays."""
        return tuple(f"{row}: {why}" for row, why in zip(self.skipped, self.why, strict=True))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back of what lost.

    Attributes:
        label: what it is, in words.
        copied: whether it stands as one's own copy, beside what a colleague has.
    """

    label: str
    copied: bool


class History:
    """The history of a desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def entries(
        self,
        *,
        since: int = 0,
        article: str | None = None,
        row: str | None = None,
        limit: int | None = None,
        as_of: str | None = None,
    ) -> tuple[HistoryEntry, ...]:
        """What was done, oldest first; of all that this file held at a moment, if one is given."""
        store = self._context.store
        if as_of is None:
            return rows.entries(store, since, article=article, row=row, limit=limit)
        last = past.last_by(store, as_of)
        found = [x for x in rows.entries(store, since, article=article, row=row) if x.seq <= last]
        return tuple(found if limit is None else found[-limit:])

    def row(self, word: str) -> str:
        """The id of the one row in the history that has this id, or begins so.

        Raises:
            NotFoundError, AmbiguousError: there is none, or several.
        """
        store = self._context.store
        if rows.entries(store, row=word, limit=1):
            return word
        begun = rows.begun_by(store, word.lower()) if len(word) >= ID_PREFIX_LENGTH else ()
        if not begun:
            raise NotFoundError(
                "no article, and nothing in the history, has that name",
                where=word,
                remedy="give an article, or the id of what was changed, or its beginning",
            )
        return only(
            begun,
            word,
            nouns=("thing in the history", "things in the history"),
            none="",
            several="give more of the id",
            line=str,
        )

    def lost(self, row: str | None = None) -> tuple[lost.Lost, ...]:
        """Versions that stand nowhere, since another copy's won; of one row (an id), or all."""
        return lost.lost(self._context.store, row)

    def merges(self) -> tuple[merge_log.MergeRecord, ...]:
        """Which stretches of this history came in by merging, in their order."""
        return merge_log.merges(self._context.store)

    def in_words(self, changes: Sequence[HistoryEntry]) -> str:
        """What one gesture did, in a few words: `deleted mark “seize power”`."""
        return labels.describe(changes, rows.quotes(self._context.store, changes))

    def told(self, changes: Sequence[HistoryEntry]) -> tuple[Told, ...]:
        """What one gesture did to each thing it touched, before and after, and where that is."""
        return telling.told(self._context.store, changes)

    def articles_of(self, entries: Sequence[HistoryEntry]) -> dict[str, frozenset[str]]:
        """The ids of the articles that entries are about, by gesture."""
        about: dict[str, set[str]] = {}
        articles: dict[str, set[str]] = {}
        for each in entries:
            row = each.after or {}
            table, name = labels.subject(each)
            about.setdefault(each.change, set()).update((name, str(row.get("annotation", name))))
            named = {name} if table == "articles" else {row["article"]} if "article" in row else ()
            articles.setdefault(each.change, set()).update(named)
        stands = subjects.articles_of(self._context.store, set[str]().union(*about.values()))
        return {
            change: frozenset(articles[change].union(*(stands.get(x, ()) for x in ids)))
            for change, ids in about.items()
        }

    def taken_back(self) -> Mapping[str, str]:
        """By gesture that was taken back and is so still, the gesture that did it."""
        return chosen.taken_back(self._context.store)

    def undo(self, change: str | None = None) -> TakenBack | None:
        """Take back this annotator's latest gesture, of whatever run, or a chosen one.

        Rows that were changed since are left as they are and named. None when there is nothing
        to take back.

        Args:
            change: the gesture's id, or its beginning; None for the latest that stands.

        Raises:
            NotFoundError: there is no such gesture.
            ReaderError: it is somebody else's, or was taken back already.
        """
        store, gesture, who = self._context.store, self._context.gesture(), self._context.annotator
        if change is None:
            return self._carry_out(rows.undoing(store, who, gesture), gesture)
        undo = chosen.undoing(store, who, chosen.find(store, change), gesture)
        return self._carry_out(undo, gesture, picked=True)

    def redo(self, change: str | None = None) -> TakenBack | None:
        """Bring back what was undone last, or a chosen gesture that was taken back.

        None when nothing was undone since the last act.

        Args:
            change: the id of the gesture that was taken back, or its beginning.

        Raises:
            NotFoundError: there is no such gesture.
            ReaderError: it is somebody else's, or it stands.
        """
        store, gesture, who = self._context.store, self._context.gesture(), self._context.annotator
        if change is None:
            return self._carry_out(rows.redoing(store, who, gesture), gesture)
        redo = chosen.redoing(store, who, chosen.find(store, change), gesture)
        return self._carry_out(redo, gesture, picked=True)

    def restore(self, word: str) -> tuple[Restored, ...]:
        """Bring back what lost in a merge: one's own as it was, a colleague's as one's own copy.

        Args:
            word: the id of the gesture or of the row that lost, or its beginning.

        Raises:
            NotFoundError: nothing that lost is called so.
            ReaderError: it is a colleague's, and of a kind that nobody has a copy of.
        """
        store, gesture = self._context.store, self._context.gesture()
        found = [
            regaining.regaining(store, each.entry, gesture, self._context.ids)
            for each in regaining.choose(store, word)
        ]
        self._context.write(gesture, *(each.batch for each in found))
        return tuple(Restored(self.in_words([each.entry]), each.copied) for each in found)

    def _carry_out(
        self, undo: rows.Undo | None, gesture: Gesture, *, picked: bool = False
    ) -> TakenBack | None:
        """Write it; of a chosen gesture that nothing can be taken back of, not even a note."""
        if undo is None:
            return None
        if not (picked and undo.nothing):
            self._context.write(gesture, undo.batch)
        return TakenBack(undo.label, undo.skipped, undo.why, undo.nothing)
