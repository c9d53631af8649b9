"""What the first picture knows of marks where an article has hundreds: what is seen of them.

Marks are read whole when somebody asks for them, or with the first reading of the desk, whichever
comes first. Where there are 10,000 on 1,000 words, that is two thirds of a start.
"""

from __future__ import annotations

from contextlib import suppress

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.desk.layers import maker_of
from reader.errors import ReaderError
from reader.model.annotation import Annotation, Glimpse, TagSet
from reader.model.text import Span
from reader.tui.dressing import glimpsed
from reader.tui.ledger import Ledger
from reader.tui.marking import PaneMark


class Glimpses:
    """Marks of which only that is known which is seen.

    Args:
        desk: whose marks.
        ledger: where they stand when they are read.
    """

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger
        self._known: dict[str, tuple[Glimpse, ...]] = {}
        self._found: Annotation | None = None  # the mark that was asked for last

    def take(self, article: str, span: Span, known: tuple[Glimpse, ...]) -> None:
        """Learn what is seen of the marks over a span; the ledger reads them when asked."""
        marks = self._desk.marks
        self._known[article] = known

        def read() -> tuple[Annotation, ...]:
            with suppress(ReaderError):  # the watcher reads them again in a moment, and says it
                return marks.near(article, span)
            return ()

        self._ledger.promise(article, read)

    def of(self, article: str, tags: TagSet, sight: Sight, layer: str) -> list[PaneMark]:
        """The marks of an article as its pane draws them: those of the layer that may be seen."""
        maker = maker_of(layer, self._desk.annotator)
        marks = self._known[article]
        makers = {mark.annotator for mark in marks}
        shown = {
            who
            for who in makers
            if sight.sees(who, article) and (maker is None or who.casefold() == maker.casefold())
        }
        if shown != makers:
            marks = tuple(mark for mark in marks if mark.annotator in shown)
        me = self._desk.annotator.casefold()
        return glimpsed(marks, tags, lambda who: who.casefold() == me)

    def find(self, mark: str | None) -> Annotation | None:
        """The whole of one mark."""
        if mark is not None and (self._found is None or self._found.id != mark):
            with suppress(ReaderError):  # gone meanwhile: the watcher sees it too
                self._found = self._desk.marks.get(mark)
        return self._found if self._found is not None and self._found.id == mark else None
