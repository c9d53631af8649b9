"""Marks: annotations, their pieces and tags, and their rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from reader.errors import NotFoundError
from reader.model.annotation import Anchor, Annotation, Glimpse, Piece, Tag, TagKind
from reader.model.history import Gesture
from reader.model.text import Span
from reader.store import tags as tag_rows
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import dropping, inserting, putting, storable, updating

_PIECES = """(SELECT json_group_array(json_array(start, stop, quote)) FROM (
      SELECT start, stop, quote FROM annotation_pieces
      WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal))"""
_TAGS = """(SELECT json_group_array(tag) FROM (
      SELECT tag FROM annotation_tags
      WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal))"""
_SELECT = f"SELECT n.*, {_PIECES} AS pieces, {_TAGS} AS tags FROM annotations AS n"  # noqa: S608 - constants

_AT_ONCE = 500  # ids in one statement: SQLite before 3.32 takes 999


def adding(annotation: Annotation, gesture: Gesture) -> Batch:
    """A new annotation with its pieces and tags.

    Times and version are the annotation's own where it has them: an import keeps them.
    """
    values = {
        "id": annotation.id,
        "article": annotation.article,
        "annotator": storable(annotation.annotator),
        **_columns(annotation),
        "created_at": annotation.created_at or gesture.at,
        "updated_at": annotation.updated_at or annotation.created_at or gesture.at,
        "version": annotation.version,
    }
    return [
        inserting("annotations", values, gesture),
        *_pieces(annotation, gesture),
        *_tags(annotation.id, annotation.tags, gesture),
        *indexing(annotation.id),
    ]


def editing(old: Annotation, new: Annotation, gesture: Gesture) -> Batch:
    """The annotation as `new` has it: place, tags, note and attributes.

    One that was deleted is back. Raises on writing a ConflictError if somebody changed it
    since `old` was read.
    """
    values = {"article": new.article, **_columns(new)}
    if old.deleted:
        values["deleted_at"] = None
    batch = [updating("annotations", {"id": old.id}, values, old.version, gesture)]
    batch += _pieces(new, gesture)
    for ordinal in range(len(new.anchor.pieces), len(old.anchor.pieces)):
        key = {"annotation": old.id, "ordinal": ordinal}
        batch.append(dropping("annotation_pieces", key, gesture))
    kept = {tag.id for tag in new.tags}
    for tag in old.tags:
        if tag.id not in kept:
            key = {"annotation": old.id, "tag": tag.id}
            batch.append(dropping("annotation_tags", key, gesture))
    batch += _tags(old.id, new.tags, gesture)
    return batch + indexing(old.id)


def deleting(annotation: Annotation, gesture: Gesture) -> Batch:
    """The tombstone on an annotation; pieces and tags stay with it."""
    return [
        tombstone("annotations", {"id": annotation.id}, annotation.version, gesture),
        *indexing(annotation.id),
    ]


def restoring(annotation: Annotation, gesture: Gesture) -> Batch:
    """A deleted annotation back as it was."""
    values = {"deleted_at": None}
    return [
        updating("annotations", {"id": annotation.id}, values, annotation.version, gesture),
        *indexing(annotation.id),
    ]


def indexing(annotation: str) -> Batch:
    """Search brought up to date with one annotation, which stands as it shall be found."""
    return [
        (
            "DELETE FROM marks_fts WHERE rowid = (SELECT rid FROM annotations WHERE id = ?)",
            (annotation,),
        ),
        (
            (
                "INSERT INTO marks_fts (rowid, quote, note)"
                " SELECT n.rid, (SELECT group_concat(quote, ' … ') FROM"
                " (SELECT quote FROM annotation_pieces"
                " WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)), n.note"
                " FROM annotations AS n WHERE n.id = ? AND n.deleted_at IS NULL"
            ),
            (annotation,),
        ),
    ]


def load(store: Store, annotation: str) -> Annotation:
    """One annotation, deleted or not.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = store.read(f"{_SELECT} WHERE n.id = ?", (annotation,))
    if not rows:
        raise NotFoundError("there is no such annotation", where=annotation)
    return _annotations(store, rows)[0]


def load_all(store: Store, wanted: Sequence[str]) -> dict[str, Annotation]:
    """Those of these annotations that there are, deleted or not, by id."""
    found: dict[str, Annotation] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = tuple(wanted[start : start + _AT_ONCE])
        marks = ", ".join("?" for _ in some)
        rows = store.read(f"{_SELECT} WHERE n.id IN ({marks})", some)
        found |= {each.id: each for each in _annotations(store, rows)}
    return found


def within(store: Store, wanted: Collection[str], articles: Sequence[str]) -> tuple[str, ...]:
    """Those of these ids whose annotations stand in some articles, deleted or not."""
    rows = store.read(
        "SELECT id FROM annotations WHERE id IN (SELECT value FROM json_each(?))"
        " AND article IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(wanted)), json.dumps(list(articles))),
    )
    return tuple(row["id"] for row in rows)


