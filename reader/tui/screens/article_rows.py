"""The rows of the list of articles: what each is found by, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from textual.content import Content

from reader.model.article import ArticleSummary, ReadingState
from reader.model.values import dataclass
from reader.tui.screens.sharing import Shelf
from reader.tui.widgets.listing import Entry

Draw = Callable[[ArticleSummary, int, int | None], Sequence[Content]]

ORDERS: dict[str, Callable[[ArticleSummary], tuple[object, ...]]] = {
    "number": lambda each: (each.number,),
    "published": lambda each: (each.published is None, each.published or "", each.number),
    "source": lambda each: ((each.source or "\U0010ffff").casefold(), each.number),
    "title": lambda each: (each.title.casefold(), each.number),
    "words": lambda each: (-each.words, each.number),
    "marks": lambda each: (-each.marks, each.number),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How the list stood when it was left, to come back to.

    Attributes:
        article: the id of the one under the cursor.
        top: line of the list at the top of the screen.
        ticked: ids of those that were ticked.
        order: one of `ORDERS`.
        typed: what was typed to filter it.
        mine: whether only what is left for oneself was listed.
    """

    article: str
    top: int
    ticked: tuple[str, ...]
    order: str
    typed: str
    mine: bool


class Rows:
    """The rows of a shelf; of 10,000 articles they take some 60 ms, beside the screen.

    Args:
        shelf: the articles.
        draw: draws the row of one.

    Attributes:
        shelf: the articles.
        unread: how many nobody has begun to read.
        left: how many are left to who looks.
    """

    def __init__(self, shelf: Shelf, draw: Draw) -> None:
        self.shelf = shelf
        self.unread = sum(each.state is ReadingState.TO_READ for each in shelf.articles)
        self.left = sum(each.id in shelf.left for each in shelf.articles)
        self._rows = [
            (_known(each), Entry(partial(draw, each), key=each)) for each in shelf.articles
        ]
        self._order = ""  # that they stand in

    def fitting(
        self, words: Sequence[str], order: str, only: Collection[str] | None = None
    ) -> list[Entry]:
        """The rows that hold every word, in an order; sorted once, and not at every letter.

        Args:
            words: in small letters.
            order: one of `ORDERS`.
            only: the ids of the only articles that are wanted.
        """
        if order != self._order:
            self._order, key = order, ORDERS[order]
            self._rows.sort(key=lambda row: key(article_of(row[1])))
        return [
            entry
            for known, entry in self._rows
            if all(word in known for word in words)
            and (only is None or article_of(entry).id in only)
        ]


def article_of(entry: Entry) -> ArticleSummary:
    """The article of a row."""
    assert isinstance(entry.key, ArticleSummary)
    return entry.key


def _known(each: ArticleSummary) -> str:
    """What an article is found by, in small letters."""
    return f"{each.title} {each.source or ''} {each.name} {each.published or ''}".casefold()
