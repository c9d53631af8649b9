"""Search in the article that is read: hits while one types, and back when nothing came of it."""

from __future__ import annotations

from reader.tui.finding import find
from reader.tui.screens.workplace import Workplace
from reader.tui.widgets.search_bar import SearchBar


class Searching:
    """The search of the reading screen.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._query = ""
        self._from: tuple[str, int, int] | None = None  # article, offset, row of the screen
        self.shown: str | None = None  # the article with hits lit up

    def open(self) -> None:
        """Begin to type."""
        pane, article = self._place.pane, self._place.article
        if pane is not None and article is not None:
            self._from = (article, pane.cursor, max(0, pane.cursor_row))
            self._bar.open(self._query)
            self._place.status.display = False

    @property
    def _bar(self) -> SearchBar:
        return self._place.screen.query_one(SearchBar)

    def typed(self, query: str, *, done: bool) -> None:
        """Light up the hits, and go to the first one after where the search began."""
        place = self._place
        pane, article = place.pane, place.article
        if pane is None or article is None or self._from is None:
            return
        text = place.text(article)
        layout = pane.page.scene.layout
        hits = [span for span in find(query, text) if layout.is_shown(span.start)]
        begin = self._from[1]
        ahead = next((span for span in hits if span.start >= begin), hits[0] if hits else None)
        pane.set_hits(hits, ahead)
        self.shown = article if hits else None
        if ahead is not None:
            pane.jump_to(ahead.start, flash=False)
        elif pane.cursor != begin:
            pane.jump_to(begin, screen_row=self._from[2], flash=False)
        number = hits.index(ahead) + 1 if ahead is not None else 0
        self._bar.count(f"{number} of {len(hits)}" if query.strip() else "")
        if done:
            self._query = query
            self._close()
            if not hits and query.strip():
                every = place.keymap.shown("go.search")
                place.say(f"not in this article: “{query}” ({every} searches all of them)")
            elif hits:
                keys = "/".join(place.keymap.shown(name) for name in ("next", "previous"))
                place.say(f"{number} of {len(hits)} · {keys} go on, Esc ends the search")

    def cancelled(self) -> None:
        """Back to where the search began."""
        place = self._place
        self._close()
        self.end()
        if place.pane is not None and self._from is not None and self._from[0] == place.article:
            place.pane.jump_to(self._from[1], screen_row=self._from[2], flash=False)

    def end(self) -> bool:
        """Put the hits out; whether any were lit."""
        if self.shown is None:
            return False
        column = self._place.columns.get(self.shown)
        self.shown = None
        if column is not None:
            column.pane.set_hits(())
        self._place.say("")
        return True

    def _close(self) -> None:
        self._bar.close()
        self._place.status.display = True
