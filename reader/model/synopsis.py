"""The synopsis: events over sources, what disagrees, and what only one source says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.article import ArticleSummary
from reader.model.link import Contrast, Event, LinkEnd


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One event over the sources: its passages by article, and where they disagree.

    An article without an entry in `cells` is silent about the event.

    Attributes:
        event: told by all of them.
        cells: the passages of each article.
        contrasts: what disagrees.
        sources: the independent ones: articles that tell it in one text are one source.
    """

    event: Event
    cells: dict[str, tuple[LinkEnd, ...]]
    contrasts: tuple[Contrast, ...]
    sources: tuple[tuple[str, ...], ...] = ()

    def same_text(self, article: str) -> str | None:
        """The first of the other articles that tell the event in the same text, or None."""
        for group in self.sources:
            if article in group:
                return next((each for each in group if each != article), None)
        return None

    @property
    def told_by(self) -> str:
        """How many sources tell it: `2 of 4` where four articles do, some of them in one text."""
        independent, articles = len(self.sources), len(self.cells)
        return str(articles) if independent == articles else f"{independent} of {articles}"


@dataclass(frozen=True, slots=True)
class Synopsis:
    """Events over sources, read at one moment.

    Attributes:
        articles: the columns.
        rows: events, kept ones first.
        alone: by article, its passages that stand in no event: only this source says them.
        credits: by article, the news agencies that it credits.
    """

    articles: tuple[ArticleSummary, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    alone: Mapping[str, tuple[LinkEnd, ...]] = field(default_factory=dict)
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
