"""Articles under names that people know them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.desk.desk import Desk
from reader.model.article import ArticleSummary
from reader.tui.explaining import source_and_title
from reader.tui.rows import numbered as circled
from reader.tui.widgets.cells import one_line

MOST_OPENED = 200  # texts that are read for their first words; about a millisecond each


def articles(
    desk: Desk, listed: Sequence[ArticleSummary] | None = None
) -> tuple[ArticleSummary, ...]:
    """The articles of a desk that are at work; the first words where no title is known.

    Args:
        desk: whose.
        listed: only these of them; all without it.
    """
    found = []
    opened = 0
    for each in desk.articles.list() if listed is None else listed:
        if each.withdrawn:
            continue
        untitled = each.title == each.name
        if untitled and opened < MOST_OPENED:
            opened += 1
            title = source_and_title(desk.articles.get(each.id), desk)[1]
            found.append(replace(each, title=title))
        else:
            found.append(each)
    return tuple(found)


def numbered(article: ArticleSummary) -> str:
    """The number that the desk calls an article by, and who published it."""
    return f"{circled(article.number)} {one_line(source_of(article))}"


def source_of(article: ArticleSummary) -> str:
    """Who published an article, or its title where that is not known."""
    return article.source or article.title
