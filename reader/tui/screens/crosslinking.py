"""From one report to another: follow, back, peek, and links tied by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.link import Link, LinkEnd, Relation
from reader.model.text import Span
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.explaining import source_and_title
from reader.tui.screens.making import Making
from reader.tui.screens.workplace import Workplace, quoted
from reader.tui.widgets.pane_column import numbered

if TYPE_CHECKING:
    from reader.tui.screens.peek import PeekEnd

_CONTEXT = 160  # code points before and after a passage on the peek card
_MEANINGS = {
    Relation.SAME_EVENT: "both tell the same happening",
    Relation.SUPPORTS: "the first bears the second out",
    Relation.CONTRADICTS: "both cannot be right",
    Relation.ADDS: "the first tells more of it",
    Relation.COPIED_FROM: "the first was copied from the second",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was: an article, an offset, and its row on the screen."""

    article: str
    offset: int
    row: int
    again: Callable[[], None] | None = None  # opens the screen that was left for the jump


class CrossLinking:
    """What keys do between articles.

    Args:
        place: the work on the desk.
        making: who knows what is selected.
    """

    def __init__(self, place: Workplace, making: Making) -> None:
        self._place = place
        self._making = making
        self._been: list[Spot] = []
        self.first: LinkEnd | None = None  # of a link that is being tied

    # -- going -----------------------------------------------------------------------------

    def partners(self) -> tuple[tuple[Link, LinkEnd], ...]:
        """What the passage under the cursor is linked with, the surest first."""
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return ()
        return self._place.weave.partners(article, pane.cursor)

    def follow(self) -> None:
        """To the linked passage: the one on the screen if there is one, else the surest."""
        found = self.partners()
        if self._to_note(sure=not found):
            return
        if not found:
            self._place.say("nothing is linked here: n goes on, gj judges what is suggested")
            return
        visible = set(self._place.arrangement.visible) - {self._place.article}
        best = next((pair for pair in found if pair[1].article in visible), found[0])
        self.jump(best[1])
        link = best[0]
        state = "suggested" if link.score is not None and not link.verdicts else link.state.value
        peek = self._place.keymap.shown("link.peek")
        more = f" · {len(found)} in all: {peek} shows them before" if len(found) > 1 else ""
        back = self._place.keymap.shown("link.back")
        self._place.say(f"{link.relation.value}, {state} · {back} goes back{more}")

    def _to_note(self, *, sure: bool) -> bool:
        """To the note that is called here; from a note, back to where it is called.

        Args:
            sure: whether nothing else is linked here; else only the words that call a note
                lead to it.
        """
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return False
        span = pane.page.note_here()
        if span is None or not (sure or span.start > pane.cursor):
            return False
        self.jump(LinkEnd(article, span, span.of(self._place.text(article))))
        self._place.say(f"{self._place.keymap.shown('link.back')} goes back")
        return True

    def jump(self, end: LinkEnd, again: Callable[[], None] | None = None) -> None:
        """To a passage, on the row of the screen that the cursor is in, remembering the way."""
        place = self._place
        row = self.remember(again)
        place.bring(end.article)
        place.when_shown(
            end.article,
            lambda shown: shown.jump_to(end.span.start, screen_row=row, flash=end.span),
        )

    def remember(self, again: Callable[[], None] | None = None) -> int | None:
        """Remember where one is, for the way back; the row of the screen that is."""
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return None
        row = max(0, pane.cursor_row)
        self._been.append(Spot(article, pane.cursor, row, again))
        return row

    def back(self) -> None:
        """Back to where the last jump began."""
        if not self._been:
            self._place.say("there is nowhere to go back to")
            return
        spot = self._been.pop()
        self._place.bring(spot.article)
        self._place.when_shown(
            spot.article, lambda shown: shown.jump_to(spot.offset, screen_row=spot.row)
        )
        if spot.again is not None:
            spot.again()

    def peek(self) -> None:
        """Show the linked passages on a card."""
        found = self.partners()
        if not found:
            self._place.say("nothing is linked here")
            return
        from reader.tui.screens.peek import PeekCard  # noqa: PLC0415 - loaded when first used

        ends = [self._peek_end(link, end) for link, end in found]

        def chosen(end: LinkEnd | None) -> None:
            if end is not None:
                self.jump(end)

        self._place.screen.app.push_screen(PeekCard(ends), chosen)

    def _peek_end(self, link: Link, end: LinkEnd) -> PeekEnd:
        from reader.tui.screens.peek import PeekEnd  # noqa: PLC0415 - loaded when first used

        text, span = self._place.text(end.article), end.span
        article = self._place.desk.articles.get(end.article)
        source, title = source_and_title(article, self._place.desk)
        number = numbered(self._place.number(end.article))
        return PeekEnd(
            link=link,
            end=end,
            title=f"{number} {source or title}",
            before=text[max(0, span.start - _CONTEXT) : span.start],
            after=text[span.stop : span.stop + _CONTEXT],
            copied=self._place.desk.copies.same_text(link.a, link.b),
        )

    # -- tying -----------------------------------------------------------------------------

    def tie(self, *, choose: bool = False) -> None:
        """Take the first end of a link, or tie it to the second one.

        Args:
            choose: ask how the two belong together, instead of `same event`.
        """
        place = self._place
        end = self._end_here()
        if end is None:
            place.say("nothing here to link: select some words")
            return
        if place.pane is not None:
            place.pane.back()
        if self.first is None:
            self.first = end
            link, relate = (place.keymap.shown(x) for x in ("link.make", "link.relate"))
            place.say(
                f"{link} again in the other passage: the same event · {relate}: something else"
                f" · Esc: no link · from {quoted(end.quote)}",
                lasting=True,
            )
            return
        first, self.first = self.first, None
        place.say("")
        if not choose:
            self._tie(first, end, Relation.SAME_EVENT)
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._tie(first, end, Relation(name))

        options = [(r.value, r.value.replace("-", " "), _MEANINGS[r]) for r in Relation]
        place.screen.app.push_screen(Chooser("How do they belong together?", options), chosen)

    def cancel(self) -> bool:
        """Let the first end go; whether there was one."""
        if self.first is None:
            return False
        self.first = None
        self._place.say("")
        return True

    def _end_here(self) -> LinkEnd | None:
        place = self._place
        spans = self._making.spans_or(self._making.sentence)
        if place.article is None or not spans:
            return None
        span = Span(spans[0].start, spans[-1].stop)
        return LinkEnd(place.article, span, span.of(place.text(place.article)))

    def _tie(self, first: LinkEnd, second: LinkEnd, relation: Relation) -> None:
        place = self._place

        def done(link: Link) -> None:
            place.reread()
            name = relation.value.replace("-", " ")
            place.say(f"{name}: {quoted(link.a.quote)} ⇄ {quoted(link.b.quote)}")

        place.write(
            f"link {quoted(first.quote)} with {quoted(second.quote)}",
            lambda: place.desk.links.link(first, second, relation),
            done,
        )
