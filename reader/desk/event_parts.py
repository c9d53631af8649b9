"""Parts of events: what is checked, what they share with the proposed ones, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reader.errors import ReaderError
from reader.model.link import Contrast, Event, LinkEnd, Relation, link_key
from reader.model.text import Passage, Span


def day(written: str) -> str:
    """A day as it is stored: ISO 8601, or empty where it is not known.

    Raises:
        ReaderError: it is no day of the calendar.
    """
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as error:
        raise ReaderError("not a day", where=written, remedy="write it as 2020-10-06") from error


def title(words: str) -> str:
    """A title as it is stored.

    Raises:
        ReaderError: it is empty, or holds what cannot be seen.
    """
    words = words.strip()
    if not words or not words.isprintable():
        raise ReaderError("an event needs a printable title", where=repr(words))
    return words


def cells(event: Event) -> dict[str, tuple[LinkEnd, ...]]:
    """The passages of an event by article."""
    found: dict[str, tuple[LinkEnd, ...]] = {}
    for end in event.passages:
        found[end.article] = (*found.get(end.article, ()), end)
    return found


def pair(contrast: Contrast) -> frozenset[LinkEnd]:
    """What tells a contrast from another, whichever way round."""
    return frozenset((contrast.a, contrast.b))


def of_contrast(contrast: Contrast) -> Event:
    """The two sentences of a contrast as a proposed event, named by what disagrees."""
    ends = tuple(sorted((contrast.passage_a, contrast.passage_b)))
    identity = link_key(ends[0], ends[1], Relation.SAME_EVENT)
    return Event(id=identity, title=contrast.subject.capitalize(), passages=ends)


def without(event: Event, taken: Sequence[LinkEnd]) -> Event | None:
    """The event without passages that overlap `taken`; None when under two articles are left."""
    left = tuple(
        end
        for end in event.passages
        if not any(end.article == t.article and end.span.overlaps(t.span) for t in taken)
    )
    enough = len({end.article for end in left}) > 1
    return replace(event, passages=left) if enough else None


def as_passages(
    pairs: Iterable[tuple[LinkEnd, LinkEnd]], passages: Sequence[Passage]
) -> tuple[tuple[str, str], ...]:
    """Pairs of spans as pairs of ids of the passages that they stand in."""
    by_article: dict[str, list[Passage]] = {}
    for passage in passages:
        by_article.setdefault(passage.article, []).append(passage)

    def nearest(end: LinkEnd) -> str | None:
        best = max(
            by_article.get(end.article, ()),
            key=lambda p: _shared(p.span, end.span),
            default=None,
        )
        return best.id if best is not None and _shared(best.span, end.span) else None

    found = ((nearest(a), nearest(b)) for a, b in pairs)
    return tuple((a, b) for a, b in found if a is not None and b is not None and a != b)


def _shared(one: Span, other: Span) -> int:
    both = one.meet(other)
    return 0 if both is None else len(both)


def overlapping(end: LinkEnd, others: Iterable[LinkEnd]) -> bool:
    """Whether a passage shares words with one of these."""
    return any(end.article == x.article and end.span.overlaps(x.span) for x in others)


def drawn_in(
    kept: Sequence[Event],
    must: Iterable[tuple[str, str]],
    passages: Sequence[Passage],
    texts: Mapping[str, str],
) -> tuple[Event, ...]:
    """Kept events with the passages that confirmed links tie to them.

    A passage that is tied to two kept events stays where it is: people hold these apart. So
    does one that another kept event has.

    Args:
        kept: as people have them.
        must: pairs of passage ids that people confirmed.
        passages: all there are.
        texts: by article, for the quotes.
    """
    by_id = {each.id: each for each in passages}
    tied: dict[str, set[str]] = {}  # passages that hang together, by each of them
    for a, b in must:
        if a in by_id and b in by_id:
            group = tied.get(a, {a}) | tied.get(b, {b})
            tied.update(dict.fromkeys(group, group))
    added: dict[str, list[LinkEnd]] = {}
    seen: set[str] = set()
    for name in sorted(tied):
        if name in seen:
            continue
        seen |= tied[name]
        ends = [
            LinkEnd(p.article, p.span, p.span.of(texts[p.article]))
            for p in map(by_id.__getitem__, sorted(tied[name]))
        ]
        homes = [event for event in kept if any(overlapping(x, event.passages) for x in ends)]
        if len(homes) == 1:
            fresh = [end for end in ends if not overlapping(end, homes[0].passages)]
            added.setdefault(homes[0].id, []).extend(fresh)
    return tuple(
        replace(event, passages=tuple(sorted((*event.passages, *added[event.id]))))
        if added.get(event.id)
        else event
        for event in kept
    )
