"""Events: passages that tell the same happening, as proposed and as people have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.copies import Copies
from reader.desk.links import Links, confirmed_pairs, quoted, rejected_pairs
from reader.errors import NotFoundError, ReaderError
from reader.model.history import Gesture
from reader.model.link import Contrast, Event, LinkEnd, Relation, link_key
from reader.model.synopsis import MatrixRow
from reader.model.text import Passage, PassageKind, Span
from reader.store import events as rows
from reader.store.protocol import Batch

SHORT_NUMBER = 3  # digits that can only be a number of the list


class Events:
    """The events of a desk."""

    def __init__(self, context: Context, articles: Articles, links: Links, copies: Copies) -> None:
        self._context = context
        self._articles = articles
        self._links = links
        self._copies = copies

    # -- reading ---------------------------------------------------------------------------

    def all(self, *, story: str | None = None) -> tuple[Event, ...]:
        """The events that people keep, then the proposed ones without the passages of those.

        Confirmed links hold passages together, rejected ones keep them apart.
        """
        from reader.linking import events

        inside = {each.id for each in self._articles.list(story)}
        kept = tuple(
            event
            for event in rows.all_events(self._context.store)
            if any(end.article in inside for end in event.passages)
        )
        taken = [end for event in kept for end in event.passages]
        passages = self._links.passages(story)
        judged = self._links.all(story=story, suggested=False)
        proposed = events.group(
            self._links.suggestions(story=story),
            must=_as_passages(confirmed_pairs(judged), passages),
            cannot=_as_passages(rejected_pairs(judged), passages),
            passages=passages,
            texts=self._links.texts(p.article for p in passages),
        )
        fresh = (_without(event, taken) for event in proposed)
        return (*kept, *(event for event in fresh if event is not None))

    def get(self, word: str, *, story: str | None = None) -> Event:
        """The event with that number in the list, id (or prefix of it) or title.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        every = self.all(story=story)
        if word.isdecimal() and len(word) <= SHORT_NUMBER:
            if 1 <= int(word) <= len(every):
                return every[int(word) - 1]
            raise NotFoundError("no such event", where=word, remedy="`reader events` lists them")
        found = [event for event in every if event.id.startswith(word)]
        if not found:
            found = [event for event in every if word.casefold() in event.title.casefold()]
        return only(
            found,
            word,
            nouns=("event", "events"),
            none="`reader events` lists them",
            several="give its number in the list",
            line=lambda event: f"{event.id[:13]}  {event.title}",
        )

    def contrasts(self, event: Event) -> tuple[Contrast, ...]:
        """Figures, dates and yes/no statements of an event that disagree, both quotes each."""
        from reader.linking import contrasts

        found = tuple(
            Passage(end.key, end.article, end.span, PassageKind.SENTENCE, index)
            for index, end in enumerate(event.passages)
        )
        texts = {end.article: self._articles.get(end.article).text for end in event.passages}
        return contrasts.find(found, texts)

    def matrix(self, *, story: str | None = None) -> tuple[MatrixRow, ...]:
        """A row for each event, a cell for each article that tells it.

        Linked passages that no event holds together may disagree too: such a contrast stands
        with an event that holds either of them, else in a row of its own.
        """
        every = self.all(story=story)
        found = [list(self.contrasts(event)) for event in every]
        shown = {_pair(contrast) for contrasts in found for contrast in contrasts}
        alone = []
        for contrast in self._between_linked(story):
            if _pair(contrast) in shown:
                continue
            sides = {contrast.passage_a, contrast.passage_b}
            home = next((n for n, each in enumerate(every) if sides & set(each.passages)), None)
            if home is None:
                alone.append(contrast)
            else:
                found[home].append(contrast)
        rows = list(zip(every, map(tuple, found), strict=True))
        rows += ((_of_contrast(contrast), (contrast,)) for contrast in alone)
        sources = self._copies.sources([event.passages for event, _ in rows], story=story)
        return tuple(
            MatrixRow(event, _cells(event), contrasts, groups)
            for (event, contrasts), groups in zip(rows, sources, strict=True)
        )

    def _between_linked(self, story: str | None) -> tuple[Contrast, ...]:
        """The contrasts between passages that are suggested as one event and not rejected."""
        from reader.linking import contrasts

        judged = self._links.all(story=story, suggested=False)
        apart = {frozenset((a.key, b.key)) for a, b in rejected_pairs(judged)}
        pairs = [
            (each.a, each.b)
            for each in self._links.suggestions(story=story)
            if each.band is not None and frozenset((each.a.id, each.b.id)) not in apart
        ]
        texts = self._links.texts(p.article for pair in pairs for p in pair)
        return contrasts.in_linked(pairs, texts)

    # -- writing ---------------------------------------------------------------------------

    def add(
        self, title: str, passages: Sequence[LinkEnd], *, happened_on: str = "", note: str = ""
    ) -> Event:
        """Keep an event of these passages under a name."""
        title = _title(title)
        event = Event(
            id=self._context.ids(),
            title=title,
            passages=tuple(sorted(self._quoted(end) for end in passages)),
            happened_on=_day(happened_on),
            note=note,
            proposed=False,
        )
        gesture = self._context.gesture()
        self._write(gesture, event.passages, rows.adding(event, gesture))
        return event

    def edit(
        self,
        event: Event,
        *,
        title: str | None = None,
        happened_on: str | None = None,
        note: str | None = None,
        passages: Sequence[LinkEnd] | None = None,
    ) -> Event:
        """Name, date or change an event; a proposed one is kept from then on.

        Raises:
            ConflictError: somebody changed it since it was read.
        """
        new = replace(
            event,
            title=event.title if title is None else _title(title),
            happened_on=event.happened_on if happened_on is None else _day(happened_on),
            note=event.note if note is None else note,
            passages=event.passages
            if passages is None
            else tuple(sorted(self._quoted(end) for end in passages)),
        )
        gesture = self._context.gesture()
        new, batch = self._keeping(event, new, gesture)
        self._write(gesture, new.passages, batch)
        return new

    def merge(self, event: Event, other: Event) -> Event:
        """Put two events together under the name of the first, as one gesture.

        Raises:
            ReaderError: they are the same event.
        """
        if event.id == other.id:
            raise ReaderError(
                "an event cannot be merged with itself",
                where=event.title,
                remedy="name two events; `reader events` lists them",
            )
        gesture = self._context.gesture()
        ends = tuple(sorted(self._quoted(end) for end in {*event.passages, *other.passages}))
        together, batch = self._keeping(event, replace(event, passages=ends), gesture)
        if not other.proposed:
            batch += rows.deleting(other, gesture)
        self._write(gesture, ends, batch)
        return together

    def split(self, event: Event, away: Sequence[LinkEnd], title: str) -> tuple[Event, Event]:
        """Move some passages of an event into a new one, as one gesture; both, as they are then."""
        gone = set(away)
        rest = [end for end in event.passages if end not in gone]
        if not rest or len(rest) == len(event.passages):
            raise ReaderError(
                "a split leaves passages on both sides",
                where=event.title,
                remedy="name some of its passages, not all and not none",
            )
        gesture = self._context.gesture()
        kept, batch = self._keeping(event, replace(event, passages=tuple(rest)), gesture)
        moved = tuple(sorted(self._quoted(end) for end in away))
        new = Event(self._context.ids(), _title(title), moved, proposed=False)
        self._write(gesture, event.passages, [*batch, *rows.adding(new, gesture)])
        return kept, new

    def delete(self, event: Event) -> None:
        """Take back an event that people kept; a tombstone stays."""
        gesture = self._context.gesture()
        self._context.write(gesture, rows.deleting(event, gesture))

    def _keeping(self, event: Event, new: Event, gesture: Gesture) -> tuple[Event, Batch]:
        """The event as it is kept, and its statements; a proposed one is kept from then on."""
        if event.proposed:
            new = replace(new, id=self._context.ids(), proposed=False)
            return new, rows.adding(new, gesture)
        new = replace(new, version=event.version + 1)
        return new, rows.editing(event, new, gesture)

    def _write(self, gesture: Gesture, passages: Iterable[LinkEnd], batch: Batch) -> None:
        fresh = dict.fromkeys(end.article for end in passages)
        stored = (self._articles.storing(article, gesture) for article in fresh)
        self._context.write(gesture, *stored, batch)
        for article in fresh:
            self._articles.stored(article)

    def _quoted(self, end: LinkEnd) -> LinkEnd:
        return quoted(end, self._articles.get(end.article).text)


