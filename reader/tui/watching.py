"""What is on the desk, read off the screen's thread: when asked, and when others write.

`desk.changed()` costs some 40 µs, so it is asked three times a second. A thread of its own says
every few seconds that somebody reads here, and looks who else does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from time import monotonic

from reader.desk.desk import Desk
from reader.errors import DeskError, ReaderError
from reader.model.annotation import Annotation, Annotator, Comment, TagSet
from reader.model.article import ArticleSummary, Block
from reader.model.curation import Decision
from reader.model.link import Event, Link, Suggestion
from reader.model.presence import Present
from reader.model.values import dataclass, field

POLL_S = 0.3
_AFTER_FIRST_FRAME_S = 0.3  # loading numpy holds up whatever else is started at that time
_TOLD_FAILURE = 2  # of a row
# Articles from which on nothing is compared while somebody works: of 10,000 it takes minutes of
# both processors, and every key meanwhile waits its turn for the interpreter.
MANY_ARTICLES = 1_000
REST_S = 20.0  # without a key, after which nobody is at work; reading a screenful takes longer
_LEAVE_S = 0.5  # that leaving waits for the threads, which die with the process


class SuggestingError(DeskError):
    """Suggestions could not be computed; everything else works.

    Args:
        cause: why.
    """

    def __init__(self, cause: ReaderError) -> None:
        super().__init__(cause.what, where=cause.where, remedy=cause.remedy)


@dataclass(frozen=True, slots=True)
class DeskState:
    """What the panes need of the desk, as it was at one moment.

    Attributes:
        number: how many readings had been asked for when this one began.
        marks, blocks, comments: by article.
        links: everybody's and, once they are computed, the suggested ones.
        events: of the suggested and confirmed links; empty until they are computed.
        tags: the codebook.
        articles: all of the desk.
        compared: whether the suggested links are among them.
        waiting: how many links there are to judge.
        decisions: what was decided of marks, by their ids.
        left: how many articles that were given to this annotator they are not done with.
        people: the annotators, by handle in small letters.
    """

    number: int
    marks: Mapping[str, tuple[Annotation, ...]]
    blocks: Mapping[str, tuple[Block, ...]]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    tags: TagSet
    articles: tuple[ArticleSummary, ...] = field(default_factory=tuple)
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    compared: bool = False
    waiting: int = 0
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    left: int = 0
    people: Mapping[str, Annotator] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paused:
    """Computing was stopped by hand.

    Attributes:
        share: how much was done by then, 0..1.
        found: how many suggestions are worth showing by then.
    """

    share: float
    found: int


@dataclass(frozen=True, slots=True)
class Resting:
    """Computing gives way to who is at work, and goes on once the keys are at rest.

    Attributes:
        share: how much was done by then, 0..1.
    """

    share: float


@dataclass(frozen=True, slots=True)
class Company:
    """Who else has the desk open.

    Attributes:
        readers: their readers, by handle.
    """

    readers: tuple[Present, ...]


Told = DeskState | Exception | float | Paused | Resting | Company


Compared = tuple[tuple[Link, ...], tuple[Event, ...], int]


class Watcher:
    """Reads the desk again and again, and computes what belongs together for what changed.

    Args:
        desk: which one.
        tell: called in a thread with each reading, with an error, with the share that is done of
            the suggestions (0..1), or with who else is here once that changes.
    """

    def __init__(self, desk: Desk, tell: Callable[[Told], object]) -> None:
        self._desk = desk
        self._tell = tell
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._wanted = threading.Event()  # there is something to compute
        self._wanted.set()
        self._held = threading.Event()  # somebody does not want to
        self._large = False  # so that it gives way to who is at work
        self._at_once = False  # unless somebody asked for it
        self._touched = monotonic()  # when a key was pressed last
        self._told: tuple[tuple[object, ...], Compared] | None = None
        self._suggested = False
        self._share = 0.0
        self._number = 0  # readings asked for
        self._seen = 0  # the last one of them that was carried out
        self._failures = 0  # in a row
        self._marks: dict[str, tuple[Annotation, ...]] = {}  # of the last reading
        self.articles: tuple[str, ...] = ()
        self.reading: Callable[[], str | None] = lambda: None  # the article that keys go to
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in (
                *((self._watch, "watch"), (self._suggest, "suggest")),
                (self._be_here, "here"),
            )
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def ask(self) -> int:
        """Read again now; the number that this reading, or a later one, will carry."""
        self._number += 1
        self._asked.set()
        return self._number

    def hold(self) -> None:
        """Compute no more, until somebody wants to go on; what is found is shown."""
        self._held.set()

    def touched(self) -> None:
        """Note that somebody is at work."""
        self._touched = monotonic()

    def go_on(self) -> bool:
        """Go on computing where it was stopped, or gave way; whether it had."""
        gave_way, self._at_once = self._large and not self._at_once, True
        if not self._held.is_set():
            return gave_way and not self._suggested
        self._held.clear()
        self._wanted.set()
        return True

    def stop(self, seconds: float = _LEAVE_S) -> None:
        """End; what is being computed is given up, and nobody waits for the end of a step."""
        self._stopped.set()
        self._asked.set()
        self._wanted.set()
        until = monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - monotonic()))

    def _watch(self) -> None:
        while not self._stopped.is_set():
            self._asked.wait(POLL_S)
            self._asked.clear()
            # By number: the event may be set between the end of the waiting and the clearing.
            asked = self._number != self._seen
            if self._stopped.is_set():
                return
            try:
                if asked or self._failures or self._desk.changed():
                    state = self._read()
                    self._seen = state.number
                    self._tell(state)
                self._failures = 0
            except ReaderError as error:
                self._fail(error)
            except Exception as bug:  # noqa: BLE001 - the screen raises it again, whole
                self._tell(bug)
                return

    def _fail(self, error: ReaderError) -> None:
        """Tell an error once, when it came twice: the first write may change files under us."""
        self._failures += 1
        if self._failures == _TOLD_FAILURE and not self._stopped.is_set():
            self._tell(error)

    def _read(self) -> DeskState:
        desk, number, articles = self._desk, self._number, self.articles
        compared = self._suggested
        self._marks = {
            each: _kept(self._marks.get(each, ()), desk.marks.of_article(each)) for each in articles
        }
        if compared:
            if not self._held.is_set() and not desk.links.ready():
                self._wanted.set()
            links, events, waiting = self._compared()
        else:
            links, events, waiting = desk.links.all(suggested=False), (), 0
        return DeskState(
            number=number,
            marks=self._marks,
            blocks={each: desk.articles.blocks(each) for each in articles},
            links=links,
            events=events,
            tags=desk.tags.all(),
            people=desk.annotators.all(),
            articles=desk.articles.list(),
            comments={each: desk.comments.of_article(each) for each in articles},
            compared=compared,
            waiting=waiting,
            decisions={k: v for x in articles for k, v in desk.curation.decisions(x).items()},
            left=len(desk.assigning.mine(left=True)),
        )

    def _compared(self) -> Compared:
        """Links and events with what was found last, and how many links wait to be judged.

        Made anew only where what they are made of has changed: of 10,000 articles they take
        some seconds, and a mark changes none of it.
        """
        desk = self._desk
        known, judged, kept = (
            desk.links.known(),
            desk.links.all(suggested=False),
            desk.events.kept(),
        )
        basis = known, judged, kept, desk.events.made_of()
        if self._told is None or self._told[0] != basis:
            links = desk.links.all(known=True)
            waiting = len(desk.links.queue(known=True))
            self._told = basis, (links, desk.events.all(known=True), waiting)
        return self._told[1]

    def _be_here(self) -> None:
        """Give signs of life until the end, and tell whenever somebody came, went or moved on."""
        told: tuple[Present, ...] = ()
        try:
            if self._stopped.wait(_AFTER_FIRST_FRAME_S):
                return
            from reader.desk.presence import BEAT_S  # noqa: PLC0415 - after the first picture

            while True:
                found = self._desk.presence.beat(self.reading())
                if found != told and not self._stopped.is_set():
                    told = found
                    self._tell(Company(found))
                if self._stopped.wait(BEAT_S):
                    return
        except Exception as bug:  # noqa: BLE001 - the screen raises it again, whole
            self._tell(bug)
        finally:
            self._desk.presence.leave()

    def _suggest(self) -> None:
        if self._stopped.wait(_AFTER_FIRST_FRAME_S):
            return
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._stopped.is_set():
                return
            try:
                self._compute()
            except ReaderError as error:
                self._tell(SuggestingError(error))
            except Exception as bug:  # noqa: BLE001 - the screen raises it again, whole
                self._tell(bug)
                return

    def _gives_way(self) -> bool:
        """Whether somebody is at work on a desk too large to compare it meanwhile."""
        return self._large and not self._at_once and monotonic() - self._touched < REST_S

    def _at_rest(self) -> bool:
        """Wait until nobody is at work; False when it is time to end."""
        if self._gives_way() and not self._stopped.is_set():
            self._tell(Resting(self._share))
        while self._gives_way() and not self._stopped.wait(POLL_S):
            pass
        return not self._stopped.is_set()

    def _compute(self) -> None:
        """Compute the suggestions, as far as somebody lets us."""
        self._large = len(self._desk.articles.order()) >= MANY_ARTICLES
        found: tuple[Suggestion, ...] = ()
        going_on = True
        while going_on and not self._held.is_set():
            if not self._at_rest():
                return
            self._tell_share(self._share if self._large else 0.0)
            found = self._desk.links.suggestions(progress=self._tell_share, stop=self._is_to_stop)
            going_on = self._gives_way() and not self._desk.links.ready()
        if self._stopped.is_set():
            return
        self._suggested = True
        if self._held.is_set() and not self._desk.links.ready():
            self._tell(Paused(self._share, sum(each.band is not None for each in found)))
        else:
            self._held.clear()  # the last step was under way
            self._tell(1.0)
        self.ask()

    def _is_to_stop(self) -> bool:
        return self._stopped.is_set() or self._held.is_set() or self._gives_way()

    def _tell_share(self, share: float) -> None:
        if not self._stopped.is_set():
            self._share = min(share, 0.99)
            self._tell(self._share)


def _kept(before: tuple[Annotation, ...], after: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    """Marks as they were read now, those that are as they were the very same ones as before.

    What is the same need not be compared, nor drawn; and that is found out here, off the thread
    that answers keys.
    """
    known = {mark.id: mark for mark in before}
    return tuple([old if (old := known.get(new.id)) == new else new for new in after])
