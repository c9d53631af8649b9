"""Which part of the reading screen does which command of the table.

A part is loaded and made when it is first asked for: the first picture needs four of them, and
the others, with the cards that they open, took a tenth of a start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.desk.lazily import lazily
from reader.model.link import Verdict
from reader.tui.keyboard import MOST_STEPS
from reader.tui.screens.comparing import Comparing
from reader.tui.screens.crosslinking import CrossLinking
from reader.tui.screens.following import Following
from reader.tui.screens.making import Making
from reader.tui.screens.workplace import Workplace
from reader.tui.selecting import Edge

if TYPE_CHECKING:
    from reader.tui.keyboard import Stroke
    from reader.tui.screens.changing import Changing
    from reader.tui.screens.commenting import Commenting
    from reader.tui.screens.equals import Equals
    from reader.tui.screens.filling import Filling
    from reader.tui.screens.going import Going
    from reader.tui.screens.here import Here
    from reader.tui.screens.looking import Looking
    from reader.tui.screens.places import Places
    from reader.tui.screens.searching import Searching
    from reader.tui.screens.suggested_names import SuggestedNames

Act = Callable[["Stroke"], object]


class Parts:
    """The parts of the reading screen, for one place of work.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self.making = Making(place)
        self.linking = CrossLinking(place, self.making)
        self.comparing = Comparing(place)
        self.following = Following(place)

    @lazily
    def names(self) -> SuggestedNames:
        """Names that are suggested."""
        from reader.tui.screens.suggested_names import SuggestedNames  # noqa: PLC0415 - loaded when wanted

        return SuggestedNames(self._place, self.making)

    @lazily
    def changing(self) -> Changing:
        """Marks changed."""
        from reader.tui.screens.changing import Changing  # noqa: PLC0415 - loaded when wanted

        return Changing(self._place, self.making)

    @lazily
    def commenting(self) -> Commenting:
        """What is said of marks."""
        from reader.tui.screens.commenting import Commenting  # noqa: PLC0415 - loaded when wanted

        return Commenting(self._place)

    @lazily
    def filling(self) -> Filling:
        """Attributes of marks."""
        from reader.tui.screens.filling import Filling  # noqa: PLC0415 - loaded when wanted

        return Filling(self._place, self.making, self.changing)

    @lazily
    def equals(self) -> Equals:
        """All equal occurrences."""
        from reader.tui.screens.equals import Equals  # noqa: PLC0415 - loaded when wanted

        return Equals(self._place, self.making)

    @lazily
    def searching(self) -> Searching:
        """The search in the article."""
        from reader.tui.screens.searching import Searching  # noqa: PLC0415 - loaded when wanted

        return Searching(self._place)

    @lazily
    def looking(self) -> Looking:
        """How the articles are looked at."""
        from reader.tui.screens.looking import Looking  # noqa: PLC0415 - loaded when wanted

        return Looking(self._place, self.making)

    @lazily
    def places(self) -> Places:
        """Place marks."""
        from reader.tui.screens.places import Places  # noqa: PLC0415 - loaded when wanted

        return Places(self._place, self.linking)

    @lazily
    def here(self) -> Here:
        """What lies under the cursor."""
        from reader.tui.screens.here import Here  # noqa: PLC0415 - loaded when wanted

        return Here(self._place)

    @lazily
    def going(self) -> Going:
        """To the other screens."""
        from reader.tui.screens.going import Going  # noqa: PLC0415 - loaded when wanted

        return Going(self._place, self.linking)


