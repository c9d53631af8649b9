"""What a reading of the desk changes on the screen, and what others did, in a few words."""

from __future__ import annotations

from time import monotonic

from reader.model.annotation import Annotation
from reader.tui.screens.workplace import Workplace, counted, listed, quoted
from reader.tui.watching import DeskState

_HERE_S = 14.0  # after the last thing somebody did, they count as being here


class News:
    """Takes readings of the desk in.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._seen: dict[str, float] = {}

    def take(self, state: DeskState) -> None:
        """Show the desk as it is now, and say what a colleague did."""
        place = self._place
        before = place.state
        place.take(state)
        waiting = place.ledger.on_their_way
        place.ledger.take(state.marks, state.number)
        for article, column in place.columns.items():
            blocks = state.blocks.get(article)
            if blocks and blocks != column.pane.page.blocks:
                column.pane.show(place.desk.articles.get(article), blocks)
        changed = [
            article
            for article in place.columns
            if before is None
            or article in waiting
            or before.tags != state.tags
            or before.marks.get(article) != state.marks.get(article)
        ]
        if changed:
            place.show_marks(*changed)
        if before is None or before.links != state.links or before.events != state.events:
            place.show_links()
        if before is not None and not place.blind:
            self._tell(before, state)

    def here(self) -> str | None:
        """Who else is at work, in words."""
        now = monotonic()
        names = sorted(name for name, when in self._seen.items() if now - when < _HERE_S)
        return f"{listed(names)} {'is' if len(names) == 1 else 'are'} here" if names else None

    def _tell(self, before: DeskState, state: DeskState) -> None:
        """Say what others did since the reading before."""
        told = []
        for article, marks in state.marks.items():
            if article not in before.marks:
                continue
            old = {mark.id: mark for mark in before.marks[article]}
            new = {mark.id: mark for mark in marks}
            for mark in marks:
                if self._is_new(old.get(mark.id), mark):
                    did = "changed" if mark.id in old else "marked"
                    told.append((mark.updated_by or mark.annotator, did, mark))
            told += [(m.annotator, "deleted", m) for m in old.values() if m.id not in new]
        others = [each for each in told if each[0].casefold() != self._me()]
        for who, _, _ in others:
            self._seen[who] = monotonic()
        if others:
            who, did, mark = others[-1]
            more = f" · {counted(len(others) - 1, 'more change')}" if len(others) > 1 else ""
            self._place.say(f"{who} {did} {quoted(mark.anchor.quote)}{more}")

    def _me(self) -> str:
        return self._place.desk.annotator.casefold()

    @staticmethod
    def _is_new(old: Annotation | None, new: Annotation) -> bool:
        return old is None or old.version < new.version
