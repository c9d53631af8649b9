"""What a reading of the desk changes on the screen, and what others did, in a few words."""

from __future__ import annotations

from reader.model.annotation import Annotation
from reader.model.article import ArticleSummary
from reader.model.presence import Present
from reader.model.visible import visible
from reader.tui import people
from reader.tui.deciding import became
from reader.tui.looks import Run
from reader.tui.rows import ACCENT, numbered
from reader.tui.screens.workplace import Workplace, counted, quoted
from reader.tui.watching import Company, DeskState


class News:
    """Takes readings of the desk in.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._readers: tuple[Present, ...] = ()
        self._warned: set[str] = set()

    def take(self, state: DeskState) -> None:
        """Show the desk as it is now, and say what a colleague did."""
        place = self._place
        before, saw = place.state, place.sight
        place.take(state)
        sees = place.sight
        changed = place.ledger.take(state.marks, state.number)
        for article, column in place.columns.items():
            blocks = state.blocks.get(article)
            if blocks and blocks != column.pane.page.blocks:
                column.pane.show(place.desk.articles.get(article), blocks)
        for article in place.columns:
            if (
                before is None
                or before.tags != state.tags
                or before.comments.get(article) != state.comments.get(article)
                or saw.opens(article) != sees.opens(article)
            ):
                place.show_marks(article)
            elif article in changed:
                place.show_changed(article, changed[article])
        if (
            before is None
            or saw != sees
            or before.links != state.links
            or before.events != state.events
        ):
            place.show_links()
        if before is not None:
            self._tell(before, state)
            self._tell_decided(before, state)
        if before is not None:
            self._follow(before, state)
        self._warn(state)

    def meet(self, company: Company) -> None:
        """Take in who else has the desk open."""
        self._readers = company.readers

    def here(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """Who else is here, in words: with what they read, and without.

        Each once, however many readers they have; oneself in another window is nobody else. What
        somebody reads is their work, which whoever works blind is not shown.
        """
        reads: dict[str, tuple[str, str]] = {}
        for each in self._readers:
            if each.handle.casefold() == self._me():
                continue
            number = 0 if each.article is None else self._place.number(each.article)
            sign = "" if self._place.blind or not number else numbered(number)
            if sign or each.handle.casefold() not in reads:
                reads[each.handle.casefold()] = (each.handle, sign)
        state = self._place.state
        return people.here(list(reads.values()), state.people if state else {}, ACCENT)

    def _tell(self, before: DeskState, state: DeskState) -> None:
        """Say what others did since the reading before."""
        told = []
        sight = self._place.sight
        for article, marks in state.marks.items():
            known, said = before.marks.get(article), before.comments.get(article)
            if known is None or (known == marks and said == state.comments.get(article)):
                continue
            old = {mark.id: mark for mark in known}
            new = {mark.id: mark for mark in marks}
            for mark in marks:
                if self._is_new(old.get(mark.id), mark):
                    did = "changed" if mark.id in old else "marked"
                    told.append((mark.updated_by or mark.annotator, did, mark))
            told += [(m.annotator, "deleted", m) for m in old.values() if m.id not in new]
            heard = {each.id for each in said or ()}
            for each in state.comments.get(article, ()):
                if each.id not in heard and each.annotation in new:
                    words = f"says {quoted(each.text)} of"
                    told.append((each.annotator, words, new[each.annotation]))
        others = [
            each
            for each in told
            if each[0].casefold() != self._me() and sight.sees(each[0], each[2].article)
        ]
        if others:
            who, did, mark = others[-1]
            more = f" · {counted(len(others) - 1, 'more change')}" if len(others) > 1 else ""
            name, _ = people.named(who, state.people)
            self._place.say(f"{name} {did} {quoted(mark.anchor.quote)}{more}")

    def _tell_decided(self, before: DeskState, state: DeskState) -> None:
        """Say what others decided of one's own marks since the reading before."""
        if before.decisions == state.decisions:
            return
        marks = {m.id: m for each in state.marks.values() for m in each if self._place.mine(m)}
        fresh = [
            (marks[name], each)
            for name, each in state.decisions.items()
            if name in marks
            and before.decisions.get(name) != each
            and each.by.casefold() != self._me()
        ]
        if before.marks.keys() >= state.marks.keys() and fresh:
            mark, decision = max(fresh, key=lambda pair: pair[1].at)
            more = f" · {counted(len(fresh) - 1, 'more decision')}" if len(fresh) > 1 else ""
            said = f"your mark {quoted(mark.anchor.quote)} is curated by {became(decision)}"
            self._place.say(f"{said}{more}")

    def _follow(self, before: DeskState, state: DeskState) -> None:
        """Show the new version of an article in the place of the old, and none of a withdrawn."""
        place = self._place
        listed = {each.id for each in state.articles}
        gone = {each.id for each in before.articles} - listed
        shown = place.arrangement.articles
        if not gone & set(shown):
            return
        stands = {each: each if each not in gone else self._in_place_of(each) for each in shown}
        kept = tuple(x for x in dict.fromkeys(stands.values()) if x is not None and x in listed)
        if kept == shown:
            return
        active = place.arrangement.active
        place.arrangement.show(kept)
        if active in gone and stands[active] in kept:
            place.arrangement.go_to(str(stands[active]))
        away = [x.title for x in before.articles if x.id in shown and stands[x.id] not in listed]
        removed = [told for x in shown if (told := place.desk.purging.told(x)) is not None]
        if away and removed:
            place.say(f"{' · '.join(map(visible, away))}: {visible(removed[0])}", lasting=True)
        elif away:
            place.say(f"withdrawn: {' · '.join(map(visible, away))}", lasting=True)
        else:
            place.say("a new version of this article came in, and the marks with it", lasting=True)
        place.show_panes()

    def _in_place_of(self, article: str) -> str | None:
        """The version that took the place of an article, or that has it back; None for neither."""
        versions = self._place.desk.versions
        newest = versions.newest(article)
        return newest if newest != article else versions.previous(article)

    def _warn(self, state: DeskState) -> None:
        """Say once of each article on the screen how many marks have no place in it."""
        for each in state.articles:
            if each.lost and each.id in self._place.columns and each.id not in self._warned:
                self._warned.add(each.id)
                lost = self._lost(each)
                if not lost:
                    continue
                count = counted(lost, "mark")
                key = self._place.keymap.shown("palette")
                self._place.screen.notify(
                    f"{key} “what the outlet changed” lists {'it' if lost == 1 else 'them'}",
                    title=f"{count} lost {'its' if lost == 1 else 'their'} place"
                    f" in version {each.version} of article {each.number}",
                    severity="warning",
                    timeout=10,
                    markup=False,
                )

    def _lost(self, article: ArticleSummary) -> int:
        """How many marks have no place in an article, of those that may be seen."""
        sight = self._place.sight
        if sight.opens(article.id):
            return article.lost
        marks = self._place.desk.versions.orphans(article.id).marks
        return sum(sight.sees(mark.annotator, article.id) for mark in marks)

    def _me(self) -> str:
        return self._place.desk.annotator.casefold()

    @staticmethod
    def _is_new(old: Annotation | None, new: Annotation) -> bool:
        return old is None or old.version < new.version