def beginning(store: Store, prefix: str, limit: int = 10) -> tuple[str, ...]:
    """The ids that begin with `prefix`, deleted ones left out."""
    rows = store.read(
        "SELECT id FROM annotations WHERE substr(id, 1, ?) = ? AND deleted_at IS NULL"
        " ORDER BY id LIMIT ?",
        (len(prefix), prefix.lower(), limit),
    )
    return tuple(row["id"] for row in rows)


def of_article(store: Store, article: str) -> tuple[Annotation, ...]:
    """Every annotation of an article, in reading order."""
    rows = store.read(f"{_SELECT} WHERE n.article = ? AND n.deleted_at IS NULL", (article,))
    return _in_reading_order(_annotations(store, rows))


def of_articles(
    store: Store, articles: Collection[str], *, deleted: bool = False
) -> tuple[Annotation, ...]:
    """Every annotation of some articles (their ids), by id; or the tombstones there."""
    gone = "NOT NULL" if deleted else "NULL"
    rows = store.read(
        f"{_SELECT} WHERE n.article IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants
        f" AND n.deleted_at IS {gone} ORDER BY n.id",
        (json.dumps(list(articles)),),
    )
    return _annotations(store, rows)


def spellings(store: Store) -> tuple[tuple[str, str, int], ...]:
    """Of every quote that carries a tag of entities: the quote, the tag's id, how often."""
    rows = store.read(
        "SELECT p.quote AS quote, g.tag AS tag, count(*) AS times FROM annotation_pieces AS p"
        " JOIN annotations AS n ON n.id = p.annotation AND n.deleted_at IS NULL"
        " JOIN annotation_tags AS g ON g.annotation = n.id AND g.deleted_at IS NULL"
        " JOIN tags AS t ON t.id = g.tag AND t.kind = 'entity' AND t.deleted_at IS NULL"
        " WHERE p.deleted_at IS NULL GROUP BY p.quote, g.tag ORDER BY p.quote, g.tag"
    )
    return tuple((row["quote"], row["tag"], row["times"]) for row in rows)


def glimpses(store: Store, article: str, span: Span) -> tuple[Glimpse, ...]:
    """What a picture shows of the annotations that `near` gives, in the same order.

    A third of the price, where they lie a hundred deep: nothing is read of their words.
    """
    rows = store.read(
        f"SELECT n.id AS id, n.annotator AS annotator, n.note <> '' AS noted, {_TAGS} AS tags,"  # noqa: S608 - constants
        " p.start AS start, p.stop AS stop, EXISTS (SELECT 1 FROM annotation_pieces AS q"
        " WHERE q.annotation = n.id AND q.ordinal <> p.ordinal AND q.deleted_at IS NULL) AS more"
        " FROM annotations AS n JOIN annotation_pieces AS p ON p.annotation = n.id"
        " WHERE n.article = ? AND n.deleted_at IS NULL"
        " AND p.deleted_at IS NULL AND p.start < ? AND p.stop > ?",
        (article, span.stop, span.start),
    )
    tags = _Tags(store, rows)
    found = [
        Glimpse(
            row["id"],
            (Span(row["start"], row["stop"]),),
            tags.of(row),
            row["annotator"],
            bool(row["noted"]),
        )
        for row in rows
        if not row["more"]
    ]
    several = dict.fromkeys(row["id"] for row in rows if row["more"])
    found += [
        Glimpse(each.id, each.anchor.spans, each.tags, each.annotator, bool(each.note))
        for each in load_all(store, tuple(several)).values()
    ]
    return tuple(
        sorted(found, key=lambda each: (each.spans[0].start, each.spans[-1].stop, each.id))
    )


def near(store: Store, article: str, span: Span) -> tuple[Annotation, ...]:
    """The annotations of an article that share a code point with a span, in reading order."""
    rows = store.read(
        f"{_SELECT} WHERE n.article = ? AND n.deleted_at IS NULL AND EXISTS"  # noqa: S608 - constants
        " (SELECT 1 FROM annotation_pieces AS p WHERE p.annotation = n.id"
        " AND p.deleted_at IS NULL AND p.start < ? AND p.stop > ?)",
        (article, span.stop, span.start),
    )
    return _in_reading_order(_annotations(store, rows))


def _in_reading_order(found: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(found, key=lambda each: (each.anchor.span, each.created_at, each.id)))


def select(
    store: Store,
    *,
    article: str | None = None,
    annotator: str | None = None,
    tag: str | None = None,
    kind: TagKind | None = None,
    deleted: bool = False,
    after_id: str | None = None,
    limit: int | None = None,
) -> tuple[Annotation, ...]:
    """Annotations by id, which is the order they were made in.

    Args:
        store: the desk's.
        article: only those in that article (its id).
        annotator: only that handle's.
        tag: only those with that tag (its id).
        kind: only those with a tag of that kind.
        deleted: the tombstones instead of what stands.
        after_id: only those after that id: pages by key.
        limit: at most so many.
    """
    conditions = ["n.deleted_at IS NOT NULL" if deleted else "n.deleted_at IS NULL"]
    params: list[Any] = []
    for condition, value in (
        ("n.article = ?", article),
        ("n.annotator = ?", annotator),
        ("n.id > ?", after_id),
        (f"n.id IN ({_WITH_TAG})", tag),  # by the index of tags: few marks carry most of them
        (f"EXISTS ({_TAGGED} AND t.kind = ?)", None if kind is None else kind.value),
    ):
        if value is not None:
            conditions.append(condition)
            params.append(value)
    sql = f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY n.id LIMIT ?"
    rows = store.read(sql, (*params, -1 if limit is None else limit))
    return _annotations(store, rows)


