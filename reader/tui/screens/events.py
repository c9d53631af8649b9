"""The synopsis: who tells what, who is silent, and where figures disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.desk.events import MatrixRow
from reader.model.article import ArticleSummary
from reader.model.link import Contrast, LinkEnd
from reader.tui.keys import Context
from reader.tui.screens.frame import FramedScreen
from reader.tui.widgets.bars import Line, Rule
from reader.tui.widgets.cells import beside, fitted, one_line, side_by_side, wrapped
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import MARGIN, Entry, Listing
from reader.tui.widgets.passage_view import quoted

NARROWEST = 22  # cells of a source's column; what does not fit is reached by going right
GAP = 2  # cells between columns
LOW = 30  # rows of the screen under which a cell shows two lines
SILENT = "silent here"


@dataclass(frozen=True, slots=True)
class Synopsis:
    """What the screen shows, read once.

    Attributes:
        articles: the columns.
        rows: events, kept ones first.
        alone: by article, its passages that stand in no event.
    """

    articles: tuple[ArticleSummary, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    alone: Mapping[str, tuple[LinkEnd, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Told:
    """A quote to jump to; a contrast has two."""

    ends: tuple[LinkEnd, ...]


class EventsScreen(FramedScreen[LinkEnd | None]):
    """Events over sources.

    It closes with the passage to jump to, or None.

    Args:
        desk: whose events.
    """

    TITLE_WORDS = "Events"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.EVENTS, Context.LIST)
    FOOTER = Context.EVENTS
    DEFAULT_CSS = """
    EventsScreen #table { height: 2fr; }
    EventsScreen #panel { height: 1fr; min-height: 4; }
    EventsScreen #naming { display: none; margin: 0 1; }
    EventsScreen.-naming #naming { display: block; }
    EventsScreen.-low #panel, EventsScreen.-low #between { display: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._synopsis = Synopsis()
        self._at: str | None = None
        self._waiting = True

    def body(self) -> Iterable[Widget]:
        """The sources, the table, and the quotes of where the cursor is."""
        yield Line(id="sources")
        yield Listing(id="table")
        yield Rule(id="between")
        yield Listing(id="panel")
        yield FilterInput(placeholder="name of the event; Enter keeps it", id="naming")

    def on_mount(self) -> None:
        """Ask for the events, which may have to be computed."""
        self._panel.active = False
        self.say("reading…")
        self.reload()

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        if self.is_mounted:
            self.set_class(self.size.height < 16, "-low")  # noqa: PLR2004 - no rows to spare
            self.call_after_refresh(self._head)

    @property
    def _table(self) -> Listing:
        return self.query_one("#table", Listing)

    @property
    def _panel(self) -> Listing:
        return self.query_one("#panel", Listing)

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the table anew."""
        self.in_background(self._read, self._take_over)

    def _read(self) -> Synopsis | None:
        # Asking first lets the long part stop when the screen is left.
        self.desk.links.suggestions(stop=lambda: self.left)
        if self.left:
            return None
        articles = tuple(each for each in self.desk.articles.list() if not each.withdrawn)
        rows = self.desk.events.matrix()
        told = [end for row in rows for ends in row.cells.values() for end in ends]
        alone: dict[str, tuple[LinkEnd, ...]] = {each.id: () for each in articles}
        for passage in self.desk.links.passages():
            taken = any(
                end.article == passage.article and end.span.overlaps(passage.span) for end in told
            )
            if not taken and passage.article in alone:
                end = self.desk.links.end(passage.article, passage)
                alone[passage.article] = (*alone[passage.article], end)
        return Synopsis(articles, rows, alone)

    def _take_over(self, synopsis: Synopsis | None) -> None:
        if synopsis is None:
            return
        self._waiting = False
        self._synopsis = synopsis
        entries = [
            Entry(
                partial(self._event, row),
                key=row,
                height=None,
                columns=len(synopsis.articles),
                column_at=self._column_at,
                gap=1,
            )
            for row in synopsis.rows
        ]
        entries += self._alone()
        if not synopsis.rows:
            words = Content.styled("no event told by two articles yet", ".quiet")
            entries.insert(0, Entry(lambda width, _at: [fitted(words, width)], pickable=False))
        index = next((n for n, e in enumerate(entries) if _id_of(e) == self._at), self._table.index)
        self._table.show(entries, index=max(0, index))
        kept = sum(not row.event.proposed for row in synopsis.rows)
        differing = sum(bool(row.contrasts) for row in synopsis.rows)
        self.say(
            "", f"{kept} kept · {len(synopsis.rows) - kept} proposed · {differing} disagree"
        )
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
                title = Content.styled("Only this source says", ".loud")
                entries.append(
                    Entry(lambda width, _at: [fitted(title, width)], pickable=False, gap=1)
                )
            words = Content.assemble(
                (one_line(_source(each)), ".loud"),
                (f"  {len(ends)} passage{'s' if len(ends) > 1 else ''}", ".quiet"),
            )
            entries.append(Entry(partial(_one, words), pickable=False))
            entries += [Entry(partial(_one, _plain(end)), key=_Told((end,))) for end in ends]
            entries.append(Entry(partial(_one, Content("")), pickable=False))
        return entries

    # -- the table -------------------------------------------------------------------------

    def _window(self, width: int, column: int) -> tuple[range, int]:
        """Which columns are in sight, and how wide each of them is."""
        count = max(1, len(self._synopsis.articles))
        shown = max(1, min(count, (width + GAP) // (NARROWEST + GAP)))
        first = min(max(0, column - shown // 2), count - shown)
        return range(first, first + shown), (width - GAP * (shown - 1)) // shown

    def _event(self, row: MatrixRow, width: int, at: int | None) -> list[Content]:
        """A title, and the first quote of each source under it."""
        window, each = self._window(width, self._table.column)
        most = 2 if self.size.height < LOW else 3
        blocks = []
        for column in window:
            article = self._synopsis.articles[column]
            ends = row.cells.get(article.id, ())
            blocks.append(_cell(ends, each, most, here=column == at))
        return [fitted(_title(row), width), *side_by_side(blocks, [each] * len(window))]

    def _column_at(self, cell: int, width: int) -> int:
        window, each = self._window(width, self._table.column)
        return window[min(max(0, cell) // (each + GAP), len(window) - 1)]

    def _head(self) -> None:
        """The sources over their columns, and arrows where more of them lie."""
        width = max(1, self._table.scrollable_content_region.width - MARGIN)
        articles = self._synopsis.articles
        if not articles:
            return
        window, each = self._window(width, self._table.column)
        cells = []
        for column in window:
            more = column == window[-1] and window[-1] < len(articles) - 1
            less = column == window[0] and window[0] > 0
            name = f"{'‹ ' if less else ''}{one_line(_source(articles[column]))}"
            here = column == self._table.column
            cell = fitted(Content.styled(name, ".key" if here else ".quiet"), each - 2 * more)
            cells.append(cell + Content.styled(" ›", ".quiet") if more else cell)
        self.query_one("#sources", Line).say(Content(" " * (MARGIN - 1)) + beside(cells, GAP))

    # -- the panel below -------------------------------------------------------------------

    def _current(self) -> MatrixRow | None:
        entry = self._table.current
        return entry.key if entry is not None and isinstance(entry.key, MatrixRow) else None

    def _details(self) -> None:
        """The quotes of the cell in full, then what disagrees in the event."""
        row = self._current()
        entry = self._table.current
        entries: list[Entry] = []
        if row is not None and self._synopsis.articles:
            article = self._synopsis.articles[self._table.column]
            entries = [self._quote(end) for end in row.cells.get(article.id, ())]
            entries += [self._contrast(contrast) for contrast in row.contrasts]
            if not row.cells.get(article.id):
                said = Content.assemble(
                    (one_line(_source(article)), ".loud"), (" is silent here", ".quiet")
                )
                entries.insert(0, Entry(partial(_one, said), pickable=False, gap=1))
        elif entry is not None and isinstance(entry.key, _Told):
            entries = [self._quote(end) for end in entry.key.ends]
        self._panel.show(entries, index=0)

    def _quote(self, end: LinkEnd) -> Entry:
        head = Content.styled(one_line(self._named(end)), ".quiet")

        def draw(width: int, _at: int | None) -> list[Content]:
            return [fitted(head, width), *quoted(end.quote, (), min(width, 100))]

        return Entry(draw, key=_Told((end,)), height=None, gap=1)

    def _contrast(self, contrast: Contrast) -> Entry:
        """Both quotes beside each other; Enter jumps to the one the cursor is at."""
        ends = (contrast.a, contrast.b)
        names = [one_line(self._named(end)) for end in ends]

        def halves(width: int) -> int:
            return max(4, (min(width, 120) - 18) // 2)

        def draw(width: int, at: int | None) -> list[Content]:
            half = halves(width)
            sign = Content.assemble(("≠ ", ".alarm"), (one_line(contrast.subject), ".loud"))
            words = [
                fitted(
                    Content.styled(f"“{one_line(end.quote)}”", ".here" if at == n else ".hit"), half
                )
                for n, end in enumerate(ends)
            ]
            told = [fitted(Content.styled(name, ".quiet"), half) for name in names]
            return [
                beside((fitted(sign, 14), *words)),
                beside((fitted("", 14), *told)),
            ]

        def column_at(cell: int, width: int) -> int:
            return int(cell > 16 + halves(width))  # noqa: PLR2004 - the subject and its gap

        return Entry(
            draw, key=_Told(ends), height=2, columns=2, column_at=column_at, gap=1
        )

    def _named(self, end: LinkEnd) -> str:
        found = (each for each in self._synopsis.articles if each.id == end.article)
        article = next(found, None)
        return end.article[:8] if article is None else _source(article)

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
            "events.keep": self._keep,
            "events.name": self._name,
            "back": self._back,
        }

    def _enter_panel(self, inside: bool) -> None:
        inside = inside and self._panel.current is not None
        self._panel.active = inside
        self._table.active = not inside

    def _back(self) -> None:
        if self._panel.active:
            self._enter_panel(False)
        else:
            self.leave()

    def _open(self) -> None:
        row = self._current()
        if self._panel.active:
            entry = self._panel.current
            if entry is not None and isinstance(entry.key, _Told):
                self.leave(entry.key.ends[self._panel.column])
        elif row is not None:
            ends = row.cells.get(self._synopsis.articles[self._table.column].id, ())
            if ends:
                self.leave(ends[0])
            else:
                self.tell("this source is silent here: go left or right to one that tells it")
        elif self._table.current is not None and isinstance(self._table.current.key, _Told):
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

    def _keep(self) -> None:
        row = self._current()
        if row is None or not row.event.proposed:
            self.tell("it is kept already" if row is not None else "only events can be kept")
            return
        self._edit(row, None)

    def _name(self) -> None:
        row = self._current()
        if row is None:
            self.tell("only events have names")
            return
        self.add_class("-naming")
        naming = self.query_one("#naming", FilterInput)
        naming.value = row.event.title
        naming.focus()
        naming.action_end()

    def _edit(self, row: MatrixRow, title: str | None) -> None:
        def then(event: object) -> None:
            self._at = getattr(event, "id", None)
            self.tell(f"kept: {getattr(event, 'title', '')}")
            self.reload()

        self.in_background(
            lambda: self.desk.events.edit(row.event, title=title), then, group="writing"
        )

    @on(FilterInput.Walked)
    def _walked(self, event: FilterInput.Walked) -> None:
        event.stop()
        naming = self.query_one("#naming", FilterInput)
        row = self._current()
        if event.key not in {"enter", "escape"}:
            return
        self.set_focus(None)
        self.remove_class("-naming")
        title = naming.value.strip()
        if event.key == "enter" and row is not None and title:
            self._edit(row, title)

    @on(Listing.Moved, "#table")
    def _moved(self) -> None:
        # Going to another column moves the window of columns on for all rows.
        self._table.redraw()
        self._head()
        self._details()

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        self._enter_panel(event.listing is self._panel)
        self._open()


def _source(article: ArticleSummary) -> str:
    return article.source or article.title


def _id_of(entry: Entry) -> str | None:
    return entry.key.event.id if isinstance(entry.key, MatrixRow) else None


def _one(line: Content, width: int, _at: int | None) -> list[Content]:
    return [fitted(line, width)]


def _plain(end: LinkEnd) -> Content:
    return Content(one_line(end.quote))


def _title(row: MatrixRow) -> Content:
    """Whether it is kept, its title, its date, and how much disagrees in it."""
    event = row.event
    sign = ("◇ ", ".quiet") if event.proposed else ("◆ ", ".sign")
    title = one_line(event.title) or "(no shared words)"
    parts: list[str | tuple[str, str]] = [sign, (title, ".loud")]
    if event.happened_on:
        parts.append((f"  {event.happened_on}", ".quiet"))
    if row.contrasts:
        parts.append((f"  ≠ {len(row.contrasts)} disagree", ".alarm"))
    return Content.assemble(*parts)


def _cell(ends: Sequence[LinkEnd], width: int, most: int, *, here: bool) -> list[Content]:
    """A source's first quote, clipped, and how many more there are; or that it is silent."""
    if not ends:
        return [Content.styled(SILENT, ".here" if here else ".faint")]
    lines = wrapped(Content(one_line(ends[0].quote)), width, most)
    if len(ends) > 1:
        more = Content.styled(f" +{len(ends) - 1}", ".key")
        last = lines[-1].truncate(width - more.cell_length)
        lines = [*lines[:-1], last + more]
    return [line.stylize(".here") for line in lines] if here else lines
