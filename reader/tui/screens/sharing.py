"""Who has which article, in a few cells; and what is typed to give articles away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content

from reader.desk.assigning import Reader
from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.article import ArticleSummary, ReadingState, Story
from reader.tui.screens import naming
from reader.tui.widgets.cells import fitted, one_line

SIGNS = {
    ReadingState.TO_READ: ("●", ".key"),
    ReadingState.READING: ("◐", ".key"),
    ReadingState.DONE: ("✓", ".good"),
}
_LATE = ("!", ".alarm")
FIRST = 120  # articles that are shown before the others: more than the tallest screen has lines
MANY = 1_000  # articles, from which on it shows; all of 10,000 take some 0.3 s, the first 0.05
MOST_CELLS = 24  # of the column; what does not fit ends in an ellipsis
_EACH = re.compile(r"\s*[/:]\s*(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of a desk or a story, with who has each.

    Attributes:
        articles: in the order of the desk.
        readers: by article; those that nobody has are not there.
        story: whose articles these are, or None for all of the desk.
        left: the articles that are left to who looks.
    """

    articles: tuple[ArticleSummary, ...] = ()
    readers: Mapping[str, tuple[Reader, ...]] = field(default_factory=dict)
    story: Story | None = None
    left: frozenset[str] = frozenset()


def beginning(desk: Desk, at: str | None) -> Shelf | None:
    """The first articles of a desk of very many; None where all are listed as soon.

    Args:
        desk: whose.
        at: the id of one that must be among them.
    """
    order = desk.articles.order()
    first = order[:FIRST]
    if len(order) < MANY or (at is not None and at not in first):
        return None
    return _shelf(desk, None, naming.articles(desk, desk.articles.some(first)))


def shelf(desk: Desk, story: str | None) -> Shelf:
    """What the list of articles shows."""
    found = next((each for each in desk.stories.all() if each.id == story), None)
    articles = naming.articles(desk)
    if found is not None:
        articles = tuple(each for each in articles if each.id in found.articles)
    return _shelf(desk, found, articles)


def _shelf(desk: Desk, found: Story | None, articles: tuple[ArticleSummary, ...]) -> Shelf:
    """These articles with who has each of them."""
    listed = {each.id for each in articles}
    readers = {
        article: here
        for article, here in desk.assigning.readers(found).items()
        if article in listed
    }
    me = desk.annotator.casefold()
    left = frozenset(
        article
        for article, here in readers.items()
        if any(each.annotator.casefold() == me and not each.done for each in here)
    )
    return Shelf(articles, readers, found, left)


def short_names(readers: Iterable[Sequence[Reader]], cells: int) -> dict[str, str]:
    """What each annotator is called where the column has so many cells: whole, or shortened.

    A shortened name is as long as it takes to tell it from the others.
    """
    rows = [tuple(each.annotator for each in here) for here in readers]
    names = sorted({name for row in rows for name in row}, key=str.casefold)
    if all(sum(len(name) + 2 for name in row) - 1 <= cells for row in rows):
        return {name: name for name in names}
    return {name: _shortest(name, names) for name in names}


def _shortest(name: str, names: Sequence[str]) -> str:
    for length in range(1, len(name)):
        same = [each for each in names if each[:length].casefold() == name[:length].casefold()]
        if same == [name]:
            return name[:length]
    return name


def column(readers: Sequence[Reader], names: Mapping[str, str], me: str) -> Content:
    """`✓ada ◐bo`: who has an article, and how far they are; oneself stands out."""
    parts: list[tuple[str, str]] = []
    for each in readers:
        sign, ink = _LATE if each.overdue else SIGNS[each.state]
        own = each.annotator.casefold() == me.casefold()
        parts += [(" ", "")] if parts else []
        name = one_line(names.get(each.annotator, each.annotator))
        parts += [(sign, ink), (name, ".loud" if own else ".quiet")]
    return Content.assemble(*parts)


def width(readers: Mapping[str, Sequence[Reader]], names: Mapping[str, str]) -> int:
    """Cells that the column takes."""
    rows = [column(here, names, "").cell_length for here in readers.values()]
    return min(MOST_CELLS, max(rows, default=0))


def cell(readers: Sequence[Reader], names: Mapping[str, str], me: str, cells: int) -> Content:
    """The cell of an article: who has it, brought to its width."""
    return fitted(column(readers, names, me), cells)


def asked_for(typed: str) -> tuple[list[str], int | None]:
    """Names and, after a stroke, how many are to read each.

    >>> asked_for("ada, bo"), asked_for("ada bo cy / 2")
    ((['ada', 'bo'], None), (['ada', 'bo', 'cy'], 2))

    Raises:
        ReaderError: there is no name.
    """
    found = _EACH.search(typed)
    each = None if found is None else max(1, int(found[1]))
    names = [
        name for name in re.split(r"[,\s]+", typed[: found.start()] if found else typed) if name
    ]
    if not names:
        raise ReaderError("nobody was named", remedy="type names, such as ada, bo")
    return names, each
