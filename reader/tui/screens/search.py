"""Searching articles and everybody's marks: the words in context, the hit in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
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
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import clipped, fitted, one_line
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.listing import Entry, Listing

PAUSE_S = 0.15  # after the last key, before the desk is asked
MOST_HITS = 500
MOST_MARKS = 200
AROUND = 120  # code points read on each side of a hit
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
    SearchScreen #typed { padding: 0 1; }
    """

    def __init__(
        self, desk: Desk, query: str = "", at: int = 0, *, sight: Sight | None = None
    ) -> None:
        super().__init__(desk)
        self._sight = sight or desk.sight(blind=False)
        self.at = at
        self._query = query
        self._timer: Timer | None = None
        self._listed: str | None = None  # the query whose places are in the list
        self._ahead = False  # Enter came before they were

    def body(self) -> Iterable[Widget]:
        """What is searched for, and where it stands."""
        yield FilterInput(self._query, placeholder='words; "words in a row"', id="typed")
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
        self.say("searching…")
        self.in_background(partial(self._places, self._query), self._begin)

    def _begin(self, found: Found) -> None:
        """Show the places, which an index gives, while all marks are gone through."""
        shown = bool(found.places) and not self.at
        if shown:
            self._take_over(found)
            self.say("searching…")

        def then(whole: Found) -> None:
            if shown:
                self.at = max(0, self._listing.index)
            self._take_over(whole)
            self._ahead = False

        self.in_background(partial(self._with_marks, found), then)

    def _places(self, query: str) -> Found:
        hits = self.desk.articles.search(query, limit=MOST_HITS)
        articles = self.desk.articles.some(tuple({hit.article for hit in hits}))
        names = {each.id: naming.numbered(each) for each in naming.articles(self.desk, articles)}
        by_article: dict[str, list[InContext]] = {}
        for hit in hits:
            if hit.article in names:
                text = self.desk.articles.get(hit.article).text
                by_article.setdefault(hit.article, []).append(
                    in_context(hit.article, hit.span, text)
                )
        places = tuple((names[article], tuple(each)) for article, each in by_article.items())
        return Found(query, places)

    def _with_marks(self, found: Found) -> Found:
        wanted = found.query.replace('"', " ").casefold().split()
        if not wanted:
            return found
        names = {each.id: naming.numbered(each) for each in naming.articles(self.desk)}
        marks = (
            mark
            for mark in self.desk.marks.list()
            if mark.article in names
            and self._sight.sees(mark.annotator, mark.article)
            and _holds(mark, wanted)
        )
        told = [self._mark(mark, names[mark.article]) for mark in islice(marks, MOST_MARKS)]
        return replace(found, marks=tuple(told))

    def _mark(self, mark: Annotation, name: str) -> InContext:
        text = self.desk.articles.get(mark.article).text
        tags = ", ".join(tag.name for tag in mark.tags) or "untagged"
        about = in_words(mark.attributes)
        said = " · ".join(part for part in (tags, about, mark.annotator, name, mark.note) if part)
        shown = in_context(mark.article, mark.anchor.span, text)
        hit, first = one_line(mark.anchor.quote), mark.anchor.pieces[0]
        end = LinkEnd(mark.article, first.span, first.quote)
        return InContext(end, shown.before, hit, shown.after, one_line(said))

    def _take_over(self, found: Found) -> None:
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
            words = (
                f"nothing holds “{one_line(found.query)}”"
                if found.query.strip()
                else "type words: articles, marks and notes are searched"
            )
            entries.append(Entry(partial(_line, Content.styled(words, ".quiet")), pickable=False))
        self._listing.show(entries, index=min(self.at, len(entries) - 1))
        if not self.at:
            self._listing.scroll_to(y=0, animate=False, immediate=True)
        self.at = 0
        self._listed = found.query
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
        if typed == self._listed or not typed.strip():
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


def _holds(mark: Annotation, words: Sequence[str]) -> bool:
    """Whether every word stands in the quote, the note, a tag or an attribute of a mark."""
    tags, about = " ".join(tag.name for tag in mark.tags), in_words(mark.attributes)
    told = f"{mark.anchor.quote} {mark.note} {tags} {about}".casefold()
    return all(word in told for word in words)


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
        before = Content.styled("…", ".quiet") + before
    line = fitted(before, left, right=True) + Content.styled(each.hit, ".hit")
    return [fitted(line + Content.styled(each.after, ".quiet"), width)]


def _marked(each: InContext, width: int, _at: int | None) -> list[Content]:
    """A mark's words, and who said what of them."""
    quote = Content(f"“{clipped(each.hit, max(8, width - 2))}”")
    return [fitted(quote, width), fitted(Content.styled(f"  {each.note}", ".quiet"), width)]