# Each command, with what does it. Looked up when a key is pressed, so that a part is made then.
_ACTS: dict[str, Callable[[Parts], object]] = {
    "name.refuse": lambda its: its.names.refuse(),
    "view.names": lambda its: its.names.toggle(),
    "mark.tag": lambda its: its.changing.pick(),
    "mark.note": lambda its: its.changing.note(),
    "mark.comment": lambda its: its.commenting.open(),
    "mark.attributes": lambda its: its.filling.attributes(),
    "mark.add-piece": lambda its: its.changing.add_piece(),
    "border.other": lambda its: its.changing.other_border(),
    "overlap.list": lambda its: its.here.choose(),
    "article.next": lambda its: its.here.next_article(),
    "mark.all-equal": lambda its: its.equals.propose(),
    "link.make": lambda its: its.linking.tie(),
    "link.peek": lambda its: its.linking.peek(),
    "link.confirm": lambda its: its.linking.judge(Verdict.CONFIRMED),
    "link.reject": lambda its: its.linking.judge(Verdict.REJECTED),
    "suggest.stop": lambda its: its.comparing.stop_or_say(),
    "suggest.go-on": lambda its: its.comparing.go_on(),
    "view.junk": lambda its: its.looking.junk(),
    "block.flip": lambda its: its.looking.flip(),
    "block.why": lambda its: its.looking.why(),
    "article.done": lambda its: its.looking.done(),
    "filter": lambda its: its.looking.filter(),
    "pane.zoom": lambda its: its.looking.zoom(),
    "pane.split": lambda its: its.looking.split(),
    "pane.lock": lambda its: its.following.toggle(),
    "copy": lambda its: its.looking.copy(),
    "export": lambda its: its.looking.export(),
    "place.back": lambda its: its.places.back(),
    "place.list": lambda its: its.places.list(),
    "search": lambda its: its.searching.open(),
    "legend": lambda its: its.going.legend(),
    "go.articles": lambda its: its.going.articles(),
    "go.stories": lambda its: its.going.stories(),
    "go.events": lambda its: its.going.events(),
    "go.judging": lambda its: its.going.judging(),
    "go.curation": lambda its: its.going.curation(),
    "go.entities": lambda its: its.going.entities(),
    "go.search": lambda its: its.going.search(),
    "go.tags": lambda its: its.going.tags(),
    "go.history": lambda its: its.going.history(),
    "go.history-here": lambda its: its.going.history_here(),
    "go.as-of": lambda its: its.going.as_of(),
    "go.versions": lambda its: its.going.versions(),
    "view.blind": lambda its: its.looking.blind(),
    "view.layer": lambda its: its.looking.layer(),
    "help": lambda its: its.going.help(),
    "border.start": lambda its: its.changing.take_border(Edge.START),
    "border.stop": lambda its: its.changing.take_border(Edge.STOP),
    "link.follow": lambda its: None if its.equals.confirm() else its.linking.follow(),
    "link.relate": lambda its: its.linking.tie(choose=True),
    "pane.next": lambda its: its.looking.next_pane(1),
    "pane.previous": lambda its: its.looking.next_pane(-1),
    "copy.citation": lambda its: its.looking.copy(citation=True),
}
# Likewise, for those that ask how often, or which key it was.
_WITH_STROKE: dict[str, Callable[[Parts, Stroke], object]] = {
    "mark.claim": lambda its, stroke: its.making.claim(stroke.times),
    "mark.entity": lambda its, stroke: its.names.accept_or(its.making.entity, stroke.times),
    "mark.repeat": lambda its, stroke: its.making.again(stroke.times),
    "mark.delete": lambda its, stroke: its.changing.delete(stroke.times or 1),
    "undo": lambda its, stroke: _as_often(its.changing.undo, stroke),
    "redo": lambda its, stroke: _as_often(its.changing.redo, stroke),
    "link.back": lambda its, stroke: its.linking.back(stroke.times or 1),
    "mark.recent": lambda its, stroke: its.making.numbered(stroke.key),
    "piece.next": lambda its, stroke: its.here.piece(stroke.times or 1),
    "piece.previous": lambda its, stroke: its.here.piece(-(stroke.times or 1)),
    "unmarked": lambda its, stroke: its.here.unmarked(stroke.times),
    "place.set": lambda its, stroke: its.places.set(stroke.key),
    "place.go": lambda its, stroke: its.places.go(stroke.key),
    "pane.number": lambda its, stroke: its.looking.pane_number(int(stroke.key[-1])),
}


def parts_of(place: Workplace) -> Parts:
    """The parts, for one place of work."""
    return Parts(place)


def acts_of(parts: Parts) -> dict[str, Act]:
    """Commands by id, with what does them."""
    acts: dict[str, Act] = {name: _ignoring(act, parts) for name, act in _ACTS.items()}
    return acts | {name: partial(act, parts) for name, act in _WITH_STROKE.items()}


def _as_often(act: Callable[[], object], stroke: Stroke) -> None:
    """An act as often as the count before its key says."""
    for _ in range(min(stroke.times or 1, MOST_STEPS)):
        act()


def _ignoring(act: Callable[[Parts], object], parts: Parts) -> Act:
    return lambda _: act(parts)
