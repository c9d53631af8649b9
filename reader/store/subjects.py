"""What history tells of a thing by its ids alone: the place it stands at, the path of a tag."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from reader.model.values import dataclass
from reader.store.protocol import Store

_OF_MARK = (
    "SELECT n.article, p.start, p.stop, p.quote FROM annotations AS n"
    " JOIN annotation_pieces AS p ON p.annotation = n.id WHERE n.id = ?"
    " ORDER BY p.deleted_at IS NOT NULL, p.ordinal LIMIT 1"
)
_PLACES = {
    "annotations": _OF_MARK,
    "links": (
        "SELECT a_article AS article, a_start AS start, a_stop AS stop, a_quote AS quote"
        " FROM links WHERE id = ?"
    ),
    "events": (
        "SELECT article, start, stop, quote FROM event_passages WHERE event = ?"
        " ORDER BY deleted_at IS NOT NULL, article, start LIMIT 1"
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, in code points of its article; an article as a whole at its top."""

    article: str
    start: int
    stop: int
    quote: str = ""


def place(store: Store, subject: tuple[str, str], row: Mapping[str, Any]) -> Place | None:
    """The place of a thing, also of one that was deleted; None of what has none.

    Args:
        store: the desk's.
        subject: the table, and the row as history names it.
        row: by column.
    """
    table, name = subject
    if table == "comments":
        table, name = "annotations", str(row["annotation"])
    if table in _PLACES:
        found = store.read(_PLACES[table], (name,))
        return Place(**found[0]) if found else None
    article = name if table == "articles" else row.get("article")
    if article is None:
        return None
    if "start" in row:
        return Place(str(article), int(row["start"]), int(row["stop"]))
    return Place(str(article), 0, 1)


def tag_paths(store: Store) -> dict[str, str]:
    """What every tag is called with those above it, by id; deleted ones too."""
    rows = {row["id"]: row for row in store.read("SELECT id, name, parent FROM tags")}
    found = {}
    for tag in rows:
        names, at = list[str](), tag
        while at in rows and len(names) < len(rows):
            names.append(str(rows[at]["name"]))
            at = rows[at]["parent"]
        found[tag] = "/".join(reversed(names))
    return found


def articles_of(store: Store, ids: Collection[str]) -> dict[str, frozenset[str]]:
    """The articles that marks, links and events stand in, by their ids."""
    given = json.dumps(sorted(ids))
    found: dict[str, set[str]] = {}
    for sql in (
        "SELECT id, article FROM annotations WHERE id IN (SELECT value FROM json_each(?))",
        "SELECT id, a_article AS article FROM links WHERE id IN (SELECT value FROM json_each(?))",
        "SELECT id, b_article AS article FROM links WHERE id IN (SELECT value FROM json_each(?))",
        (
            "SELECT event AS id, article FROM event_passages"
            " WHERE event IN (SELECT value FROM json_each(?))"
        ),
    ):
        for row in store.read(sql, (given,)):
            found.setdefault(row["id"], set()).add(row["article"])
    return {name: frozenset(articles) for name, articles in found.items()}
