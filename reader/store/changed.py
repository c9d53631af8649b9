"""What changed on a desk since a moment, as its history tells it: which marks, which articles.

Every row of people's work leaves an entry, so who knows how marks stood at one entry need not read
ten thousand of them again to know how they stand at a later one. What leaves none (blocks that are
judged anew, suggestions) is no part of a mark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reader.model.values import dataclass, field
from reader.store.protocol import Store

# Entries that are looked through: some three for a mark. Of more, all marks of an article are read
# as quickly (10,000 of them in 250 ms, of one mark its entries and rows in 0.05 ms).
MOST = 12_000

_PARTS = frozenset({"annotations", "annotation_pieces", "annotation_tags", "curations"})
MARKS = _PARTS | {"comments"}  # tables of marks and what is said of them
_LISTED = frozenset({"articles", "article_fields"})  # tables that a list of articles is made of

_POINT = """SELECT seq, change,
    (SELECT count(*) FROM meta WHERE key >= 'merge:' AND key < 'merge;') AS merges
  FROM history ORDER BY seq DESC LIMIT 1"""
_SINCE = """SELECT DISTINCT "table" AS name, op,
    CASE WHEN instr("row", ':') THEN substr("row", 1, instr("row", ':') - 1) ELSE "row" END AS row,
    CASE WHEN "table" = 'annotations' AND op = 'update' THEN before END AS before,
    CASE WHEN "table" = 'comments' OR "table" = 'annotations' AND op = 'update' THEN after END
      AS after
  FROM history WHERE seq > ?"""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment of a desk.

    Attributes:
        seq: the last entry of history by then; 0 where there was none.
        change: the gesture of it: another one where a backup took the place of the desk.
        merges: how many other desks had been merged into it.
    """

    seq: int = 0
    change: str = ""
    merges: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as it was.

    Attributes:
        marks: the ids of marks that may look different, or of which something else was said.
        articles: the ids of articles that have other marks.
        states: the ids of articles whose reading state is another one.
        listed: whether a list of articles may have changed otherwise.
        alone: whether nothing else was done than on marks.
    """

    marks: frozenset[str] = field(default_factory=frozenset)
    articles: frozenset[str] = field(default_factory=frozenset)
    states: frozenset[str] = field(default_factory=frozenset)
    listed: bool = False
    alone: bool = True


def point(store: Store) -> Point:
    """The desk's moment now."""
    return next((Point(**row) for row in store.read(_POINT)), Point())


def since(store: Store, then: Point, now: Point) -> Changes | None:
    """What changed after a moment; None where everything is to be read again.

    That is so after very much, after a merge or a restore, and where a tag is another one by now,
    as then all that carry it are.

    Args:
        store: the desk's.
        then: the moment.
        now: a later one, at which it was asked for.
    """
    if now == then:
        return Changes()
    if now.merges != then.merges or not 0 <= now.seq - then.seq <= MOST or not _stands(store, then):
        return None
    marks, articles, states, tables = set[str](), set[str](), set[str](), set[str]()
    for row in store.read(_SINCE, (then.seq,)):
        name = row["name"]
        tables.add(name)
        if name == "purges" or (name == "tags" and row["op"] != "insert"):
            return None
        if name in _PARTS:
            marks.add(row["row"])
            articles |= {_columns(row[x])["article"] for x in ("before", "after") if row[x]}
        elif name == "comments":
            marks.add(_columns(row["after"])["annotation"])
        elif name == "readings":
            states.add(row["row"])
    found = store.read(
        "SELECT DISTINCT article FROM annotations WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(marks)),),
    )
    articles.update(row["article"] for row in found)
    return Changes(
        frozenset(marks),
        frozenset(articles),
        frozenset(states),
        listed=bool(tables & _LISTED),
        alone=tables <= MARKS,
    )


def _stands(store: Store, then: Point) -> bool:
    """Whether the entry of a moment is still what it was."""
    if not then.seq:
        return True
    rows = store.read("SELECT change FROM history WHERE seq = ?", (then.seq,))
    return bool(rows) and rows[0]["change"] == then.change


def _columns(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text, strict=False)
    return found
