"""How far people agree: what they did apart, the figures of it, and the places behind them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.model.values import dataclass

UNTAGGED = "(untagged)"  # stands for the tag of a mark that has none


class Grouping(StrEnum):
    """What figures are computed apart for."""

    TAG = "tag"
    ARTICLE = "article"
    PAIR = "pair"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Scope:
    """What agreement is asked over.

    Attributes:
        tag: the path of a tag, or `(untagged)`.
        article, story: ids.
        pair: two handles; everybody if it is None.
        every: articles that several touched, too, not only those that they are done with.
        inside: the ids of the articles that may be looked at; all if it is None.
    """

    tag: str | None = None
    article: str | None = None
    story: str | None = None
    pair: tuple[str, str] | None = None
    every: bool = False
    inside: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class TaggedPlace:
    """A mark as far as agreement goes: one of its tags, and where it stands.

    Attributes:
        mark: the id of the annotation; one with two tags is two of these.
        tag: the path of the tag (`entity/person`), or `UNTAGGED`.
        spans: of its pieces, in code points of the article's text.
        quote: its words.
    """

    mark: str
    tag: str
    spans: tuple[Span, ...]
    quote: str = ""

    @property
    def span(self) -> Span:
        """From the start of the first piece to the stop of the last."""
        return Span(self.spans[0].start, self.spans[-1].stop)


@dataclass(frozen=True, slots=True)
class SharedArticle:
    """An article that several people did, and what each of them marked there.

    Attributes:
        article: its id.
        ground: the stretches that are looked at, in order, in code points of its text.
        sentences: of the ground, in order.
        marks: by handle; who marked nothing has none, and that is a statement too.
        times: when each was done with it, by handle; ISO 8601.
    """

    article: str
    ground: tuple[Span, ...]
    sentences: tuple[Span, ...]
    marks: Mapping[str, tuple[TaggedPlace, ...]]
    times: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link that several people judged.

    Attributes:
        link: its id.
        a, b: its ends.
        relation: how they are said to belong together.
        verdicts: by handle.
        times: when each was said, by handle; ISO 8601.
    """

    link: str
    a: LinkEnd
    b: LinkEnd
    relation: Relation
    verdicts: Mapping[str, Verdict]
    times: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MarkAgreement:
    """The figures of one group of articles; None where nothing can be said.

    Attributes:
        group: what it is of: a tag, an article's id, `ada + bo`, `2026-03`; empty for all.
        articles, sentences, marks: how many were compared.
        kappa: Cohen's, over sentences; with more than two people the mean over their pairs.
        alpha: Krippendorff's nominal, over sentences.
        unitising: Krippendorff's for units of any length, over code points.
        strict, overlapping: F1 over marks, with equal borders and with any overlap.
        disagreements: how many places stand behind them.
    """

    group: str
    articles: int
    sentences: int
    marks: int
    kappa: float | None
    alpha: float | None
    unitising: float | None
    strict: float | None
    overlapping: float | None
    disagreements: int


@dataclass(frozen=True, slots=True)
class LinkAgreement:
    """The figures of one group of links; None where nothing can be said.

    Attributes:
        group: as above; by tag, it is the relation.
        links: how many were judged by two or more.
        kappa, alpha: over verdicts.
        b_cubed: F1 of the chains that confirmed links make.
        disagreements: how many of them got differing verdicts.
    """

    group: str
    links: int
    kappa: float | None
    alpha: float | None
    b_cubed: float | None
    disagreements: int


class DisagreementKind(StrEnum):
    """How two people differ over a place."""

    MISSING = "missing"  # one of them marked nothing there
    TAG = "tag"  # both marked it, with different tags
    BORDERS = "borders"  # both marked it so, from or to another place
    VERDICT = "verdict"  # both judged a link, and not alike


@dataclass(frozen=True, slots=True)
class MarkDisagreement:
    """One place of an article where two people differ.

    Attributes:
        article: its id.
        kind: how they differ.
        annotators: both handles, sorted.
        a, b: what either marked; None where that one marked nothing.
    """

    article: str
    kind: DisagreementKind
    annotators: tuple[str, str]
    a: TaggedPlace | None
    b: TaggedPlace | None


@dataclass(frozen=True, slots=True)
class LinkDisagreement:
    """One link on which two people differ: both handles, sorted, and what either said."""

    link: SharedLink
    annotators: tuple[str, str]
    a: Verdict
    b: Verdict