def _day(written: str) -> str:
    """A day as it is stored: ISO 8601, or empty where it is not known."""
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as error:
        raise ReaderError("not a day", where=written, remedy="write it as 2020-10-06") from error


def _title(title: str) -> str:
    title = title.strip()
    if not title or not title.isprintable():
        raise ReaderError("an event needs a printable title", where=repr(title))
    return title


def _cells(event: Event) -> dict[str, tuple[LinkEnd, ...]]:
    cells: dict[str, tuple[LinkEnd, ...]] = {}
    for end in event.passages:
        cells[end.article] = (*cells.get(end.article, ()), end)
    return cells


def _pair(contrast: Contrast) -> frozenset[LinkEnd]:
    return frozenset((contrast.a, contrast.b))


def _of_contrast(contrast: Contrast) -> Event:
    """The two sentences of a contrast as a proposed event, named by what disagrees."""
    ends = tuple(sorted((contrast.passage_a, contrast.passage_b)))
    identity = link_key(ends[0], ends[1], Relation.SAME_EVENT)
    return Event(id=identity, title=contrast.subject.capitalize(), passages=ends)


def _without(event: Event, taken: Sequence[LinkEnd]) -> Event | None:
    """The event without passages that overlap `taken`; None when under two articles are left."""
    left = tuple(
        end
        for end in event.passages
        if not any(end.article == t.article and end.span.overlaps(t.span) for t in taken)
    )
    enough = len({end.article for end in left}) > 1
    return replace(event, passages=left) if enough else None


def _as_passages(
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
