"""Linked passages of several articles that tell one happening, as proposed events.

Average link: two groups become one only when their passages resemble each other on the whole.
Single link would chain a whole story into one event, since each happening is told beside the
next. What people confirmed stays together and what they rejected stays apart, whatever the
scores say.
"""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.linking import titles
from reader.linking.weights import WEAK
from reader.model.ids import NAMESPACE
from reader.model.link import Event, LinkEnd, Suggestion
from reader.model.text import Passage

Pair = tuple[str, str]

# Mean score from which two groups are one event: lower, the events of five reports run into each
# other (10 passages and more); higher, one happening falls apart. A pair that was not suggested
# counts as UNSUGGESTED: it was below the best of both its passages, not necessarily nothing.
TOGETHER = WEAK + 0.4
UNSUGGESTED = WEAK - 1.0


def group(
    suggestions: Sequence[Suggestion],
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    *,
    passages: Iterable[Passage] = (),
    texts: Mapping[str, str] | None = None,
    together: float = TOGETHER,
) -> tuple[Event, ...]:
    """Events proposed from suggestions, the best supported first.

    Args:
        suggestions: scored pairs; their passages can be in an event, and those of `must`.
        must: pairs of passage ids that people confirmed, suggested or not.
        cannot: pairs of passage ids that people rejected; where the two disagree by way of
            others (a-b and b-c confirmed, a-c rejected), the confirmed ones hold.
        passages: all there are, for those of `must` that nothing suggests.
        texts: the text of each article by its id, for the quotes of the passages.
        together: mean score from which two groups are one.

    Returns:
        Events of passages of two articles or more, called by what one of them opens with.
    """
    forced = sorted((min(pair), max(pair)) for pair in must)
    asked = {name for pair in forced for name in pair}
    known = {each.id: each for each in passages if each.id in asked}
    known |= {end.id: end for each in suggestions for end in (each.a, each.b)}
    grouping = _Grouping(known, suggestions)
    for a, b in forced:
        grouping.force(a, b)
    for a, b in cannot:
        grouping.forbid(a, b)
    common = titles.carried(suggestions)
    of: dict[str, list[Suggestion]] = {}
    for each in suggestions:
        of.setdefault(each.a.id, []).append(each)
    events: list[Event] = []
    for members in grouping.merged(together):
        inside = [known[each] for each in members]
        if len({each.article for each in inside}) > 1:
            links = [x for name in members for x in of.get(name, ()) if x.b.id in members]
            links.sort(key=lambda x: (-x.score, x.a.id, x.b.id))
            quotes = [each.span.of((texts or {}).get(each.article, "")) for each in inside]
            events.append(_event(inside, titles.name(links, common, quotes), texts or {}))
    return tuple(events)


def _event(passages: Sequence[Passage], title: str, texts: Mapping[str, str]) -> Event:
    ends = sorted(
        LinkEnd(each.article, each.span, each.span.of(texts.get(each.article, "")))
        for each in passages
    )
    key = "event:" + " ".join(end.key for end in ends)
    return Event(str(uuid.uuid5(NAMESPACE, key)), title, tuple(ends))


@dataclass(slots=True)
class _Group:
    members: list[str]
    totals: dict[int, float]  # sum of the scores with each other group that has any
    apart: set[int]  # groups it must not join


class _Grouping:
    """Passages that start alone and join while their mean score is high enough."""

    def __init__(self, passages: dict[str, Passage], suggestions: Sequence[Suggestion]) -> None:
        self.article = {each.id: each.article for each in passages.values()}
        names = sorted(passages)
        self.number = {name: index for index, name in enumerate(names)}
        self.groups = {index: _Group([name], {}, set()) for index, name in enumerate(names)}
        for each in suggestions:
            a, b = self.number[each.a.id], self.number[each.b.id]
            excess = each.score - UNSUGGESTED
            self.groups[a].totals[b] = self.groups[b].totals[a] = excess

    def force(self, a: str, b: str) -> None:
        """Join the groups of two passages at once."""
        if a in self.number and b in self.number:
            left, right = self.number[a], self.number[b]
            if left != right:
                self._join(min(left, right), max(left, right))

    def forbid(self, a: str, b: str) -> None:
        """Keep the groups of two passages apart."""
        if a in self.number and b in self.number:
            left, right = self.number[a], self.number[b]
            if left != right:
                self.groups[left].apart.add(right)
                self.groups[right].apart.add(left)

    def merged(self, together: float) -> list[set[str]]:
        """The groups of several passages, those with the most support first."""
        waiting = [
            (-self._mean(left, right), left, right)
            for left, each in self.groups.items()
            for right in each.totals
            if left < right
        ]
        heapq.heapify(waiting)
        inner = dict.fromkeys(self.groups, 0.0)
        while waiting:
            value, left, right = heapq.heappop(waiting)
            if -value < together:
                break
            if left not in self.groups or right not in self.groups:
                continue
            if right in self.groups[left].apart or -value != self._mean(left, right):
                continue
            inner[left] += inner.pop(right) + self.groups[left].totals[right]
            self._join(left, right)
            for other in self.groups[left].totals:
                low, high = min(left, other), max(left, other)
                heapq.heappush(waiting, (-self._mean(low, high), low, high))
        several = [
            (inner[index], sorted(each.members))
            for index, each in self.groups.items()
            if len(each.members) > 1
        ]
        several.sort(key=lambda entry: (-entry[0], entry[1]))
        return [set(members) for _, members in several]

    def _mean(self, left: int, right: int) -> float:
        """The mean score between two groups, over pairs of different articles."""
        pairs = sum(
            self.article[a] != self.article[b]
            for a in self.groups[left].members
            for b in self.groups[right].members
        )
        return UNSUGGESTED + self.groups[left].totals[right] / pairs if pairs else UNSUGGESTED

    def _join(self, left: int, right: int) -> None:
        """Move everything of `right` into `left`."""
        kept, gone = self.groups[left], self.groups.pop(right)
        kept.members += gone.members
        for name in gone.members:
            self.number[name] = left
        kept.totals.pop(right, None)
        gone.totals.pop(left, None)
        for other, value in gone.totals.items():
            del self.groups[other].totals[right]
            total = kept.totals.get(other, 0.0) + value
            kept.totals[other] = self.groups[other].totals[left] = total
        for other in gone.apart:
            if other in self.groups:
                self.groups[other].apart.discard(right)
                self.groups[other].apart.add(left)
        kept.apart = (kept.apart | gone.apart) - {left, right}
