"""To the other screens, and back with what was chosen there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.desk.blindness import has_judged
from reader.model.link import LinkEnd
from reader.tui.screens.crosslinking import CrossLinking
from reader.tui.screens.errand import Errand, Stop
from reader.tui.screens.looking_back import LookingBack
from reader.tui.screens.workplace import Workplace, counted

if TYPE_CHECKING:
    from reader.tui.screens.article_rows import Stand
    from reader.tui.screens.history import Spot

MOST_SHOWN = 50  # articles of a story that are put side by side, a Tab from one to the next


class Going:
    """Opens the other screens; each is loaded when it is first wanted.

    Args:
        place: the work on the desk.
        linking: who goes to a passage.
    """

    def __init__(self, place: Workplace, linking: CrossLinking) -> None:
        self._place = place
        self._linking = linking
        self.errand = Errand(place, linking)
        self._looking_back = LookingBack(place)

    def articles(self, stand: Stand | None = None) -> None:
        """All articles: which of them to read side by side.

        Args:
            stand: how the list stood when it was left.
        """
        from reader.tui.screens.articles import ArticlesScreen  # noqa: PLC0415 - loaded when wanted

        place = self._place

        def chosen(articles: list[str] | None) -> None:
            if articles and screen.stand is not None:
                self._leave_for(screen.stand)
                place.arrangement.show(articles)
                place.arrangement.go_to(screen.stand.article)
                self._show_articles()
            place.reread()

        shown, story = place.arrangement.articles, self._story()
        screen = ArticlesScreen(place.desk, shown, story, sight=place.sight, stand=stand)
        place.screen.app.push_screen(screen, chosen)

    def _leave_for(self, stand: Stand) -> None:
        """Remember the list of articles, and the panes that stood when it was opened.

        Until something is marked there, a step back leads to it from all of the article.
        """
        place, panes = self._place, self._place.arrangement
        before, active, visible = panes.articles, panes.active, panes.visible
        fresh = frozenset(place.fresh)

        def again() -> None:
            panes.show(before)
            panes.go_to(active or "")
            panes.keep(visible)
            self._show_articles()
            self.articles(stand)

        self._linking.left_for_articles(
            again, lambda: place.article == stand.article and place.fresh == fresh
        )

    def _show_articles(self) -> None:
        """Show the articles that are read together now."""
        place = self._place
        place.watcher.articles = place.arrangement.articles
        place.show_panes()
        place.show_links()

    def stories(self) -> None:
        """Which story to work on: its articles are in the panes, the lists and the events."""
        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        place, desk = self._place, self._place.desk
        order = desk.articles.order()
        listed = frozenset(order)
        left = set(desk.assigning.mine(left=True))
        me, given = desk.annotator.casefold(), desk.assigning.all()
        stories = desk.stories.all()
        if not stories:
            key = place.keymap.shown("go.articles")
            made = place.keymap.shown("articles.story")
            place.say(f"no stories yet: tick articles in {key} and press {made} there")
            return

        def said(articles: Sequence[str], story: str | None = None) -> str:
            here = len(listed.intersection(articles))
            mine = {
                x.article
                for x in given
                if x.annotator.casefold() == me and story in {None, x.story} and x.article in left
            }
            return counted(here, "article") + (f" · {len(mine)} left" if mine else "")

        def chosen(found: str | None) -> None:
            if found is None:
                return
            place.session.story = found or None
            inside = next((x.articles for x in stories if x.id == found), None)
            wanted = listed if inside is None else listed.intersection(inside)
            articles = [each for each in order if each in wanted]
            if articles:
                place.arrangement.show(articles[:MOST_SHOWN])
                self._show_articles()
            place.reread()

        rows = [("", "all articles", said(order))]
        rows += [(each.id, each.title, said(each.articles, each.id)) for each in stories]
        place.screen.app.push_screen(Chooser("Stories", rows, self._story() or ""), chosen)

    def _story(self) -> str | None:
        """The story that is worked on, if it still stands."""
        story = self._place.session.story
        return story if any(each.id == story for each in self._place.desk.stories.all()) else None

    def events(self, at: tuple[int, int] = (0, 0), top: int = 0) -> None:
        """Who tells what."""
        from reader.tui.screens.events import EventsScreen  # noqa: PLC0415 - loaded when wanted

        if self._closed("events are made of suggestions and others' verdicts"):
            return
        self._place.watcher.go_on()
        screen = EventsScreen(self._place.desk, at, self._story(), top=top)
        self._push(screen, lambda: self.events(screen.at, screen.top))

    def _closed(self, why: str) -> bool:
        """Whether something is closed to who works blind; then it is said why, and what opens it.

        What is made of the whole desk opens when one is done with all of it.
        """
        place = self._place
        if place.opens_all:
            return False
        key = place.keymap.shown("view.blind")
        place.say(f"{why}: {key} shows them, or when you are done with every article")
        return True

    def judging(self, at: str | None = None) -> None:
        """The suggested links, beginning with the one given, or the nearest to the cursor."""
        from reader.tui.screens.judging import JudgingScreen  # noqa: PLC0415 - loaded when wanted

        place = self._place
        place.watcher.go_on()
        waiting = [
            link
            for link, _ in self._linking.partners()
            if link.score is not None and not has_judged(link, place.desk.annotator)
        ]
        start = at or (waiting[0].id if waiting else None)
        near = (place.article, place.pane.cursor) if place.article and place.pane else None
        screen = JudgingScreen(place.desk, start, near=near, sight=place.sight)
        self._push(screen, lambda: self.judging(screen.at))

    def entities(self, at: str | None = None) -> None:
        """Names that are spelt in several ways, beginning with the pair that was left."""
        from reader.tui.screens.entities import EntitiesScreen  # noqa: PLC0415 - loaded when wanted

        if self._closed("these names are suggestions and others' verdicts"):
            return
        screen = EntitiesScreen(self._place.desk, at)
        self._push(screen, lambda: self.entities(screen.at))

    def curation(self, at: str | None = None, *, every: bool = False) -> None:
        """What people marked differently, beginning with the place that was left."""
        from reader.tui.screens.curating import CurationScreen  # noqa: PLC0415 - loaded when wanted

        if self._place.blind:
            key = self._place.keymap.shown("view.blind")
            self._place.say(f"curation shows what others marked: {key} shows all")
            return
        screen = CurationScreen(self._place.desk, at, every=every)

        def stops() -> list[Stop]:
            return [
                Stop(end, partial(self.curation, name, every=screen.every))
                for name, end in screen.ends()
            ]

        self._push(
            screen,
            lambda: self.curation(screen.at, every=screen.every),
            ("disagreement", stops),
        )

    def search(self, query: str = "", at: int = 0) -> None:
        """All articles and marks that hold some words."""
        from reader.tui.screens.search import SearchScreen  # noqa: PLC0415 - loaded when wanted

        screen = SearchScreen(self._place.desk, query, at, sight=self._place.sight)

        def stops() -> list[Stop]:
            words = screen.query_words
            return [Stop(end, partial(self.search, words, row)) for row, end in screen.ends()]

        self._push(screen, lambda: self.search(screen.query_words, screen.at), ("place", stops))

    def tags(self, at: str | None = None) -> None:
        """The codebook, the tag of that id under the cursor."""
        from reader.tui.screens.tags import TagsScreen  # noqa: PLC0415 - loaded when wanted

        def chosen(tag: str | None) -> None:
            if tag is None:
                self._place.reread()
            else:
                self.tagged(tag)

        screen = TagsScreen(self._place.desk, at, blind=self._place.blind)
        self._place.screen.app.push_screen(screen, chosen)

    def tagged(self, tag: str, at: int = 0) -> None:
        """The marks of a tag; from there back to the codebook."""
        from reader.tui.screens.tagged import TaggedScreen  # noqa: PLC0415 - loaded when wanted

        screen = TaggedScreen(self._place.desk, tag, at, blind=self._place.blind)

        def chosen(end: LinkEnd | None) -> None:
            if end is None:
                self.tags(tag)
                return
            self._linking.jump(end, lambda: self.tagged(tag, screen.at))
            found = [Stop(each, partial(self.tagged, tag, row)) for row, each in screen.ends()]
            self.errand.begin("mark", found, end)
            self._place.watcher.articles = self._place.arrangement.articles
            self._place.reread()

        self._place.screen.app.push_screen(screen, chosen)

    def history(self, spot: Spot | None = None) -> None:
        """Who did what: with the desk, or one thing on it."""
        from reader.tui.screens.history import HistoryScreen  # noqa: PLC0415 - loaded when wanted

        place = self._place
        show = self._looking_back.show
        screen = HistoryScreen(place.desk, spot, blind=not place.opens_all, show_past=show)
        self._push(screen, lambda: self.history(screen.at))

    def history_here(self) -> None:
        """What was done to the mark under the cursor, else to the link, else to the event."""
        from reader.tui.screens.history import Spot  # noqa: PLC0415 - loaded when wanted

        place = self._place
        mark, pane = place.active_mark(), place.pane
        links = [link.id for link, _ in self._linking.partners() if link.state != "suggested"]
        events = [
            event.id
            for event in (place.state.events if place.state is not None else ())
            if not event.proposed and pane is not None
            for end in event.passages
            if end.article == place.article and end.span.holds(pane.cursor)
        ]
        found = [*([place.ledger.stored_id(mark.id)] if mark else []), *links, *events]
        if found:
            self.history(Spot(row=found[0]))
        else:
            key = place.keymap.shown("go.history")
            place.say(f"no mark, link or event here: {key} tells what was done everywhere")

    def as_of(self) -> None:
        """The articles as they stood at a time that is asked for."""
        self._looking_back.ask()

    def versions(self) -> None:
        """What changed in the article under the keys, and the marks that it has no place for."""
        from reader.tui.screens.versions import VersionsScreen  # noqa: PLC0415 - loaded when wanted

        article = self._place.article
        if article is not None:
            newest = self._place.desk.versions.newest(article)
            self._push(VersionsScreen(self._place.desk, newest, self._place.sight), self.versions)

    def legend(self) -> None:
        """What stands on the screen, in its own colours and shapes."""
        from reader.tui.screens.legend import (  # noqa: PLC0415 - loaded when wanted
            LegendCard,
            on_screen,
        )

        card = LegendCard(on_screen(self._place), self._place.tags)
        self._place.screen.app.push_screen(card)

    def help(self) -> None:
        """All keys."""
        from reader.tui.screens.help import HelpScreen  # noqa: PLC0415 - loaded when wanted

        self._place.screen.app.push_screen(HelpScreen(self._place.keymap))

    def _push(
        self,
        screen: Screen[LinkEnd | None],
        again: Callable[[], None],
        listed: tuple[str, Callable[[], Sequence[Stop]]] | None = None,
    ) -> None:
        """Open a screen; what is chosen there is gone to, and `-` comes back to it.

        Args:
            screen: to open.
            again: opens it again where it was left.
            listed: what it lists, for `n` to go on with, and its places.
        """

        def jump(end: LinkEnd | None) -> None:
            if end is not None:
                self._linking.jump(end, again)
                if listed is not None:
                    self.errand.begin(listed[0], listed[1](), end)
                self._place.watcher.articles = self._place.arrangement.articles
            self._place.reread()

        self._place.screen.app.push_screen(screen, jump)
