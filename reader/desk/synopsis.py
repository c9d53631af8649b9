"""The synopsis of a desk, or of a story on it: read once, for a screen or a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.article import ArticleSummary, BlockKind, BlockVerdict, Category
from reader.model.link import LinkEnd
from reader.model.synopsis import MatrixRow, Synopsis
from reader.model.text import Span

if TYPE_CHECKING:
    from reader.desk.desk import Desk

TITLE_WORDS = 6  # of an article without title and source


def synopsis(
    desk: Desk, *, story: str | None = None, stop: Callable[[], bool] = lambda: False
) -> Synopsis | None:
    """Events over the articles at work; None when it was stopped.

    Args:
        desk: whose.
        story: only its articles.
        stop: asked while passages are compared, which may take long.
    """
    # Asking for these first lets the long part stop.
    desk.links.suggestions(story=story, stop=stop)
    if stop():
        return None
    rows = desk.events.matrix(story=story)
    articles = tuple(
        _titled(desk, each) for each in desk.articles.list(story) if not each.withdrawn
    )
    copied = desk.copies.all(story=story)
    return Synopsis(
        articles,
        rows,
        alone(desk, rows, tuple(each.id for each in articles), story=story),
        {each.id: copied.agencies(each.id) for each in articles},
        _languages(desk, articles),
    )


def kept(desk: Desk, *, story: str | None = None, most: int) -> Synopsis:
    """The events that people keep over the articles that tell them, with nothing compared.

    Args:
        desk: whose.
        story: only what its articles tell.
        most: events at most.
    """
    from reader.desk import event_parts

    inside = frozenset(desk.articles.order())
    if story is not None:
        inside = inside.intersection(*(x.articles for x in desk.stories.all() if x.id == story))
    told = (
        replace(each, passages=tuple(end for end in each.passages if end.article in inside))
        for each in desk.events.kept()
    )
    events = tuple(islice((each for each in told if each.passages), most))
    named = {end.article for each in events for end in each.passages}
    rows = tuple(MatrixRow(each, event_parts.cells(each), ()) for each in events)
    listed = desk.articles.some(tuple(named))
    return Synopsis(tuple(_titled(desk, each) for each in listed), rows)


def _languages(desk: Desk, articles: tuple[ArticleSummary, ...]) -> dict[str, str]:
    """The language of each article, as told where passages are compared."""
    from reader.linking.languages import languages

    return languages({each.id: desk.articles.get(each.id).text for each in articles})


def _titled(desk: Desk, article: ArticleSummary) -> ArticleSummary:
    """An article with its first words for a title where none is known."""
    if article.title != article.name:
        return article
    text = desk.articles.get(article.id).text
    blocks = desk.articles.blocks(article.id)
    body = next((each for each in blocks if each.verdict is BlockVerdict.BODY), None)
    words = [] if body is None else body.span.of(text).split()[:TITLE_WORDS]
    return replace(article, title=f"“{' '.join(words)}…”") if words else article


def alone(
    desk: Desk, rows: tuple[MatrixRow, ...], articles: tuple[str, ...], *, story: str | None = None
) -> dict[str, tuple[LinkEnd, ...]]:
    """By article, its passages that stand in none of the events; headings say nothing."""
    told: dict[str, list[Span]] = {each: [] for each in articles}
    for row in rows:
        for article, ends in row.cells.items():
            told.setdefault(article, []).extend(end.span for end in ends)
    for each in articles:
        told[each] += _headings(desk, each)
    found: dict[str, list[LinkEnd]] = {each: [] for each in articles}
    for passage in desk.links.passages(story):
        if passage.article in found and not any(
            span.overlaps(passage.span) for span in told[passage.article]
        ):
            found[passage.article].append(desk.links.end(passage.article, passage))
    return {article: tuple(ends) for article, ends in found.items()}


def _headings(desk: Desk, article: str) -> list[Span]:
    """Where the headings within an article stand: they name what follows."""
    return [
        block.span
        for block in desk.articles.blocks(article)
        if block.kind is BlockKind.HEADING or block.category is Category.SUBHEADING
    ]