_WITH_TAG = (
    "SELECT g.annotation FROM annotation_tags AS g"
    " JOIN tags AS t ON t.id = g.tag AND t.deleted_at IS NULL"
    " WHERE g.tag = ? AND g.deleted_at IS NULL"
)
_TAGGED = (
    "SELECT 1 FROM annotation_tags AS g JOIN tags AS t ON t.id = g.tag AND t.deleted_at IS NULL"
    " WHERE g.annotation = n.id AND g.deleted_at IS NULL"
)


def last_times(store: Store) -> tuple[tuple[str, str, str], ...]:
    """When each annotator changed a mark in each article last: article, handle, time."""
    rows = store.read(
        "SELECT article, annotator, max(updated_at) AS at FROM annotations"
        " WHERE deleted_at IS NULL GROUP BY article, annotator"
    )
    return tuple((row["article"], row["annotator"], row["at"]) for row in rows)


def export_rows(
    store: Store, *, article: str | None = None, page: int = 500
) -> Iterator[dict[str, Any]]:
    """The rows of the CSV, by annotation and tag, keyed like its columns.

    Read in pages by key: no statement stays open over 50 ms. What others write meanwhile may
    or may not be among them; for one moment's truth, read from `copies.snapshot(store)`.
    """
    after = ""
    where = "" if article is None else " AND article = ?"
    extra = () if article is None else (article,)
    while True:
        ids = store.read(
            f"SELECT id FROM annotations WHERE id > ? AND deleted_at IS NULL{where}"  # noqa: S608 - constants
            " ORDER BY id LIMIT ?",
            (after, *extra, page),
        )
        if not ids:
            return
        last = ids[-1]["id"]
        yield from (
            dict(row)
            for row in store.read(
                "SELECT * FROM annotations_export"  # noqa: S608 - constants
                f" WHERE annotation_id > ? AND annotation_id <= ?{where}"
                " ORDER BY annotation_id, tag",
                (after, last, *extra),
            )
        )
        after = last


def _columns(annotation: Annotation) -> dict[str, Any]:
    attributes = {storable(k): storable(v) for k, v in annotation.attributes.items()}
    return {
        "prefix": annotation.anchor.prefix,
        "suffix": annotation.anchor.suffix,
        "note": storable(annotation.note),
        "attributes": json.dumps(attributes, ensure_ascii=False, sort_keys=True),
    }


def _pieces(annotation: Annotation, gesture: Gesture) -> Batch:
    batch: Batch = []
    for ordinal, piece in enumerate(annotation.anchor.pieces):
        key = {"annotation": annotation.id, "ordinal": ordinal}
        values = {"start": piece.span.start, "stop": piece.span.stop, "quote": piece.quote}
        batch += putting("annotation_pieces", key, values, gesture)
    return batch


def _tags(annotation: str, tags: Sequence[Tag], gesture: Gesture) -> Batch:
    batch: Batch = []
    for ordinal, tag in enumerate(tags):
        key = {"annotation": annotation, "tag": tag.id}
        batch += putting("annotation_tags", key, {"ordinal": ordinal}, gesture)
    return batch


class _Tags:
    """Tags of rows. Read after them: one that was made meanwhile is known."""

    def __init__(self, store: Store, rows: Sequence[Row]) -> None:
        named = {each: json.loads(each) for each in {row["tags"] for row in rows}}
        codebook = tag_rows.standing(store, {tag for tags in named.values() for tag in tags})
        self._carried = {  # most marks carry the same few tags
            each: tuple(codebook[tag] for tag in tags if tag in codebook)
            for each, tags in named.items()
        }

    def of(self, row: Row) -> tuple[Tag, ...]:
        """The tags of one row, in its order."""
        return self._carried[row["tags"]]


def _annotations(store: Store, rows: Sequence[Row]) -> tuple[Annotation, ...]:
    tags = _Tags(store, rows)
    return tuple(_annotation(row, tags) for row in rows)


def _annotation(row: Row, tags: _Tags) -> Annotation:
    pieces = tuple(
        Piece(Span(start, stop), quote) for start, stop, quote in json.loads(row["pieces"])
    )
    return Annotation(
        id=row["id"],
        article=row["article"],
        anchor=Anchor(pieces, row["prefix"], row["suffix"]),
        tags=tags.of(row),
        annotator=row["annotator"],
        note=row["note"],
        attributes={} if row["attributes"] == "{}" else json.loads(row["attributes"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        version=row["version"],
        updated_by=row["updated_by"],
        deleted=row["deleted_at"] is not None,
    )
