"""One layer made of several: what there is to decide, and what was decided of whose mark."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from enum import StrEnum

from reader.model.annotation import Annotation, Tag
from reader.model.ids import NAMESPACE
from reader.model.link import Link, Verdict
from reader.model.text import Span
from reader.model.values import dataclass, field

CURATED = "curated"  # the handle of the layer; nobody works under it
CURATED_NAME = "Curated layer"


def is_curated(handle: str) -> bool:
    """Whether a handle is that of the curated layer, in whatever capitals."""
    return handle.casefold() == CURATED


def curated_id(sources: Sequence[str]) -> str:
    """The id of the curated mark that is made of these marks.

    Two desks that decide alike make the same mark, so that they come together.
    """
    return str(uuid.uuid5(NAMESPACE, f"curated:{' '.join(sorted(sources))}"))


class Outcome(StrEnum):
    """What became of a mark."""

    ACCEPTED = "accepted"  # it stands in the curated layer as it is
    MERGED = "merged"  # a mark stands there that was made of it and others
    REJECTED = "rejected"


class ItemKind(StrEnum):
    """How the marks of one place differ."""

    AGREED = "agreed"  # all who are done marked it alike
    MISSING = "missing"  # several marked it alike, others not at all
    ALONE = "alone"  # only one marked it
    TAG = "tag"  # the same words with other tags
    BORDERS = "borders"  # the same tags on other words
    BOTH = "both"  # other words with other tags


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one mark.

    Attributes:
        annotation: the id of the mark.
        outcome: accepted, merged or rejected.
        version: of the mark, when it was looked at.
        result: the id of the mark of the curated layer; None of what was rejected.
        note: why.
        by: the handle of who decided.
        at: when, ISO 8601.
        row_version: of the decision itself.
        undone: whether it was taken back.
    """

    annotation: str
    outcome: Outcome
    version: int
    result: str | None = None
    note: str = ""
    by: str = ""
    at: str = ""
    row_version: int = 1
    undone: bool = False


@dataclass(frozen=True, slots=True)
class DoneArticle:
    """An article that several people did: who, and everybody's marks on it.

    Marks that were deleted stand among them where something was decided of them.
    """

    article: str
    people: tuple[str, ...]
    marks: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a mark stands and how it is tagged."""

    spans: tuple[Span, ...]
    tags: tuple[Tag, ...]

    @property
    def key(self) -> tuple[tuple[Span, ...], frozenset[str]]:
        """What makes two of them alike."""
        return self.spans, frozenset(tag.id for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Candidate(Reading):
    """One version of a place: the marks that are alike, by whomever."""

    marks: tuple[Annotation, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Who marked it so."""
        return tuple(sorted((mark.annotator for mark in self.marks), key=str.casefold))


@dataclass(frozen=True, slots=True)
class Item:
    """One place to decide on.

    Attributes:
        article: its id.
        kind: how the versions differ.
        versions: of the place, those of most people first.
        people: who is done with the article.
        proposal: what most of them say.
        share: of those people who marked just what is proposed, 0..1.
        decisions: what was decided of its marks, by their ids.
        changed: ids of the marks that were edited or deleted since, whose curated mark is gone, or
            stands though that was decided otherwise on another desk.
    """

    article: str
    kind: ItemKind
    versions: tuple[Candidate, ...]
    people: tuple[str, ...]
    proposal: Reading
    share: float
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()

    @property
    def marks(self) -> tuple[Annotation, ...]:
        """All marks of the place."""
        return tuple(mark for each in self.versions for mark in each.marks)

    @property
    def id(self) -> str:
        """The id of its oldest mark."""
        return min(mark.id for mark in self.marks)

    @property
    def open(self) -> bool:
        """Whether anything about it is to be decided."""
        return bool(self.changed) or any(m.id not in self.decisions for m in self.marks)

    @property
    def span(self) -> Span:
        """From where the first version begins to where the last one ends."""
        spans = [span for each in self.versions for span in each.spans]
        return Span(min(s.start for s in spans), max(s.stop for s in spans))

    @property
    def quote(self) -> str:
        """The words of the version of most people."""
        return self.versions[0].marks[0].anchor.quote


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link that people judge differently.

    Attributes:
        link: with everybody's verdicts.
        verdicts: those of the people, by handle.
        decided: the word of the curated layer, or None.
        changed: whether somebody judged it otherwise since.
    """

    link: Link
    verdicts: Mapping[str, Verdict]
    decided: Verdict | None = None
    changed: bool = False

    @property
    def id(self) -> str:
        """The id of the link."""
        return self.link.id

    @property
    def open(self) -> bool:
        """Whether it is to be decided."""
        return self.decided is None or self.changed
