"""Marks as they are shown: what is on the desk, and over it what is still on its way there.

A gesture paints at once and is hollow until its write is acknowledged. After that it stays
over the desk's state until a reading that began later shows it: so nothing ever flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.model.annotation import Annotation
from reader.model.values import dataclass, replace


@dataclass(slots=True)
class Entry:
    """One mark that differs from the last reading of the desk.

    Attributes:
        mark: as it will be, or as it was where it is to go.
        gone: whether it is being deleted.
        number: the reading that will show it; None until the write is acknowledged.
    """

    mark: Annotation
    gone: bool = False
    number: int | None = None


class Ledger:
    """The marks of the articles that are read."""

    def __init__(self) -> None:
        self._stored: dict[str, tuple[Annotation, ...]] = {}
        self._promised: dict[str, Callable[[], tuple[Annotation, ...]]] = {}
        self._entries: list[Entry] = []
        self.names: dict[str, str] = {}  # ids on the desk, by those of drafts
        self._shown: dict[str, tuple[Annotation, ...]] = {}  # asked for at every rest of the cursor

    @property
    def articles(self) -> frozenset[str]:
        """The articles whose marks were read, or are promised."""
        return frozenset((*self._stored, *self._promised))

    @property
    def promised(self) -> frozenset[str]:
        """The articles whose marks are read when somebody asks for them."""
        return frozenset(self._promised)

    def promise(self, article: str, read: Callable[[], tuple[Annotation, ...]]) -> None:
        """Let the marks of an article be read when somebody asks for them.

        Of thousands the first picture shows, it knows no more than it shows; mostly a reading of
        the desk comes before anybody asks.
        """
        self._promised[article] = read

    def take(self, marks: Mapping[str, tuple[Annotation, ...]], number: int) -> None:
        """A reading of the desk; `number` says which changes of ours it knows."""
        self._shown.clear()
        self._stored.update(marks)
        for article in marks:
            self._promised.pop(article, None)
        self._entries = [e for e in self._entries if e.number is None or e.number > number]

    def begin(self, marks: Iterable[Annotation], *, gone: bool = False) -> list[Entry]:
        """Show marks as they will be, hollow."""
        self._shown.clear()
        entries = [Entry(mark, gone) for mark in marks]
        self._entries += entries
        for each in entries:
            self._keep_promise(each.mark.article)
        return entries

    def acknowledge(
        self, entries: Iterable[Entry], marks: Iterable[Annotation], number: int
    ) -> None:
        """The write is on disk: the marks as they are there, until reading `number` shows them."""
        self._shown.clear()
        for entry, mark in zip(entries, marks, strict=True):
            draft = entry.mark.id
            entry.mark, entry.number = mark, number
            if draft != mark.id:
                self._rename(draft, mark.id)

    def _rename(self, draft: str, name: str) -> None:
        """Later gestures on a draft are gestures on what it has become."""
        self.names[draft] = name
        for entry in self._entries:
            if entry.mark.id == draft:
                entry.mark = replace(entry.mark, id=name)

    def withdraw(self, entries: Iterable[Entry]) -> None:
        """The write will never be: show what is on the desk."""
        self._shown.clear()
        dropped = {id(entry) for entry in entries}
        self._entries = [entry for entry in self._entries if id(entry) not in dropped]

    def of(self, article: str) -> tuple[Annotation, ...]:
        """The marks of an article as they are shown, in reading order."""
        if article not in self._shown:
            self._shown[article] = self._merged(article)
        return self._shown[article]

    def _keep_promise(self, article: str) -> None:
        read = self._promised.pop(article, None)
        if read is not None:
            self._stored[article] = read()

    def _merged(self, article: str) -> tuple[Annotation, ...]:
        """What is stored, with our entries over it."""
        self._keep_promise(article)
        shown = {mark.id: mark for mark in self._stored.get(article, ())}
        for entry in self._entries:
            if entry.mark.article != article:
                continue
            if entry.gone and entry.number is not None:
                shown.pop(entry.mark.id, None)
            else:
                shown[entry.mark.id] = entry.mark
        return tuple(sorted(shown.values(), key=lambda mark: (mark.anchor.span, mark.id)))

    @property
    def on_their_way(self) -> frozenset[str]:
        """The articles with marks that differ from the last reading."""
        return frozenset(entry.mark.article for entry in self._entries)

    def pending(self) -> frozenset[str]:
        """The ids of marks whose write is not acknowledged."""
        return frozenset(entry.mark.id for entry in self._entries if entry.number is None)

    def find(self, article: str, mark: str | None) -> Annotation | None:
        """The mark with that id, as it is shown."""
        named = {mark, self.names.get(mark or "")}
        return next((each for each in self.of(article) if each.id in named), None)

    def stored_id(self, mark: str) -> str:
        """The id on the desk of a mark that may have been a draft."""
        return self.names.get(mark, mark)
