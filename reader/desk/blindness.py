"""Blind work: what one may see of others' work before one has done one's own.

Who works blind sees their own marks, comments and verdicts, and nothing that others or the
machine say; of a pair to be judged the two passages alone. An article that one is done with is
open, and so is a link that one has judged: only then can one learn from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.model.article import ArticleSummary, ReadingState
from reader.model.link import Event, Link, LinkState
from reader.model.values import dataclass, replace

_SEVERAL = 2  # passages that make an event


@dataclass(frozen=True, slots=True)
class Sight:
    """What one annotator may see.

    Attributes:
        annotator: the handle.
        blind: whether they work blind; else they see everything.
        done: the ids of the articles that they are done with.
    """

    annotator: str
    blind: bool = False
    done: frozenset[str] = frozenset()

    def opens(self, *articles: str) -> bool:
        """Whether all is seen of these articles, and of what lies between them."""
        return not self.blind or self.done.issuperset(articles)

    def sees(self, who: str, article: str) -> bool:
        """Whether something that somebody made in an article is seen."""
        return self.opens(article) or who.casefold() == self.annotator.casefold()

    def counted(
        self, articles: Iterable[ArticleSummary], own: Mapping[str, int]
    ) -> tuple[ArticleSummary, ...]:
        """Articles as they are listed: with one's own marks alone where one is not done.

        Args:
            articles: with everybody's marks counted.
            own: how many marks one has in an article, by its id.
        """
        return tuple(
            each if self.opens(each.id) else replace(each, marks=own.get(each.id, 0))
            for each in articles
        )

    def opens_link(self, link: Link) -> bool:
        """Whether what others and the machine say of a link is seen."""
        return self.opens(link.a.article, link.b.article) or has_judged(link, self.annotator)

    def links(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """The links that are seen whole."""
        return tuple(link for link in links if self.opens_link(link))

    def events(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """What is seen of the events: passages of open articles, where several tell it."""
        if not self.blind:
            return tuple(events)
        seen = (
            replace(each, passages=tuple(x for x in each.passages if x.article in self.done))
            for each in events
        )
        return tuple(each for each in seen if len(each.passages) >= _SEVERAL)

    def veiled(self, link: Link) -> Link:
        """A pair to be judged: its two passages alone, unless it is seen whole."""
        if self.opens_link(link):
            return link
        return replace(
            link,
            state=LinkState.SUGGESTED,
            verdicts={},
            score=None,
            band=None,
            reasons=(),
            annotator=None,
            method="",
            note="",
            created_at="",
        )


def sight_of(annotator: str, articles: Iterable[ArticleSummary], *, blind: bool) -> Sight:
    """What an annotator sees of a desk with these articles, listed for that annotator."""
    done = (each.id for each in articles if each.state is ReadingState.DONE)
    return Sight(annotator, blind, frozenset(done if blind else ()))


def has_judged(link: Link, annotator: str) -> bool:
    """Whether this annotator has a verdict on a link, or made it."""
    me = annotator.casefold()
    makers = () if link.annotator is None else (link.annotator,)
    return any(each.casefold() == me for each in (*link.verdicts, *makers))
