"""Events: passages that tell the same happening, as proposed and as people have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.desk import event_parts
from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.copies import Copies
from reader.desk.links import Links, confirmed_pairs, quoted, rejected_pairs
from reader.errors import NotFoundError, ReaderError
from reader.model.history import Gesture
from reader.model.link import Contrast, Event, LinkEnd
from reader.model.synopsis import MatrixRow
from reader.model.text import Passage, PassageKind
from reader.store import events as rows
from reader.store import readings, versions
from reader.store.protocol import Batch

Pairs = list[tuple[Passage, Passage]]
# Links beyond which only linked passages are compared: a passage takes 2 ms to be read for what
# it states, and the loosely linked are as many again.
LOOSE_LIMIT = 20_000
SHORT_NUMBER = 3  # digits that can only be a number of the list


class Events:
    """The events of a desk."""

    def __init__(self, context: Context, articles: Articles, links: Links, copies: Copies) -> None:
        self._context = context
        self._articles = articles
        self._links = links
        self._copies = copies

    # -- reading ---------------------------------------------------------------------------

    def all(self, *, story: str | None = None, known: bool = False) -> tuple[Event, ...]:
        """The events that people keep, then the proposed ones without the passages of those.

        Confirmed links hold passages together, rejected ones keep them apart. A passage that
        a confirmed link ties to a kept event stands in it. Passages of withdrawn articles
        are left out. With `known`, of the suggestions that were found last, so that none is
        computed.
        """
        from reader.linking import events

        inside = {each.id for each in self._articles.list(story)}
        gone = versions.gone(self._context.store)
        kept = tuple(
            event_parts.outside(event, gone)
            for event in rows.all_events(self._context.store)
            if any(end.article in inside for end in event.passages)
        )
        passages = self._links.passages(story)
        judged = self._links.all(story=story, suggested=False)
        must = event_parts.as_passages(confirmed_pairs(judged), passages)
        texts = self._links.texts(p.article for p in passages)
        kept = event_parts.drawn_in(kept, must, passages, texts)
        taken = [end for event in kept for end in event.passages]
        links = self._links
        proposed = events.group(
            links.known(story=story) if known else links.suggestions(story=story),
            must=must,
            cannot=event_parts.as_passages(rejected_pairs(judged), passages),
            passages=passages,
            texts=texts,
        )
        fresh = (event_parts.without(event, taken) for event in proposed)
        return (*kept, *(event for event in fresh if event is not None))

    def kept(self) -> tuple[Event, ...]:
        """The events that people keep, as they are stored: nothing is compared for it."""
        return rows.all_events(self._context.store)

    def made_of(self) -> tuple[object, ...]:
        """What `all` depends on beside links and kept events; compared, it says what is new."""
        there = frozenset(versions.gone(self._context.store)), self._articles.order()
        return *there, readings.flips(self._context.store)

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
        shown = {event_parts.pair(contrast) for contrasts in found for contrast in contrasts}
        alone = []
        for contrast in self._between_linked(story):
            if event_parts.pair(contrast) in shown:
                continue
            sides = {contrast.passage_a, contrast.passage_b}
            home = next((n for n, each in enumerate(every) if sides & set(each.passages)), None)
            if home is None:
                alone.append(contrast)
            else:
                found[home].append(contrast)
        rows = list(zip(every, map(tuple, found), strict=True))
        rows += ((event_parts.of_contrast(contrast), (contrast,)) for contrast in alone)
        sources = self._copies.sources([event.passages for event, _ in rows], story=story)
        return tuple(
            MatrixRow(event, event_parts.cells(event), contrasts, groups)
            for (event, contrasts), groups in zip(rows, sources, strict=True)
        )

    def _between_linked(self, story: str | None) -> tuple[Contrast, ...]:
        """The contrasts between passages that are suggested as one event and not rejected."""
        from reader.linking import contrasts

        judged = self._links.all(story=story, suggested=False)
        apart = {frozenset((a.key, b.key)) for a, b in rejected_pairs(judged)}
        pairs: tuple[Pairs, Pairs] = [], []
        for each in self._links.suggestions(story=story):
            if frozenset((each.a.id, each.b.id)) not in apart:
                pairs[each.band is None].append((each.a, each.b))
        shown, loose = pairs
        loose = loose if len(shown) <= LOOSE_LIMIT else []
        texts = self._links.texts(p.article for pair in (*shown, *loose) for p in pair)
        return contrasts.in_linked(shown, texts, loose)

    # -- writing ---------------------------------------------------------------------------

    def add(
        self, title: str, passages: Sequence[LinkEnd], *, happened_on: str = "", note: str = ""
    ) -> Event:
        """Keep an event of these passages under a name."""
        title = event_parts.title(title)
        event = Event(
            id=self._context.ids(),
            title=title,
            passages=tuple(sorted(self._quoted(end) for end in passages)),
            happened_on=event_parts.day(happened_on),
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
            title=event.title if title is None else event_parts.title(title),
            happened_on=event.happened_on if happened_on is None else event_parts.day(happened_on),
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

        What people gave is not lost to what the machine proposed: a kept event stands before a
        proposed one, its day and note stay where the first has none.

        Raises:
            ReaderError: they are the same event.
        """
        if event.id == other.id:
            raise ReaderError(
                "an event cannot be merged with itself",
                where=event.title,
                remedy="name two events; `reader events` lists them",
            )
        if event.proposed and not other.proposed:
            event, other = other, event
        gesture = self._context.gesture()
        passages = {*event.passages, *other.passages, *self._out_of_sight(other)}
        ends = tuple(sorted(self._quoted(end) for end in passages))
        whole = replace(
            event,
            passages=ends,
            happened_on=event.happened_on or other.happened_on,
            note="\n".join(dict.fromkeys(filter(None, (event.note, other.note)))),
        )
        together, batch = self._keeping(event, whole, gesture)
        if not other.proposed:
            batch += rows.deleting(other, gesture)
        self._write(gesture, ends, batch)
        return together

    def _out_of_sight(self, event: Event) -> Iterable[LinkEnd]:
        """The passages of a kept event that stand in withdrawn articles."""
        if event.proposed:
            return ()
        gone = versions.gone(self._context.store)
        held = rows.load(self._context.store, event.id)
        return [end for end in held.passages if end.article in gone]

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
        new = Event(self._context.ids(), event_parts.title(title), moved, proposed=False)
        self._write(gesture, event.passages, [*batch, *rows.adding(new, gesture)])
        return kept, new

    def move(self, passages: Sequence[LinkEnd], event: Event) -> Event:
        """Put passages into an event; they leave the other kept ones, as one gesture."""
        gesture = self._context.gesture()
        moved = [self._quoted(end) for end in passages]
        ends = tuple(sorted({*event.passages, *moved}))
        new, batch = self._keeping(event, replace(event, passages=ends), gesture)
        self._write(gesture, ends, [*batch, *self._leaving(moved, event.id, gesture)])
        return new

    def collect(self, passages: Sequence[LinkEnd], title: str) -> Event:
        """Make an event of passages; they leave the other kept ones, as one gesture."""
        gesture = self._context.gesture()
        ends = tuple(sorted({self._quoted(end) for end in passages}))
        new = Event(self._context.ids(), event_parts.title(title), ends, proposed=False)
        batch = [*rows.adding(new, gesture), *self._leaving(ends, new.id, gesture)]
        self._write(gesture, ends, batch)
        return new

    def take_out(self, passages: Sequence[LinkEnd], event: Event) -> Event:
        """Take passages out of an event, which is kept without them.

        Raises:
            ReaderError: none would be left, or a confirmed link ties one to the rest.
        """
        left = [end for end in event.passages if not event_parts.overlapping(end, passages)]
        if not left or len(left) == len(event.passages):
            raise ReaderError(
                "an event needs a passage, and can only lose one that it has",
                where=event.title,
                remedy="`reader event delete` takes a whole event back",
            )
        self._refuse_tied(passages, replace(event, passages=tuple(left)))
        return self.edit(event, passages=left)

    def _refuse_tied(self, passages: Sequence[LinkEnd], event: Event) -> None:
        """Refuse to take out what a confirmed link would bring back at once."""
        every = self._links.passages()
        judged = self._links.all(suggested=False)
        must = event_parts.as_passages(confirmed_pairs(judged), every)
        texts = self._links.texts(p.article for p in every)
        (again,) = event_parts.drawn_in((event,), must, every, texts)
        tied = next((x for x in again.passages if event_parts.overlapping(x, passages)), None)
        if tied is not None:
            raise ReaderError(
                "a confirmed link ties this passage to the event",
                where=" ".join(tied.quote.split())[:60],
                remedy="reject that link, or make the passage an event of its own",
            )

    def _leaving(self, moved: Sequence[LinkEnd], but: str, gesture: Gesture) -> Batch:
        """Take passages out of the kept events that have them, all but one of these."""
        batch: Batch = []
        for old in rows.all_events(self._context.store):
            left = tuple(x for x in old.passages if not event_parts.overlapping(x, moved))
            if old.id == but or len(left) == len(old.passages):
                continue
            if left:
                new = replace(old, passages=left, version=old.version + 1)
                batch += rows.editing(old, new, gesture)
            else:
                batch += rows.deleting(old, gesture)
        return batch

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
