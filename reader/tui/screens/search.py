"""Searching articles and everybody's marks: the words in context, the hit in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.model.annotation import Annotation
from reader.model.attributes import in_words
from reader.model.link import LinkEnd
from reader.model.text import Span
from reader.tui.keys import Context
from reader.tui.screens import naming
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import clipped, fitted, one_line
from reader.tui.widgets.filter_input import FilterInput, FilterLine
from reader.tui.widgets.listing import Entry, Listing

PAUSE_S = 0.15  # after the last key, before the desk is asked
FIRST_HITS = 60  # articles that are shown before the others: more than a screen has lines
MOST_HITS = 500
MOST_MARKS = 200
AROUND = 120  # code points read on each side of a hit
_LONGEST_HALF = 16  # cells of half a word that gives way to blank space
NAME_LENGTH = 60  # code points of an article's name in a heading


@dataclass(frozen=True, slots=True)
class InContext:
    """A place where the words stand.

    Attributes:
        end: where to jump to.
        before, hit, after: its words, one line each.
        note: what else is said of it (a mark's tag, annotator, note).
    """

    end: LinkEnd
    before: str
    hit: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: places by article (its name first), and marks."""

    query: str = ""
    places: tuple[tuple[str, tuple[InContext, ...]], ...] = ()
    marks: tuple[InContext, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to open."""
        return bool(self.places or self.marks)


class SearchScreen(FramedScreen[LinkEnd | None]):
    """Full-text search.

    It closes with the place to jump to, or None.

    Args:
        desk: what is searched.
        query: what to search for to begin with.
        at: the row to begin at.
        sight: what of others' marks is seen; everything without it.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#typed"
    TITLE_WORDS = "Search"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    KEYS = (("↑↓", "choose"), ("⏎", "read"), ("PgUp PgDn", "page"), ("Esc", "back"))
    DEFAULT_CSS = """
    """

    def __init__(
        self, desk: Desk, query: str = "", at: int = 0, *, sight: Sight | None = None
    ) -> None:
        super().__init__(desk)
        self._sight = sight or desk.sight(blind=False)
        self.at = at
        self._query = query
        self._shown = ""  # what was searched for, of what is shown
        self._turn = 0  # searches that were begun
        self._timer: Timer | None = None
        self._ahead = False  # Enter came before they were

    def body(self) -> Iterable[Widget]:
        """What is searched for, and where it stands."""
        yield FilterLine(self._query, placeholder='words; "words in a row"')
        yield Divider()
        yield Listing(id="found")

    def footer(self) -> tuple[tuple[str, str], ...]:
        """The keys beside a line of text; they cannot be others."""
        return self.KEYS

    def on_mount(self) -> None:
        """Search at once for what was given."""
        if self._query:
            self._search()
        else:
            self._take_over(Found())

    @property
    def query_words(self) -> str:
        """What is searched for."""
        return self._query

    @property
    def _listing(self) -> Listing:
        return self.query_one("#found", Listing)

    # -- searching -------------------------------------------------------------------------

    def reload(self) -> None:
        """Search again: something has changed."""
        self._search()

    def _search(self) -> None:
        self._turn += 1
        self.say("searching…")
        self.in_background(partial(self._places, self._query, FIRST_HITS), self._begin)

    def _begin(self, found: Found) -> None:
        """Show the best places, which an index gives; then what is left, and the marks."""
        turn = self._turn
        self._show(found)
        self.in_background(lambda: self._first_marks(found, turn), self._go_on)

    def _go_on(self, found: Found) -> None:
        """Show the marks that an index gives, while all of them are gone through."""
        turn = self._turn
        self._show(found)
        self.in_background(lambda: self._whole(found.query, turn), self._end)

    def _show(self, found: Found) -> None:
        """Show what is found so far, where there is anything and nobody comes back to a row."""
        if (found.places or found.marks) and not self.at:
            before = self._listing.index if self._shown == found.query else 0
            self._take_over(found, max(0, before))
            self.say("searching…")

    def _end(self, found: Found) -> None:
        before = self._listing.index if self._shown == found.query else 0
        self._take_over(found, self.at or max(0, before))
        self.at, self._ahead = 0, False

    def _whole(self, query: str, turn: int) -> Found:
        """All that is to be shown."""
        return self._with_marks(self._places(query, MOST_HITS), turn, whole=True)

    def _first_marks(self, found: Found, turn: int) -> Found:
        return self._with_marks(found, turn, whole=False)

    def _places(self, query: str, most: int) -> Found:
        hits = self.desk.articles.search(query, limit=most)
        wanted = tuple(dict.fromkeys(hit.article for hit in hits))
        names, texts = self._named(wanted), self.desk.links.texts(wanted)
        by_article: dict[str, list[InContext]] = {}
        for hit in hits:
            if hit.article in names:
                shown = in_context(hit.article, hit.span, texts[hit.article])
                by_article.setdefault(hit.article, []).append(shown)
        places = tuple((names[article], tuple(each)) for article, each in by_article.items())
        return Found(query, places)

    def _named(self, articles: Sequence[str]) -> dict[str, str]:
        """What those of these articles that are at work are called here, by their ids."""
        found = (each for each in self.desk.articles.some(articles) if not each.superseded)
        return {each.id: naming.numbered(each) for each in naming.articles(self.desk, tuple(found))}

    def _with_marks(self, found: Found, turn: int, *, whole: bool) -> Found:
        wanted = found.query.replace('"', " ").casefold().split()
        if not wanted:
            return found
        names: dict[str, str] = {}
        told: list[Annotation] = []
        for some in self.desk.marks.holding(wanted, whole=whole):
            fresh = dict.fromkeys(mark.article for mark in some if mark.article not in names)
            names |= self._named(tuple(fresh)) if fresh else {}
            told += [
                mark
                for mark in some
                if mark.article in names and self._sight.sees(mark.annotator, mark.article)
            ]
            if len(told) >= MOST_MARKS or self.left or turn != self._turn:
                break
        told = sorted(told[:MOST_MARKS], key=lambda mark: mark.id)
        texts = self.desk.links.texts(tuple({mark.article for mark in told}))
        marks = (self._mark(mark, names[mark.article], texts[mark.article]) for mark in told)
        return replace(found, marks=tuple(marks))

    def _mark(self, mark: Annotation, name: str, text: str) -> InContext:
        tags = ", ".join(tag.name for tag in mark.tags) or "untagged"
        about = in_words(mark.attributes)
        said = " · ".join(part for part in (tags, about, mark.annotator, name, mark.note) if part)
        shown = in_context(mark.article, mark.anchor.span, text)
        hit, first = one_line(mark.anchor.quote), mark.anchor.pieces[0]
        end = LinkEnd(mark.article, first.span, first.quote)
        return InContext(end, shown.before, hit, shown.after, one_line(said))

    def _take_over(self, found: Found, at: int = 0) -> None:
        self._shown = found.query
        entries: list[Entry] = []
        for name, places in found.places:
            count = counted(len(places), "place")
            head = Content.assemble((clipped(name, NAME_LENGTH), ".loud"), (f"  {count}", ".quiet"))
            entries.append(Entry(partial(_line, head), pickable=False))
            entries += [Entry(partial(_kwic, each), key=each) for each in places]
            entries.append(Entry(partial(_line, Content("")), pickable=False))
        if found.marks:
            whose = "those that you may see" if self._sight.blind else "everybody's"
            count = f"  {len(found.marks)} of {whose}"
            head = Content.assemble(("Marks", ".loud"), (count, ".quiet"))
            entries.append(Entry(partial(_line, head), pickable=False))
            entries += [
                Entry(partial(_marked, each), key=each, height=2, gap=1) for each in found.marks
            ]
        if not entries:
            searched = "articles, marks, notes and tags are searched"
            query = one_line(found.query)
            what = f"nothing holds “{query}”" if query else "type words to search for"
            entries.append(nothing(what, why=searched))
        self._listing.show(entries, index=min(at, len(entries) - 1))
        if not at:
            self._listing.scroll_to(y=0, animate=False, immediate=True)
        if self._ahead and found.query == self._query and found.anything:
            self._ahead = False
            self._open()
            return
        hits = sum(len(places) for _, places in found.places)
        where = counted(len(found.places), "article")
        words = f"{counted(hits, 'place')} in {where} · {counted(len(found.marks), 'mark')}"
        self.say("", words if found.query.strip() else "")

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What works when the line has no focus."""
        return {**self.walking(self._listing), "list.open": self._open}

    def _open(self) -> None:
        current = self._listing.current
        if current is not None and isinstance(current.key, InContext):
            self.at = self._listing.index
            self.leave(current.key.end)

    def ends(self) -> list[tuple[int, LinkEnd]]:
        """All places found, each with its row."""
        keys = ((row, entry.key) for row, entry in enumerate(self._listing.entries))
        return [(row, key.end) for row, key in keys if isinstance(key, InContext)]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._query:
            return
        self._query, self._ahead = event.value, False
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE_S, self._search)

    @on(FilterInput.Walked)
    def _walked(self, event: FilterInput.Walked) -> None:
        event.stop()
        if event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self._enter(self.query_one("#typed", Input).value)
        else:
            self._listing.walk(event.key)

    def _enter(self, typed: str) -> None:
        """Open the place picked out; where the words are still searched for, the first of them."""
        if typed == self._shown or not typed.strip():
            self._open()
            return
        if self._timer is not None:
            self._timer.stop()
        self._query, self._ahead = typed, True
        self._search()

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()


def in_context(article: str, span: Span, text: str) -> InContext:
    """A stretch of a text with the words around it."""
    before = one_line(text[max(0, span.start - AROUND) : span.start])
    after = one_line(text[span.stop : span.stop + AROUND])
    hit = one_line(span.of(text))
    lead = " " if text[: span.start][-1:].isspace() else ""
    tail = " " if text[span.stop : span.stop + 1].isspace() else ""
    return InContext(LinkEnd(article, span, span.of(text)), before + lead, hit, tail + after)


def _line(line: Content, width: int, _at: int | None) -> list[Content]:
    return [fitted(line, width)]


def _kwic(each: InContext, width: int, _at: int | None) -> list[Content]:
    """The hit where the eye expects it, in one column down the list."""
    left = max(6, width * 2 // 5)
    before = Content.styled(each.before, ".quiet")
    excess = before.cell_length - left
    if excess > 0:
        # Cut at the far end; widths of single characters differ, so it may take a few more.
        before = before[excess:]
        while before.cell_length > left - 1:
            before = before[1:]
        word = before.plain.find(" ")
        if 0 <= word < _LONGEST_HALF:  # half a word says nothing
            before = before[word:]
        before = Content.styled("…", ".quiet") + before
    line = fitted(before, left, right=True) + Content.styled(each.hit, ".hit")
    return [fitted(line + Content.styled(each.after, ".quiet"), width)]


def _marked(each: InContext, width: int, _at: int | None) -> list[Content]:
    """A mark's words, and who said what of them."""
    quote = Content(f"“{clipped(each.hit, max(8, width - 2))}”")
    return [fitted(quote, width), fitted(Content.styled(f"  {each.note}", ".quiet"), width)]
