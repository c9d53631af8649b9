"""What belongs together: links between spans, why, and what people say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from reader.model.ids import link_id
from reader.model.text import Passage, Span
from reader.model.values import dataclass, field


class Relation(StrEnum):
    """How two spans belong together."""

    SAME_EVENT = "same-event"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ADDS = "adds"
    COPIED_FROM = "copied-from"

    @property
    def symmetric(self) -> bool:
        """Whether A -> B says the same as B -> A; such links are stored in one order."""
        return self in {Relation.SAME_EVENT, Relation.CONTRADICTS}


class Verdict(StrEnum):
    """What one annotator says of a link."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


class LinkState(StrEnum):
    """What all verdicts on a link say together."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DISPUTED = "disputed"


class Band(StrEnum):
    """How strong a suggestion is; the scale agrees over stories, so bands are fixed."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"


class ReasonKind(StrEnum):
    """What carried a part of a suggestion's score."""

    NAME = "name"
    NUMBER = "number"
    WORD = "word"
    LOOKALIKE = "lookalike"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that carried the score: where it stands in both passages, and its share.

    Attributes:
        kind: name, number, word, lookalike (spelt differently) or context (neighbours).
        a, b: the words as they stand in either passage.
        weight: its share of the score, 0..1.
        span_a, span_b: where they stand, in code points of either article, where known.
    """

    kind: ReasonKind
    a: str
    b: str
    weight: float
    span_a: Span | None = None
    span_b: Span | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link that the machine proposes: `same-event` between two passages, with reasons.

    Attributes:
        parts: what the score is made of, in hundredths of a point, in the scorer's order; it is
            kept with a judgement.
    """

    a: Passage
    b: Passage
    score: float
    band: Band | None
    reasons: Sequence[Reason] = ()
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class LinkEnd:
    """One side of a link: a span of an article and its words."""

    article: str
    span: Span
    quote: str = field(compare=False, default="")

    @property
    def key(self) -> str:
        """What the id of a link is made of."""
        return f"{self.article}:{self.span.start}-{self.span.stop}"


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of spans, how they belong together, and what everybody says of it.

    Attributes:
        id: UUIDv5 of both ends and the relation.
        a, b: the ends; symmetric relations are stored with a < b.
        relation: how they belong together.
        state: suggested, confirmed, rejected or disputed, from the verdicts.
        verdicts: by handle.
        score, band, reasons, parts: of the suggestion it came from, else None and empty.
        method: `person`, or the name and version of the scorer.
        annotator: the handle of who made it, or None for a suggestion.
        note: free text.
        created_at: UTC, ISO 8601.
        version: of the row.
    """

    id: str
    a: LinkEnd
    b: LinkEnd
    relation: Relation
    state: LinkState = LinkState.SUGGESTED
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    score: float | None = None
    band: Band | None = None
    reasons: Sequence[Reason] = ()
    parts: tuple[int, ...] = ()
    method: str = "person"
    annotator: str | None = None
    note: str = ""
    created_at: str = ""
    version: int = 1


def ordered_ends(a: LinkEnd, b: LinkEnd, relation: Relation) -> tuple[LinkEnd, LinkEnd]:
    """The ends in the order they are stored in: sorted where the relation is symmetric."""
    if a.article < b.article:  # the most frequent case by far, told without a look at the spans
        return a, b
    return (b, a) if relation.symmetric and b < a else (a, b)


def link_key(a: LinkEnd, b: LinkEnd, relation: Relation) -> str:
    """The id of the link between two ends, whichever way a symmetric one is named."""
    first, second = ordered_ends(a, b, relation)
    return link_id(first.key, second.key, relation.value)


class ContrastKind(StrEnum):
    """What disagrees."""

    QUANTITY = "quantity"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    POLARITY = "polarity"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements inside one event that disagree; never a verdict on who is right.

    Attributes:
        kind: what disagrees.
        subject: what is counted or stated, in a word or two (`injured`).
        a, b: the quotes: the number or statement itself, where it stands.
        passage_a, passage_b: the sentences around them.
    """

    kind: ContrastKind
    subject: str
    a: LinkEnd
    b: LinkEnd
    passage_a: LinkEnd
    passage_b: LinkEnd


@dataclass(frozen=True, slots=True)
class Event:
    """Passages of several articles that tell the same happening.

    Attributes:
        id: UUIDv7 of an event that people made or named; of a proposed one, a key made of
            its passages.
        title: the user's, or the words that most of its passages share.
        passages: one or more of each article that tells it, in reading order.
        happened_on: ISO 8601 date or empty.
        note: free text.
        proposed: whether only the machine says so.
        version: of the row.
    """

    id: str
    title: str
    passages: tuple[LinkEnd, ...]
    happened_on: str = ""
    note: str = ""
    proposed: bool = True
    version: int = 1
