"""What is said of marks: from a key to the thread, and from there to the queue of writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import Annotation, Comment
from reader.model.values import replace
from reader.tui.explaining import moment
from reader.tui.people import named
from reader.tui.screens.workplace import Workplace, quoted

if TYPE_CHECKING:
    from reader.tui.screens.thread import Said, ThreadCard


class Commenting:
    """Opens the thread of a mark, and writes what is said in it.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        # What was written here and is in no reading of the desk yet; None where it went.
        self._written: dict[str, Comment | None] = {}
        self._waiting: list[Comment] = []  # on its way to the disk

    def open(self) -> None:
        """The thread of the mark under the cursor."""
        from reader.tui.screens.thread import ThreadCard  # noqa: PLC0415 - loaded when first used

        place = self._place
        mark = place.active_mark()
        if mark is None:
            on, claim = (place.keymap.shown(x) for x in ("next", "mark.claim"))
            words = f"a comment is about a mark: {on} goes to the next, {claim} makes one here"
            place.say(words)
            return
        self._written.clear()
        card = ThreadCard(
            place.ledger.stored_id(mark.id),
            (mark.anchor.quote, mark.annotator),
            lambda: self._thread(mark),
            lambda words: self._say(card, mark, words),
            lambda comment, words: self._change(card, comment, words),
        )
        place.screen.app.push_screen(card)

    def _thread(self, mark: Annotation) -> list[Said]:
        """The comments on a mark, with what was written here since the desk was read."""
        from reader.tui.screens.thread import Said  # noqa: PLC0415 - loaded when first used

        place = self._place
        wanted = place.ledger.stored_id(mark.id)
        said = {each.id: each for each in place.comments(mark.article, wanted)}
        for identity, written in self._written.items():
            if written is None:
                said.pop(identity, None)
            elif identity not in said or said[identity].version < written.version:
                said[identity] = written
        thread = [*said.values(), *(x for x in self._waiting if x.annotation == mark.id)]
        me = place.desk.annotator.casefold()
        people = place.state.people if place.state is not None else {}
        return [
            Said(
                each,
                named(each.annotator, people)[0],
                moment(each.created_at) if each.id else "not saved yet",
                own=bool(each.id) and each.annotator.casefold() == me,
            )
            for each in thread
        ]

    def _say(self, card: ThreadCard, mark: Annotation, words: str) -> None:
        """Show what is said, hollow, and write it."""
        place = self._place
        waiting = Comment("", mark.id, place.desk.annotator, words)
        self._waiting.append(waiting)

        def work() -> Comment:
            stored = place.desk.marks.get(place.ledger.stored_id(mark.id))
            return place.desk.comments.add(stored, words)

        def done(comment: Comment) -> None:
            self._waiting.remove(waiting)
            self._written[comment.id] = comment
            place.reread()
            place.say(f"said {quoted(words)} of {quoted(mark.anchor.quote)}")

        def refused() -> None:
            self._waiting.remove(waiting)
            card.give_back(words)

        place.write(f"comment {quoted(words)}", work, done, refused)

    def _change(self, card: ThreadCard, comment: Comment, words: str) -> None:
        """Put other words in the place of a comment of one's own, or take it away."""
        place, comments = self._place, self._place.desk.comments
        before = self._written.get(comment.id, comment)
        self._written[comment.id] = replace(comment, text=words) if words else None

        def work() -> Comment | None:
            if words:
                return comments.edit(comment, words)
            comments.delete(comment)
            return None

        def done(changed: Comment | None) -> None:
            self._written[comment.id] = changed
            place.reread()
            undo = place.keymap.shown("undo")
            place.say(f"{'changed' if words else 'deleted'} a comment · {undo} takes that back")

        def refused() -> None:
            self._written[comment.id] = before
            if words:
                card.give_back(words)

        place.write(f"comment {quoted(comment.text)}", work, done, refused)
