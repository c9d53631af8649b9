"""One's own marks changed and taken away, and changes taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.errors import ConflictError, NotFoundError
from reader.model.annotation import Annotation, Piece, Tag
from reader.model.text import Span
from reader.model.values import replace
from reader.tui import pieces
from reader.tui.messages import BoundaryKept
from reader.tui.screens.making import Chosen, Making
from reader.tui.screens.workplace import Workplace, counted, quoted, said_of
from reader.tui.selecting import Edge

if TYPE_CHECKING:
    from reader.desk.history import TakenBack


class Changing:
    """What keys do to marks that are there.

    Args:
        place: the work on the desk.
        making: who makes marks.
    """

    def __init__(self, place: Workplace, making: Making) -> None:
        self._place = place
        self._making = making

    def own(self) -> Annotation | None:
        """The mark under the cursor when it is one's own; else says why not."""
        place = self._place
        mark = place.active_mark()
        if mark is None:
            key = place.keymap.shown("next")
            place.say(f"there is no mark under the cursor: {key} goes to the next one")
        elif not place.mine(mark):
            place.say(f"this mark is {mark.annotator}'s, and only {mark.annotator} changes it")
        else:
            return mark
        return None

    def pick(self) -> None:
        """Choose a tag: for the selection, for one's own mark under the cursor, or a sentence."""
        place, making = self._place, self._making
        pane, mark = place.pane, place.active_mark()
        selecting = pane is not None and pane.selection is not None
        own = mark is not None and place.mine(mark)
        if mark is None or selecting or not own:
            making.pick((), lambda tag: making.mark((tag,), making.sentence))
        else:
            making.pick([tag.id for tag in mark.tags], lambda tag: self._retag(mark, tag))

    def _retag(self, mark: Annotation, tag: Chosen) -> None:
        """Put a tag on a mark, or take it off.

        It takes the place of one above or below it: who says `claim/casualties` of a `claim` has
        said more of it, and not something else.
        """
        same = [each for each in mark.tags if isinstance(tag, Tag) and each.id == tag.id]
        lost = same or [each for each in mark.tags if self._in_line(each, tag)]
        tags: list[Chosen] = [each for each in mark.tags if each not in lost]
        if not same:
            tags.append(tag)
        shown = replace(mark, tags=tuple(each for each in tags if isinstance(each, Tag)))
        self._edit("tags of", mark, shown, tags=tags)
        self._making.once_more = lambda: self._tag_here(tag, on=not same)

    def _in_line(self, one: Tag, other: Chosen) -> bool:
        """Whether one of two tags is under the other."""
        path = self._place.tags.path
        paths = [f"{path(one)}/", f"{other if isinstance(other, str) else path(other)}/"]
        return paths[0].startswith(paths[1]) or paths[1].startswith(paths[0])

    def _tag_here(self, tag: Chosen, *, on: bool) -> None:
        """Put the same tag on the mark under the cursor, or take it off, if it is not so yet."""
        mark = self.own()
        if mark is None:
            return
        name = tag if isinstance(tag, str) else tag.name
        if any(name == each.name for each in mark.tags) is on:
            self._place.say(f"the mark {'carries' if on else 'does not carry'} {name} already")
            return
        self._retag(mark, tag)

    def note(self) -> None:
        """Write a note: on what is selected, or on the mark under the cursor."""
        place, making = self._place, self._making
        pane, article = place.pane, place.article
        if pane is not None and article is not None and pane.selection is not None:
            text = place.text(article)
            words = " … ".join(span.of(text) for span in making.spans_or(making.sentence))

            def written(note: str | None) -> None:
                if note:
                    making.mark((), making.sentence, note)

            place.screen.app.push_screen(note_editor(words, ""), written)
            return
        mark = self.own()
        if mark is not None:
            self._edit_note(mark)

    def _edit_note(self, mark: Annotation) -> None:
        def changed(note: str | None) -> None:
            if note is not None and note != mark.note:
                self._edit("note on", mark, replace(mark, note=note), note=note)

        self._place.screen.app.push_screen(note_editor(mark.anchor.quote, mark.note), changed)

    def _ask_again(self, mark: Annotation, wanted: Annotation | None) -> None:
        """The mark is another by now: show both versions, and let one be chosen.

        Args:
            mark: as it was when it was changed here.
            wanted: as it shall be; None when it shall go.
        """
        place = self._place
        try:
            now = place.desk.marks.get(place.ledger.stored_id(mark.id))
        except NotFoundError:
            if wanted is not None:
                self._choose(None, wanted, lambda: self._anew(wanted))
            return
        if wanted is None:
            if now.version != mark.version:
                self._choose(now, None, lambda: self._delete(now))
        elif wanted.note != mark.note:
            self._ask_for_note(now, wanted.note)
        elif now.anchor.spans != mark.anchor.spans:
            spans = wanted.anchor.spans
            shown = self._respanned(now, spans)
            self._choose(now, shown, lambda: self._edit("border of", now, shown, spans=spans))

    def _choose(
        self, now: Annotation | None, mine: Annotation | None, take: Callable[[], object]
    ) -> None:
        from reader.tui.screens.conflict import ConflictCard  # noqa: PLC0415 - when first needed

        def chosen(answer: str | None) -> None:
            if answer is not None:
                take()

        self._place.screen.app.push_screen(ConflictCard(now, mine), chosen)

    def _ask_for_note(self, now: Annotation, note: str) -> None:
        def changed(wanted: str | None) -> None:
            if wanted is not None and wanted != now.note:
                self._edit("note on", now, replace(now, note=wanted), note=wanted)

        editor = note_editor(now.anchor.quote, now.note, draft=note)
        self._place.screen.app.push_screen(editor, changed)

    def _anew(self, wanted: Annotation) -> None:
        """Make a mark again that was deleted elsewhere while it was changed here."""
        place, making = self._place, self._making
        draft = making.draft(wanted.article, wanted.anchor.spans, wanted.tags)
        draft = replace(draft, note=wanted.note)

        def work() -> list[Annotation]:
            return [
                place.desk.marks.annotate(
                    wanted.article,
                    wanted.anchor.spans,
                    wanted.tags,
                    note=wanted.note,
                    attributes=wanted.attributes,
                )
            ]

        words = f"mark {quoted(wanted.anchor.quote)}"
        place.write_marks(words, [draft], work, lambda marks: making.told(marks[0]))

    def add_piece(self) -> None:
        """Add the selection to the mark that was made, or chosen by `+`, last."""
        place, making = self._place, self._making
        pane, article = place.pane, place.article
        if pane is None or article is None:
            return
        key = place.keymap.shown("mark.add-piece")
        if pane.selection is None:
            mark = self.own()
            if mark is not None:
                making.last = mark
                place.say(f"now select what belongs to this mark too, and press {key} again")
            return
        mark = place.ledger.find(article, making.last.id if making.last else None)
        if mark is None or not place.mine(mark):
            place.say(f"no mark of yours to add to: go to one and press {key} there first")
            return
        had = mark.anchor.spans
        spans = pieces.added(had, making.spans_or(making.sentence))
        pane.back()
        if spans == had:
            place.say("the mark holds these words already")
            return
        more = len(spans) - len(had)
        said = "" if len(spans) == 1 else f"{len(spans)} pieces · "
        said = said if more > 0 else f"now {counted(len(spans), 'piece')}, what met is one · "
        self._edit("add to", mark, self._respanned(mark, spans), spans=spans, said=said)

    def take_border(self, edge: Edge) -> None:
        """Take the start or the end of the mark under the cursor in hand."""
        pane = self._place.pane
        if pane is None:
            return
        boundary = pane.page.reading.boundary
        if boundary is not None:
            pane.take_border(boundary.mark, boundary.before, edge)
            return
        mark = self.own()
        if mark is not None:
            index = pieces.at(mark.anchor.spans, pane.cursor)
            pane.take_border(mark.id, mark.anchor.spans[index or 0], edge)

    def other_border(self) -> None:
        """Take the other border of the piece in hand."""
        pane = self._place.pane
        boundary = None if pane is None else pane.page.reading.boundary
        if boundary is not None:
            self.take_border(Edge.STOP if boundary.edge is Edge.START else Edge.START)

    def border_kept(self, event: BoundaryKept, article: str) -> None:
        """A border was moved."""
        mark = self._place.ledger.find(article, event.mark)
        if mark is None:
            self._place.say("this mark was deleted meanwhile in another window of yours")
        elif event.span != event.before:
            column = self._place.columns.get(article)
            on_page = column.pane.page.scene.layout.pieces if column is not None else _whole
            spans = pieces.rebordered(mark.anchor.spans, event.before, event.span, on_page)
            shown = self._respanned(mark, spans)

            def move() -> None:
                self._edit("border of", mark, shown, spans=spans)

            if event.before in mark.anchor.spans:
                move()
            else:  # its borders were moved elsewhere while one of them was in hand here
                self._choose(mark, shown, move)

    def _respanned(self, mark: Annotation, spans: Sequence[Span]) -> Annotation:
        text = self._place.text(mark.article)
        parts = tuple(Piece(span, span.of(text)) for span in spans)
        return replace(mark, anchor=replace(mark.anchor, pieces=parts))

    def _edit(
        self,
        label: str,
        mark: Annotation,
        shown: Annotation,
        *,
        spans: Sequence[Span] | None = None,
        tags: Sequence[Chosen] | None = None,
        note: str | None = None,
        said: str = "",
    ) -> None:
        """Show the changed mark, hollow, and write what is given of it; then say so."""
        marks, making, ledger = self._place.desk.marks, self._making, self._place.ledger
        had = {tag.id for tag in mark.tags}

        def work() -> list[Annotation]:
            made = None if tags is None else [making.tag_of(tag) for tag in tags]
            # Read again: gestures of ours that were queued before this one changed its version.
            stored = marks.get(ledger.stored_id(mark.id))
            if note is not None and stored.note != mark.note:
                # Its version is another, and what would be lost with it is a text of somebody's.
                raise ConflictError("the note was changed meanwhile", where=mark.anchor.quote)
            if spans is not None and stored.anchor.spans != mark.anchor.spans:
                raise ConflictError("its borders were changed meanwhile", where=mark.anchor.quote)
            if made is not None:  # tags that were put on elsewhere stay on
                kept = {tag.id for tag in made}
                made += [tag for tag in stored.tags if tag.id not in had | kept]
            return [marks.edit(stored, spans=spans, tags=made, note=note)]

        def done(changed: Sequence[Annotation]) -> None:
            (making.last,) = changed
            making.told(making.last, "note kept · " if note else said)

        def refused() -> None:
            self._ask_again(mark, shown)

        words = f"{label} {quoted(mark.anchor.quote)}"
        self._place.write_marks(words, [shown], work, done, refused=refused)

    def delete(self, times: int = 1) -> None:
        """Delete the mark under the cursor; of one in pieces, ask whether all of it.

        Args:
            times: of one's own marks, how many from there on.
        """
        mark, pane = self.own(), self._place.pane
        if mark is None or pane is None:
            return
        self._making.once_more = self.delete
        if times > 1:
            self._delete(mark, *self._further(mark, times - 1))
            return
        spans = mark.anchor.spans
        index = pieces.at(spans, pane.cursor)
        if len(spans) == 1 or index is None:
            self._delete(mark)
            return
        cursor, piece = pane.cursor, mark.anchor.pieces[index].quote

        def chosen(what: str | None) -> None:
            if what == "piece":
                left = pieces.without(spans, cursor)
                undo = self._place.keymap.shown("undo")
                words = f"took out {quoted(piece)} · {undo} brings it back · "
                self._edit("a piece of", mark, self._respanned(mark, left), spans=left, said=words)
            elif what == "mark":
                self._delete(mark)

        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        options = [
            ("piece", f"only this piece: {quoted(piece)}", f"{index + 1} of {len(spans)}"),
            ("mark", "the whole mark", counted(len(spans), "piece")),
        ]
        keys = (self._place.keymap.shown("mark.delete"), "a")
        self._place.screen.app.push_screen(Chooser("Delete", options, keys=keys), chosen)

    def _further(self, mark: Annotation, count: int) -> list[Annotation]:
        """One's own marks that are shown after one, so many."""
        place = self._place
        own = [each for each in place.marks(mark.article) if place.mine(each)]
        own.sort(key=lambda each: (each.anchor.span.start, -each.anchor.span.stop, each.id))
        start = next((n for n, each in enumerate(own) if each.id == mark.id), len(own))
        return own[start + 1 : start + 1 + count]

    def _delete(self, mark: Annotation, *others: Annotation) -> None:
        """Delete marks, as one gesture."""
        place, marks = self._place, self._place.desk.marks
        gone = [mark, *others]
        words = counted(len(gone), "mark") if others else quoted(mark.anchor.quote)
        pending = place.ledger.pending()
        settled = {each.id for each in gone if each.id not in pending}

        def work() -> list[Annotation]:
            found = [marks.get(place.ledger.stored_id(each.id)) for each in gone]
            for each, stored in zip(gone, found, strict=True):
                if each.id in settled and stored.version != each.version:
                    raise ConflictError("it was changed meanwhile", where=each.anchor.quote)
            marks.delete(found)
            return found

        def done(_: Sequence[Annotation]) -> None:
            place.say(f"deleted {words} · {place.keymap.shown('undo')} brings it back")

        def refused() -> None:
            for each in gone:
                self._ask_again(each, None)

        place.write_marks(f"delete {words}", gone, work, done, gone=True, refused=refused)

    # -- taking back -----------------------------------------------------------------------

    def undo(self) -> None:
        """Take back one's latest change, on this run or an earlier one."""
        history = self._place.desk.history
        self._take("undo", "took back", "nothing to take back", history.undo)

    def redo(self) -> None:
        """Bring back what was undone last."""
        history = self._place.desk.history
        self._take("redo", "brought back", "nothing to bring back", history.redo)

    def _take(self, label: str, did: str, nothing: str, work: object) -> None:
        place = self._place

        def done(taken: TakenBack | None) -> None:
            place.reread()
            place.say(nothing if taken is None else said_of(taken, did))

        assert callable(work)
        place.write(label, work, done)


def note_editor(quote: str, text: str, *, draft: str | None = None) -> Screen[str | None]:
    """Where a note is written."""
    from reader.tui.screens.note import NoteEditor  # noqa: PLC0415 - loaded when first used

    return NoteEditor(quote, text, draft=draft)


def _whole(span: Span) -> tuple[Span, ...]:
    """A stretch of an article that is not on the screen any more."""
    return (span,)
