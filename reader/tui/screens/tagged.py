"""The marks that carry a tag, with their words: from each to its place, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.annotation import Annotation, Tag
from reader.model.attributes import in_words, lacking
from reader.model.link import LinkEnd
from reader.tui.keys import Context
from reader.tui.screens import naming
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.workplace import counted
from reader.tui.widgets.cells import clipped, fitted, one_line
from reader.tui.widgets.filter_input import FilterLine
from reader.tui.widgets.listing import Entry, Listing

FIRST = 20  # articles whose marks are shown before the others: more than the tallest screen has
MANY = 1_000  # articles from which on all marks of a tag may take seconds


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mark in the list.

    Attributes:
        end: where it stands.
        article: what its article is called.
        quote: its words, on one line.
        said: who made it, its tags below the one listed, its attributes and note.
        lacks: what its tags ask for and it does not say.
    """

    end: LinkEnd
    article: str
    quote: str
    said: str
    lacks: str


_Found = tuple[str, tuple[Tagged, ...]]  # the path of the tag, and its marks


class TaggedScreen(FilteredScreen[LinkEnd | None], FramedScreen[LinkEnd | None]):
    """The marks of a tag and of those below it.

    It closes with the place to go to, or None.

    Args:
        desk: whose marks.
        tag: the id of the tag.
        at: the row to begin at.
        blind: one's own marks only.
    """

    TITLE_WORDS = "Marks"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PAGES)

    def __init__(self, desk: Desk, tag: str, at: int = 0, *, blind: bool = False) -> None:
        super().__init__(desk)
        self.at = at
        self._tag = tag
        self._whose = desk.annotator if blind else None
        self._path = ""
        self._found: tuple[Tagged, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The marks by article, and a line to filter them."""
        yield Listing(id="marks")
        yield FilterLine(placeholder="type to filter: a word, a name, lacks")

    def on_mount(self) -> None:
        """Read them."""
        self.say("reading…")
        self.reload()

    def reload(self) -> None:
        """Read them anew; those of the first articles at once."""
        if self._found or self.at:
            self.in_background(self._read, self._take_over)
        else:
            self.in_background(self._first, self._begin)

    def _first(self) -> _Found | None:
        """What the first articles of very many have; None where they have none."""
        order = self.desk.articles.order()
        if len(order) < MANY:
            return None
        wanted = {tag.id for tag in self._wanted()}
        found = self._as_rows(
            mark
            for mark in self.desk.marks.in_articles(order[:FIRST])
            if not wanted.isdisjoint(tag.id for tag in mark.tags)
            and (self._whose is None or mark.annotator.casefold() == self._whose.casefold())
        )
        return found if found[1] else None

    def _begin(self, found: _Found | None) -> None:
        if found is not None:
            self._take_over(found)
            self.say(Content.styled(one_line(self._path), ".key"), "reading…")
        self.in_background(self._read, self._take_over)

    def _read(self) -> _Found:
        marks: dict[str, Annotation] = {}
        for tag in self._wanted():
            for page in self.desk.marks.with_tag(tag.id, annotator=self._whose):
                marks.update((mark.id, mark) for mark in page)
                if self.left:  # of a hundred thousand marks nobody waits for the rest
                    return self._path, ()
        return self._as_rows(marks.values())

    def _wanted(self) -> list[Tag]:
        """The tag and those below it."""
        tags = self.desk.tags.all()
        path = tags.path(self.desk.tags.find(self._tag))
        return [each for each in tags.tags if f"{tags.path(each)}/".startswith(f"{path}/")]

    def _as_rows(self, marks: Iterable[Annotation]) -> _Found:
        """Marks in the order of the desk, those of articles that are at work."""
        tags = self.desk.tags.all()
        path = tags.path(self.desk.tags.find(self._tag))
        order = {article: index for index, article in enumerate(self.desk.articles.order())}
        chosen = [mark for mark in marks if mark.article in order]
        chosen.sort(key=lambda mark: (order[mark.article], mark.anchor.span, mark.id))
        listed = self.desk.articles.some(tuple(dict.fromkeys(mark.article for mark in chosen)))
        names = {each.id: naming.numbered(each) for each in naming.articles(self.desk, listed)}
        paths = {tag.id: tags.path(tag) for tag in tags.tags}
        return path, tuple(_tagged(mark, path, paths, names[mark.article]) for mark in chosen)

    def _take_over(self, found: _Found) -> None:
        self._path, self._found = found
        self.narrow()

    def narrow(self) -> None:
        """Show the marks that fit."""
        fitting = [
            each
            for each in self._found
            if all(
                word in f"{each.quote} {each.said} {each.article} {each.lacks}".casefold()
                for word in self.wanted
            )
        ]
        entries: list[Entry] = []
        for name, marks in groupby(fitting, key=lambda each: each.article):
            group = list(marks)
            if entries:
                entries.append(Entry(partial(_line, Content("")), pickable=False))
            count = counted(len(group), "mark")
            head = Content.assemble((one_line(name), ".loud"), (f"  {count}", ".quiet"))
            entries.append(Entry(partial(_line, head), pickable=False))
            entries += [Entry(partial(_drawn, each), key=each, height=2) for each in group]
        if not entries:
            give = (self.keymap.shown("mark.tag"), "in an article gives it to selected words")
            none = nothing("no mark carries this tag yet", give)
            entries.append(self.nothing_fits("mark") if self.wanted else none)
        self.fits(len(fitting), len(self._found))
        self.listing.show(entries, index=self.at or None)
        if not self.at:
            self.listing.scroll_to(y=0, animate=False, immediate=True)
        self.at = 0
        lacks = sum(bool(each.lacks) for each in self._found)
        counts = counted(len(self._found), "mark") + (f" · {lacks} lack something" if lacks else "")
        self.say(Content.styled(one_line(self._path), ".key"), counts)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, filter, go there, take back."""
        return {
            **self.walking(self.listing),
            **self.taking_back(),
            "list.filter": self.start_filter,
            "list.open": self._open,
            "back": self.step_back,
        }

    def _open(self) -> None:
        current = self.listing.current
        if current is not None and isinstance(current.key, Tagged):
            self.at = self.listing.index
            self.leave(current.key.end)

    def ends(self) -> list[tuple[int, LinkEnd]]:
        """All marks shown, each with its row."""
        keys = ((row, entry.key) for row, entry in enumerate(self.listing.entries))
        return [(row, key.end) for row, key in keys if isinstance(key, Tagged)]

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()


def _tagged(mark: Annotation, path: str, paths: Mapping[str, str], article: str) -> Tagged:
    anchor = mark.anchor
    names = [paths[tag.id].removeprefix(f"{path}/") for tag in mark.tags]
    tags = ", ".join(name for name in names if name != path)
    said = [tags, in_words(mark.attributes), mark.annotator, f"✎ {mark.note}" if mark.note else ""]
    first = anchor.pieces[0]
    return Tagged(
        end=LinkEnd(mark.article, first.span, first.quote),
        article=article,
        quote=one_line(anchor.quote),
        said=one_line(" · ".join(each for each in said if each)),
        lacks=f"lacks {', '.join(left)}" if (left := lacking(mark.tags, mark.attributes)) else "",
    )


def _line(line: Content, width: int, _at: int | None) -> list[Content]:
    return [fitted(line, width)]


def _drawn(each: Tagged, width: int, _at: int | None) -> list[Content]:
    """A mark's words, and what is said of it."""
    quote = Content(f"“{clipped(each.quote, max(8, width - 2))}”")
    lacks = (f"  ! {each.lacks}", ".alarm") if each.lacks else ""
    about = Content.assemble((f"  {each.said}", ".quiet"), lacks)
    return [fitted(quote, width), fitted(about, width)]
