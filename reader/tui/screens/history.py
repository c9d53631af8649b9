"""Who did what when, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.history import HistoryEntry
from reader.tui.keys import Context
from reader.tui.people import People
from reader.tui.screens import naming
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.workplace import counted
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.widgets.name_inks import UNCOLOURED, name_ink

InWords = Callable[[Sequence[HistoryEntry]], str]
MOST_ENTRIES = 5000  # rows of history read; some hundreds of gestures
_SIGNS = {"insert": ("+", ".good"), "update": ("~", ".key"), "delete": ("−", ".alarm")}
_RESTORED = ("↺", ".key")
# Rows that say something of another row, and the column that names it.
_ABOUT = {
    "link_verdicts": "link",
    "readings": "article",
    "block_flips": "article",
    "article_fields": "article",
}
_ALONG = frozenset({"link_parts"})  # what goes along with a verdict, and is nobody's word


@dataclass(frozen=True, slots=True)
class Done:
    """One gesture.

    Attributes:
        day, time: in the zone of who looks.
        who: the handle.
        words: what it did.
        operation: of its first row.
        ink: of the name.
    """

    day: str
    time: str
    who: str
    words: str
    operation: str
    ink: Style | str = UNCOLOURED


class HistoryScreen(FilteredScreen[None], FramedScreen[None]):
    """The history of a desk.

    Args:
        desk: whose history.
        blind: leave out what others did.
    """

    TITLE_WORDS = "History"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    DEFAULT_CSS = """
    HistoryScreen #typed { padding: 0 1; }
    """

    def __init__(self, desk: Desk, *, blind: bool = False) -> None:
        super().__init__(desk)
        self._blind = blind
        self._gestures: tuple[Done, ...] = ()
        self._people: People = {}

    def body(self) -> Iterable[Widget]:
        """Gestures by day, and a line to filter them."""
        yield Listing(id="gestures")
        yield FilterInput(placeholder="type to filter: a name, a word", id="typed")

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Nothing can be opened here."""
        keys = self.keymap.footer(Context.LIST)
        undo, redo = self.keymap.shown("undo"), self.keymap.shown("redo")
        return (
            *(pair for pair in keys[:-2] if pair[1] != "open"),
            (undo, "undo"),
            (redo, "redo"),
            *keys[-2:],
        )

    def on_mount(self) -> None:
        """Read it."""
        self.say("reading…")
        self.reload()

    def reload(self) -> None:
        """Read it anew."""
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[Done, ...]:
        names = {each.id: each.title for each in naming.articles(self.desk)}
        for link in self.desk.links.all(suggested=False):
            names[link.id] = f"{link.a.quote} ⇄ {link.b.quote}"
        self._people = self.desk.annotators.all()
        history = self.desk.history
        found = gestures(history.entries(limit=MOST_ENTRIES), names, history.in_words)
        me = self.desk.annotator.casefold()
        return tuple(x for x in found if not self._blind or x.who.casefold() == me)

    def _take_over(self, found: tuple[Done, ...]) -> None:
        inks = {each.who: name_ink(self.app, each.who, self._people) for each in found}
        self._gestures = tuple(replace(each, ink=inks[each.who]) for each in found)
        self.narrow()

    def narrow(self) -> None:
        """Show the gestures that fit."""
        fitting = [
            each
            for each in self._gestures
            if all(word in f"{each.who} {each.words} {each.day}".casefold() for word in self.wanted)
        ]
        who = max((len(one_line(each.who)) for each in fitting), default=0)
        entries: list[Entry] = []
        for day, done in groupby(fitting, key=lambda each: each.day):
            if entries:
                entries.append(Entry(partial(_line, Content("")), pickable=False))
            head = Content.styled(day, ".loud")
            entries.append(Entry(partial(_line, head), pickable=False))
            entries += [Entry(partial(_row, each, min(who, 16)), key=each) for each in done]
        if not entries:
            words = "nothing fits" if self.wanted else "nothing was done on this desk yet"
            entries.append(Entry(partial(_line, Content.styled(words, ".quiet")), pickable=False))
        self.listing.show(entries)
        people = len({each.who.casefold() for each in self._gestures})
        changes = counted(len(self._gestures), "change")
        self.say("", f"{changes} by {counted(people, 'annotator')}")

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, filter, take back."""
        return {
            **self.walking(self.listing),
            **self.taking_back(),
            "list.filter": self.start_filter,
            "back": self.step_back,
        }


def gestures(
    entries: Sequence[HistoryEntry], names: Mapping[str, str], in_words: InWords
) -> tuple[Done, ...]:
    """Entries by the gesture they belong to, the latest gesture first.

    Args:
        entries: in any order.
        names: by id, what people know an article or a link by.
        in_words: says what a gesture did.
    """
    by_change: dict[str, list[HistoryEntry]] = {}
    for entry in sorted(entries, key=lambda each: each.seq):
        by_change.setdefault(entry.change, []).append(entry)
    latest = sorted(by_change.values(), key=lambda changes: -changes[-1].seq)
    return tuple(_done(changes, names, in_words) for changes in latest)


def _done(changes: Sequence[HistoryEntry], names: Mapping[str, str], in_words: InWords) -> Done:
    first = changes[0]
    day, time = _when(first.at)
    told = [each for each in changes if each.table not in _ALONG]
    words = _of_another(told[0], names) if len(told) == 1 else None
    return Done(day, time, first.annotator, words or in_words(changes), first.operation)


def _of_another(change: HistoryEntry, names: Mapping[str, str]) -> str | None:
    """What was said of a link or an article; None for what stands for itself."""
    row = change.after or {}
    name = names.get(row.get(_ABOUT.get(change.table, ""), ""))
    said = row.get("verdict") or row.get("state") or row.get("field")
    if name is None or said is None:
        return None
    gone = " taken back" if change.operation == "delete" else ""
    return f"{said}{gone}: {one_line(name)}"


def _when(at: str) -> tuple[str, str]:
    """A day and a time on the clock of who looks."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:  # a hand wrote this row
        return at[:10], at[11:16]
    return local.strftime("%Y-%m-%d"), local.strftime("%H:%M")


def _line(line: Content, width: int, _at: int | None) -> list[Content]:
    return [fitted(line, width)]


def _row(each: Done, who: int, width: int, _at: int | None) -> list[Content]:
    sign, ink = _SIGNS.get(each.operation, _RESTORED)
    line = Content.assemble(
        (each.time, ".quiet"),
        "  ",
        fitted(Content.styled(one_line(each.who), each.ink), who),
        "  ",
        (sign, ink),
        " ",
        one_line(each.words),
    )
    return [fitted(line, width)]
