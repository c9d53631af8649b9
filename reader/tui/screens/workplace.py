"""What the parts of the reading screen share: the desk, the panes, the marks, the links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from textual.message import Message
from textual.screen import Screen

from reader.desk.blindness import Sight, sight_of
from reader.desk.desk import Desk
from reader.desk.history import TakenBack
from reader.desk.layers import ALL, maker_of
from reader.errors import ReaderError
from reader.model.annotation import Annotation, Comment, TagSet
from reader.model.article import Article, ArticleSummary
from reader.model.entity import SuggestedEntity
from reader.model.visible import visible
from reader.tui.arrangement import Arrangement
from reader.tui.dressing import Dresser, Weave
from reader.tui.keymap import KeyMap
from reader.tui.ledger import Ledger
from reader.tui.marking import PaneMark
from reader.tui.session_state import DeskSession
from reader.tui.viewing import ViewMode
from reader.tui.watching import DeskState, Watcher
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.cells import said_of_error
from reader.tui.widgets.pane_column import PaneColumn
from reader.tui.widgets.status import Status
from reader.tui.writing import Write, WriteQueue

_QUOTE_LENGTH = 60  # code points of a quote in a message


class Rearranged(Message):
    """Other panes shall be on the screen."""


class Workplace:
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
        self.screen = screen
        self.desk = desk
        self.keymap = keymap
        self.session = session
        self.queue = queue
        self.watcher = watcher
        self.arrangement = Arrangement(())
        self.columns: dict[str, PaneColumn] = {}
        self.ledger = Ledger()
        self.state: DeskState | None = None
        self._sight: tuple[DeskState | None, bool, Sight] | None = None
        self.weave = Weave()
        self._dresser = Dresser(self.mine)
        self.tags: TagSet = desk.tags.all()
        self.view = ViewMode.CLEAN
        self.found_names: dict[str, tuple[SuggestedEntity, ...]] = {}
        self.fresh: set[str] = set()  # marks made since it was chosen what is shown
        self._listed: dict[str, ArticleSummary] = {}
        self._numbers: dict[str, int] = {}
        self.waiting: dict[str, list[Callable[[ArticlePane], None]]] = {}
        self.silent: dict[str, str] = {}  # what is said over panes that do not follow
        self.only: tuple[str, Callable[[Annotation], bool]] | None = None

    # -- where the reader is ---------------------------------------------------------------

    @property
    def article(self) -> str | None:
        """The article that keys go to."""
        return self.arrangement.active

    @property
    def pane(self) -> ArticlePane | None:
        """The pane that keys go to, or None before there is one."""
        column = self.columns.get(self.arrangement.active or "")
        return None if column is None else column.pane

    def text(self, article: str) -> str:
        """The text of an article."""
        return self.desk.articles.get(article).text

    def summary(self, article: str) -> ArticleSummary | None:
        """What the list of articles says of one."""
        listed = self.state.articles if self.state else ()
        return next((each for each in listed if each.id == article), None)

    def listed(self, article: str) -> ArticleSummary | None:
        """What the list said of an article when the screen began."""
        if article not in self._listed:
            wanted = tuple({article, *self.arrangement.articles})
            self._listed = {each.id: each for each in self.desk.articles.some(wanted)}
        return self._listed.get(article)

    def number(self, article: str) -> int:
        """The number that the desk calls an article by."""
        listed = None if article in self._numbers else self.listed(article)
        if listed is not None:
            self._numbers[article] = listed.number
        elif article not in self._numbers:
            self._numbers = _numbers(self.desk.articles.list(older=True))
        return self._numbers.get(article, 0)

    def numbered(self, number: int) -> str | None:
        """The article of a number."""
        if number not in self._numbers.values():
            self._numbers = _numbers(self.desk.articles.list(older=True))
        return next((each for each, known in self._numbers.items() if known == number), None)

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

    # -- what is seen ----------------------------------------------------------------------

    @property
    def blind(self) -> bool:
        """Whether what others did is hidden in articles that one is not done with."""
        return self.session.blind

    @blind.setter
    def blind(self, blind: bool) -> None:
        self.session.blind = blind

    @property
    def sight(self) -> Sight:
        """What may be seen of others' work now."""
        held = self._sight
        if held is None or held[0] is not self.state or held[1] != self.blind:
            articles = self.state.articles if self.state is not None else ()
            seen = sight_of(self.desk.annotator, articles, blind=self.blind)
            held = self._sight = (self.state, self.blind, seen)  # asked for at every rest
        return held[2]

    @property
    def opens_all(self) -> bool:
        """Whether nothing of the desk is hidden."""
        return not self.blind or (
            self.state is not None and self.sight.opens(*(each.id for each in self.state.articles))
        )

    def comments(self, article: str, mark: str | None = None) -> tuple[Comment, ...]:
        """What is said of the marks of an article, or of one of them, as far as it is seen."""
        said = self.state.comments.get(article, ()) if self.state is not None else ()
        sight = self.sight
        return tuple(
            each
            for each in said
            if mark in {None, each.annotation} and sight.sees(each.annotator, article)
        )

    # -- marks and links as they are shown -------------------------------------------------

    def marks(self, article: str) -> tuple[Annotation, ...]:
        """The marks of an article that the layer, the filter and the blind mode leave."""
        if self.session.layer == ALL and self.only is None:
            return self.seen(article)
        return tuple(mark for mark in self.seen(article) if self._leaves(mark))

    def _leaves(self, mark: Annotation) -> bool:
        """Whether the layer and the filter leave a mark."""
        maker = maker_of(self.session.layer, self.desk.annotator)
        left = maker is None or mark.annotator.casefold() == maker.casefold()
        left = left and (self.only is None or self.only[1](mark))
        return left or mark.id in self.fresh  # which does not vanish under one's hands

    def seen(self, article: str) -> tuple[Annotation, ...]:
        """The marks of an article in all layers, as far as the blind mode lets them be seen."""
        sight = self.sight
        if sight.opens(article):
            return self.ledger.of(article)
        return tuple(m for m in self.ledger.of(article) if sight.sees(m.annotator, article))

    def mine(self, mark: Annotation) -> bool:
        """Whether this annotator made it."""
        return mark.annotator.casefold() == self.desk.annotator.casefold()

    def active_mark(self) -> Annotation | None:
        """The mark under the cursor that keys act on."""
        pane, article = self.pane, self.article
        if pane is None or article is None:
            return None
        return self.ledger.find(article, pane.active_mark)

    def names(self, article: str) -> tuple[SuggestedEntity, ...]:
        """The names that are suggested in an article; none to who works blind.

        Left out are those over which one marked an entity, or sees one, and those refused.
        """
        if self.blind or not self.session.names or article not in self.found_names:
            return ()
        from reader.desk.naming import unmarked  # noqa: PLC0415 - loaded when wanted

        mine = [mark for mark in self.ledger.of(article) if self.mine(mark)]
        shown = {mark.id: mark for mark in (*self.marks(article), *mine)}
        left = unmarked(self.found_names[article], tuple(shown.values()))
        refused = set(self.session.no_names)
        return tuple(each for each in left if " ".join(each.place.quote.split()) not in refused)

    def name_here(self) -> SuggestedEntity | None:
        """The suggested name under the cursor, where nothing is selected."""
        pane = self.pane
        if pane is None or pane.selection is not None or not pane.page.guesses:
            return None
        here = pane.page.scene.guesses.at(pane.cursor)
        names = self.found_names.get(self.article or "", ()) if here else ()
        return next((each for each in names if each.place.span == here[0].item), None)

    def show_marks(self, *articles: str) -> None:
        """Draw the marks of these articles, or of all, anew."""
        pending = self.ledger.pending()
        for article in self.columns.keys() & (articles or self.columns.keys()):
            said = {each.annotation for each in self.comments(article)}
            marks = self._dresser.dress(self.marks(article), self.tags, said)
            pane = self.columns[article].pane
            pane.set_marks(marks, pending)
            pane.set_guesses([each.place.span for each in self.names(article)])

    def show_changed(self, article: str, names: Iterable[str]) -> None:
        """Draw some marks of an article anew, by their ids; all others stay."""
        if article not in self.columns:
            return
        pending, sight = self.ledger.pending(), self.sight
        said, pane = {x.annotation for x in self.comments(article)}, self.columns[article].pane
        changes: dict[str, PaneMark | None] = dict.fromkeys(names)
        shown = [m for name in changes if (m := self.ledger.shown(article, name)) is not None]
        shown = [m for m in shown if self._leaves(m) and sight.sees(m.annotator, article)]
        for dressed in self._dresser.dress(shown, self.tags, said):
            waits = dressed.id in pending
            changes[dressed.id] = replace(dressed, pending=True) if waits else dressed
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


def _numbers(listed: Sequence[ArticleSummary]) -> dict[str, int]:
    """Numbers by article, those that stand in the list before the older versions."""
    first = sorted(listed, key=lambda each: each.superseded)
    return {each.id: each.number for each in first}


def quoted(text: str) -> str:
    r"""Words in quotation marks, on one line, cut when long.

    >>> quoted("one\n two")
    '“one two”'
    """
    words = " ".join(text.split())
    return f"“{words if len(words) <= _QUOTE_LENGTH else words[: _QUOTE_LENGTH - 1] + '…'}”"


def counted(number: int, noun: str) -> str:
    """A number of things, one of them without an s.

    >>> counted(1, "place"), counted(2, "place")
    ('1 place', '2 places')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def said_of(taken: TakenBack, did: str) -> str:
    """What taking a change back came to, and what of it stays as it is.

    >>> said_of(TakenBack("new tag “x”", ("changed mark “y”",), ("bo changed it since",)), "took")
    'took: new tag “x” · stays as it is: changed mark “y”: bo changed it since'
    """
    left = f"stays as it is: {' · '.join(taken.left)}" if taken.left else ""
    return left if taken.nothing else " · ".join(filter(None, [f"{did}: {taken.label}", left]))
