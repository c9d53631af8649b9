"""Which part of the reading screen does which command of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reader.model.link import Verdict
from reader.tui.keyboard import Stroke
from reader.tui.screens.changing import Changing
from reader.tui.screens.commenting import Commenting
from reader.tui.screens.comparing import Comparing
from reader.tui.screens.crosslinking import CrossLinking
from reader.tui.screens.equals import Equals
from reader.tui.screens.filling import Filling
from reader.tui.screens.following import Following
from reader.tui.screens.going import Going
from reader.tui.screens.here import Here
from reader.tui.screens.keyed import MOST_STEPS
from reader.tui.screens.looking import Looking
from reader.tui.screens.making import Making
from reader.tui.screens.places import Places
from reader.tui.screens.searching import Searching
from reader.tui.screens.suggested_names import SuggestedNames
from reader.tui.screens.workplace import Workplace
from reader.tui.selecting import Edge

Act = Callable[[Stroke], object]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the reading screen."""

    making: Making
    names: SuggestedNames
    changing: Changing
    commenting: Commenting
    filling: Filling
    equals: Equals
    linking: CrossLinking
    comparing: Comparing
    searching: Searching
    looking: Looking
    following: Following
    places: Places
    here: Here
    going: Going


def parts_of(place: Workplace) -> Parts:
    """The parts, for one place of work."""
    making = Making(place)
    changing = Changing(place, making)
    linking = CrossLinking(place, making)
    return Parts(
        making=making,
        names=SuggestedNames(place, making),
        changing=changing,
        commenting=Commenting(place),
        filling=Filling(place, making, changing),
        equals=Equals(place, making),
        linking=linking,
        comparing=Comparing(place),
        searching=Searching(place),
        looking=Looking(place, making),
        following=Following(place),
        places=Places(place, linking),
        here=Here(place),
        going=Going(place, linking),
    )


def acts_of(parts: Parts) -> dict[str, Act]:
    """Commands by id, with what does them."""
    making, changing, linking = parts.making, parts.changing, parts.linking
    looking, going = parts.looking, parts.going
    simple: dict[str, Callable[[], object]] = {
        "name.refuse": parts.names.refuse,
        "view.names": parts.names.toggle,
        "mark.tag": changing.pick,
        "mark.note": changing.note,
        "mark.comment": parts.commenting.open,
        "mark.attributes": parts.filling.attributes,
        "mark.add-piece": changing.add_piece,
        "border.other": changing.other_border,
        "overlap.list": parts.here.choose,
        "article.next": parts.here.next_article,
        "mark.all-equal": parts.equals.propose,
        "link.make": linking.tie,
        "link.peek": linking.peek,
        "link.confirm": partial(linking.judge, Verdict.CONFIRMED),
        "link.reject": partial(linking.judge, Verdict.REJECTED),
        "suggest.stop": parts.comparing.stop_or_say,
        "suggest.go-on": parts.comparing.go_on,
        "view.junk": looking.junk,
        "block.flip": looking.flip,
        "block.why": looking.why,
        "article.done": looking.done,
        "filter": looking.filter,
        "pane.zoom": looking.zoom,
        "pane.split": looking.split,
        "pane.lock": parts.following.toggle,
        "copy": looking.copy,
        "export": looking.export,
        "place.back": parts.places.back,
        "place.list": parts.places.list,
        "search": parts.searching.open,
        "legend": going.legend,
        "go.articles": going.articles,
        "go.stories": going.stories,
        "go.events": going.events,
        "go.judging": going.judging,
        "go.curation": going.curation,
        "go.entities": going.entities,
        "go.search": going.search,
        "go.tags": going.tags,
        "go.history": going.history,
        "go.history-here": going.history_here,
        "go.as-of": going.as_of,
        "go.versions": going.versions,
        "view.blind": looking.blind,
        "view.layer": looking.layer,
        "help": going.help,
    }
    acts: dict[str, Act] = {name: _ignoring(act) for name, act in simple.items()}
    entity = parts.names.accept_or(making.entity)
    return acts | {
        "mark.claim": lambda stroke: making.claim(stroke.times),
        "mark.entity": lambda stroke: entity(stroke.times),
        "mark.repeat": lambda stroke: making.again(stroke.times),
        "mark.delete": lambda stroke: changing.delete(stroke.times or 1),
        "undo": _as_often(changing.undo),
        "redo": _as_often(changing.redo),
        "link.back": lambda stroke: linking.back(stroke.times or 1),
        "mark.recent": lambda stroke: making.numbered(stroke.key),
        "border.start": lambda _: changing.take_border(Edge.START),
        "border.stop": lambda _: changing.take_border(Edge.STOP),
        "piece.next": lambda stroke: parts.here.piece(stroke.times or 1),
        "piece.previous": lambda stroke: parts.here.piece(-(stroke.times or 1)),
        "unmarked": lambda stroke: parts.here.unmarked(stroke.times),
        "link.follow": lambda _: None if parts.equals.confirm() else linking.follow(),
        "link.relate": lambda _: linking.tie(choose=True),
        "place.set": lambda stroke: parts.places.set(stroke.key),
        "place.go": lambda stroke: parts.places.go(stroke.key),
        "pane.next": lambda _: looking.next_pane(1),
        "pane.previous": lambda _: looking.next_pane(-1),
        "pane.number": lambda stroke: looking.pane_number(int(stroke.key[-1])),
        "copy.citation": lambda _: looking.copy(citation=True),
    }


def _as_often(act: Callable[[], object]) -> Act:
    """An act as often as the count before its key says."""

    def often(stroke: Stroke) -> None:
        for _ in range(min(stroke.times or 1, MOST_STEPS)):
            act()

    return often


def _ignoring(act: Callable[[], object]) -> Act:
    return lambda _: act()
