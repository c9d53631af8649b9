"""Every place with the same words, marked in one gesture after a look at how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.annotation import Annotation, Tag
from reader.model.text import Span
from reader.model.values import dataclass
from reader.tui import pieces
from reader.tui.finding import equal_places
from reader.tui.screens.making import Chosen, Making
from reader.tui.screens.suggested_names import suggested_tag
from reader.tui.screens.workplace import Workplace, counted, quoted


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be marked.

    Attributes:
        quote: the words.
        spellings: those, and the other spellings of what they name.
        tags: with what.
        places: article and span of each.
    """

    quote: str
    spellings: tuple[str, ...]
    tags: tuple[Chosen, ...]
    places: tuple[tuple[str, Span], ...]


class Equals:
    """Marks places with equal words.

    Args:
        place: the work on the desk.
        making: who makes marks.
    """

    def __init__(self, place: Workplace, making: Making) -> None:
        self._place = place
        self._making = making
        self.proposal: Proposal | None = None

    def propose(self) -> None:
        """Light up what would be marked, and say how much it is."""
        place, making = self._place, self._making
        pane, article, mark = place.pane, place.article, place.active_mark()
        if pane is None or article is None:
            return
        name = place.name_here()
        if name is not None:
            self._light_up(name.place.quote, (suggested_tag(place.tags, name.kind),))
            return
        if pane.selection is not None:
            spans = making.spans_or(making.sentence)
            quote = " ".join(span.of(place.text(article)) for span in spans)
            mark = self._just(article, spans)
        elif mark is not None:
            index = pieces.at(mark.anchor.spans, pane.cursor)
            quote = mark.anchor.pieces[index or 0].quote
        else:
            word = pane.page.motions.stretches.name(pane.cursor)
            quote = "" if word is None else word.of(place.text(article))
        if not quote.strip():
            place.say("select words, or go to a mark, whose equals shall be marked")
            return
        if mark is not None and mark.tags:
            whose = "" if place.mine(mark) else f", {mark.annotator}'s tag"
            self._light_up(quote, mark.tags, whose)
            return
        tags = making.repeated or self._used_last()
        if tags:
            self._light_up(quote, tags)
        else:
            making.pick((), lambda tag: self._light_up(quote, (tag,)))

    def _just(self, article: str, spans: Sequence[Span]) -> Annotation | None:
        """The mark on just these spans, one's own before a colleague's."""
        place = self._place
        found = [mark for mark in place.marks(article) if mark.anchor.spans == tuple(spans)]
        return min(found, key=lambda mark: not place.mine(mark), default=None)

    def _used_last(self) -> tuple[Chosen, ...]:
        """The tags of one's own mark that was made last, on whatever day."""
        place = self._place
        own = [
            mark
            for article in place.arrangement.articles
            for mark in place.ledger.of(article)
            if place.mine(mark) and mark.tags
        ]
        return max(own, key=lambda mark: (mark.created_at, mark.id)).tags if own else ()

    def _light_up(self, quote: str, tags: Sequence[Chosen], whose: str = "") -> None:
        """Show the places that would be marked, and ask."""
        place = self._place
        # What others said of spellings is not told to who works blind.
        spellings = place.desk.entities.spellings(quote) if place.opens_all else (quote,)
        places = tuple(self._places(spellings, tags))
        if not places:
            place.say(f"you have marked every {quoted(quote)} already")
            return
        self.proposal = Proposal(quote, spellings, tuple(tags), places)
        for each, column in place.columns.items():
            column.pane.set_hits([span for found, span in places if found == each])
        articles = counted(len({each for each, _ in places}), "article")
        names = ", ".join(place.tags.path(t) if isinstance(t, Tag) else t for t in tags)
        others = len(spellings) - 1
        also = f" or {counted(others, 'other spelling')}" if others else ""
        place.say(
            f"⏎ marks {counted(len(places), 'place')} in {articles} as {names}{whose}"
            f" · Esc: none · {quoted(quote)}{also}",
            lasting=True,
        )

    def _places(
        self, spellings: Sequence[str], tags: Sequence[Chosen]
    ) -> Sequence[tuple[str, Span]]:
        """Where the words stand and are not marked so by this annotator."""
        place = self._place
        wanted = {tag.id for tag in tags if isinstance(tag, Tag)}
        found = []
        for article, text in ((each, art.text) for each, art in place.articles_shown()):
            shown = place.columns.get(article)
            mine = {
                span
                for mark in place.ledger.of(article)
                if place.mine(mark) and wanted & {tag.id for tag in mark.tags}
                for span in mark.anchor.spans
            }
            spans = (
                equal_places(spellings[0], text)
                if len(spellings) == 1
                else place.desk.entities.standing(spellings, text)
            )
            for span in spans:
                hidden = shown and not shown.pane.page.scene.layout.is_shown(span.start)
                if span not in mine and not hidden:
                    found.append((article, span))
        return found

    def cancel(self) -> bool:
        """Mark nothing; whether anything was proposed."""
        if self.proposal is None:
            return False
        self.proposal = None
        for column in self._place.columns.values():
            column.pane.set_hits(())
        self._place.say("")
        return True

    def confirm(self) -> bool:
        """Mark what was proposed, as one gesture; whether anything was."""
        proposal = self.proposal
        if proposal is None:
            return False
        self.cancel()
        place, making = self._place, self._making
        if place.pane is not None:
            place.pane.back()
        drafts = [making.draft(each, (span,), proposal.tags) for each, span in proposal.places]
        gone_to = [(each, (span,)) for each, span in proposal.places]

        def work() -> Sequence[Annotation]:
            made = [making.tag_of(tag) for tag in proposal.tags]
            return place.desk.marks.annotate_all(gone_to, made)

        def done(marks: Sequence[Annotation]) -> None:
            undo = place.keymap.shown("undo")
            them = "that" if len(marks) == 1 else "all of them"
            place.say(f"marked {counted(len(marks), 'place')} · {undo} takes {them} back")

        words = quoted(proposal.quote)
        place.write_marks(f"mark {counted(len(drafts), 'place')} {words}", drafts, work, done)
        return True
