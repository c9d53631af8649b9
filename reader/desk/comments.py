"""Comments: what people say of each other's marks, one thread to a mark."""

from __future__ import annotations

from collections.abc import Iterable

from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.marks import Marks
from reader.desk.people import TakingIn, on_behalf
from reader.errors import ReaderError
from reader.exchange.planning import Conflict
from reader.model.annotation import Annotation, Comment
from reader.model.history import Gesture
from reader.store import annotators
from reader.store import comments as rows
from reader.store.protocol import Store
from reader.store.statements import storable


class Comments:
    """The comments of a desk."""

    def __init__(self, context: Context, marks: Marks) -> None:
        self._context = context
        self._marks = marks

    def of_mark(self, mark: str) -> tuple[Comment, ...]:
        """The thread of one mark (its id), the oldest first."""
        return rows.select(self._context.store, annotation=mark)

    def of_article(self, article: str) -> tuple[Comment, ...]:
        """Every comment on marks of an article (its id), the oldest first."""
        return rows.select(self._context.store, article=article)

    def list(self) -> tuple[Comment, ...]:
        """Every comment on marks that stand, the oldest first."""
        return rows.select(self._context.store)

    def get(self, word: str) -> Comment:
        """The comment with that id, or the only one whose id starts so.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        chosen = only(
            rows.beginning(self._context.store, word),
            word,
            nouns=("comment", "comments"),
            none="`reader comments` lists them",
            several="give more of the id",
            line=str,
        )
        return rows.load(self._context.store, chosen)

    def add(self, mark: Annotation, text: str) -> Comment:
        """Say something of a mark, one's own or a colleague's; on disk when it is returned.

        Raises:
            ReaderError: there are no words.
            NotFoundError: the mark is gone.
        """
        words = _words(text, mark.anchor.quote)
        self._marks.get(mark.id)
        gesture = self._context.gesture()
        made = Comment(
            id=self._context.ids(),
            annotation=mark.id,
            annotator=self._context.annotator,
            text=words,
            created_at=gesture.at,
        )
        self._context.write(gesture, rows.adding(made, gesture))
        return rows.load(self._context.store, made.id)

    def edit(self, comment: Comment, text: str) -> Comment:
        """Other words in one's own comment.

        Raises:
            ConflictError: it was changed since it was read; nothing was written.
            ReaderError: it is somebody else's, or there are no words.
        """
        self._refuse_others(comment)
        words = _words(text, comment.text)
        if words != comment.text:
            gesture = self._context.gesture()
            self._context.write(gesture, rows.editing(comment, words, gesture))
        return rows.load(self._context.store, comment.id)

    def delete(self, comment: Comment) -> None:
        """Take one's own comment away; undo brings it back.

        Raises:
            ConflictError: it was changed since it was read; it stays.
            ReaderError: it is somebody else's.
        """
        self._refuse_others(comment)
        gesture = self._context.gesture()
        self._context.write(gesture, rows.deleting(comment, gesture))

    def _refuse_others(self, comment: Comment) -> None:
        if comment.annotator.casefold() != self._context.annotator.casefold():
            raise ReaderError(
                f"this comment is {comment.annotator}'s, and only {comment.annotator} changes it",
                where=comment.text,
                remedy="answer with a comment of your own",
            )


def _words(text: str, where: str) -> str:
    """A comment without blank ends.

    Raises:
        ReaderError: nothing is left.
    """
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not words:
        raise ReaderError("a comment without words", where=where, remedy="write some")
    return words


def take_in(
    taking: TakingIn,
    store: Store,
    wanted: Iterable[Comment],
    marks: frozenset[str],
    gesture: Gesture,
) -> None:
    """Bring comments in, behind the marks that they are on.

    Args:
        taking: what comes in, and what does not.
        store: the desk's.
        wanted: what comes.
        marks: the ids of all marks that will be there.
        gesture: of who imports.
    """
    wanted = tuple(wanted)
    here = rows.of_ids(store, frozenset(each.id for each in wanted))
    for each in wanted:
        old = here.get(each.id)
        if old is not None and old.deleted:
            taking.conflicts.append(Conflict(0, each.id, "this comment was deleted on the desk"))
        elif old is not None and _said(old) != _said(each):
            taking.clash("comment", each.id)
        elif each.annotation not in marks:
            taking.without_mark(each.annotation, each.text)
        elif old is None:
            batch = annotators.ensuring(each.annotator, gesture)
            batch += rows.adding(each, on_behalf(gesture, each.annotator))
            taking.came("comments", batch)


def _said(comment: Comment) -> tuple[str, str, str]:
    return comment.annotation, comment.annotator.casefold(), storable(comment.text)
