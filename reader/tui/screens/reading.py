"""The reading screen: panes side by side, and every key that acts on what they show.

It composes the rows, feeds keys to the table, and hands each command to the part that does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.tui.arrangement import is_small
from reader.tui.explaining import explain, facts
from reader.tui.footers import awaited_after
from reader.tui.key_order import OrderedKeys, leave_to_app
from reader.tui.keyboard import Keyboard, Stroke
from reader.tui.keymap import KeyMap, key_name
from reader.tui.keys import Context
from reader.tui.messages import (
    BoundaryKept,
    CursorMoved,
    GutterClicked,
    Opened,
    PaneClicked,
    SelectionMade,
)
from reader.tui.readying import Ready
from reader.tui.screens.acts import acts_of, parts_of
from reader.tui.screens.beginning import LATEST_S, Beginning
from reader.tui.screens.comparing import SAID_AFTER_S
from reader.tui.screens.news import News
from reader.tui.screens.shelf import Shelf
from reader.tui.screens.workplace import Rearranged, Workplace
from reader.tui.session_state import DeskSession
from reader.tui.watching import Company, DeskState, Paused, Resting, SuggestingError, Watcher
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header
from reader.tui.widgets.pane_column import PaneColumn, PaneRule
from reader.tui.widgets.search_bar import SearchBar
from reader.tui.widgets.status import Status
from reader.tui.widgets.try_card import TryCard
from reader.tui.writing import WriteQueue

_WALKS = {"next": 1, "previous": -1}


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Articles side by side.

    Args:
        desk: whose articles.
        articles: ids of those to read.
        keymap: the table of keys in force.
        session: what is kept of the desk from one time to the next.
        queue: where writes go.
        watcher: who reads the desk again; started here.
        begun: articles that somebody reads already, by their ids.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
    TOLD: ClassVar[frozenset[str]] = frozenset()  # what the header need not say once more

    def __init__(
        self,
        desk: Desk,
        articles: tuple[str, ...],
        keymap: KeyMap,
        session: DeskSession,
        queue: WriteQueue,
        watcher: Watcher,
        begun: Mapping[str, Ready] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.keyboard = Keyboard(keymap)
        self.place = Workplace(self, desk, keymap, session, queue, watcher)
        self.place.read(articles)
        self.parts = parts_of(self.place)
        self.acts = acts_of(self.parts)
        self.beginning = Beginning(self.place, self.begin)
        self.shelf = Shelf(self.place, self._settled, begun)
        self.news = News(self.place)
        self.comparing = self.parts.comparing
        self._story = self.place.title

    def compose(self) -> ComposeResult:
        """Header, panes, a line, the status row, the keys."""
        yield Header(id="header")
        yield Horizontal(*self.shelf.first(self.app.size.width), id="panes")
        yield PaneRule(id="rule")
        yield Status(id="status")
        yield SearchBar(id="search")
        yield Footer(self.place.keymap, id="footer")
        if self.place.desk.sample and not self.place.session.welcomed:
            yield TryCard(self.place.keymap, id="card")

    def on_mount(self) -> None:
        """Ask for the desk to be read; it begins once there is something to look at."""
        self.place.watcher.articles = self.place.arrangement.articles
        self.place.watcher.reading = lambda: self.place.article
        self.place.reread()
        self.set_timer(LATEST_S, self.beginning.end)
        if not self.place.arrangement.articles:
            self.place.say(
                "no articles on this desk yet: `reader add FILE…` brings some", lasting=True
            )

    def begin(self) -> None:
        """The first picture is painted: lay the rest out, and begin to read the desk."""
        self.shelf.complete()
        self.place.watcher.start()
        self.comparing.begin()
        self.set_timer(SAID_AFTER_S, self.show_header)
        self.post_message(Opened())

    def _settled(self, gone_to: frozenset[str]) -> None:
        """The panes have come to rest."""
        self.parts.following.arranged(gone_to)
        if not self.beginning.over:
            self.explain()
            self.show_header()
            self.beginning.end()

    def _compositor_refresh(self) -> None:
        """Paint, but no half-built screen: what changed is kept, and painted with the rest.

        Textual's own method; where it should come to be called otherwise, the screen is built
        before one's eyes, as Textual does it.
        """
        if self.beginning.over:
            super()._compositor_refresh()
        else:
            self._dirty_widgets.clear()

    # -- the screen as a whole -------------------------------------------------------------

    async def on_resize(self, event: events.Resize) -> None:
        """Other widths hold other numbers of panes."""
        self.set_class(is_small(*event.size), "-small")
        self.place.arrangement.resize(event.size.width)
        await self.shelf.arrange()
        if self.beginning.over:
            self.show_header()
        self.explain()

    @on(Rearranged)
    async def _rearranged(self) -> None:
        self.keyboard.clear()
        self.place.watcher.articles = self.place.arrangement.articles
        if set(self.place.arrangement.articles) - set(self.place.ledger.articles):
            self.place.reread()
        await self.shelf.arrange()
        self._story = self.place.title
        self.parts.names.find()
        self.show_header()
        self.explain()

    def show_header(self) -> None:
        """Write the header anew."""
        said, loud = facts(self.place, self.comparing.words)
        loud = [words for words in loud if words not in self.TOLD]
        self.query_one(Header).show(self._story, said, loud, self.news.here())
        self.app.title, self.app.sub_title = self._story, self.comparing.done

    def explain(self) -> None:
        """Write the status row and the footer anew."""
        place = self.place
        status = self.query_one(Status)
        partners, recent = self.parts.linking.partners(), self.parts.making.recent.tags
        status.set(*explain(place, partners, recent, self.size.width))
        self._pend()
        self.query_one(Footer).show(self._contexts()[0])

    @property
    def compared(self) -> bool:
        """Whether the suggestions are there, or will never be."""
        state = self.place.state
        return state is not None and (state.compared or self.comparing.failed)

    # -- keys ------------------------------------------------------------------------------

    def _contexts(self) -> tuple[Context, ...]:
        pane = self.place.pane
        if pane is not None and pane.bordering:
            return (Context.BOUNDARY, Context.READING)
        if pane is not None and pane.selection is not None:
            return (Context.SELECTION, Context.READING)
        return (Context.READING,)

    def on_key(self, event: events.Key) -> None:
        """Feed the table; what is typed into the search goes there."""
        if isinstance(self.app, OrderedKeys) and self.app.overtaken(event, self):
            event.stop()
            return
        if isinstance(self.focused, Input):
            return
        event.stop()
        event.prevent_default()
        self.shelf.complete()
        self._dismiss_card()
        stroke = self.keyboard.feed(key_name(event.key, event.character), self._contexts())
        if stroke.command is not None:
            self.do(stroke)
        self._pend()

    def _pend(self) -> None:
        """Show what was typed and waits for more."""
        keys = self.keyboard.pending
        awaited = self.parts.places.waiting(keys) or awaited_after(keys, self.place.keymap.shown)
        self.query_one(Status).pend(keys, awaited if keys else "")

    def _dismiss_card(self) -> None:
        if not self.place.session.welcomed:
            self.place.session.welcomed = True
            for card in self.query(TryCard):
                card.remove()

    def do(self, stroke: Stroke) -> None:
        """Do a command: the pane's own, a part's, or the app's."""
        command, pane = stroke.command or "", self.place.pane
        if command not in {"link.follow", "back"}:
            self.parts.equals.cancel()
        if command == "back":
            self._back()
        elif command in _WALKS and self._walk_list(_WALKS[command] * (stroke.times or 1)):
            self.explain()
        elif pane is not None and pane.run(command, stroke.times):
            self.parts.following.moved()  # now, so that all panes are painted at once
            if not command.startswith("move."):
                self.explain()
        elif command in self.acts:
            if pane is not None or command.startswith(("go.", "help", "undo", "redo")):
                self.acts[command](stroke)
                self.explain()
                if command == "pane.lock":
                    self.show_header()
                    self.shelf.titles()
        else:
            leave_to_app(self, "quit" if command == "close" else command)

    def _walk_list(self, steps: int) -> bool:
        """To another place of the list one came from; not while a search is lit up."""
        lit = self.parts.searching.shown is not None
        return not lit and self.parts.going.errand.step(steps)

    def go(self, command: str) -> None:
        """Do a command of the group `go`, that another screen was asked for."""
        if command in self.acts:
            self.acts[command](Stroke(command))

    def _back(self) -> None:
        """One step back: what is proposed, in hand, selected or lit up."""
        pane = self.place.pane
        done = (
            self.parts.equals.cancel()
            or (pane is not None and pane.back())
            or self.parts.linking.cancel()
            or self.parts.searching.end()
            or self.comparing.stop()
            or self.parts.linking.back_to_screen()
        )
        if not done:
            self.at_rest()
        self.show_header()
        self.query_one(Status).say("")
        self.explain()

    def at_rest(self) -> None:
        """A step back was asked for, and there is nothing that it could end."""

    # -- what widgets tell -----------------------------------------------------------------

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        if event.pane is self.place.pane:
            if self.parts.equals.proposal is None and self.parts.linking.first is None:
                self.query_one(Status).hush()
            self.parts.linking.moved()
            self.explain()
            self.parts.following.moved()
            self.shelf.titles()

    @on(SelectionMade)
    def _selected(self) -> None:
        self.explain()

    @on(PaneClicked)
    def _clicked(self, event: PaneClicked) -> None:
        self._dismiss_card()
        column = event.pane.parent
        if isinstance(column, PaneColumn) and column.article != self.place.article:
            self.place.arrangement.go_to(column.article)
            self.shelf.light()
            self.explain()

    @on(GutterClicked)
    def _gutter(self, event: GutterClicked) -> None:
        pane = self.place.pane
        if event.link is None or pane is not event.pane or pane is None:
            return
        layout = pane.page.scene.layout
        for link in pane.page.scene.links.links:
            if link.letter == event.link and layout.row_of(link.span.start) == event.row:
                pane.jump_to(link.span.start, flash=False)
                self.parts.linking.follow()
                return

    @on(BoundaryKept)
    def _border(self, event: BoundaryKept) -> None:
        column = event.pane.parent
        if isinstance(column, PaneColumn):
            self.parts.changing.border_kept(event, column.article)
        self.explain()

    @on(Bar.Clicked)
    def _bar_clicked(self, event: Bar.Clicked) -> None:
        column = event.bar.parent
        if isinstance(event.bar, Footer) and event.name:
            self.do(Stroke(event.name))
        elif isinstance(event.bar, Status) and event.name:
            cycles = event.name.split()[-1] == self.place.keymap.shown("overlap.next")
            if cycles or self.parts.linking.partners():
                self.do(Stroke("overlap.next" if cycles else "link.follow"))
        elif isinstance(column, PaneColumn):
            self.place.arrangement.go_to(column.article)
            self.place.show_panes()

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        self.parts.searching.typed(event.query, done=event.done)

    @on(SearchBar.Cancelled)
    def _search_cancelled(self) -> None:
        self.parts.searching.cancelled()

    # -- what the desk tells ---------------------------------------------------------------

    def told(self, news: DeskState | ReaderError | float | Paused | Resting | Company) -> None:
        """Take in a reading of the desk, an error, who is here, or how far the comparing is."""
        if isinstance(news, DeskState):
            self.news.take(news)
            self.parts.names.find()
            self.parts.following.align()
            self.explain()
            self.shelf.titles()
        elif isinstance(news, ReaderError):
            if isinstance(news, SuggestingError):
                self.comparing.failed = True
            self.place.complain(news)
        elif isinstance(news, Company):
            self.news.meet(news)
        elif self.comparing.told(news):
            self.set_timer(SAID_AFTER_S, self.show_header)
        self.show_header()
