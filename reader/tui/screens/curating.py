"""Curation: what people marked differently, place by place, decided into one layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.agreement import Scope
from reader.model.annotation import TagSet
from reader.model.article import BlockVerdict
from reader.model.curation import Item, LinkItem
from reader.model.link import LinkEnd
from reader.model.text import Span
from reader.tui import footers
from reader.tui.deciding import Place
from reader.tui.keys import Context
from reader.tui.screens import curation_lines as lines
from reader.tui.screens import naming
from reader.tui.screens.deciding import DecidingScreen
from reader.tui.screens.nothing import in_a_row
from reader.tui.screens.suggestion_lines import around
from reader.tui.widgets.bars import Line, TitleBar
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.widgets.drawn_lines import DrawnLines
from reader.tui.widgets.passage_view import ShownPassage

FIRST_TEXTS = 50  # articles that are read with the places; others when one comes to them
LIST_FROM = 116  # cells of the screen from which the worklist stands beside the place
LOW = 20  # rows under which no row is left blank


_Found = tuple[list[Place], TagSet]


class CurationScreen(DecidingScreen):
    """The places that are to be decided, in the order of the desk.

    It closes as a `DecidingScreen` does.

    Args:
        desk: whose.
        start: the id of a mark or link to begin with, or None for the first that is open.
        every: articles that two touched, too, not only those that two are done with.
    """

    TITLE_WORDS = "Curation"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.CURATING,)
    FOOTER = Context.CURATING
    DEFAULT_CSS = """
    CurationScreen #why { height: 1; margin: 1 0 0 0; }
    CurationScreen #last { height: 1; }
    CurationScreen #places { height: 1fr; layout: horizontal; margin: 1 0 0 0; }
    CurationScreen #work { width: 40%; max-width: 80; display: none; }
    CurationScreen.-wide #work { display: block; }
    CurationScreen.-low #why, CurationScreen.-low #places { margin: 0; }
    """

    def __init__(self, desk: Desk, start: str | None = None, *, every: bool = False) -> None:
        super().__init__(desk, start)
        self.every = every
        self._rows: list[int | None] = []  # of the worklist: which place each row shows
        self._named: dict[str, tuple[str, str]] = {}  # source and title, by article
        self._texts: dict[str, tuple[str, tuple[Span, ...]]] = {}  # text and body, by article

    def body(self) -> Iterable[Widget]:
        """How they differ, the worklist, the versions, and what was done last."""
        yield Line(id="why")
        with Horizontal(id="places"):
            yield DrawnLines(id="work")
            yield DrawnLines(id="place")
        yield Line(id="last")

    def on_mount(self) -> None:
        """Ask for the places."""
        self.query_one("#why", Line).say("reading…")
        self.query_one("#work", DrawnLines).show(self._work)
        self._arrange()
        self.reload()

    def on_resize(self) -> None:
        """With or without the worklist."""
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        self.set_class(self.size.width >= LIST_FROM, "-wide")
        self.set_class(self.size.height < LOW, "-low")

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read all places anew; the first of them are shown while the others are looked for."""
        parts = self.desk.curation.parts(Scope(every=self.every))
        if self._queue.places or self._start is not None:
            self.in_background(partial(self._read, parts), self._take_over)
        else:
            self.in_background(partial(self._begin, parts), partial(self._go_on, parts))

    def _begin(self, parts: Iterator[tuple[Item, ...]]) -> _Found:
        """The places of the first articles that have any."""
        return self._known(list(next(filter(None, parts), ())))

    def _go_on(self, parts: Iterator[tuple[Item, ...]], first: _Found) -> None:
        """Show the first, and look for the others."""
        if first[0]:
            self._take_over(first)
        # What was decided meanwhile stands open in what was read before.
        take_over = partial(self._take_over, settled=False)
        self.in_background(partial(self._read, parts, first[0]), take_over)

    def _read(self, parts: Iterator[tuple[Item, ...]], first: Sequence[Place] = ()) -> _Found:
        """All places."""
        links = self.desk.curation.links(Scope(every=self.every))
        return self._known([*first, *(item for part in parts for item in part), *links])

    def _known(self, found: list[Place]) -> _Found:
        """Places with the names of their articles, and the texts of the first ones."""
        wanted = dict.fromkeys(article for place in found for article in _articles(place))
        listed = self.desk.articles.some([each for each in wanted if each not in self._named])
        for each in naming.articles(self.desk, listed):
            about = (each.title if each.source else "", (each.published or "")[:10])
            self._named[each.id] = naming.numbered(each), " · ".join(filter(None, about))
        for article in islice(wanted, FIRST_TEXTS):
            self._text_of(article)
        return found, self.desk.tags.all()

    def _text_of(self, article: str) -> tuple[str, tuple[Span, ...]]:
        """The text of an article and where its body is; read once, in a millisecond or two."""
        known = self._texts.get(article)
        if known is None:
            text, blocks = self.desk.articles.get(article).text, self.desk.articles.blocks(article)
            body = tuple(b.span for b in blocks if b.verdict is not BlockVerdict.JUNK)
            known = self._texts[article] = text, body
        return known

    def _take_over(self, found: _Found, *, settled: bool = True) -> None:
        places, self._tags = found
        self._queue.load(places, self._start, settled=settled and not self.writes.unsaved)
        self._start = None
        self.show_place()

    # -- showing ---------------------------------------------------------------------------

    def show_place(self) -> None:
        """Show the place, the worklist around it, and how much is done."""
        queue, place = self._queue, self._queue.current
        why, view = self.query_one("#why", Line), self.query_one("#place", DrawnLines)
        self.query_one("#work", DrawnLines).refresh()
        decided = len(queue.places) - queue.open
        changed = sum(queue.is_open(each) and bool(each.changed) for each in queue.places)
        self.say_keys(self._link_keys() if isinstance(place, LinkItem) else None)
        counted = f"  {decided} of {len(queue.places)} decided"
        counted += f" · {changed} changed since" if changed else ""
        if place is None:
            view.show(None)
            said = self._nothing()
            why.say(Content(said) if isinstance(said, str) else said)
            empty = footers.NOTHING_LEFT if self.every else footers.NOTHING_TO_CURATE
            self.say_keys(self.keymap.line(empty))
            self.say("", counted if queue.places else "")
            return
        source, about = self._named.get(_articles(place)[0], ("", ""))
        title = self.query_one("#title", TitleBar)
        title.say(Content.assemble(source, "  ", (about, ".quiet")), counted)
        if isinstance(place, LinkItem):
            why.say(lines.link_told(place))
            a, b = self._passage(place.link.a), self._passage(place.link.b)
            view.show(lambda width, height: lines.link_lines(a, b, width, height))
            return
        reason = self._reasons.get(place.id, "")
        why.say(lines.told(place, f"why: {one_line(reason)}" if reason else ""))
        text, body = self._text_of(place.article)
        passage = lines.passage_of(text, body, place)
        shown = lines.ShownPlace(place, text, passage, self._tags)
        key = self.keymap.shown("curate.accept")
        view.show(lambda width, height: lines.place_lines(shown, width, height, key))

    def _link_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do with a link."""
        words = {
            "curate.accept": "holds",
            "curate.reject": "does not",
            "curate.unsure": "not sure",
            "curate.skip": "skip",
            "curate.open": "read",
            "undo": "undo",
            "help": "help",
        }
        return tuple((self.keymap.shown(name), said) for name, said in words.items())

    def _nothing(self) -> Content | str:
        """What is said where nothing is left, or nothing was."""
        if self._queue.places:
            return "everything is decided; what is marked or changed from now on comes here"
        key, done = self.keymap.shown("curate.every"), self.keymap.shown("article.done")
        if self.every:
            return "no two people marked anything in the same article"
        return in_a_row(
            "no article that two people are done with",
            (done, "says that you are"),
            (key, "takes all that two touched"),
        )

    def _passage(self, end: LinkEnd) -> ShownPassage:
        text, body = self._text_of(end.article)
        source, about = self._named.get(end.article, ("", ""))
        before, after = around(text, body, end.span)
        return ShownPassage(source, about, before, end.span.of(text), after)

    def _work(self, width: int, height: int) -> list[Content]:
        """The worklist around the place that is shown."""
        queue = self._queue
        drawn: list[Content] = []
        self._rows = []
        article = None
        here = 0
        for number, place in enumerate(queue.places):
            named = "links" if isinstance(place, LinkItem) else place.article
            if named != article:
                article = named
                heading = "Links" if named == "links" else self._named.get(named, ("", ""))[0]
                drawn.append(fitted(Content.styled(heading, ".quiet"), width))
                self._rows.append(None)
            if number == queue.at:
                here = len(drawn)
            open_ = queue.is_open(place)
            sign = lines.sign_of(place, queue.said.get(place.id), open_=open_)
            drawn.append(lines.work_row(place, sign, width, here=number == queue.at))
            self._rows.append(number)
        first = max(0, min(here - height // 2, len(drawn) - height))
        self._rows = self._rows[first : first + height]
        return drawn[first : first + height]

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Decide, go on, jump, take in more."""
        return {**super().acts(), "curate.every": self._toggle}

    def _toggle(self) -> None:
        """All that two touched, or only what two are done with."""
        self.every = not self.every
        said = "all articles that two touched" if self.every else "articles that two are done with"
        self.query_one("#last", Line).say(said)
        self.reload()

    @on(DrawnLines.Clicked)
    def _clicked_row(self, event: DrawnLines.Clicked) -> None:
        event.stop()
        if event.view.id == "work" and event.row < len(self._rows):
            number = self._rows[event.row]
            if number is not None:
                self._queue.at = number
                self.show_place()
        if event.chain > 1:
            self._open()


def _articles(place: Place) -> tuple[str, ...]:
    if isinstance(place, LinkItem):
        return place.link.a.article, place.link.b.article
    return (place.article,)
