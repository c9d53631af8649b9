"""The tables beside the annotations: a pair of functions for each, rows out and values in.

What can be computed again (state of a link, words of a quote) informs and is ignored on the
way in, except where a value cannot be made without it. Versions count the edits that a desk
has seen and stay there: only an annotation's is exported, since a row of it can be edited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from reader.errors import FormatError
from reader.exchange.checking import NO_HANDLE, is_day, is_time, unfit_tag
from reader.exchange.rfc4180 import Record
from reader.exchange.values import ArticleRow, Correction, Reading
from reader.model.annotation import Annotator, Comment, Tag, TagKind, TagSet
from reader.model.article import (
    METADATA_FIELDS,
    VERSION_OF,
    Assignment,
    BlockVerdict,
    Flip,
    ReadingState,
    Story,
)
from reader.model.ids import annotator_id, is_handle
from reader.model.text import Span

TAG_COLUMNS = (
    "tag_id",
    "kind",
    "tag",
    "description",
    "example",
    "colour",
    "key",
    "required",
)
COMMENT_COLUMNS = ("comment_id", "annotation_id", "annotator", "text", "created_at")
STORY_COLUMNS = ("story_id", "title", "note", "article")
ASSIGNMENT_COLUMNS = ("story_id", "article", "annotator", "due", "note")
FLIP_COLUMNS = ("article", "start", "stop", "annotator", "verdict")
READING_COLUMNS = ("article", "annotator", "state")
CORRECTION_COLUMNS = ("article", "field", "value", "annotator", "updated_at")
ANNOTATOR_COLUMNS = ("annotator", "name", "colour")
ARTICLE_COLUMNS = (
    "article",
    "article_sha256",
    "raw_sha256",
    "name",
    "title",
    "source",
    "published",
    "withdrawn",
)

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Put the name of the file into every error about its form."""
    try:
        yield
    except FormatError as error:
        where = file if error.where is None else f"{file}, {error.where}"
        raise FormatError(error.what, where=where, remedy=error.remedy) from error


def choice(record: Record, column: str, kind: type[Choice]) -> Choice:
    """The cell as a member of an enumeration."""
    cell = record[column].strip()
    try:
        return kind(cell)
    except ValueError as error:
        raise record.wrong(
            column, f"no such {column}: {cell[:40]!r}", f"use one of {', '.join(kind)}"
        ) from error


def needed(record: Record, column: str) -> str:
    """The cell, which may not be empty."""
    if not record[column].strip():
        raise record.wrong(column, "an empty cell")
    return record[column]


def handle(record: Record, column: str = "annotator") -> str:
    """The cell as the name of a person, as `--as` takes it."""
    found = needed(record, column)
    if not is_handle(found):
        raise record.wrong(column, f"{NO_HANDLE}: {found[:40]!r}")
    return found


def time(record: Record, column: str) -> str:
    """The cell as a time in ISO 8601; it may be empty."""
    at = record[column].strip()
    if at and not is_time(at):
        raise record.wrong(column, f"not a time such as 2024-03-09T09:30:00.000Z: {at[:40]!r}")
    return at


def span(record: Record, start: str = "start", stop: str = "stop") -> Span:
    """The span that two cells tell."""
    first, last = record.integer(start), record.integer(stop)
    if first > last:
        raise record.wrong(stop, f"stops at {last}, before its start at {first}")
    return Span(first, last)


def parsed(record: Record, column: str, kind: type[Value], default: Value) -> Value:
    """The cell as JSON of one type."""
    if not record[column].strip():
        return default
    try:
        found = json.loads(record[column])
    except (ValueError, RecursionError) as error:
        raise record.wrong(column, f"not JSON: {error}") from error
    if not isinstance(found, kind):
        raise record.wrong(column, f"not a JSON {kind.__name__}")
    return found


