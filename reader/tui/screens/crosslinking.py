"""From one report to another: follow, back, peek, and links tied by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.desk.blindness import has_judged
from reader.model.link import Link, LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.model.values import dataclass, replace
from reader.tui.explaining import source_and_title
from reader.tui.rows import numbered
from reader.tui.screens.carrying import hits, strongest
from reader.tui.screens.making import Making
from reader.tui.screens.workplace import Workplace, quoted
from reader.tui.walking import note_here

if TYPE_CHECKING:
    from reader.tui.screens.peek import PeekEnd
    from reader.tui.widgets.article_pane import ArticlePane

_CONTEXT = 160  # code points before and after a passage on the peek card
_MEANINGS = {
    Relation.SAME_EVENT: "both tell the same happening",
    Relation.SUPPORTS: "the first bears the second out",
    Relation.CONTRADICTS: "both cannot be right",
    Relation.ADDS: "the first tells more of it",
    Relation.COPIED_FROM: "the first copies the second",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was: an article, an offset, and its row on the screen."""

    article: str
    offset: int
    row: int
    again: Callable[[], None] | None = None  # opens the screen that was left for the jump
    to: LinkEnd | None = None  # where the jump went
    holds: Callable[[], bool] | None = None  # whether one is still there, when to no passage


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
        self._landed = 0  # where the last jump to a passage put the cursor
        self._lit: Link | None = None  # whose reasons are lit up in the panes
        self.first: LinkEnd | None = None  # of a link that is being tied

    # -- going -----------------------------------------------------------------------------

    def partners(self) -> tuple[tuple[Link, LinkEnd], ...]:
        """What the passage under the cursor is linked with, the surest first."""
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return ()
        found = self._place.weave.partners(article, pane.cursor)
        spans = () if found else pane.page.spans_of(pane.active_mark)
        if len(spans) > 1:  # from any piece of a mark to what another piece of it is linked with
            pairs = [x for span in spans for x in self._place.weave.partners(article, span.start)]
            found = tuple({end: (link, end) for link, end in pairs}.values())
        return found

    def follow(self) -> None:
        """To the linked passage: the one on the screen if there is one, else the surest."""
        found = self.partners()
        if self._to_note(sure=not found):
            return
        if not found:
            on, judging = map(self._place.keymap.shown, ("next", "go.judging"))
            self._place.say(f"nothing is linked here: {on} goes on, {judging} judges suggestions")
            return
        visible = set(self._place.arrangement.visible) - {self._place.article}
        best = next((pair for pair in found if pair[1].article in visible), found[0])
        link = best[0]
        self.jump(best[1])
        self._place.when_shown(best[1].article, lambda _: self.light(link))
        state = "suggested" if link.score is not None and not link.verdicts else link.state.value
        peek = self._place.keymap.shown("link.peek")
        more = f" · {len(found)} in all: {peek} shows them before" if len(found) > 1 else ""
        back = self._place.keymap.shown("link.back")
        because = ", ".join(strongest(link.reasons))
        why = f" · because of {because}" if because else ""
        self._place.say(f"{link.relation.value}, {state} · {back} goes back{more}{why}")

    # -- why -------------------------------------------------------------------------------

    def light(self, link: Link | None) -> None:
        """Light up in both panes what carried a link, as long as the cursor is in it."""
        self._lit = link
        for article, column in self._place.columns.items():
            spans: tuple[Span, ...] = ()
            if link is not None:
                ends = ((link.a, True), (link.b, False))
                spans = tuple(
                    Span(end.span.start + hit.start, end.span.start + hit.stop)
                    for end, first in ends
                    if end.article == article
                    for hit in hits(link.reasons, end, first=first)
                )
            if self.first is not None and self.first.article == article:
                spans = (*spans, self.first.span)  # what is in hand is seen to be so
            column.pane.set_reasons(spans)

    def moved(self) -> None:
        """The cursor went on: out of the link that was looked at, its reasons go out."""
        pane, article = self._place.pane, self._place.article
        if self._lit is None or pane is None:
            return
        ends = (self._lit.a, self._lit.b)
        if not any(e.article == article and e.span.holds(pane.cursor) for e in ends):
            self.light(None)

    # -- judging where one reads -----------------------------------------------------------

    def judge(self, verdict: Verdict) -> None:
        """Say what one thinks of the link under the cursor, without leaving.

        The one whose reasons are lit, else the surest that one has not judged, one on the
        screen first.
        """
        place = self._place
        found = [link for link, _ in self.partners()]
        if not found:
            place.say(f"nothing is linked here: {place.keymap.shown('go.judging')} judges the rest")
            return
        me, visible = place.desk.annotator, set(place.arrangement.visible)
        found.sort(
            key=lambda x: (has_judged(x, me), not {x.a.article, x.b.article} <= visible)
        )  # sorted stably: the surest first
        lit = [x for x in found if self._lit is not None and x.id == self._lit.id]
        link = (lit or found)[0]
        left = sum(not has_judged(x, me) for x in found if x is not link)

        def done(_: Link) -> None:
            place.reread()
            undo, again = place.keymap.shown("undo"), f" · {left} more here" if left else ""
            said = "✓ confirmed" if verdict is Verdict.CONFIRMED else "✗ rejected"
            pair = f"{quoted(link.a.quote)} ⇄ {quoted(link.b.quote)}"
            place.say(f"{said} · {undo} undo{again} · {pair}")

        if verdict is Verdict.REJECTED:
            self.light(None)
        place.write(
            f"judge {quoted(link.a.quote)}", lambda: place.desk.links.judge(link, verdict), done
        )

    # -- notes and jumps -------------------------------------------------------------------

    def _to_note(self, *, sure: bool) -> bool:
        """To the note that is called here; from a note, back to where it is called.

        Args:
            sure: whether nothing else is linked here; else only the words that call a note
                lead to it.
        """
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return False
        span = note_here(pane.page.article, pane.cursor)
        if span is None or not (sure or span.start > pane.cursor):
            return False
        self.jump(LinkEnd(article, span, span.of(self._place.text(article))))
        self._place.say(f"{self._place.keymap.shown('link.back')} goes back")
        return True

    def jump(self, end: LinkEnd, again: Callable[[], None] | None = None) -> None:
        """To a passage, on the row of the screen that the cursor is in, remembering the way."""
        self._land(end, self.remember(again, end))

    def go_on(self, end: LinkEnd, again: Callable[[], None]) -> None:
        """To another place of the list that led here; one way back is remembered for all."""
        pane = self._place.pane
        if self._been:
            self._been[-1] = replace(self._been[-1], again=again, to=end)
        self._land(end, None if pane is None else max(0, pane.cursor_row))

    def _land(self, end: LinkEnd, row: int | None) -> None:
        place = self._place
        place.bring(end.article)

        def land(shown: ArticlePane) -> None:
            shown.jump_to(end.span.start, screen_row=row, flash=end.span)
            self._landed = shown.cursor
            if not end.span.holds(shown.cursor):
                place.say(f"it stands in web junk: {place.keymap.shown('view.junk')} shows that")

        place.when_shown(end.article, land)

    def remember(
        self, again: Callable[[], None] | None = None, to: LinkEnd | None = None
    ) -> int | None:
        """Remember where one is, for the way back; the row of the screen that is."""
        pane, article = self._place.pane, self._place.article
        if pane is None or article is None:
            return None
        row = max(0, pane.cursor_row)
        self._been.append(Spot(article, pane.cursor, row, again, to))
        return row

    def left_for_articles(self, again: Callable[[], None], holds: Callable[[], bool]) -> None:
        """Other articles are about to be shown: remember the list that they were chosen from.

        Args:
            again: opens it again, with the panes of before.
            holds: whether a step back still leads to it.
        """
        if self.remember(again) is not None:
            self._been[-1] = replace(self._been[-1], holds=holds)

    def back(self, times: int = 1) -> None:
        """Back to where the last jump began, or one as many jumps ago."""
        if not self._been:
            self._place.say("there is nowhere to go back to")
            return
        self.light(None)
        del self._been[max(1, len(self._been) - times + 1) :]
        spot = self._been.pop()
        self._place.bring(spot.article)
        self._place.when_shown(
            spot.article, lambda shown: shown.jump_to(spot.offset, screen_row=spot.row)
        )
        if spot.again is not None:
            spot.again()

    def back_to_screen(self) -> bool:
        """Back to the screen that was left, as long as one is where it led to."""
        spot = self._been[-1] if self._been else None
        if spot is None or spot.again is None:
            return False
        if spot.to is not None:
            there = self.is_at(spot.to)
        else:
            there = spot.holds is not None and spot.holds()
        if there:
            self.back()
        return there

    def is_at(self, end: LinkEnd) -> bool:
        """Whether the cursor is in a passage, or in the paragraph around it.

        Whoever marks what a list led to moves to the start of the sentence first.
        """
        pane = self._place.pane
        if pane is None or self._place.article != end.article:
            return False
        around = pane.page.motions.stretches.paragraph(end.span.start) or end.span
        here = pane.cursor
        return end.span.holds(here) or around.holds(here) or here == self._landed

    def peek(self) -> None:
        """Show the linked passages on a card."""
        found = self.partners()
        if not found:
            self._place.say("nothing is linked here")
            return
        from reader.tui.screens.peek import PeekCard  # noqa: PLC0415 - loaded when first used

        ends = [self._peek_end(link, end) for link, end in found]

        def chosen(each: PeekEnd | None) -> None:
            if each is not None:
                self.jump(each.end)
                self._place.when_shown(each.end.article, lambda _: self.light(each.link))
            else:
                self.light(None)

        card = PeekCard(ends, lambda each: self.light(each.link))
        self._place.screen.app.push_screen(card, chosen)

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
            self.light(None)
            link, relate = (place.keymap.shown(x) for x in ("link.make", "link.relate"))
            place.say(
                f"now the other passage · {link}: same event · {relate}: other relation"
                f" · Esc: no link · from {quoted(end.quote)}",
                lasting=True,
            )
            return
        first = self.first
        self.cancel()
        if not choose:
            self._tie(first, end, Relation.SAME_EVENT)
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._tie(first, end, Relation(name))

        options = [(r.value, r.value.replace("-", " "), _MEANINGS[r]) for r in Relation]
        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        place.screen.app.push_screen(Chooser("How do they belong together?", options), chosen)

    def cancel(self) -> bool:
        """Let the first end go; whether there was one."""
        if self.first is None:
            return False
        self.first = None
        self.light(None)
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
