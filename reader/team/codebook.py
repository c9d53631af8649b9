"""Which tags are one tag: those that had the same kind, parent and name at the same time.

On one desk two tags cannot stand so. On two copies they can be made apart, and then mean the
same: they become one, with the versions of both. Which they are follows from history alone, so
that it does not depend on the order in which copies come together. A tag that was renamed
before another took its name is another tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reader.model.merging import TagEntry, TagPlace

FOREVER = "\U0010ffff"  # after every time that is written in ASCII

_Key = tuple[str, str | None, str]
_Interval = tuple[str, str, str]  # from, to, the tag


def unify(entries: Iterable[TagEntry]) -> Mapping[str, TagPlace]:
    """Every tag by the id it goes by; the smallest of its ids, or that of a root tag."""
    groups: dict[str, list[TagEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.tag, []).append(entry)
    for history in groups.values():
        history.sort(key=lambda each: (each.head.at, each.head))
    names = {tag: tag for tag in groups}
    while joined := _meeting(groups, names):
        moved = {}
        for one, other in joined:
            first, second = sorted((one, other), key=lambda tag: (not _rooted(groups[tag]), tag))
            groups[first] += groups.pop(second)
            groups[first].sort(key=lambda each: (each.head.at, each.head))
            moved[second] = first
        names = {tag: moved.get(name, name) for tag, name in names.items()}
    members: dict[str, list[str]] = {}
    for tag in sorted(names):
        members.setdefault(names[tag], []).append(tag)
    heads = {tag: _head(tag, history) for tag, history in groups.items()}
    places = {
        tag: TagPlace(
            tuple(members[tag]),
            head,
            None if head.parent is None else names.get(head.parent, head.parent),
            head.live,
        )
        for tag, head in heads.items()
    }
    return _kept(_uncircled(places))


def _meeting(
    groups: Mapping[str, Sequence[TagEntry]], names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pairs of tags that stood under one name at one time, the earliest meeting first.

    No tag is in two pairs: joining one pair may part it from the rest.
    """
    stood: dict[_Key, list[_Interval]] = {}
    for tag, history in groups.items():
        for key, interval in _intervals(tag, history, names):
            stood.setdefault(key, []).append(interval)
    found = []
    for intervals in stood.values():
        if len({tag for _, _, tag in intervals}) < 2:  # noqa: PLR2004 - a pair
            continue
        intervals.sort()
        last = intervals[0]
        for interval in intervals[1:]:
            if interval[0] < last[1] and interval[2] != last[2]:
                found.append((interval[0], *sorted((interval[2], last[2]))))
            last = max(last, interval, key=lambda each: each[1])
    pairs, taken = [], set()
    for _, one, other in sorted(found):
        if one not in taken and other not in taken:
            pairs.append((one, other))
            taken |= {one, other}
    return pairs


def _intervals(
    tag: str, history: Sequence[TagEntry], names: Mapping[str, str]
) -> Iterable[tuple[_Key, _Interval]]:
    """Under which names a tag stood, and when; a version that lost never stood."""
    line: list[TagEntry] = []
    for entry in history:
        if not line or entry.head > line[-1].head:
            line.append(entry)
    times = [entry.head.at for entry in line]
    for entry, (start, stop) in zip(line, pairwise([*times, FOREVER]), strict=True):
        if entry.live and start < stop:
            parent = None if entry.parent is None else names.get(entry.parent, entry.parent)
            yield (entry.kind, parent, _folded(entry.name)), (start, stop, tag)


def _folded(name: str) -> str:
    """A name as SQLite compares it: capitals of ASCII alone do not count."""
    return "".join(c.lower() if c.isascii() else c for c in name)


def _rooted(history: Sequence[TagEntry]) -> bool:
    return any(entry.root for entry in history)


def _head(tag: str, history: Sequence[TagEntry]) -> TagEntry:
    """The entry that stands; a root tag is written from its own alone, for its name is fixed."""
    own = [each for each in history if each.tag == tag] if _rooted(history) else history
    return max(own, key=lambda each: each.head)


def _uncircled(places: dict[str, TagPlace]) -> dict[str, TagPlace]:
    """No tag is below itself: of a circle made on two sides, the largest id goes to the top."""
    for tag in sorted(places):
        seen = [tag]
        while (parent := places[seen[-1]].parent) in places and parent not in seen:
            assert parent is not None
            seen.append(parent)
        if parent in seen:
            top = max(seen[seen.index(parent) :])
            places[top] = replace(places[top], parent=None)
    return places


def _kept(places: dict[str, TagPlace]) -> dict[str, TagPlace]:
    """A tag with narrower tags below stands, whoever deleted it meanwhile.

    Where another has taken its name by then, the narrower ones go below that.
    """
    standing = {_name(place): tag for tag, place in sorted(places.items()) if place.live}
    waiting = sorted((tag for tag, place in places.items() if place.live), reverse=True)
    while waiting:
        tag = waiting.pop()
        parent = places[tag].parent
        if parent is None or parent not in places or places[parent].live:
            continue
        twin = standing.get(_name(places[parent]))
        if twin is None or twin == tag:
            places[parent] = replace(places[parent], live=True)
            standing[_name(places[parent])] = parent
            waiting.append(parent)
        else:
            places[tag] = replace(places[tag], parent=twin)
    return places


def _name(place: TagPlace) -> _Key:
    return place.head.kind, place.parent, _folded(place.head.name)