def packed(value: Any) -> str:
    """A value as JSON for a cell."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def gathered(
    rows: Iterable[Record],
    first: Callable[[Record], Value],
    more: Callable[[Value, Record], Value],
    column: str,
) -> tuple[Value, ...]:
    """One value from all rows that share an id: `first` makes it, `more` adds each row to it."""
    found: dict[str, Value] = {}
    for row in rows:
        key = needed(row, column).strip()
        found[key] = more(found[key] if key in found else first(row), row)
    return tuple(found.values())


# -- tags: written with the path, which names the parent -----------------------------------


def with_paths(tags: TagSet) -> list[tuple[Tag, str]]:
    """Every tag with its path, parents before children, in one order on every desk."""
    return sorted(((tag, tags.path(tag)) for tag in tags.tags), key=lambda t: (t[0].kind, t[1]))


def tag_rows(pair: tuple[Tag, str]) -> Iterator[tuple[str, ...]]:
    """The row of a tag."""
    tag, path = pair
    yield (
        tag.id,
        tag.kind,
        path,
        tag.description,
        tag.example,
        tag.colour or "",
        tag.key or "",
        packed(list(tag.required)),
    )


def read_tags(rows: Iterable[Record]) -> tuple[Tag, ...]:
    """The tags of a codebook; a parent must stand before its children."""
    by_path: dict[tuple[TagKind, str], Tag] = {}
    for row in rows:
        kind, path = choice(row, "kind", TagKind), needed(row, "tag")
        unfit = unfit_tag(kind, path)
        if unfit is not None:
            raise row.wrong(*unfit)
        over, _, name = path.rpartition("/")
        parent = by_path.get((kind, over))
        by_path[kind, path] = Tag(
            id=needed(row, "tag_id").strip(),
            kind=kind,
            name=path if parent is None else name,
            parent=parent.id if parent is not None else None,
            description=row["description"],
            example=row["example"],
            colour=row["colour"] or None,
            key=row["key"] or None,
            required=tuple(str(name) for name in parsed(row, "required", list, [])),
        )
    return tuple(by_path.values())


# -- comments ------------------------------------------------------------------------------


def comment_rows(comment: Comment) -> Iterator[tuple[str, ...]]:
    """The row of a comment."""
    yield (
        comment.id,
        comment.annotation,
        comment.annotator,
        comment.text,
        comment.created_at,
    )


def read_comments(rows: Iterable[Record]) -> tuple[Comment, ...]:
    """Comments; each has words, and knows its mark and who says it."""
    return tuple(
        Comment(
            needed(row, "comment_id").strip(),
            needed(row, "annotation_id").strip(),
            handle(row),
            needed(row, "text"),
            time(row, "created_at"),
        )
        for row in rows
    )


# -- stories, assignments, flips, readings, corrections, annotators, articles --------------


def story_rows(story: Story) -> Iterator[tuple[str, ...]]:
    """A row for each article of a story, one without if it has none."""
    for article in story.articles or ("",):
        yield story.id, story.title, story.note, article


def read_stories(rows: Iterable[Record]) -> tuple[Story, ...]:
    """Stories, their articles in the order of the rows."""

    def first(row: Record) -> Story:
        return Story(row["story_id"].strip(), needed(row, "title"), (), row["note"])

    def more(story: Story, row: Record) -> Story:
        article = row["article"].strip()
        return replace(story, articles=(*story.articles, article)) if article else story

    return gathered(rows, first, more, "story_id")


def assignment_rows(assignment: Assignment) -> Iterator[tuple[str, ...]]:
    """The row of an assignment."""
    yield (
        assignment.story,
        assignment.article,
        assignment.annotator,
        assignment.due,
        assignment.note,
    )


def read_assignments(rows: Iterable[Record]) -> tuple[Assignment, ...]:
    """Assignments."""
    found = []
    for row in rows:
        due = row["due"].strip()
        if due and not is_day(due):
            raise row.wrong("due", f"not a day such as 2024-03-09: {due[:40]!r}")
        story, article = needed(row, "story_id").strip(), needed(row, "article").strip()
        found.append(Assignment(story, article, handle(row), due, row["note"]))
    return tuple(found)


def flip_rows(flip: Flip) -> Iterator[tuple[str, ...]]:
    """The row of a flip."""
    yield flip.article, str(flip.span.start), str(flip.span.stop), flip.annotator, flip.verdict


def read_flips(rows: Iterable[Record]) -> tuple[Flip, ...]:
    """Flips."""
    return tuple(
        Flip(
            needed(row, "article").strip(),
            span(row),
            handle(row),
            choice(row, "verdict", BlockVerdict),
        )
        for row in rows
    )


def reading_rows(reading: Reading) -> Iterator[tuple[str, ...]]:
    """The row of a reading."""
    yield reading.article, reading.annotator, reading.state


def read_readings(rows: Iterable[Record]) -> tuple[Reading, ...]:
    """Readings."""
    return tuple(
        Reading(
            needed(row, "article").strip(),
            handle(row),
            choice(row, "state", ReadingState),
        )
        for row in rows
    )


def correction_rows(correction: Correction) -> Iterator[tuple[str, ...]]:
    """The row of a correction."""
    yield (
        correction.article,
        correction.field,
        correction.value,
        correction.annotator,
        correction.updated_at,
    )


def read_corrections(rows: Iterable[Record]) -> tuple[Correction, ...]:
    """Corrections of fields that an article has."""
    found = []
    for row in rows:
        name = row["field"].strip()
        if name not in {*METADATA_FIELDS, VERSION_OF}:
            raise row.wrong(
                "field", f"no such field: {name[:40]!r}", f"use one of {', '.join(METADATA_FIELDS)}"
            )
        article, who = needed(row, "article").strip(), handle(row)
        found.append(Correction(article, name, row["value"], who, time(row, "updated_at")))
    return tuple(found)


def annotator_rows(annotator: Annotator) -> Iterator[tuple[str, ...]]:
    """The row of an annotator; the id is made of the handle."""
    yield annotator.handle, annotator.name, annotator.colour or ""


def read_annotators(rows: Iterable[Record]) -> tuple[Annotator, ...]:
    """Annotators."""
    return tuple(
        Annotator(
            annotator_id(who := handle(row)),
            who,
            row["name"],
            row["colour"] or None,
        )
        for row in rows
    )


def article_rows(article: ArticleRow) -> Iterator[tuple[str, ...]]:
    """The row of an article."""
    yield (
        article.article,
        article.article_sha256,
        article.raw_sha256,
        article.name,
        article.title,
        article.source,
        article.published,
        article.withdrawn,
    )


def read_articles(rows: Iterable[Record]) -> tuple[ArticleRow, ...]:
    """Which articles the file speaks of."""
    return tuple(ArticleRow(*(row[column] for column in ARTICLE_COLUMNS)) for row in rows)
