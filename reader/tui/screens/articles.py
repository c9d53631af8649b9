"""All articles of a desk: what is unread, what to read side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.assigning import Reader
from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.model.article import ArticleSummary, ReadingState, Story
from reader.tui.keys import Context
from reader.tui.screens import article_cells, sharing
from reader.tui.screens.article_rows import ORDERS, Rows, Stand, article_of
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import beside, clipped, fitted, one_line
from reader.tui.widgets.filter_input import FilterInput, FilterLine
from reader.tui.widgets.listing import MARGIN, Entry, Listing

# Columns that a narrow screen leaves out, the first ones first, with the width from which on
# each is shown: title and state are what a list is for.
_FROM = {"words": 96, "marks": 60, "source": 52, "published": 86}
_WIDTHS = {"number": 4, "tick": 1, "source": 20, "published": 10, "words": 6, "marks": 5}
_NARROW_SOURCE = 14  # cells of the source's name below 100
_SHORT_NAMES = 12  # cells of those who have an article below 100, and from where on they are shown
_FROM_READERS = 60
_TITLE_LENGTH = 20  # code points of a story's title before what is asked
_NARROW_STATE = 64  # below it the state is its sign alone
_WIDE_STATE = 96  # the same where names stand beside it, or the title has no room for a word more
_AFTER_TITLE = frozenset({"published", "words", "marks", "readers"})
_HEADINGS = {
    "number": "",
    "tick": "",
    "source": "source",
    "title": "title",
    "published": "date",
    "words": "words",
    "marks": "marks",
    "state": "state",
    "readers": "who",
}


class ArticlesScreen(FilteredScreen[list[str] | None], FramedScreen[list[str] | None]):
    """The list of articles.

    It closes with the ids of the articles to read, in the order of their panes: those that are
    ticked, with the one under the cursor before them if it is not among them. None leaves the
    panes as they are.

    Args:
        desk: whose articles.
        shown: ids of the articles in the panes now; they are ticked.
        story: the id of the story that is worked on, whose articles alone are listed.
        sight: whose marks are counted; everybody's without it.
        stand: how the list stood when it was left, to open it so again.
    """

    TITLE_WORDS = "Articles"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.ARTICLES, Context.LIST)
    FOOTER = Context.ARTICLES
    DEFAULT_CSS = """
    ArticlesScreen #asked { display: none; padding: 0 1; }
    ArticlesScreen.-asking #asked { display: block; }
    """

    def __init__(
        self,
        desk: Desk,
        shown: Sequence[str],
        story: str | None = None,
        *,
        sight: Sight | None = None,
        stand: Stand | None = None,
    ) -> None:
        super().__init__(desk)
        self.stand = stand  # and when it is left with an article, how it stands then
        self._blind = sight is not None and sight.blind
        self._story = story
        self._shelf = sharing.Shelf()
        self._rows = Rows(self._shelf, self._row)
        self._only_left = stand is not None and stand.mine
        self._keep: Callable[[str], None] | None = None
        self._ticked = list(shown if stand is None else stand.ticked)
        self._started_with = tuple(shown) if stand is None else (stand.article,)
        self._order = "number" if stand is None else stand.order

    def body(self) -> Iterable[Widget]:
        """A row of headings, the rows, and a line to filter them."""
        yield Line(id="headings")
        yield Listing(id="rows")
        typed = "" if self.stand is None else self.stand.typed
        self.wanted = tuple(typed.casefold().split())
        self.set_class(bool(self.wanted), "-filtering")
        yield FilterLine(typed, placeholder="type to filter")
        yield FilterInput(id="asked")

    def on_mount(self) -> None:
        """Read the list; of very many articles the first ones first."""
        self.say("reading…")
        if self._blind or self._story is not None or self.stand is not None:
            self.reload()
            return
        at = self._started_with[0] if self._started_with else None
        self.in_background(lambda: self._set_out(sharing.beginning(self.desk, at)), self._begin)

    def _begin(self, first: Rows | None) -> None:
        """Show the first articles while all are read."""
        if first is not None:
            self._read(first)
            self.say("reading…")
        self.reload()

    def on_resize(self) -> None:
        """Set the headings anew."""
        if self.is_mounted:
            self.call_after_refresh(self._head)

    def reload(self) -> None:
        """Read the list anew; the cursor stays with its article."""
        self.in_background(lambda: self._set_out(self._shelved()), self._read)

    def _set_out(self, shelf: sharing.Shelf | None) -> Rows | None:
        return None if shelf is None else Rows(shelf, self._row)

    def _shelved(self) -> sharing.Shelf:
        """What is listed; blind, with one's own marks alone where one is not done."""
        shelf = sharing.shelf(self.desk, self._story)
        if not self._blind:
            return shelf
        sight = self.desk.sight(blind=True)
        own = Counter(mark.article for mark in self.desk.marks.list(annotator=sight.annotator))
        return replace(shelf, articles=sight.counted(shelf.articles, own))

    def narrow(self) -> None:
        """Show the rows that fit."""
        self._set()

    def _read(self, rows: Rows | None) -> None:
        if rows is None:
            return
        first = not self._shelf.articles
        self._rows, self._shelf = rows, rows.shelf
        start = self._started_with[0] if first and self._started_with else None
        self._set(start)
        if first and self.stand is not None:
            top = self.stand.top
            self.listing.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _current(self) -> ArticleSummary | None:
        entry = self.listing.current
        return entry.key if entry is not None and isinstance(entry.key, ArticleSummary) else None

    def _set(self, at: str | None = None) -> None:
        """Show the rows that fit, in the order wanted, the cursor at an article or where it was."""
        current = self._current()
        at = at or (current.id if current is not None else None)
        only = self._shelf.left if self._only_left else None
        entries = self._rows.fitting(self.wanted, self._order, only)
        index = next((n for n, each in enumerate(entries) if article_of(each).id == at), 0)
        self.fits(len(entries), len(self._shelf.articles))
        self.listing.show(entries or [self._nothing()], index=index)
        self._head()

    def _nothing(self) -> Entry:
        """What is said where no article is listed."""
        if self.wanted:
            return self.nothing_fits("article")
        if self._only_left:
            return nothing("nothing is left for you", (self.keymap.shown("articles.mine"), "all"))
        return nothing("no articles on this desk yet", ("reader add FILE…", "brings some"))

    # -- rows ------------------------------------------------------------------------------

    def _columns(self, width: int) -> list[tuple[str, int]]:
        """The columns there is room for, and how wide each is."""
        names = self._names(width)
        state = 9 if width >= (_WIDE_STATE if names else _NARROW_STATE) else 1
        fixed = [
            (name, _NARROW_SOURCE if name == "source" and width < 100 else cells)  # noqa: PLR2004 - as said above
            for name, cells in _WIDTHS.items()
            if width >= _FROM.get(name, 0)
        ]
        if names:
            fixed.append(("readers", max(3, sharing.width(self._readers, names))))
        title = max(4, width - state - sum(cells for _, cells in fixed) - 2 * (len(fixed) + 1))
        place = next(
            (n for n, (name, _) in enumerate(fixed) if name in _AFTER_TITLE),
            len(fixed),
        )
        return [*fixed[:place], ("title", title), *fixed[place:], ("state", state)]

    @property
    def _readers(self) -> Mapping[str, Sequence[Reader]]:
        """Who has each article that is listed."""
        return self._shelf.readers

    def _names(self, width: int) -> Mapping[str, str]:
        """What those who have an article are called here; nobody where nothing was given away."""
        if width < _FROM_READERS:
            return {}
        cells = _SHORT_NAMES if width < 100 else sharing.MOST_CELLS  # noqa: PLR2004 - as said above
        return sharing.short_names(self._readers.values(), cells)

    def _row(self, each: ArticleSummary, width: int, _at: int | None) -> list[Content]:
        names = self._names(width)
        return [
            beside(
                sharing.cell(self._readers.get(each.id, ()), names, self.desk.annotator, cells)
                if name == "readers"
                else article_cells.cell(each, name, cells, ticked=each.id in self._ticked)
                for name, cells in self._columns(width)
            )
        ]

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
                    right=name in article_cells.NUMBERS,
                )
            )
        self.query_one("#headings", Line).say(Content(" " * (MARGIN - 1)) + beside(cells))
        listed, story = self._shelf.articles, self._shelf.story
        facts = [counted(len(listed), "article"), f"{self._rows.unread} to read"]
        if self._readers:
            facts.append(f"{self._rows.left} left for you")
        facts.append(f"{len(self._ticked)} side by side")
        self.say("" if story is None else one_line(story.title), " · ".join(facts))

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
            "articles.mine": self._mine,
            "articles.story": self._into_story,
            "articles.assign": self._assign,
            "back": self.step_back,
        }

    def _open(self) -> None:
        current = self._current()
        if current is not None:
            others = list(self._ticked)
            self.stand = Stand(
                current.id,
                self.listing.scroll_offset.y,
                tuple(others),
                self._order,
                self.typed.value,
                self._only_left,
            )
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

    def _mine(self) -> None:
        self._only_left = not self._only_left
        self._set()

    # -- stories ---------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        """What is ticked, in the order of the list, or else the one under the cursor."""
        ticked = [each.id for each in self._shelf.articles if each.id in self._ticked]
        current = self._current()
        return ticked or ([] if current is None else [current.id])

    def _into_story(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        articles = counted(len(chosen), "article")

        def keep(title: str) -> None:
            self._change(
                lambda: self.desk.stories.add(title, chosen), f"{articles} put into “{title}”"
            )

        self._ask(f"title of the story for the {articles} that are ticked, new or not", keep)

    def _assign(self) -> None:
        chosen, story = self._chosen(), self._story_of(self._chosen())
        if not chosen:
            return
        if story is None:
            key = self.keymap.shown("articles.story")
            self.tell(f"what is given away belongs to a story: {key} makes one of what is ticked")
            return

        def keep(typed: str) -> None:
            self._change(
                lambda: self.desk.assigning.assign(
                    story, sharing.asked_for(typed)[0], chosen, each=sharing.asked_for(typed)[1]
                ),
                f"“{story.title}”: {counted(len(chosen), 'article')} given to {typed}",
            )

        title = clipped(one_line(story.title), _TITLE_LENGTH)
        self._ask(f"“{title}” to whom? ada, bo — or ada, bo, cy / 2: two each", keep)

    def _story_of(self, chosen: Sequence[str]) -> Story | None:
        """The story that is worked on, or else the smallest one that holds all of these."""
        if self._shelf.story is not None:
            return self._shelf.story
        fitting = [x for x in self.desk.stories.all() if set(chosen) <= set(x.articles)]
        return min(fitting, key=lambda story: len(story.articles), default=None)

    def _change(self, verb: Callable[[], object], done: str) -> None:
        def then(_: object) -> None:
            self.tell(done)
            self.reload()

        self.in_background(verb, then, group="writing")

    def _ask(self, hint: str, keep: Callable[[str], None]) -> None:
        self._keep = keep
        self.add_class("-asking")
        asked = self.query_one("#asked", FilterInput)
        asked.placeholder, asked.value = hint, ""
        self.set_focus(asked)
        self.say_keys((("⏎", "keep"), ("Esc", "cancel")))

    @on(FilterInput.Walked)
    def _typed(self, event: FilterInput.Walked) -> None:
        """The line that is typed into: that of the filter, or the one that was asked for."""
        if self._keep is None:
            return
        event.prevent_default()
        event.stop()
        if event.key in {"enter", "escape"}:
            typed = self.query_one("#asked", FilterInput).value.strip()
            keep, self._keep = self._keep, None
            self.set_focus(None)
            self.remove_class("-asking")
            self.say_keys()
            if event.key == "enter" and typed:
                keep(typed)

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()
