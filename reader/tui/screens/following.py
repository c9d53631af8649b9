"""Lock scroll: the other panes follow what stands under the cursor.

One pane leads: the one in which the cursor was moved last. Going to another pane moves nothing,
so that its passage can be read and marked; the first step there makes it the leader.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.tui.aligning import Alignment, Anchor, Beside
from reader.tui.dressing import Weave
from reader.tui.screens.workplace import Workplace
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.wrapping import Layout

SILENT = "silent here"
UNLINKED = "nothing linked"


class Following:
    """Keeps the panes beside each other.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._leader: str | None = None
        self._seen: frozenset[str] = frozenset()  # articles on the screen
        self._made: dict[tuple[str, str], tuple[Weave, Layout, Layout, Alignment]] = {}
        self._pinned: dict[str, Anchor] = {}  # partners that were gone to by hand, by article

    @property
    def on(self) -> bool:
        """Whether panes follow."""
        return self._place.session.locked

    def toggle(self) -> None:
        """Let the other panes follow, or leave each to itself where it is."""
        place = self._place
        place.session.locked = not self.on
        self._pinned.clear()
        key = place.keymap.shown("pane.lock")
        if not self.on:
            self._let_go()
            place.say("every pane for itself again")
            return
        self._leader = place.article
        self.align()
        follow = "the other panes follow what stands under the cursor"
        if len(place.arrangement.visible) < 2:  # noqa: PLR2004 - a leader and one that follows
            follow = f"{place.keymap.shown('pane.next')} shows the next article at the same event"
        place.say(f"locked: {follow} · {key} ends that")

    def _let_go(self) -> None:
        self._place.silent.clear()
        self._made.clear()
        for column in self._place.columns.values():
            column.pane.point_out(None)

    # -- when ------------------------------------------------------------------------------

    def moved(self) -> None:
        """The cursor of the active pane came to rest."""
        if not self.on:
            return
        active = self._place.article
        if active == self._leader:
            self.align()
            return
        self._leader = active
        self._pin()
        self.align(besides=self._pinned)

    def arranged(self, gone_to: frozenset[str]) -> None:
        """Panes came, went or were laid out anew.

        Args:
            gone_to: articles whose passage was asked for; they stay where they are.
        """
        before, self._seen = self._seen, frozenset(self._place.arrangement.visible)
        if self.on:
            # The active pane is somebody's place, unless it has only just been turned to.
            here = {self._place.article} & before
            self.align(besides=gone_to | {each for each in here if each is not None})

    def align(self, *, besides: Iterable[str] = ()) -> None:
        """Bring the panes beside the leader, all but some."""
        place = self._place
        if not self.on:
            return
        if self._leader not in place.arrangement.articles:
            self._leader = place.article
        leading = place.columns.get(self._leader or "")
        if leading is None:
            return
        leader, left_alone = leading.article, set(besides)
        others = (each for each in place.arrangement.visible if each != leader)
        found = {each: self._beside(leader, each) for each in others if each in place.columns}
        here = next((x.anchor for x in found.values() if x is not None and x.anchor), None)
        told = here is not None or bool(place.weave.partners(leader, leading.pane.cursor))
        leading.pane.point_out(here.here if here else None)
        place.silent.pop(leader, None)
        for article, beside in found.items():
            pane = place.columns[article].pane
            anchor = beside.anchor if beside is not None else None
            pane.point_out(anchor.there if anchor else None)
            silent = SILENT if told and anchor is None else "" if beside else UNLINKED
            place.silent[article] = silent if place.state is not None else ""
            stays = beside is None or beside.held or (told and anchor is None)
            if beside is not None and not stays and article not in left_alone and _is_seen(pane):
                pane.stand_beside(beside, max(0, leading.pane.cursor_row))

    # -- what stands beside ----------------------------------------------------------------

    def _beside(self, leader: str, article: str) -> Beside | None:
        """What of an article stands beside the leader's cursor."""
        alignment = self._alignment(leader, article)
        offset = self._place.columns[leader].pane.cursor
        pinned = self._pinned.get(article)
        if pinned is not None:
            if pinned.here.holds(offset):
                return alignment.within(pinned, offset)
            del self._pinned[article]
        return alignment.at(offset)

    def _alignment(self, leader: str, article: str) -> Alignment:
        """Made anew when links or rows have changed."""
        place = self._place
        here, there = (place.columns[x].pane.page.scene.layout for x in (leader, article))
        made = self._made.get((leader, article))
        same = made is not None and made[0] is place.weave
        if made is None or not same or made[1] is not here or made[2] is not there:
            anchors = place.weave.anchors(leader, article, place.desk.annotator)
            made = place.weave, here, there, Alignment(anchors, here, there)
            self._made[leader, article] = made
        return made[3]

    def _pin(self) -> None:
        """Where a pane stands at a partner of the new leader's passage already, let it."""
        place = self._place
        self._pinned.clear()
        leader = self._leader
        if leader is None or leader not in place.columns:
            return
        for link, end in place.weave.partners(leader, place.columns[leader].pane.cursor):
            column = place.columns.get(end.article)
            if column is not None and end.span.holds(column.pane.cursor):
                own = link.a if end is link.b else link.b
                self._pinned.setdefault(end.article, Anchor(own.span, end.span))


def _is_seen(pane: ArticlePane) -> bool:
    return pane.is_attached and bool(pane.size.height)
