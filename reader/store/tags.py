"""The codebook: tags and their rows."""

from __future__ import annotations

import json
from typing import Any

from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.history import Gesture
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting as tombstone
from reader.store.statements import dropping, ensuring, inserting, putting, storable, updating


def all_tags(store: Store) -> TagSet:
    """The codebook: root tags first, then in order of arrival; the deleted ones left out."""
    rows = store.read("SELECT * FROM tags WHERE deleted_at IS NULL ORDER BY rid")
    return TagSet(tuple(tag(row) for row in rows))


def adding(new: Tag, gesture: Gesture) -> Batch:
    """A new tag; a conflict where kind and parent have one of that name."""
    values = {
        "id": new.id,
        **_columns(new),
        "annotator": gesture.author,
        "created_at": gesture.at,
    }
    return [inserting("tags", values, gesture)]


def rooting(tag: Tag, gesture: Gesture) -> Batch:
    """A root tag where the desk has none of that id: nobody's, so that no undo takes it away."""
    values = {"id": tag.id, **_columns(tag), "created_at": gesture.at}
    return [ensuring("tags", values, None, gesture.at)]


def editing(old: Tag, new: Tag, gesture: Gesture) -> Batch:
    """The tag as `new` has it; of a root tag, name and place stay."""
    return [updating("tags", {"id": old.id}, _columns(new), old.version, gesture)]


def deleting(old: Tag, gesture: Gesture) -> Batch:
    """The tag out of the codebook: its marks lose it, and an undo brings it back to them.

    A root tag, and one with narrower tags below, stay: that is a conflict.
    """
    return [tombstone("tags", {"id": old.id}, old.version, gesture)]


def merging(store: Store, old: Tag, into: Tag, gesture: Gesture) -> tuple[Batch, int]:
    """`into` in the place of a tag on everybody's marks, and the tag out of the codebook.

    Returns:
        The batch, and how many marks it touches.
    """
    rows = store.read(
        "SELECT annotation, ordinal FROM annotation_tags WHERE tag = ? AND deleted_at IS NULL",
        (old.id,),
    )
    batch: Batch = []
    for row in rows:
        key = {"annotation": row["annotation"]}
        batch.append(dropping("annotation_tags", {**key, "tag": old.id}, gesture))
        batch += putting(
            "annotation_tags", {**key, "tag": into.id}, {"ordinal": row["ordinal"]}, gesture
        )
    return [*batch, *deleting(old, gesture)], len(rows)


def uses(store: Store) -> dict[str, int]:
    """How many annotations carry each tag, by its id; tags without any are left out."""
    # All of them by the index alone, less the few that are gone: of 400,000 a tenth of the time
    # that it takes to look at the annotation of each.
    every = store.read("SELECT tag, count(*) AS uses FROM annotation_tags GROUP BY tag")
    gone = store.read(
        "SELECT tag, count(*) AS uses FROM annotation_tags WHERE deleted_at IS NOT NULL"
        " OR annotation IN (SELECT id FROM annotations WHERE deleted_at IS NOT NULL)"
        " GROUP BY +tag"
    )
    without = {row["tag"]: row["uses"] for row in gone}
    left = {row["tag"]: row["uses"] - without.get(row["tag"], 0) for row in every}
    return {tag: count for tag, count in left.items() if count}


def tag(row: Row) -> Tag:
    """The tag of a row."""
    return Tag(
        id=row["id"],
        kind=TagKind(row["kind"]),
        name=row["name"],
        parent=row["parent"],
        description=row["description"],
        example=row["example"],
        colour=row["colour"],
        key=row["key"],
        required=tuple(json.loads(row["required"])),
        version=row["version"],
        order=row["rid"] - 1,
    )


def _columns(tag: Tag) -> dict[str, Any]:
    return {
        "kind": tag.kind.value,
        "name": storable(tag.name),
        "parent": tag.parent,
        "description": storable(tag.description),
        "example": storable(tag.example),
        "colour": tag.colour,
        "key": tag.key,
        "required": json.dumps([storable(name) for name in tag.required], ensure_ascii=False),
    }
