"""Marks as they are shown: what is on the desk, and over it what is still on its way there.

A gesture paints at once and is hollow until its write is acknowledged. After that it stays
over the desk's state until a reading that began later shows it: so nothing ever flickers.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from reader.model.annotation import Annotation
from reader.model.text import Span
from reader.model.values import dataclass, replace

_MANY = 4  # changing more than one mark of so many is no quicker than putting all in order anew


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
        self._stored: dict[str, dict[str, Annotation]] = {}  # by article and id
        self._promised: dict[str, Callable[[], tuple[Annotation, ...]]] = {}
        self._entries: list[Entry] = []
        self.names: dict[str, str] = {}  # ids on the desk, by those of drafts
        self._shown: dict[str, _Shown] = {}  # asked for at every rest of the cursor

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

    def take(self, marks: Mapping[str, tuple[Annotation, ...]], number: int) -> dict[str, set[str]]:
        """A reading of the desk; `number` says which changes of ours it knows.

        Gives the ids of the marks that may look different now, by article.
        """
        late = [e.mark for e in self._entries if e.number is not None and e.number <= number]
        self._entries = [e for e in self._entries if e.number is None or e.number > number]
        changed: dict[str, set[str]] = {}
        for article, found in marks.items():
            self._promised.pop(article, None)
            old, new = self._stored.get(article, {}), {mark.id: mark for mark in found}
            names = {name for name, mark in new.items() if old.get(name) is not mark}
            names |= old.keys() - new.keys()
            names |= {mark.id for mark in late if mark.article == article}
            self._stored[article] = new
            if len(names) * _MANY > len(new):
                self._shown.pop(article, None)
            else:
                self._renew(article, names)
            if names:
                changed[article] = names
        return changed

    def begin(self, marks: Iterable[Annotation], *, gone: bool = False) -> list[Entry]:
        """Show marks as they will be, hollow."""
        entries = [Entry(mark, gone) for mark in marks]
        self._entries += entries
        for each in entries:
            self._keep_promise(each.mark.article)
        self._renew_all(entry.mark for entry in entries)
        return entries

    def acknowledge(
        self, entries: Iterable[Entry], marks: Iterable[Annotation], number: int
    ) -> None:
        """The write is on disk: the marks as they are there, until reading `number` shows them."""
        changed: list[Annotation] = []
        for entry, mark in zip(entries, marks, strict=True):
            draft = entry.mark
            entry.mark, entry.number = mark, number
            if draft.id != mark.id:
                self._rename(draft.id, mark.id)
            changed += (draft, mark)
        self._renew_all(changed)

    def _rename(self, draft: str, name: str) -> None:
        """Later gestures on a draft are gestures on what it has become."""
        self.names[draft] = name
        for entry in self._entries:
            if entry.mark.id == draft:
                entry.mark = replace(entry.mark, id=name)

    def withdraw(self, entries: Iterable[Entry]) -> None:
        """The write will never be: show what is on the desk."""
        dropped = {id(entry): entry for entry in entries}
        self._entries = [entry for entry in self._entries if id(entry) not in dropped]
        self._renew_all(entry.mark for entry in dropped.values())

    def of(self, article: str) -> tuple[Annotation, ...]:
        """The marks of an article as they are shown, in reading order."""
        return self._of(article).all

    def at(self, article: str, span: Span) -> tuple[Annotation, ...]:
        """Those of them that reach from the start to the stop of a span."""
        return self._of(article).at(span)

    def _of(self, article: str) -> _Shown:
        self._keep_promise(article)
        if article not in self._shown:
            shown = self._stored.get(article, {}).copy()
            for entry in self._entries:
                if entry.mark.article == article:
                    _lay_over(shown, entry)
            self._shown[article] = _Shown(shown)
        return self._shown[article]

    def _keep_promise(self, article: str) -> None:
        read = self._promised.pop(article, None)
        if read is not None:
            self._stored[article] = {mark.id: mark for mark in read()}
            self._shown.pop(article, None)

    def _renew_all(self, changed: Iterable[Annotation]) -> None:
        """Show marks with the ids of these as they are by now."""
        names: dict[str, set[str]] = {}
        for mark in changed:
            names.setdefault(mark.article, set()).add(mark.id)
        for article, some in names.items():
            self._renew(article, some)

    def _renew(self, article: str, names: AbstractSet[str]) -> None:
        """Show some marks as they are by now: of thousands, a gesture changes one."""
        if article not in self._shown:
            return
        stored = self._stored.get(article, {})
        left = {name: stored[name] for name in names if name in stored}
        for entry in self._entries:
            if entry.mark.id in names and entry.mark.article == article:
                _lay_over(left, entry)
        for name in names:
            self._shown[article].put(name, left.get(name))

    def pending(self) -> frozenset[str]:
        """The ids of marks whose write is not acknowledged."""
        return frozenset(entry.mark.id for entry in self._entries if entry.number is None)

    def find(self, article: str, mark: str | None) -> Annotation | None:
        """The mark with that id, as it is shown."""
        by_id = self._of(article).by_id
        name = mark or ""
        return by_id.get(name) or by_id.get(self.names.get(name, ""))

    def shown(self, article: str, mark: str) -> Annotation | None:
        """The mark with just that id, as it is shown."""
        return self._of(article).by_id.get(mark)

    def stored_id(self, mark: str) -> str:
        """The id on the desk of a mark that may have been a draft."""
        return self.names.get(mark, mark)


class _Shown:
    """The marks of an article by id and in reading order."""

    def __init__(self, marks: dict[str, Annotation]) -> None:
        self.by_id = marks
        self._keys = sorted(map(_key, marks.values()))
        self._all: tuple[Annotation, ...] | None = None

    @property
    def all(self) -> tuple[Annotation, ...]:
        """All of them."""
        if self._all is None:
            self._all = tuple([self.by_id[name] for _, _, name in self._keys])
        return self._all

    def at(self, span: Span) -> tuple[Annotation, ...]:
        """Those that reach from the start to the stop of a span."""
        first = bisect_left(self._keys, (span.start, span.stop, ""))
        last = bisect_left(self._keys, (span.start, span.stop + 1, ""))
        return tuple(self.by_id[name] for _, _, name in self._keys[first:last])

    def put(self, name: str, mark: Annotation | None) -> None:
        """Put a mark in the place of the one with that id, or take that one out."""
        old = self.by_id.pop(name, None)
        if old is not None:
            del self._keys[bisect_left(self._keys, _key(old))]
        if mark is not None:
            self.by_id[name] = mark
            insort(self._keys, _key(mark))
        self._all = None


def _key(mark: Annotation) -> tuple[int, int, str]:
    pieces = mark.anchor.pieces
    return pieces[0].span.start, pieces[-1].span.stop, mark.id


def _lay_over(shown: dict[str, Annotation], entry: Entry) -> None:
    """Show what an entry says of its mark."""
    if entry.gone and entry.number is not None:
        shown.pop(entry.mark.id, None)
    else:
        shown[entry.mark.id] = entry.mark
