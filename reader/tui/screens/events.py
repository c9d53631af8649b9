"""The synopsis: who tells what, who is silent, and where figures disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.link import LinkEnd
from reader.model.synopsis import SILENT, MatrixRow
from reader.tui import footers
from reader.tui.keys import Context
from reader.tui.screens import naming, synopsis
from reader.tui.screens.arranging import ArrangingScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.quotes import Told, disagreement, passage, said, whole
from reader.tui.screens.synopsis import Synopsis
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Divider, Line
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import MARGIN, Entry, Listing

LOW = 30  # rows of the screen under which a cell shows two lines of a quote, not three
UNCOMPARED = "in another language and was not compared"
LOWEST = 16  # rows under which there is no room for the quotes below the table


class EventsScreen(ArrangingScreen):
    """Events over sources.

    It closes with the passage to jump to, or None.

    Args:
        desk: whose events.
        at: row and column to begin at.
        story: the id of the story whose events are shown; of all articles without it.
        top: line of the table to begin at the top with, as far as the row stays in sight.
    """

    TITLE_WORDS = "Events"
    FOOTER = Context.EVENTS
    DEFAULT_CSS = """
    EventsScreen #table { height: 2fr; }
    EventsScreen #panel { height: 1fr; min-height: 4; }
    EventsScreen.-low #panel, EventsScreen.-low #between { display: none; }
    """

    def __init__(
        self,
        desk: Desk,
        at: tuple[int, int] = (0, 0),
        story: str | None = None,
        *,
        top: int = 0,
    ) -> None:
        super().__init__(desk)
        self.at = at
        self.top = top
        self._story = story
        self._synopsis = Synopsis()
        self._columns = range(0)

    def body(self) -> Iterable[Widget]:
        """The sources, the table, and the quotes of where the cursor is."""
        yield Line(id="sources")
        yield Listing(id="table")
        yield Divider(id="between")
        yield Listing(id="panel", idle_cursor=False)
        yield FilterInput(id="naming")

    def on_mount(self) -> None:
        """Ask for the events, which may have to be computed."""
        self._panel.active = False
        self.say("reading…")
        self.in_background(lambda: synopsis.beginning(self.desk, self._story), self._begin)

    def _begin(self, found: Synopsis | None) -> None:
        """Show the first events that people keep, while the others are looked for."""
        if found is not None and found.rows and self.at == (0, 0):
            self._take_over(found)
            self.say("comparing…")
        self.reload()

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        if self.is_mounted:
            self.set_class(self.size.height < LOWEST, "-low")
            self.call_after_refresh(self._head)

    @property
    def _table(self) -> Listing:
        return self.query_one("#table", Listing)

    @property
    def _panel(self) -> Listing:
        return self.query_one("#panel", Listing)

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What can be done with what is under the cursor."""
        if not self.query("#table") or not self._table.entries:
            return super().footer()
        row = self._current()
        if row is None:
            told = self._table.current is not None
            return self.keymap.line(footers.SAID_ALONE if told else footers.NO_EVENT)
        if self._panel.active:
            return self.keymap.line(footers.QUOTE_OF_EVENT)
        return super().footer() if row.event.proposed else self.keymap.line(footers.KEPT_EVENT)

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the table anew."""
        self.in_background(self._read, self._take_over)

    def _read(self) -> Synopsis | None:
        return synopsis.read(self.desk, lambda: self.left, self._story)

    def _take_over(self, found: Synopsis | None) -> None:
        if found is None:
            return
        self._synopsis = found
        entries = [
            Entry(
                partial(self._event, row),
                key=row,
                height=None,
                columns=len(found.articles),
                column_at=self._column_at,
                gap=1,
            )
            for row in found.rows
        ]
        entries += self._alone()
        if not found.rows:
            judging = self.keymap.shown("go.judging"), "judges suggested links, which make events"
            entries[:0] = [
                nothing("no event that two articles tell yet", judging),
                said(Content("")),
            ]
        wanted = (n for n, e in enumerate(entries) if self.wanted and _id_of(e) == self.wanted)
        first = not self._table.entries
        before = self.at[0] if first else max(0, self._table.index)
        self._table.show(entries, index=next(wanted, min(before, len(entries) - 1)))
        if first and self.at[1]:
            self._table.across(self.at[1])
        if first and self.top:
            self._table.scroll_to(y=self.top, animate=False, immediate=True, force=True)
        kept = sum(not row.event.proposed for row in found.rows)
        figures = sum(len(row.contrasts) for row in found.rows)
        differing = counted(sum(bool(row.contrasts) for row in found.rows), "event")
        proposed = len(found.rows) - kept
        self.say("", f"{kept} kept · {proposed} proposed · ≠ {figures} disagree in {differing}")
        self._head()
        self._details()

    def _alone(self) -> list[Entry]:
        """The last section: what only one source says."""
        entries: list[Entry] = []
        for each in self._synopsis.articles:
            ends = self._synopsis.alone.get(each.id, ())
            if not ends:
                continue
            if not entries:
                entries.append(said(Content.styled("Only this source says", ".loud"), gap=1))
            count = f"  {counted(len(ends), 'passage')}"
            if self._synopsis.is_apart(each.id):
                count = f"{count}, compared with none: no other source is in this language"
            name = naming.numbered(each)
            entries.append(said(Content.assemble((name, ".loud"), (count, ".quiet"))))
            entries += [passage(end, self.picked) for end in ends]
            entries.append(said(Content("")))
        return entries

    # -- the table -------------------------------------------------------------------------

    def _event(self, row: MatrixRow, width: int, at: int | None) -> list[Content]:
        most = 2 if self.size.height < LOW else 3
        column = self._table.column
        return synopsis.event_lines(self._synopsis, row, width, most, column, at, self.picked)

    def _column_at(self, cell: int, width: int) -> int:
        count = len(self._synopsis.articles)
        columns, each = synopsis.window(count, width, self._table.column)
        return columns[min(max(0, cell) // (each + synopsis.GAP), len(columns) - 1)]

    def _head(self) -> None:
        """The sources over their columns."""
        if self._synopsis.articles:
            line = synopsis.headings(self._synopsis, self._table.room, self._table.column)
            self.query_one("#sources", Line).say(Content(" " * (MARGIN - 1)) + line)

    # -- the panel below -------------------------------------------------------------------

    def _current(self) -> MatrixRow | None:
        entry = self._table.current
        return entry.key if entry is not None and isinstance(entry.key, MatrixRow) else None

    def _is_silent(self, row: MatrixRow) -> bool:
        """Whether it is known that the source under the cursor does not tell an event."""
        article = self._synopsis.articles[self._table.column].id
        return self._synopsis.silence(row, article) == SILENT

    def _details(self) -> None:
        """The quotes of the cell in full, then what disagrees in the event."""
        row = self._current()
        entry = self._table.current
        entries: list[Entry] = []
        if row is not None and self._synopsis.articles:
            article = self._synopsis.articles[self._table.column]
            ends = row.cells.get(article.id, ())
            entries = [
                whole(end, self._synopsis.origin(row, end.article), self.picked) for end in ends
            ]
            if not ends:
                name = naming.numbered(article)
                knows = f" is {SILENT}" if self._is_silent(row) else f" is {UNCOMPARED}"
                silent = Content.assemble((name, ".loud"), (knows, ".quiet"))
                entries = [said(silent, gap=1)]
            for contrast in row.contrasts:
                names = self._synopsis.named(contrast.a), self._synopsis.named(contrast.b)
                entries.append(disagreement(contrast, names))
            entries += self._elsewhere(row, article.id)
        elif entry is not None and isinstance(entry.key, Told):
            who = self._synopsis.named
            entries = [whole(end, who(end), self.picked) for end in entry.key.ends]
        self._panel.show(entries, index=max(0, self._panel.index) if self._panel.active else 0)
        self._say_what_works()

    def _elsewhere(self, row: MatrixRow, here: str) -> list[Entry]:
        """The quotes of the other sources, in full."""
        told = [
            whole(end, self._synopsis.origin(row, end.article), self.picked)
            for each in self._synopsis.articles
            for end in row.cells.get(each.id, ())
            if each.id != here
        ]
        return [said(Content.styled("The others", ".loud")), *told] if told else []

    def _say_what_works(self) -> None:
        """Other keys where something else is under the cursor."""
        if not self.picked and self.merging is None and not self.has_class("-naming"):
            self.say_keys()

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, jump, keep, name."""
        inside = self._panel.active
        return {
            **self.walking(self._panel if inside else self._table),
            **self.taking_back(),
            "list.open": self._open,
            "events.panel": partial(self._enter_panel, not inside),
            "events.next-contrast": partial(self._next_contrast, 1),
            "events.previous-contrast": partial(self._next_contrast, -1),
            "events.alone": self._to_alone,
            **self.arranging(),
            "back": self._back,
        }

    def _enter_panel(self, inside: bool) -> None:
        shows = bool(self._panel.display) and not self.has_class("-low")
        inside = inside and shows and self._panel.current is not None
        self._panel.active = inside
        self._table.active = not inside
        self._say_what_works()

    def _back(self) -> None:
        if self.let_go():
            return
        if self._panel.active:
            self._enter_panel(False)
        else:
            self.leave()

    def row_here(self) -> MatrixRow | None:
        """The event under the cursor."""
        return self._current()

    def is_read(self) -> bool:
        """Whether the events are there to be shown."""
        return bool(self._table.entries)

    def passages_here(self) -> Sequence[LinkEnd]:
        """The quote under the cursor: of the panel, of a cell, or what a source says alone."""
        row, entry = self._current(), (self._panel if self._panel.active else self._table).current
        if entry is None:
            return ()
        if isinstance(entry.key, Told):
            return entry.key.ends if len(entry.key.ends) == 1 else ()
        article = self._synopsis.articles[self._table.column].id
        return () if row is None else row.cells.get(article, ())

    def redraw(self) -> None:
        """Show what is in hand."""
        self._table.redraw()
        self._details()

    def _open(self) -> None:
        row = self._current()
        self.at = (self._table.index, self._table.column)
        self.top = self._table.scroll_offset.y
        if self._panel.active:
            entry = self._panel.current
            if entry is not None and isinstance(entry.key, Told):
                self.leave(entry.key.ends[self._panel.column])
        elif row is not None:
            article = self._synopsis.articles[self._table.column].id
            if row.cells.get(article):
                self.leave(synopsis.shown_first(row, article))
            else:
                known = SILENT if self._is_silent(row) else UNCOMPARED
                self.tell(f"this source is {known}: go left or right to one that tells it")
        elif self._table.current is not None and isinstance(self._table.current.key, Told):
            self.leave(self._table.current.key.ends[0])

    def _next_contrast(self, step: int) -> None:
        table = self._table
        order = range(table.index + step, len(table.entries) if step > 0 else -1, step)
        for index in order:
            key = table.entries[index].key
            if isinstance(key, MatrixRow) and key.contrasts:
                table.go(index)
                return
        self.tell("no further event where figures disagree")

    def _to_alone(self) -> None:
        """To the next source that says something alone."""
        table = self._table
        keys = [entry.key for entry in table.entries]
        starts = [
            index
            for index, key in enumerate(keys)
            if isinstance(key, Told) and not isinstance(keys[index - 1], Told)
        ]
        if starts:
            table.go(next((index for index in starts if index > table.index), starts[0]))
        else:
            self.tell("no source says anything alone")

    @on(Listing.Moved, "#table")
    def _moved(self) -> None:
        count = len(self._synopsis.articles)
        columns, _ = synopsis.window(count, self._table.room, self._table.column)
        if columns != self._columns:  # all rows show other columns now
            self._columns = columns
            self._table.redraw()
        self._head()
        self._details()

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        self._enter_panel(event.listing is self._panel)
        self._open()


def _id_of(entry: Entry) -> str | None:
    return entry.key.event.id if isinstance(entry.key, MatrixRow) else None
