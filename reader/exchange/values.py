"""What goes out and comes in: one row per annotation and tag, and what people made beside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import uuid5

from reader.model.annotation import Anchor, Annotation, Annotator, Comment, TagKind, TagSet
from reader.model.article import Assignment, Flip, ReadingState, Story
from reader.model.curation import Decision
from reader.model.ids import NAMESPACE
from reader.model.link import Event, Link
from reader.model.text import Span


@dataclass(frozen=True, slots=True)
class MarkRow:
    """An annotation with one of its tags: what a line of the CSV means.

    Attributes:
        annotation_id: UUIDv7; of a row that came in without one, see `named`.
        article: the id of its article.
        article_sha256: of the article's text, hexadecimal.
        anchor: where.
        kind: of the tag; None for an untagged annotation.
        tag: the path of the tag (`entity/person`); empty for an untagged annotation.
        annotator: the handle of who made it.
        note, attributes, created_at, updated_at, version: of the annotation.
    """

    annotation_id: str
    article: str
    article_sha256: str
    anchor: Anchor
    kind: TagKind | None
    tag: str
    annotator: str
    note: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    created_at: str = ""
    updated_at: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside a mark to inform; ignored on the way in.

    Attributes:
        title, source, published: of the article, empty where not known.
        event: the titles of the events it lies in, joined by `; `.
        links: how many links of people touch it.
        clean: where it stands in the clean text, or None where it does not.
        lacking: the attributes that its tags ask for and it has not.
        listed: what the list calls the article: `2`, `2@1`, `withdrawn`.
    """

    title: str = ""
    source: str = ""
    published: str = ""
    event: str = ""
    links: int = 0
    clean: Span | None = None
    lacking: tuple[str, ...] = ()
    listed: str = ""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A line to write."""

    mark: MarkRow
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A line that was read; `line` is where it begins in the file, from 1."""

    line: int
    mark: MarkRow


def named(mark: MarkRow) -> MarkRow:
    """The row with an id: one without was made outside this project and is a mark of its own.

    The id is made of what it says, so that the same row twice is one mark.
    """
    if mark.annotation_id:
        return mark
    content = [
        mark.article,
        [(span.start, span.stop) for span in mark.anchor.spans],
        mark.anchor.quote,
        mark.kind,
        mark.tag,
        mark.annotator,
        mark.note,
        sorted(mark.attributes.items()),
    ]
    return replace(mark, annotation_id=str(uuid5(NAMESPACE, f"import:{json.dumps(content)}")))


def rows_of(
    annotation: Annotation, article_sha256: str, tags: TagSet, context: Context | None = None
) -> tuple[ExportRow, ...]:
    """The rows of one annotation, a row for each tag in their order, one if it has none."""
    named = sorted((tags.path(tag), tag.kind) for tag in annotation.tags)
    pairs: list[tuple[str, TagKind | None]] = [*named] or [("", None)]
    return tuple(
        ExportRow(
            MarkRow(
                annotation_id=annotation.id,
                article=annotation.article,
                article_sha256=article_sha256,
                anchor=annotation.anchor,
                kind=kind,
                tag=path,
                annotator=annotation.annotator,
                note=annotation.note,
                attributes=annotation.attributes,
                created_at=annotation.created_at,
                updated_at=annotation.updated_at,
                version=annotation.version,
            ),
            context or Context(),
        )
        for path, kind in pairs
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Which article an id means; written so that a folder explains itself, never imported."""

    article: str
    article_sha256: str
    raw_sha256: str
    name: str
    title: str = ""
    source: str = ""
    published: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How far an annotator is with an article."""

    article: str
    annotator: str
    state: ReadingState


@dataclass(frozen=True, slots=True)
class Correction:
    """An annotator's word on one field of an article's metadata.

    Where several correct one field, the newest holds: `updated_at` (ISO 8601) says when.
    """

    article: str
    field: str
    value: str
    annotator: str
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Everything that people made on a desk besides annotations.

    Attributes:
        tags: the codebook, parents before children.
        comments: on annotations that stand.
        links: made or judged by people; mere suggestions are computed again.
        events: named or edited by people; proposed ones are computed again.
    """

    tags: TagSet = field(default_factory=lambda: TagSet(()))
    annotators: tuple[Annotator, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    flips: tuple[Flip, ...] = ()
    readings: tuple[Reading, ...] = ()
    corrections: tuple[Correction, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    curations: tuple[Decision, ...] = ()
