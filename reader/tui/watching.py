"""What is on the desk, read off the screen's thread: when asked, and when others write.

`desk.changed()` costs some 40 µs, so it is asked three times a second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.desk.desk import Desk
from reader.errors import DeskError, ReaderError
from reader.model.annotation import Annotation, TagSet
from reader.model.article import ArticleSummary, Block
from reader.model.link import Event, Link

POLL_S = 0.3
_AFTER_FIRST_FRAME_S = 0.3  # loading numpy holds up whatever else is started at that time
_TOLD_FAILURE = 2  # of a row


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
        marks, blocks: by article.
        links: everybody's and, once they are computed, the suggested ones.
        events: of the suggested and confirmed links; empty until they are computed.
        tags: the codebook.
        articles: all of the desk.
        compared: whether the suggested links are among them.
        waiting: how many links there are to judge.
    """

    number: int
    marks: Mapping[str, tuple[Annotation, ...]]
    blocks: Mapping[str, tuple[Block, ...]]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    tags: TagSet
    articles: tuple[ArticleSummary, ...] = field(default_factory=tuple)
    compared: bool = False
    waiting: int = 0


Told = DeskState | Exception | float


class Watcher:
    """Reads the desk again and again, and computes what belongs together once.

    Args:
        desk: which one.
        tell: called in a thread with each reading, with an error, or with the share that is
            done of the suggestions (0..1).
    """

    def __init__(self, desk: Desk, tell: Callable[[Told], object]) -> None:
        self._desk = desk
        self._tell = tell
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._suggested = False
        self._number = 0  # readings asked for
        self._seen = 0  # the last one of them that was carried out
        self._failures = 0  # in a row
        self.articles: tuple[str, ...] = ()
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in ((self._watch, "watch"), (self._suggest, "suggest"))
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

    def stop(self, seconds: float = 1.0) -> None:
        """End; what is being computed is given up."""
        self._stopped.set()
        self._asked.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds)

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
        if compared:
            links, events = desk.links.all(), desk.events.all()
        else:
            links, events = desk.links.all(suggested=False), ()
        return DeskState(
            number=number,
            marks={each: desk.marks.of_article(each) for each in articles},
            blocks={each: desk.articles.blocks(each) for each in articles},
            links=links,
            events=events,
            tags=desk.tags.all(),
            articles=desk.articles.list(),
            compared=compared,
            waiting=len(desk.links.queue()) if compared else 0,
        )

    def _suggest(self) -> None:
        if self._stopped.wait(_AFTER_FIRST_FRAME_S):
            return
        try:
            self._desk.links.suggestions(progress=self._tell_share, stop=self._stopped.is_set)
        except ReaderError as error:
            self._tell(SuggestingError(error))
        except Exception as bug:  # noqa: BLE001 - the screen raises it again, whole
            self._tell(bug)
        else:
            self._suggested = True
            self._tell(1.0)
            self.ask()

    def _tell_share(self, share: float) -> None:
        if not self._stopped.is_set():
            self._tell(min(share, 0.99))
