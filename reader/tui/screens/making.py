"""Marks made: from a key to the queue of writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind
from reader.model.attributes import lacking
from reader.model.text import Span
from reader.tui.finding import trimmed
from reader.tui.keyboard import MOST_STEPS
from reader.tui.recent_tags import RecentTags
from reader.tui.screens.workplace import Workplace, quoted

if TYPE_CHECKING:
    from reader.tui.screens.picker import PickedTag

Unit = Callable[[int], Span | None]
Counted = Callable[[int, int], Span | None]
Chosen = Tag | str  # a tag, or the name of one that is to be made


class Making:
    """What keys do to make marks.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._drafts = count(1)
        self.recent = RecentTags(place.tags, place.session.recent)
        self.repeated: tuple[Chosen, ...] = ()  # what `.` marks with
        self._repeated_unit: Counted = self.sentences  # and what, where nothing is selected
        self.once_more: Callable[[], object] | None = None  # what `.` does instead: the last act
        self.last: Annotation | None = None  # what `+` adds to

    # -- keys ------------------------------------------------------------------------------

    def claim(self, times: int | None = None) -> None:
        """The selection, or the sentence (or so many) from the cursor on, as a claim."""
        self._mark_counted(self._root(TagKind.CLAIM), self.sentences, times)

    def entity(self, times: int | None = None) -> None:
        """The selection, or the name (or so many words) from the cursor on, as an entity."""
        self._mark_counted(self._root(TagKind.ENTITY), self.names, times)

    def again(self, times: int | None = None) -> None:
        """The last act once more: on the mark here, or with the tag used last.

        Without a selection that takes what was taken last time, a sentence or a name.
        """
        pane = self._place.pane
        if self.once_more is not None and (pane is None or pane.selection is None):
            self.once_more()
        elif self.repeated:
            self._mark_counted(self.repeated, self._repeated_unit, times)
        else:
            claim, entity, tag = map(self._key, ("mark.claim", "mark.entity", "mark.tag"))
            self._place.say(f"no tag was used yet: {claim}, {entity} or {tag} chooses one")

    def numbered(self, digit: str) -> None:
        """The selection with one of the tags used last."""
        tag = self.recent.at(int(digit)) if digit else None
        if tag is None:
            any_tag = self._key("mark.tag")
            self._place.say(f"type the digit of one of the tags used last; {any_tag} chooses any")
            return
        self.use(tag)
        self.mark((tag,), self.sentence)

    def _key(self, command: str) -> str:
        return self._place.keymap.shown(command)

    def pick(self, chosen: Sequence[str], then: Callable[[Chosen], object]) -> None:
        """Let a tag be picked, then do something with it.

        Args:
            chosen: ids of the tags that are there already.
            then: what.
        """

        def picked(found: PickedTag | None) -> None:
            tag: Chosen | None = None if found is None else found.tag or found.new
            if isinstance(tag, Tag):
                self.use(tag)
            if tag is not None:
                then(tag)

        from reader.tui.screens.picker import TagPicker  # noqa: PLC0415 - loaded when wanted

        picker = TagPicker(self._place.tags, self.recent.ids, chosen)
        self._place.screen.app.push_screen(picker, picked)

    # -- where and what --------------------------------------------------------------------

    def _root(self, kind: TagKind) -> tuple[Chosen, ...]:
        tags = self._place.tags.tags
        roots = [tag for tag in tags if tag.kind is kind and tag.parent is None]
        return tuple(roots[:1]) or (kind.value,)

    def _mark_counted(self, tags: Sequence[Chosen], unit: Counted, times: int | None) -> None:
        if self.mark(tags, lambda offset: unit(offset, times or 1)):
            self._repeated_unit, self.once_more = unit, None

    def sentences(self, offset: int, times: int = 1) -> Span | None:
        """So many sentences of one paragraph, the first of them at an offset."""
        pane, first = self._place.pane, self.sentence(offset)
        if pane is None or first is None or times == 1:
            return first
        block = pane.page.motions.stretches.paragraph(offset) or first
        last = first
        for _ in range(min(times, MOST_STEPS) - 1):
            further = self.sentence(pane.page.motions.next_sentence(last.start))
            if further is None or further == last or not block.covers(further):
                break
            last = further
        return Span(first.start, last.stop)

    def names(self, offset: int, times: int = 1) -> Span | None:
        """The name at an offset; or so many words, the first of them there."""
        pane = self._place.pane
        first = self._name(offset) if times == 1 or pane is None else None
        if first is not None or pane is None:
            return first
        motions = pane.page.motions
        first = last = motions.stretches.word(offset)
        block = motions.stretches.paragraph(offset)
        for _ in range(min(times, MOST_STEPS) - 1):
            further = last and motions.stretches.word(motions.next_word(last.start))
            if not further or not block or not block.covers(further):
                break
            last = further
        return Span(first.start, last.stop) if first and last else None

    def sentence(self, offset: int) -> Span | None:
        """The sentence at an offset of the article that keys go to."""
        pane = self._place.pane
        return None if pane is None else pane.page.motions.stretches.sentence(offset)

    def _name(self, offset: int) -> Span | None:
        pane = self._place.pane
        if pane is None:
            return None
        stretches = pane.page.motions.stretches
        return stretches.name(offset) or stretches.word(offset)

    def spans_or(self, unit: Unit) -> tuple[Span, ...]:
        """The pieces of the selection without blank ends, or the unit under the cursor."""
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return ()
        if pane.selection is not None:
            text = self._place.text(article)
            pieces = (trimmed(span, text) for span in pane.selected_spans)
            return tuple(span for span in pieces if span is not None)
        found = unit(pane.cursor)
        return () if found is None else tuple(pane.page.scene.layout.pieces(found))

    def use(self, tag: Tag) -> None:
        """A tag was used."""
        self.recent.use(tag)
        self._place.session.recent = self.recent.ids

    def tag_of(self, chosen: Chosen) -> Tag:
        """The tag, made if it is only a name; called in the thread that writes."""
        if isinstance(chosen, Tag):
            return chosen
        known = self._place.desk.tags.all().named(chosen)  # another may have made it meanwhile
        return known[0] if known else self._place.desk.tags.add(chosen)

    # -- making ----------------------------------------------------------------------------

    def mark(self, tags: Sequence[Chosen], unit: Unit, note: str = "") -> bool:
        """Mark the selection, or the unit under the cursor; whether there was anything to mark."""
        place = self._place
        pane, article = place.pane, place.article
        spans = self.spans_or(unit)
        if pane is None or article is None or not spans:
            place.say("nothing here to mark: move to some words, or select them")
        elif not note and self._is_there(article, spans, tags):
            gone, tags_key = self._key("mark.delete"), self._key("mark.tag")
            said = f"{gone} deletes the mark, {tags_key} changes its tags"
            place.say(f"you marked just this already: {said}")
        else:
            pane.back()
            self._make(article, spans, tuple(tags), note)
            if tags:
                self._repeated_unit, self.once_more = self.sentences, None
            return True
        return False

    def _is_there(self, article: str, spans: Sequence[Span], tags: Sequence[Chosen]) -> bool:
        wanted = {tag.id for tag in tags if isinstance(tag, Tag)}
        return any(
            self._place.mine(mark)
            and mark.anchor.spans == tuple(spans)
            and {tag.id for tag in mark.tags} == wanted
            for mark in self._place.ledger.at(article, Span(spans[0].start, spans[-1].stop))
        )

    def draft(self, article: str, spans: Sequence[Span], tags: Sequence[Chosen]) -> Annotation:
        """A mark as it is shown until it is on disk."""
        text = self._place.text(article)
        return Annotation(
            id=f"draft-{next(self._drafts)}",
            article=article,
            anchor=Anchor(tuple(Piece(span, span.of(text)) for span in spans), "", ""),
            tags=tuple(tag for tag in tags if isinstance(tag, Tag)),
            annotator=self._place.desk.annotator,
        )

    def _make(
        self, article: str, spans: tuple[Span, ...], tags: tuple[Chosen, ...], note: str
    ) -> None:
        """Paint a mark, hollow, and write it."""
        place = self._place
        draft = self.draft(article, spans, tags)
        self.repeated = tags or self.repeated

        def work() -> list[Annotation]:
            made = [self.tag_of(tag) for tag in tags]
            mark = place.desk.marks.annotate(article, spans, made, note=note)
            # In the thread that writes: the next gesture may be one on this very mark.
            place.ledger.names[draft.id] = mark.id
            return [mark]

        def done(marks: Sequence[Annotation]) -> None:
            (self.last,) = marks
            fresh = [tag for tag, asked in zip(self.last.tags, tags, strict=False) if tag != asked]
            for tag in fresh:
                self.use(tag)
                self.repeated = self.last.tags
            self.told(self.last)

        place.write_marks(f"mark {quoted(draft.anchor.quote)}", [draft], work, done)
        self.last = draft
        column = place.columns.get(article)
        if column is not None:
            column.pane.choose(draft.id)

    def told(self, mark: Annotation, first: str = "") -> None:
        """Say what was marked, and how; before it, what else was done."""
        names = ", ".join(self._place.tags.path(tag) for tag in mark.tags) or "note"
        left = lacking(mark.tags, mark.attributes)
        if left:
            first += f"{self._key('mark.attributes')} says its {' and '.join(left)} · "
        self._place.say(f"{first}{names}: {quoted(mark.anchor.quote)}")
