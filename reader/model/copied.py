"""What several articles carry of one text, and whom they credit with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.link import LinkEnd
from reader.model.text import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A long run of words that two articles share; who had it first is not said.

    Attributes:
        a, b: the run in either article, from its first shared word to its last.
        words: how many words of it are the same in both.
    """

    a: LinkEnd
    b: LinkEnd
    words: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that credits a news agency with an article's text: a hint, not a proof."""

    article: str
    agency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Copied:
    """What the articles of a collection have of each other.

    Attributes:
        copies: by pairs of articles, in reading order of the first.
        shares: of every pair (a, b) with copies the share of a's words that b has, 0..1, and
            under (b, a) the other way round.
        clusters: articles that carry one text, each cluster and all of them in their order.
        credits: the agencies credited.
    """

    copies: tuple[Copy, ...] = ()
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)
    clusters: tuple[tuple[str, ...], ...] = ()
    credits: tuple[Credit, ...] = ()

    def agencies(self, article: str) -> tuple[str, ...]:
        """The agencies that an article credits, each once."""
        found = (credit.agency for credit in self.credits if credit.article == article)
        return tuple(dict.fromkeys(found))
