"""Which articles stand side by side: slots on the screen, and a carousel of what has no slot."""

from __future__ import annotations

from collections.abc import Sequence

# Columns of the terminal from which so many panes stand side by side: a line of text wants 60
# to 72, its gutter and minimap 8.
_WIDTHS = ((260, 4), (180, 3), (100, 2))
_NARROWEST = 40  # columns of a pane that somebody asked for by hand
_SMALL = (60, 15)  # columns and rows below which there is only text and a status row


def is_small(columns: int, rows: int) -> bool:
    """Whether a screen has only room for text and a status row."""
    return columns < _SMALL[0] or rows < _SMALL[1]


class Arrangement:
    """The articles read together, and those of them that have a place on the screen.

    Args:
        articles: their ids, in the order they are numbered in.
    """

    def __init__(self, articles: Sequence[str]) -> None:
        self.articles = tuple(articles)
        self.width = 80
        self.zoomed = False
        self.asked: int | None = None  # panes, as somebody wants them
        self._active = 0  # index into articles
        self._slots: list[int] = []
        self._kept: list[int] = []  # the slots of the last time, until there are others
        self._settle()

    @property
    def active(self) -> str | None:
        """The article that keys go to."""
        return self.articles[self._active] if self.articles else None

    @property
    def visible(self) -> tuple[str, ...]:
        """The articles on the screen, from left to right."""
        return tuple(self.articles[index] for index in self._slots)

    @property
    def most(self) -> int:
        """How many panes the screen can hold at all."""
        return max(1, min(len(self.articles), self.width // _NARROWEST))

    @property
    def count(self) -> int:
        """How many panes there are now."""
        if self.zoomed or not self.articles:
            return 1
        natural = next((panes for width, panes in _WIDTHS if self.width >= width), 1)
        return max(1, min(self.asked or natural, self.most))

    def keep(self, articles: Sequence[str]) -> None:
        """Show these on the screen, as soon as it has room for just as many."""
        self._kept = [self.articles.index(each) for each in articles if each in self.articles]
        self._settle()

    def resize(self, width: int) -> None:
        """Fit another width, in columns."""
        self.width = width
        self._settle()

    def go(self, step: int) -> None:
        """Make the next article (or the one before) the active one, around the end if need be."""
        if self.articles:
            self._activate((self._active + step) % len(self.articles))

    def go_to(self, article: str) -> None:
        """Make an article the active one; panes move along as a window over the articles."""
        if article in self.articles:
            self._activate(self.articles.index(article))

    def bring(self, article: str) -> None:
        """Make an article the active one beside the one that is active now, which stays."""
        if article not in self.articles:
            self.articles = (*self.articles, article)
        index = self.articles.index(article)
        if index not in self._slots and len(self._slots) > 1:
            here = self._slots.index(self._active)
            self._slots[here + 1 if here + 1 < len(self._slots) else here - 1] = index
        self._activate(index)

    def zoom(self) -> None:
        """Show the active article alone, or all again."""
        self.zoomed = not self.zoomed
        self._settle()

    def split(self) -> None:
        """One pane more, and after the most that fit, one again."""
        self.zoomed = False
        self.asked = self.count % self.most + 1
        self._settle()

    def show(self, articles: Sequence[str]) -> None:
        """Read these articles together instead; the active one stays so if it is among them."""
        before = self.active
        self.articles = tuple(articles)
        self._active = self.articles.index(before) if before in self.articles else 0
        self._slots = []
        self._kept = []
        self._settle()

    def _activate(self, index: int) -> None:
        self._active = index
        self._kept = self._kept if index in self._kept else []
        self._settle()

    def _settle(self) -> None:
        """As many slots as there is room for, the active article among them."""
        count = self.count
        if not self.articles:
            self._slots = []
        elif len(self._kept) == count and self._active in self._kept:
            self._slots = list(self._kept)
        elif len(self._slots) != count or self._active not in self._slots:
            first = self._slots[0] if self._slots else 0
            if self._active < first:
                first = self._active
            elif self._active >= first + count:
                first = self._active - count + 1
            first = max(0, min(first, len(self.articles) - count))
            self._slots = list(range(first, first + count))
