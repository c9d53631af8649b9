"""The synopsis: events over sources, what disagrees, and what only one source says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.article import ArticleSummary
from reader.model.link import Contrast, Event, LinkEnd

SILENT = "silent here"
UNKNOWN = "other language"  # nothing is known of what such an article says of the event


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One event over the sources: its passages by article, and where they disagree.

    An article without an entry in `cells` is silent about the event, or was not compared with
    it (`Synopsis.silence`).

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
        languages: by article, the code of its language. Passages of two languages are not
            compared, so that nothing can be said of who is silent.
    """

    articles: tuple[ArticleSummary, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    alone: Mapping[str, tuple[LinkEnd, ...]] = field(default_factory=dict)
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    def silence(self, row: MatrixRow, article: str) -> str:
        """What is said of an article without passages in an event: no more than is known."""
        mine = self.languages.get(article)
        told = {self.languages.get(each) for each in row.cells}
        return UNKNOWN if mine is not None and told and mine not in told else SILENT

    def is_apart(self, article: str) -> bool:
        """Whether no other article is in its language, so that it was compared with none."""
        mine = self.languages.get(article)
        others = [self.languages.get(each.id) for each in self.articles if each.id != article]
        return bool(others) and mine is not None and mine not in others
