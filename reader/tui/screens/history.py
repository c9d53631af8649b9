"""Who did what when, the latest first; what it was before; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.desk.history import Restored
from reader.desk.telling import Told
from reader.model.link import LinkEnd
from reader.tui.keys import Context
from reader.tui.people import People
from reader.tui.screens import naming
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.gestures import Done, gestures, lines_of, row_of
from reader.tui.screens.nothing import nothing
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.widgets.filter_input import FilterLine
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.widgets.name_inks import name_ink

ShowPast = Callable[[int, str, LinkEnd | None], object]
FIRST_ENTRIES = (
    400  # that are shown before the others; some eighty gestures, in a fifth of the time
)
MOST_ENTRIES = 5000  # rows of history read; some hundreds of gestures
MOST_WHO_CELLS = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was in the history, to come back to.

    Attributes:
        change: the gesture under the cursor, or nothing.
        typed: the words that it was narrowed to.
        row: the one thing whose history it was (an id), or None for all of the desk.
    """

    change: str = ""
    typed: str = ""
    row: str | None = None


class HistoryScreen(FilteredScreen[LinkEnd | None], FramedScreen[LinkEnd | None]):
    """The history of a desk, or of one thing on it.

    It closes with the place to go to, or None.

    Args:
        desk: whose history.
        spot: where to begin.
        blind: leave out what others did.
        show_past: shows the articles as they stood after an entry: its number, that in
            words, and where to look.
    """

    TITLE_WORDS = "History"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.HISTORY, Context.LIST, Context.PAGES)
    FOOTER: ClassVar[Context] = Context.HISTORY
    DEFAULT_CSS = """
    HistoryScreen #details { height: 34%; min-height: 5; max-height: 12; }
    """

    def __init__(
        self,
        desk: Desk,
        spot: Spot | None = None,
        *,
        blind: bool = False,
        show_past: ShowPast | None = None,
    ) -> None:
        super().__init__(desk)
        self._blind = blind
        self._show_past = show_past
        self.at = self._spot = spot or Spot()  # `at`: where it was left
        self._things: tuple[Told, ...] = ()
        self._gestures: tuple[Done, ...] = ()
        self._people: People = {}
        self.wanted = tuple(self._spot.typed.casefold().split())

    def body(self) -> Iterable[Widget]:
        """Gestures by day, what the one under the cursor did, and a line to filter them."""
        yield Listing(id="gestures")
        yield Divider()
        yield Listing(id="details", cursor=False)
        placeholder = "type to filter: a name, a word, an article, a kind (mark, link, tag, lost)"
        yield FilterLine(self._spot.typed, placeholder=placeholder)

    @property
    def listing(self) -> Listing:
        """The gestures."""
        return self.query_one("#gestures", Listing)

    def _now_at(self) -> Spot:
        """Where one is."""
        done = self._here()
        change = "" if done is None else done.change
        return Spot(change, self.typed.value, self._spot.row)

    def _here(self) -> Done | None:
        current = self.listing.current
        return current.key if current is not None and isinstance(current.key, Done) else None

    def on_mount(self) -> None:
        """Read it."""
        self.set_class(bool(self.wanted), "-filtering")
        self.say("reading…")
        self.reload()

    def reload(self) -> None:
        """Read it anew; the cursor stays at its gesture."""
        if self._gestures:
            self._spot = self._now_at()
            self.in_background(self._read, self._take_over)
        else:
            self.in_background(lambda: self._read(FIRST_ENTRIES), self._begin)

    def _begin(self, found: tuple[Done, ...]) -> None:
        """Show what was done last, while more is read; not to who comes back to a place."""
        if found and not self._spot.change:
            self._take_over(found)
            self.say("reading…")
        self.in_background(self._read, self._complete)

    def _complete(self, found: tuple[Done, ...]) -> None:
        """Show all of it; the cursor stays where it is by now."""
        if self._gestures:
            self._spot = self._now_at()
        self._take_over(found)

    def _read(self, most: int = MOST_ENTRIES) -> tuple[Done, ...]:
        desk, history = self.desk, self.desk.history
        entries = history.entries(limit=most, row=self._spot.row)
        articles = history.articles_of(entries)
        about = tuple(frozenset[str]().union(*articles.values()))
        there = tuple(each for each in desk.articles.some(about) if not each.superseded)
        listed = naming.articles(desk, there)
        names = {each.id: each.title for each in listed}
        for link in desk.links.all(suggested=False):
            names[link.id] = f"{link.a.quote} ⇄ {link.b.quote}"
        self._people = desk.annotators.all()
        me = desk.annotator.casefold()
        lost = {each.entry.change for each in history.lost() if each.last}
        undone = history.taken_back()
        merges = history.merges()
        called = {x.id: f"{x.number} {naming.numbered(x)} {x.title}".casefold() for x in listed}
        found = []
        for each in gestures(entries, names, history.in_words):
            if self._blind and each.who.casefold() != me:
                continue
            first = each.changes[0].seq
            came = next((m.source for m in merges if m.first <= first <= m.last), "")
            state = "lost" if each.change in lost else ""
            state = "taken back" if each.change in undone else state
            where = " ".join(called.get(x, "") for x in articles[each.change])
            words = f"{each.told_by} {state} {came.casefold()} {where}"
            found.append(replace(each, state=state, came=came, told_by=words))
        return tuple(found)

    def _take_over(self, found: tuple[Done, ...]) -> None:
        inks = {each.who: name_ink(self.app, each.who, self._people) for each in found}
        self._gestures = tuple(replace(each, ink=inks[each.who]) for each in found)
        self.narrow()

    def narrow(self) -> None:
        """Show the gestures that fit."""
        fitting = [x for x in self._gestures if all(word in x.told_by for word in self.wanted)]
        who = max((len(one_line(each.who)) for each in fitting), default=0)
        entries: list[Entry] = []
        for day, done in groupby(fitting, key=lambda each: each.day):
            if entries:
                entries.append(Entry(partial(_line, Content("")), pickable=False))
            head = Content.styled(day, ".loud")
            entries.append(Entry(partial(_line, head), pickable=False))
            entries += [Entry(partial(row_of, x, min(who, MOST_WHO_CELLS)), key=x) for x in done]
        if not entries:
            why = "marks, notes, links, verdicts and what was taken back come here"
            none = nothing("nothing was done on this desk yet", why=why)
            entries.append(self.nothing_fits("change") if self.wanted else none)
        self.fits(len(fitting), len(self._gestures))
        index = next((i for i, x in enumerate(entries) if _is(x.key, self._spot.change)), None)
        self.listing.show(entries, index=index)
        if self._here() is None:
            self.query_one("#details", Listing).show(())
        people = len({each.who.casefold() for each in self._gestures})
        changes = counted(len(self._gestures), "change")
        one = ""
        if self._spot.row is not None and self._gestures:
            one = f"of one thing, since {self._gestures[-1].day}"
        self.say(one, f"{changes} by {counted(people, 'annotator')}")

    # -- what one gesture did --------------------------------------------------------------

    @on(Listing.Moved, "#gestures")
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        done = event.entry.key
        if isinstance(done, Done):
            self.in_background(
                lambda: (done, self.desk.history.told(done.changes)),
                self._show_things,
                group="telling",
            )

    def _show_things(self, found: tuple[Done, Sequence[Told]]) -> None:
        done, self._things = found[0], tuple(found[1])
        details = self.query_one("#details", Listing)
        details.show(lines_of(done, self._things))
        details.scroll_to(y=0, animate=False, immediate=True)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, filter, go there, take back, bring back."""
        return {
            **self.walking(self.listing),
            **self.taking_back(),
            "list.filter": self.start_filter,
            "list.open": self._open,
            "history.undo": self._undo,
            "history.redo": self._redo,
            "history.restore": self._restore,
            "history.one": self._one,
            "history.as-of": self._as_of,
            "back": self.step_back,
        }

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()

    def _open(self) -> None:
        """Go to where it stands."""
        done = self._here()
        if done is None:
            return
        told = self._things or self.desk.history.told(done.changes)
        end = next((each.end for each in told if each.end is not None), None)
        if end is None:
            self.tell("this stands in no article")
        else:
            self.at = self._now_at()
            self.leave(end)

    def _undo(self) -> None:
        done = self._here()
        if done is not None:
            change = done.change
            self.take(lambda: self.desk.history.undo(change), "Taken back", "nothing to take back")

    def _redo(self) -> None:
        done = self._here()
        if done is not None:
            change = done.change
            self.take(lambda: self.desk.history.redo(change), "Brought back", "nothing to redo")

    def _restore(self) -> None:
        done = self._here()
        if done is None:
            return
        if done.state != "lost":
            self.tell("nothing of this lost in a merge")
            return

        def then(restored: tuple[Restored, ...]) -> None:
            for each in restored:
                how = "as your own copy" if each.copied else "as an edit of yours"
                self.tell(f"restored {how}: {each.label}")
            self.reload()

        change = done.change
        self.in_background(lambda: self.desk.history.restore(change), then, group="writing")

    def _one(self) -> None:
        """The history of the thing under the cursor alone, or all of it again."""
        at = self._now_at()
        if at.row is None and not self._things:
            return
        row = None if at.row is not None else self._things[0].row
        self._spot = replace(at, row=row)
        self._gestures = ()
        self.reload()

    def _as_of(self) -> None:
        done = self._here()
        if done is not None and self._show_past is not None:
            end = next((each.end for each in self._things if each.end is not None), None)
            self._show_past(done.last, f"{done.day} {done.time}, after: {done.words}", end)


def _is(key: object, change: str) -> bool:
    return isinstance(key, Done) and bool(change) and key.change == change


def _line(line: Content, width: int, _at: int | None) -> list[Content]:
    return [fitted(line, width)]
