"""The marks of a page in reading order, changed one by one: of thousands, a gesture changes one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from reader.model.text import Span
from reader.tui.marking import PaneMark, SpanIndex, mark_index

_Key = tuple[int, int, str]  # start and stop of a mark, and its id
_MANY = 4  # changing more than one of so many is no quicker than beginning anew


class MarkSet:
    """Marks by their ids, by where they lie, and in order.

    Args:
        marks: in reading order.
    """

    def __init__(self, marks: Sequence[PaneMark] = ()) -> None:
        self._begin(marks)

    def _begin(self, marks: Sequence[PaneMark]) -> None:
        self._list = list(marks)
        self._orders: list[float] = []  # made for the first change
        self._tuple: tuple[PaneMark, ...] | None = None
        self.by_id = {mark.id: mark for mark in marks}
        self.index: SpanIndex[PaneMark] = mark_index(marks)

    @property
    def all(self) -> tuple[PaneMark, ...]:
        """All of them, in order."""
        if self._tuple is None:
            self._tuple = tuple(self._list)
        return self._tuple

    def differences(self, marks: Iterable[PaneMark]) -> dict[str, PaneMark | None]:
        """What has to change until these marks are here and no others."""
        left = self.by_id.copy()
        changes: dict[str, PaneMark | None] = {}
        for mark in marks:
            found = left.pop(mark.id, None)
            if found is not mark and found != mark:
                changes[mark.id] = mark
        changes.update(dict.fromkeys(left))
        return changes

    def change(self, changes: Mapping[str, PaneMark | None]) -> tuple[Span, ...]:
        """Put these in the place of those with their ids; gives the spans that look different.

        Args:
            changes: by id; None for a mark that goes.
        """
        spans: list[Span] = []
        anew = len(changes) * _MANY > len(self._list)
        if len(self._orders) != len(self._list) and not anew:
            self._orders = list(map(float, range(len(self._list))))
        for name, mark in changes.items():
            old = self.by_id.pop(name, None)
            if old == mark:
                if old is not None:
                    self.by_id[name] = old
                continue
            spans += [*(old.spans if old else ()), *(mark.spans if mark else ())]
            if mark is not None:
                self.by_id[name] = mark
            if not anew:
                if old is not None:
                    self._take_out(old)
                if mark is not None:
                    self._put_in(mark)
        if spans and anew:
            self._begin(sorted(self.by_id.values(), key=_key))
        self._tuple = None if spans else self._tuple
        return tuple(spans)

    def _take_out(self, mark: PaneMark) -> None:
        at = bisect_left(self._list, _key(mark), key=_key)
        if at == len(self._list) or self._list[at] is not mark:  # they came in another order
            at = next(i for i, each in enumerate(self._list) if each is mark)
        del self._list[at], self._orders[at]
        for span in mark.spans:
            self.index.remove(span, mark)

    def _put_in(self, mark: PaneMark) -> None:
        at = bisect_left(self._list, _key(mark), key=_key)
        before = self._orders[at - 1] if at else -1.0
        after = self._orders[at] if at < len(self._orders) else before + 2.0
        order = (before + after) / 2
        self._list.insert(at, mark)
        self._orders.insert(at, order)
        if not before < order < after:  # no number is left between the two
            self._orders = list(map(float, range(len(self._list))))
            self.index = mark_index(self._list)
            return
        for span in mark.spans:
            self.index.add(span, mark, order)


def _key(mark: PaneMark) -> _Key:
    return mark.spans[0].start, mark.spans[-1].stop, mark.id
