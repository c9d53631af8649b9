"""What of the work on a desk needs no screen: what is read, and what of it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.desk.blindness import Sight, sight_of
from reader.desk.layers import ALL, maker_of
from reader.model.annotation import Annotation, Comment, TagSet
from reader.tui.arrangement import Arrangement
from reader.tui.dressing import Dresser, Weave
from reader.tui.glimpses import Glimpses
from reader.tui.ledger import Ledger
from reader.tui.viewing import ViewMode

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.annotation import Glimpse
    from reader.model.article import ArticleSummary
    from reader.model.entity import SuggestedEntity
    from reader.model.text import Span
    from reader.tui.keymap import KeyMap
    from reader.tui.marking import PaneMark
    from reader.tui.page import Page
    from reader.tui.session_state import DeskSession
    from reader.tui.watching import DeskState


class FirstMarks(NamedTuple):
    """The marks of an article that the first picture shows.

    Attributes:
        whole: all of them, or None.
        seen: where there are many, a span and what is seen of those over it.
    """

    whole: tuple[Annotation, ...] | None = None
    seen: tuple[Span, tuple[Glimpse, ...]] | None = None


class Worktop:
    """One reader's work on one desk.

    Args:
        desk: the desk.
        keymap: the table of keys in force.
        session: what is kept of the desk from one time to the next.
    """

    def __init__(self, desk: Desk, keymap: KeyMap, session: DeskSession) -> None:
        self.desk = desk
        self.keymap = keymap
        self.session = session
        self.arrangement = Arrangement(())
        self.ledger = Ledger()
        self.glimpses = Glimpses(desk, self.ledger)
        self.state: DeskState | None = None
        self._sight: tuple[DeskState | None, bool, Sight] | None = None
        self.weave = Weave()
        self._dresser = Dresser(self.mine)
        self.tags: TagSet = desk.tags.all()
        self.view = ViewMode(session.view)
        self.found_names: dict[str, tuple[SuggestedEntity, ...]] = {}
        self.fresh: set[str] = set()  # marks made since it was chosen what is shown
        self._listed: dict[str, ArticleSummary] = {}
        self._numbers: dict[str, int] = {}
        self.only: tuple[str, Callable[[Annotation], bool]] | None = None

    def read(self, articles: Sequence[str]) -> None:
        """Begin with the articles of these ids, arranged as they were the last time."""
        self.arrangement.show(articles)
        self.arrangement.asked = self.session.panes
        if self.session.active is not None:
            self.arrangement.go_to(self.session.active)
        self.arrangement.keep(self.session.articles)

    # -- where the reader is ---------------------------------------------------------------

    @property
    def article(self) -> str | None:
        """The article that keys go to."""
        return self.arrangement.active

    @property
    def page(self) -> Page | None:
        """The page that keys go to, or None before there is one."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """The story that the articles belong to, or what the desk is called."""
        articles = set(self.arrangement.articles)
        for story in self.desk.stories.all():
            if articles and articles <= set(story.articles):
                return story.title
        return self.desk.folder.name

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

    # -- marks as they are shown -----------------------------------------------------------

    def marks(self, article: str) -> tuple[Annotation, ...]:
        """The marks of an article that the layer, the filter and the blind mode leave."""
        if self.session.layer == ALL and self.only is None:
            return self.seen(article)
        return tuple(mark for mark in self.seen(article) if self.leaves(mark))

    def leaves(self, mark: Annotation) -> bool:
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
        page, article = self.page, self.article
        if page is None or article is None:
            return None
        if article in self.ledger.promised:
            return self.glimpses.find(page.active_mark)
        return self.ledger.find(article, page.active_mark)

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
        page = self.page
        if page is None or page.selection is not None or not page.guesses:
            return None
        here = page.scene.guesses.at(page.reading.cursor)
        names = self.found_names.get(self.article or "", ()) if here else ()
        return next((each for each in names if each.place.span == here[0].item), None)

    def know(self, article: str, marks: FirstMarks) -> None:
        """Learn the marks of an article, as far as the first picture needs them."""
        if marks.seen is not None:
            self.glimpses.take(article, *marks.seen)
        elif marks.whole is not None:
            self.ledger.take({article: marks.whole}, 0)

    def dressed(self, article: str) -> list[PaneMark]:
        """The marks of an article as its pane draws them."""
        if article in self.ledger.promised:
            return self.glimpses.of(article, self.tags, self.sight, self.session.layer)
        said = {each.annotation for each in self.comments(article)}
        return self._dresser.dress(self.marks(article), self.tags, said)


def _numbers(listed: Sequence[ArticleSummary]) -> dict[str, int]:
    """Numbers by article, those that stand in the list before the older versions."""
    first = sorted(listed, key=lambda each: each.superseded)
    return {each.id: each.number for each in first}
