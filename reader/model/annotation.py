"""What people mark: anchors, tags, annotations, and who made them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from reader.model.text import Span
from reader.model.values import dataclass, field

CONTEXT_LENGTH = 32  # code points of prefix and suffix (W3C Web Annotation, TextQuoteSelector)
PIECE_JOINER = " … "  # stands between the quotes of an annotation in several pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """One unbroken stretch of an anchor: position and quote, which must agree."""

    span: Span
    quote: str

    def __post_init__(self) -> None:
        """Refuse a quote that cannot be the words of the span."""
        if len(self.quote) != len(self.span):
            msg = f"quote of {len(self.quote)} code points on a span of {len(self.span)}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is stored of a mark's place: pieces in reading order, prefix and suffix."""

    pieces: tuple[Piece, ...]
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        """Refuse no pieces, and pieces that overlap or run backwards."""
        if not self.pieces:
            msg = "an anchor has at least one piece"
            raise ValueError(msg)
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            if before.span.stop > after.span.start:
                msg = f"pieces overlap or run backwards: {before.span} {after.span}"
                raise ValueError(msg)

    @property
    def span(self) -> Span:
        """From the start of the first piece to the stop of the last."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.stop)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The span of each piece."""
        return tuple(piece.span for piece in self.pieces)

    @property
    def quote(self) -> str:
        """The words of all pieces, joined by ` … `."""
        return PIECE_JOINER.join(piece.quote for piece in self.pieces)


class TagKind(StrEnum):
    """What a tag tags: an assertable statement, a thing in the world, or what users say."""

    CLAIM = "claim"
    ENTITY = "entity"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Tag:
    """One entry of the codebook.

    Attributes:
        id: UUIDv7; of the root tags, UUIDv5 of the name.
        kind: claim, entity or user.
        name: unique within kind and parent.
        parent: the id of the tag it refines, or None.
        description, example: what the codebook says of it.
        colour: a name of the palette (`tui` maps it), or None for one by order.
        key: a single character that the picker offers for it, or None.
        required: names of attributes that an annotation with it should carry.
        version: of the row.
        order: how many were made before it on this desk, those that are gone included; -1 where
            nobody knows. It gives the hue, which stays when another tag goes.
    """

    id: str
    kind: TagKind
    name: str
    parent: str | None = None
    description: str = ""
    example: str = ""
    colour: str | None = None
    key: str | None = None
    required: tuple[str, ...] = ()
    version: int = 1
    order: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class TagSet:
    """The codebook: every tag of a desk, in its order."""

    tags: tuple[Tag, ...]

    def named(self, name: str) -> tuple[Tag, ...]:
        """Tags with that name or path (`entity/person`), case ignored."""
        wanted = name.casefold()
        return tuple(
            tag for tag in self.tags if wanted in {tag.name.casefold(), self.path(tag).casefold()}
        )

    def path(self, tag: Tag) -> str:
        """The names from the root down to `tag`, joined by `/`."""
        by_id = {each.id: each for each in self.tags}
        names = [tag.name]
        seen = {tag.id}
        while tag.parent in by_id and tag.parent not in seen:
            tag = by_id[tag.parent]
            seen.add(tag.id)
            names.append(tag.name)
        return "/".join(reversed(names))


@dataclass(frozen=True, slots=True)
class Annotator:
    """Who: a handle (unique, case ignored), a name to show and a colour of the palette."""

    id: str
    handle: str
    name: str = ""
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark: an anchor, its tags, who made it and when.

    Attributes:
        id: UUIDv7.
        article: the id of the article it stands in.
        anchor: where.
        tags: none, one or several.
        annotator: the handle of who made it.
        note: free text, empty for none.
        attributes: free pairs (`stance: denies`).
        created_at, updated_at: UTC, ISO 8601 with milliseconds.
        version: 1 when made, one more with each edit.
        updated_by: the handle of who edited it last.
        deleted: whether it is a tombstone.
    """

    id: str
    article: str
    anchor: Anchor
    tags: tuple[Tag, ...]
    annotator: str
    note: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    created_at: str = ""
    updated_at: str = ""
    version: int = 1
    updated_by: str = ""
    deleted: bool = False


class Glimpse(NamedTuple):
    """What a picture shows of a mark, for where there are thousands: no words and no history.

    Attributes:
        id: of the annotation.
        spans: of its pieces.
        tags: what it is tagged with; equal ones are the same tuple.
        annotator: the handle of who made it.
        noted: whether it has a note.
    """

    id: str
    spans: tuple[Span, ...]
    tags: tuple[Tag, ...]
    annotator: str
    noted: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says of an annotation, mostly a colleague's.

    Attributes:
        id: UUIDv7.
        annotation: the id of what it is about.
        annotator: the handle of who says it.
        text: what is said.
        created_at: UTC, ISO 8601 with milliseconds.
        version: of the row; above 1 it was edited.
        deleted: whether it is a tombstone.
    """

    id: str
    annotation: str
    annotator: str
    text: str
    created_at: str = ""
    version: int = 1
    deleted: bool = False
