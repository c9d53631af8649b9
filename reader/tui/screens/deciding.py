"""What the keys of curation do: decide, take back, look at the place, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from textual import on
from textual.content import Content
from textual.timer import Timer

from reader.desk.desk import Desk
from reader.model.annotation import Tag, TagSet
from reader.model.curation import Item, LinkItem, Outcome
from reader.model.link import LinkEnd, Verdict
from reader.tui.deciding import DecidingQueue, Place
from reader.tui.keyboard import Stroke
from reader.tui.screens import curation_lines as lines
from reader.tui.screens.bulk import BulkCard
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.note import NoteEditor
from reader.tui.screens.written import WritingScreen
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import clipped, one_line
from reader.tui.writing import Write

SETTLED_S = 0.2  # after the last write
_ECHO = {
    Outcome.ACCEPTED: "✓ stands",
    Outcome.MERGED: "✓ merged",
    Outcome.REJECTED: "✗ rejected",
}
_VERDICTS = {
    Verdict.CONFIRMED: ("✓ holds", Outcome.ACCEPTED),
    Verdict.REJECTED: ("✗ does not hold", Outcome.REJECTED),
    Verdict.UNSURE: ("✓ not sure", Outcome.ACCEPTED),
}


class DecidingScreen(WritingScreen):
    """A screen of places to decide on; it has a `Line` with the id `last`.

    It closes with a place to jump to, or None. Decisions are on disk when it closes.

    Args:
        desk: whose.
        start: the id of a mark or link to begin with, or None for the first that is open.
    """

    def __init__(self, desk: Desk, start: str | None = None) -> None:
        super().__init__(desk)
        self._start = start
        self._queue = DecidingQueue()
        self._reasons: dict[str, str] = {}  # written before the decision, by place
        self._tags = TagSet(())
        self._due: Timer | None = None  # until what is on disk is read again

    def show_place(self) -> None:
        """Show the place that the queue is at."""

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Decide, go on, jump."""
        return {
            "curate.accept": self._accept,
            "curate.each": self._each,
            "curate.merge": self._merge,
            "curate.reject": self._reject,
            "curate.unsure": partial(self._judge, Verdict.UNSURE),
            "curate.note": self._note,
            "curate.skip": self._skip,
            "curate.next": partial(self._step, 1),
            "curate.previous": partial(self._step, -1),
            "curate.open": self._open,
            "curate.bulk": self._bulk,
            **self.taking_back(),
            "back": self.go,
            "close": self.go,
        }

    def carry_out(self, stroke: Stroke) -> None:
        """A digit names a version; everything else is as on every screen."""
        if stroke.command == "curate.version":
            self._version(int(stroke.key or "1"))
        else:
            super().carry_out(stroke)

    @property
    def at(self) -> str | None:
        """The id of the place that is shown."""
        return self._queue.current.id if self._queue.current is not None else None

    def _skip(self) -> None:
        if not self._queue.skip():
            self.query_one("#last", Line).say("no other place is open")
        self.show_place()

    def _step(self, steps: int) -> None:
        if not self._queue.step(steps) and self._queue.places:
            self.query_one("#last", Line).say("that was the last one")
        self.show_place()

    def _item(self) -> Item | None:
        place = self._queue.current
        return place if isinstance(place, Item) else None

    def _accept(self) -> None:
        item = self._item()
        if item is None:
            self._judge(Verdict.CONFIRMED)
            return
        alike = any(each.key == item.proposal.key for each in item.versions)
        outcome = Outcome.ACCEPTED if alike else Outcome.MERGED
        self._decide(item, outcome, lambda why: self.desk.curation.accept([item], note=why))

    def _version(self, number: int) -> None:
        item = self._item()
        if item is None or number > len(item.versions):
            self.query_one("#last", Line).say(f"there is no version {number}")
            return
        self._decide(
            item,
            Outcome.ACCEPTED,
            lambda why: self.desk.curation.accept([item], [number - 1], note=why),
        )

    def _each(self) -> None:
        item = self._item()
        if item is not None:
            every = range(len(item.versions))
            self._decide(
                item,
                Outcome.ACCEPTED,
                lambda why: self.desk.curation.accept([item], every, note=why),
            )

    def _reject(self) -> None:
        item = self._item()
        if item is None:
            self._judge(Verdict.REJECTED)
            return
        self._decide(
            item, Outcome.REJECTED, lambda why: self.desk.curation.reject([item], note=why)
        )

    def _merge(self) -> None:
        """One mark of all versions; where their tags differ, these are chosen first."""
        item = self._item()
        if item is None:
            return
        choices = {each.key[1]: each.tags for each in item.versions}
        if len(choices) == 1:
            self._merged(item, None)
            return
        options = [("", "all of them", "")]
        by_name = {str(n): tags for n, tags in enumerate(choices.values(), 1)}
        for name, tags in by_name.items():
            people = [p for x in item.versions if x.tags == tags for p in x.people]
            named = one_line(", ".join(self._tags.path(tag) for tag in tags)) or "no tag"
            options.append((name, named, ", ".join(people)))

        def chosen(name: str | None) -> None:
            if name is not None:
                self._merged(item, by_name.get(name))

        self.app.push_screen(Chooser("One mark of all, tagged", options), chosen)

    def _merged(self, item: Item, tags: Sequence[Tag] | None) -> None:
        self._decide(
            item, Outcome.MERGED, lambda why: self.desk.curation.merge(item, tags, note=why)
        )

    def _judge(self, verdict: Verdict) -> None:
        place = self._queue.current
        if not isinstance(place, LinkItem):
            return
        words, outcome = _VERDICTS[verdict]
        self._decide(place, outcome, lambda _: self.desk.curation.judge(place.link, verdict), words)

    def _decide(
        self, place: Place, outcome: Outcome, work: Callable[[str], Any], words: str | None = None
    ) -> None:
        """Note it, write it, and show the next."""
        why = self._reasons.pop(place.id, "")
        self._queue.decide(outcome)
        quote = place.link.a.quote if isinstance(place, LinkItem) else place.quote
        self.writes.put(
            Write(
                f"decide on “{clipped(one_line(quote), 40)}”",
                lambda: work(why),
                done=lambda _: None,
                refused=partial(self._reopen, place.id),
            )
        )
        said = words or _ECHO[outcome]
        self.query_one("#last", Line).say(lines.echo(place, said, self.keymap.shown("undo")))
        self.show_place()

    def _reopen(self, place: str) -> None:
        """A decision could not be written: its place is open again, and shown."""
        self._queue.forget(place)
        self.reload()

    def _note(self) -> None:
        """Say why, before it is decided."""
        item = self._item()
        if item is None:
            return

        def kept(note: str | None) -> None:
            if note is not None:
                self._reasons[item.id] = note
                self.show_place()

        held = next((each.note for each in item.decisions.values() if each.note), "")
        self.app.push_screen(NoteEditor(item.quote, self._reasons.get(item.id, held)), kept)

    def _bulk(self) -> None:
        """Accept all on which enough people agree, after a look at them."""
        queue = self._queue
        open_ = [x for x in queue.places if isinstance(x, Item) and queue.is_open(x) and x.share]
        shares = sorted({item.share for item in open_}, reverse=True)
        if not shares:
            self.query_one("#last", Line).say("no open place on which anybody agrees")
            return
        offered = [(share, [x for x in open_ if x.share >= share]) for share in shares]

        def chosen(share: float | None) -> None:
            if share is None:
                return
            items = next(items for each, items in offered if each == share)
            queue.said |= dict.fromkeys((item.id for item in items), Outcome.ACCEPTED)
            queue.order += [item.id for item in items]
            queue.load(queue.places, settled=False)
            if queue.current is not None and not queue.is_open(queue.current):
                queue.skip()
            self.writes.put(
                Write(
                    f"accept {len(items)} places",
                    lambda: self.desk.curation.accept(items),
                    done=lambda _: None,
                    refused=self.reload,
                )
            )
            undo = self.keymap.shown("undo")
            said = Content.assemble(
                (f"✓ {len(items)} stand", ".good"), "   ", (undo, ".key"), (" undo", ".quiet")
            )
            self.query_one("#last", Line).say(said)
            self.show_place()

        self.app.push_screen(BulkCard(offered, self._tags), chosen)

    def show_again(self) -> None:
        """Begin with the place that was decided on last."""
        if self._queue.order:
            self._start = self._queue.order[-1]
            self._queue.forget(self._start)

    @on(WritingScreen.Written)
    def _written(self, event: WritingScreen.Written) -> None:
        event.stop()
        if self.settle(event.write) and not self.writes.unsaved and not self.left:
            # What stands is shown with who decided it; once, where keys follow each other fast.
            if self._due is not None:
                self._due.stop()
            self._due = self.set_timer(SETTLED_S, self.reload)

    # -- leaving ---------------------------------------------------------------------------

    def ends(self) -> list[tuple[str, LinkEnd]]:
        """Where the places are that are open, and the one that is shown, each with its id."""
        queue = self._queue
        wanted = (x for x in queue.places if queue.is_open(x) or x is queue.current)
        return [(place.id, _end_of(place)) for place in wanted]

    def _open(self) -> None:
        if self._queue.current is not None:
            self.go(_end_of(self._queue.current))


def _end_of(place: Place) -> LinkEnd:
    """Where a place is, or begins."""
    if isinstance(place, LinkItem):
        return place.link.a
    first = place.versions[0].marks[0].anchor.pieces[0]
    return LinkEnd(place.article, first.span, first.quote)
