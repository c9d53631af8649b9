"""All articles of a desk: what is unread, what to read side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.model.article import ArticleSummary, ReadingState
from reader.tui.keys import Context
from reader.tui.screens import naming
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import beside, fitted, one_line
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import MARGIN, Entry, Listing
from reader.tui.widgets.pane_column import numbered as circled

_STATES = {
    ReadingState.TO_READ: ("●", "to read", ".key"),
    ReadingState.READING: ("◐", "reading", ".key"),
    ReadingState.DONE: ("✓", "done", ".good"),
}
_TICK = "■"
# Columns that a narrow screen leaves out, the first ones first, with the width from which on
# each is shown: title and state are what a list is for.
_FROM = {"words": 96, "marks": 60, "source": 52, "published": 86}
_WIDTHS = {"number": 4, "tick": 1, "source": 20, "published": 10, "words": 6, "marks": 5}
_NARROW_SOURCE = 14  # cells of the source's name below 100
_NARROW_STATE = 64  # below it the state is its sign alone
_NUMBERS = frozenset({"number", "words", "marks"})
_HEADINGS = {
    "number": "",
    "tick": "",
    "source": "source",
    "title": "title",
    "published": "date",
    "words": "words",
    "marks": "marks",
    "state": "state",
}
ORDERS: dict[str, Callable[[ArticleSummary], tuple[object, ...]]] = {
    "number": lambda each: (each.number,),
    "published": lambda each: (each.published is None, each.published or "", each.number),
    "source": lambda each: ((each.source or "\U0010ffff").casefold(), each.number),
    "title": lambda each: (each.title.casefold(),),
    "words": lambda each: (-each.words, each.number),
    "marks": lambda each: (-each.marks, each.number),
}


class ArticlesScreen(FilteredScreen[list[str] | None], FramedScreen[list[str] | None]):
    """The list of articles.

    It closes with the ids of the articles to read, in the order of their panes: those that are
    ticked, with the one under the cursor before them if it is not among them. None leaves the
    panes as they are.

    Args:
        desk: whose articles.
        shown: ids of the articles in the panes now; they are ticked.
        sight: whose marks are counted; everybody's without it.
    """

    TITLE_WORDS = "Articles"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.ARTICLES, Context.LIST)
    FOOTER = Context.ARTICLES
    DEFAULT_CSS = """
    ArticlesScreen #typed { padding: 0 1; }
    """

    def __init__(self, desk: Desk, shown: Sequence[str], *, sight: Sight | None = None) -> None:
        super().__init__(desk)
        self._blind = sight is not None and sight.blind
        self._ticked = list(shown)
        self._started_with = tuple(shown)
        self._articles: tuple[ArticleSummary, ...] = ()
        self._order = "number"

    def body(self) -> Iterable[Widget]:
        """A row of headings, the rows, and a line to filter them."""
        yield Line(id="headings")
        yield Listing(id="rows")
        yield FilterInput(placeholder="type to filter", id="typed")

    def on_mount(self) -> None:
        """Read the list."""
        self.say("reading…")
        self.reload()

    def on_resize(self) -> None:
        """Set the headings anew."""
        if self.is_mounted:
            self.call_after_refresh(self._head)

    def reload(self) -> None:
        """Read the list anew; the cursor stays with its article."""
        self.in_background(self._listed, self._read)

    def _listed(self) -> tuple[ArticleSummary, ...]:
        """All articles; blind, with one's own marks alone where one is not done."""
        listed = naming.articles(self.desk)
        if not self._blind:
            return listed
        sight = self.desk.sight(blind=True)
        own = Counter(mark.article for mark in self.desk.marks.list(annotator=sight.annotator))
        return tuple(
            each if sight.opens(each.id) else replace(each, marks=own[each.id]) for each in listed
        )

    def narrow(self) -> None:
        """Show the rows that fit."""
        self._set()

    def _read(self, articles: tuple[ArticleSummary, ...]) -> None:
        first = not self._articles
        self._articles = articles
        start = self._started_with[0] if first and self._started_with else None
        self._set(start)

    def _current(self) -> ArticleSummary | None:
        entry = self.listing.current
        return entry.key if entry is not None and isinstance(entry.key, ArticleSummary) else None

    def _set(self, at: str | None = None) -> None:
        """Show the rows that fit, in the order wanted, the cursor at an article or where it was."""
        current = self._current()
        at = at or (current.id if current is not None else None)
        rows = [each for each in self._articles if _holds(each, self.wanted)]
        rows.sort(key=ORDERS[self._order])
        entries = [Entry(partial(self._row, each), key=each) for each in rows]
        index = next((n for n, each in enumerate(rows) if each.id == at), 0)
        if not entries:
            words = "no article holds these words" if self.wanted else "no article on this desk yet"
            line = Content.styled(words, ".quiet")
            entries = [Entry(lambda width, _at: [fitted(line, width)], pickable=False)]
        self.listing.show(entries, index=index)
        self._head()

    # -- rows ------------------------------------------------------------------------------

    def _columns(self, width: int) -> list[tuple[str, int]]:
        """The columns there is room for, and how wide each is."""
        state = 9 if width >= _NARROW_STATE else 1
        fixed = [
            (name, _NARROW_SOURCE if name == "source" and width < 100 else cells)  # noqa: PLR2004 - as said above
            for name, cells in _WIDTHS.items()
            if width >= _FROM.get(name, 0)
        ]
        title = max(4, width - state - sum(cells for _, cells in fixed) - 2 * (len(fixed) + 1))
        place = next(
            (n for n, (name, _) in enumerate(fixed) if name in {"published", "words", "marks"}),
            len(fixed),
        )
        return [*fixed[:place], ("title", title), *fixed[place:], ("state", state)]

    def _row(self, each: ArticleSummary, width: int, _at: int | None) -> list[Content]:
        return [beside(self._cell(each, name, cells) for name, cells in self._columns(width))]

    def _cell(self, each: ArticleSummary, name: str, cells: int) -> Content:
        sign, word, ink = _STATES[each.state]
        unread = each.state is ReadingState.TO_READ
        words: dict[str, tuple[str, str]] = {
            "number": (circled(each.number), ".quiet"),
            "tick": (_TICK if each.id in self._ticked else "", ".key"),
            "source": (one_line(each.source or "—"), ""),
            "title": (one_line(each.title), ".loud" if unread else ""),
            "published": ((each.published or "—")[:10], ".quiet"),
            "words": (f"{each.words:,}", ".quiet"),
            "marks": (str(each.marks or "·"), "" if each.marks else ".faint"),
            "state": (sign, ink),
        }
        text, style = words[name]
        content = Content.styled(text, style) if style else Content(text)
        if name == "state" and cells > 1:
            content = Content.assemble((sign, ink), f" {word}")
        return fitted(content, cells, right=name in _NUMBERS)

    def _head(self) -> None:
        """The headings, the column of the order marked, and the counts in the title."""
        width = self.listing.room
        cells = []
        for name, room in self._columns(width):
            here = name == self._order and name != "number"
            words = f"{_HEADINGS[name]}{' ↓' if here else ''}" if room > 1 else ""
            cells.append(
                fitted(
                    Content.styled(words, ".key" if here else ".quiet"),
                    room,
                    right=name in _NUMBERS,
                )
            )
        self.query_one("#headings", Line).say(Content(" " * (MARGIN - 1)) + beside(cells))
        unread = sum(each.state is ReadingState.TO_READ for each in self._articles)
        ticked = len(self._ticked)
        articles = counted(len(self._articles), "article")
        self.say("", f"{articles} · {unread} to read · {ticked} side by side")

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, tick, open."""
        return {
            **self.walking(self.listing),
            **self.taking_back(),
            "list.open": self._open,
            "list.filter": self.start_filter,
            "articles.tick": self._tick,
            "articles.done": self._done,
            "articles.order": self._next_order,
            "back": self.step_back,
        }

    def _open(self) -> None:
        current = self._current()
        if current is not None:
            others = list(self._ticked)
            self.leave(others if current.id in others else [current.id, *others])

    def _tick(self) -> None:
        current = self._current()
        if current is not None:
            if current.id in self._ticked:
                self._ticked.remove(current.id)
            else:
                self._ticked.append(current.id)
            self.listing.redraw()
            self._head()

    def _done(self) -> None:
        current = self._current()
        if current is None:
            return
        done = current.state is ReadingState.DONE
        state = ReadingState.READING if done else ReadingState.DONE
        self.in_background(
            lambda: self.desk.articles.set_state(current.id, state),
            lambda _nothing: self.reload(),
            group="writing",
        )

    def _next_order(self) -> None:
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._set()

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()


def _holds(each: ArticleSummary, words: Sequence[str]) -> bool:
    """Whether every word stands in what is known of the article."""
    known = f"{each.title} {each.source or ''} {each.name} {each.published or ''}".casefold()
    return all(word in known for word in words)
