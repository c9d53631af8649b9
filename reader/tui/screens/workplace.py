"""What the parts of the reading screen share: the desk, the panes, the marks, the links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.model.values import replace
from reader.model.visible import visible
from reader.tui.dressing import Weave
from reader.tui.keymap import KeyMap
from reader.tui.marking import PaneMark
from reader.tui.page import Page
from reader.tui.session_state import DeskSession
from reader.tui.watching import DeskState, Watcher
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.cells import said_of_error
from reader.tui.widgets.pane_column import PaneColumn
from reader.tui.widgets.status import Status
from reader.tui.wording import counted, quoted
from reader.tui.worktop import Worktop
from reader.tui.writing import Write, WriteQueue

if TYPE_CHECKING:
    from reader.desk.history import TakenBack

__all__ = ["Rearranged", "Workplace", "counted", "quoted", "said_of"]


class Rearranged(Message):
    """Other panes shall be on the screen."""


class Workplace(Worktop):
    """One screen's work on one desk.

    Args:
        screen: the screen.
        desk: the desk.
        keymap: the table of keys in force.
        session: what is kept of the desk from one time to the next.
        queue: where writes go.
        watcher: who reads the desk again.
    """

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        keymap: KeyMap,
        session: DeskSession,
        queue: WriteQueue,
        watcher: Watcher,
    ) -> None:
        super().__init__(desk, keymap, session)
        self.screen = screen
        self.queue = queue
        self.watcher = watcher
        self.columns: dict[str, PaneColumn] = {}
        self.waiting: dict[str, list[Callable[[ArticlePane], None]]] = {}
        self.silent: dict[str, str] = {}  # what is said over panes that do not follow

    # -- where the reader is ---------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that keys go to, or None before there is one."""
        pane = self.pane
        return None if pane is None else pane.page

    @property
    def pane(self) -> ArticlePane | None:
        """The pane that keys go to, or None before there is one."""
        column = self.columns.get(self.arrangement.active or "")
        return None if column is None else column.pane

    def take(self, state: DeskState) -> None:
        """The desk as it was read last."""
        self.state = state
        self.tags = state.tags
        self._numbers = {each.id: each.number for each in state.articles} | {
            old: number for old, number in self._numbers.items() if old in self.columns
        }

    def show_panes(self) -> None:
        """Let the screen show the panes as they are arranged now."""
        self.screen.post_message(Rearranged())

    def bring(self, article: str) -> None:
        """Make an article the active one, beside the one that is active now."""
        self.arrangement.bring(article)
        self.show_panes()

    def when_shown(self, article: str, then: Callable[[ArticlePane], None]) -> None:
        """Do something with the pane of an article once it is on the screen."""
        column = self.columns.get(article)
        if column is not None and column.display and column.pane.size.height:
            then(column.pane)
        else:
            self.waiting.setdefault(article, []).append(then)

    # -- marks and links as they are shown -------------------------------------------------

    def show_marks(self, *articles: str) -> None:
        """Draw the marks of these articles, or of all, anew."""
        pending = self.ledger.pending()
        for article in self.columns.keys() & (articles or self.columns.keys()):
            pane = self.columns[article].pane
            pane.set_marks(self.dressed(article), pending)
            pane.set_guesses([each.place.span for each in self.names(article)])

    def show_changed(self, article: str, names: Iterable[str]) -> None:
        """Draw some marks of an article anew, by their ids; all others stay."""
        if article not in self.columns:
            return
        pending, sight = self.ledger.pending(), self.sight
        said, pane = {x.annotation for x in self.comments(article)}, self.columns[article].pane
        changes: dict[str, PaneMark | None] = dict.fromkeys(names)
        for name in changes:
            mark = self.ledger.shown(article, name)
            if mark is not None and self.leaves(mark) and sight.sees(mark.annotator, article):
                (dressed,) = self._dresser.dress([mark], self.tags, said)
                changes[name] = replace(dressed, pending=True) if name in pending else dressed
        pane.change_marks(changes)
        pane.set_guesses([each.place.span for each in self.names(article)])

    def show_links(self) -> None:
        """Find the letters of the links anew, and draw them."""
        state, sight = self.state, self.sight
        if state is not None:
            links, events = sight.links(state.links), sight.events(state.events)
            self.weave = Weave(links, events, self.arrangement.articles)
        for each, column in self.columns.items():
            column.pane.set_links(self.weave.pane_links(each))

    # -- saying and writing ----------------------------------------------------------------

    @property
    def status(self) -> Status:
        """The row that explains."""
        return self.screen.query_one(Status)

    def say(self, text: str, *, lasting: bool = False) -> None:
        """Say something in the status row."""
        self.status.say(text, lasting=lasting)

    def complain(self, error: ReaderError) -> None:
        """Say what went wrong and what to do, where nothing is lost by it."""
        lines = [said_of_error(error, self.screen.size.width)]
        if error.remedy:
            lines.append(visible(error.remedy))
        self.screen.notify("\n".join(lines), severity="error", timeout=8, markup=False)

    def write(
        self,
        label: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Write, in the order of the gestures; `done` is called when it is on disk."""
        self.queue.put(Write(label, work, done, refused))

    def write_marks(
        self,
        label: str,
        shown: Sequence[Annotation],
        work: Callable[[], Sequence[Annotation]],
        done: Callable[[Sequence[Annotation]], None],
        *,
        gone: bool = False,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Show marks as they will be, hollow, and write them.

        Args:
            label: what is done.
            shown: as they will be, or as they are where they go.
            work: writes them, and gives them as they are on disk, in the same order.
            done: called with these when they are on disk.
            gone: whether they are deleted.
            refused: called when they never will be.
        """
        entries = self.ledger.begin(shown, gone=gone)
        self.fresh |= {mark.id for mark in shown}

        def show(*marks: Annotation) -> None:
            for article in dict.fromkeys(mark.article for mark in marks):
                self.show_changed(article, [m.id for m in marks if m.article == article])

        show(*shown)

        def acknowledged(marks: Sequence[Annotation]) -> None:
            drafts = [entry.mark for entry in entries]
            self.ledger.acknowledge(entries, marks, self.reread())
            self.fresh |= {mark.id for mark in marks}
            for draft, mark in zip(drafts, marks, strict=True):
                if draft.id != mark.id and mark.article in self.columns:
                    self.columns[mark.article].pane.page.rename(draft.id, mark.id)
            show(*drafts, *marks)
            done(marks)

        def withdrawn() -> None:
            self.ledger.withdraw(entries)
            show(*(entry.mark for entry in entries))
            refused()

        self.write(label, work, acknowledged, withdrawn)

    def reread(self) -> int:
        """Read the desk again soon; the number that this reading will carry."""
        return self.watcher.ask()

    def articles_shown(self) -> Iterator[tuple[str, Article]]:
        """The articles that are read together, with their texts."""
        for article in self.arrangement.articles:
            yield article, self.desk.articles.get(article)


def said_of(taken: TakenBack, did: str) -> str:
    """What taking a change back came to, and what of it stays as it is.

    >>> from reader.desk.history import TakenBack
    >>> said_of(TakenBack("new tag “x”", ("changed mark “y”",), ("bo changed it since",)), "took")
    'took: new tag “x” · stays as it is: changed mark “y”: bo changed it since'
    """
    left = f"stays as it is: {' · '.join(taken.left)}" if taken.left else ""
    return left if taken.nothing else " · ".join(filter(None, [f"{did}: {taken.label}", left]))
