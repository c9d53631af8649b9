"""Marks made: from a key to the queue of writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind
from reader.model.attributes import lacking
from reader.model.text import Span
from reader.tui.finding import trimmed
from reader.tui.recent_tags import RecentTags
from reader.tui.screens.workplace import Workplace, quoted

if TYPE_CHECKING:
    from reader.tui.screens.picker import PickedTag

Unit = Callable[[int], Span | None]
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
        self._repeated_unit: Unit = self.sentence  # and what, where nothing is selected
        self.last: Annotation | None = None  # what `+` adds to

    # -- keys ------------------------------------------------------------------------------

    def claim(self) -> None:
        """The selection, or the sentence under the cursor, as a claim."""
        self.mark(self._root(TagKind.CLAIM), self.sentence)

    def entity(self) -> None:
        """The selection, or the name under the cursor, as an entity."""
        self.mark(self._root(TagKind.ENTITY), self._name)

    def again(self) -> None:
        """The selection, or what was taken last time (sentence, name), with the tag used last."""
        if self.repeated:
            self.mark(self.repeated, self._repeated_unit)
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

    def pick(self, chosen: Sequence[str], then: Callable[[Chosen], None]) -> None:
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

    def mark(self, tags: Sequence[Chosen], unit: Unit, note: str = "") -> None:
        """Mark the selection, or the unit under the cursor."""
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
            self._repeated_unit = unit if tags else self._repeated_unit
            self._make(article, spans, tuple(tags), note)

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
