"""Whether what is stored is what was stored: pages, references, checksums, quotes, history.

SQLite's own check looks at the structure of pages: of 300 files damaged at random, 105 passed
it, since the bytes had fallen into text. So every text is compared with its checksum and
every quote with its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.store.guarded import GUARDED
from reader.store.sqlite import SqliteStore

MOST_OF_A_KIND = 20  # symptoms of one kind that are told one by one


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that is not as it was stored."""

    code: str
    what: str
    where: str


_QUOTES = (
    (
        "annotation",
        (
            "SELECT p.annotation AS id, n.article, p.start, p.stop, p.quote"
            " FROM annotations AS n JOIN annotation_pieces AS p ON p.annotation = n.id"
            " WHERE n.article = ? AND p.deleted_at IS NULL"
        ),
    ),
    (
        "link",
        (
            "SELECT id, a_article AS article, a_start AS start, a_stop AS stop, a_quote AS quote"
            " FROM links WHERE a_article = ?"
        ),
    ),
    (
        "link",
        (
            "SELECT id, b_article AS article, b_start AS start, b_stop AS stop, b_quote AS quote"
            " FROM links WHERE b_article = ?"
        ),
    ),
    (
        "event",
        (
            "SELECT event AS id, article, start, stop, quote FROM event_passages"
            " WHERE article = ? AND deleted_at IS NULL"
        ),
    ),
)
_JSON = (
    ("articles", "styles"),
    ("articles", "repairs"),
    ("tags", "required"),
    ("annotations", "attributes"),
    ("links", "reasons"),
    ("history", "before"),
    ("history", "after"),
)


def symptoms(copy: SqliteStore) -> Iterator[Symptom]:
    """Everything that is not sound in a copy of a desk; each check stands for itself."""
    for check in (_pages, _references, _articles, _documents, _history, _search):
        try:
            yield from check(copy)
        except (ReaderError, UnicodeDecodeError) as error:
            yield Symptom("damaged", f"a check broke off: {error}", copy.where)
            return


def _pages(copy: SqliteStore) -> Iterator[Symptom]:
    for row in copy.read(f"PRAGMA integrity_check({MOST_OF_A_KIND:d})"):
        if row["integrity_check"] != "ok":
            yield Symptom("damaged", str(row["integrity_check"]), copy.where)


def _references(copy: SqliteStore) -> Iterator[Symptom]:
    for row in copy.read("PRAGMA foreign_key_check")[:MOST_OF_A_KIND]:
        what = f"a row of {row['table']} refers to {row['parent']} that is not there"
        yield Symptom("reference", what, str(row["rowid"] or row["table"]))


def _articles(copy: SqliteStore) -> Iterator[Symptom]:
    """Checksums of texts and raw bytes, tiling of blocks, quotes at their places."""
    for head in copy.read("SELECT id, name FROM articles ORDER BY rid"):
        rows = copy.read(
            "SELECT text, raw, text_sha256, raw_sha256 FROM articles WHERE id = ?", (head["id"],)
        )
        text, where = rows[0]["text"], f"{head['name']} ({head['id']})"
        if hashlib.sha256(text.encode()).hexdigest() != rows[0]["text_sha256"]:
            yield Symptom("text", "the text is not the one that was stored", where)
        if hashlib.sha256(rows[0]["raw"]).hexdigest() != rows[0]["raw_sha256"]:
            yield Symptom("raw", "the raw bytes are not those that were stored", where)
        yield from _tiling(copy, head["id"], len(text), where)
        for noun, sql in _QUOTES:
            for row in copy.read(sql, (head["id"],)):
                if text[row["start"] : row["stop"]] != row["quote"]:
                    what = f"the quote of the {noun} is not the words at its place"
                    yield Symptom("quote", what, row["id"])


def _tiling(copy: SqliteStore, article: str, length: int, where: str) -> Iterator[Symptom]:
    """Blocks stand one after the other from the start of the text to its end."""
    at = 0
    blocks = copy.read(
        "SELECT start, stop FROM blocks WHERE article = ? ORDER BY ordinal", (article,)
    )
    for block in blocks:
        if block["start"] != at:
            break
        at = block["stop"]
    else:
        if at == length or not blocks:
            return
    yield Symptom("blocks", f"the blocks do not tile the text (at {at})", where)


def _documents(copy: SqliteStore) -> Iterator[Symptom]:
    """Columns that hold JSON can be read as such."""
    for table, column in _JSON:
        key = "seq" if table == "history" else "id"
        rows = copy.read(
            f"SELECT {key} AS id, {column} AS document FROM {table}"  # noqa: S608 - constants
            f" WHERE {column} IS NOT NULL"
        )
        for row in rows:
            try:
                json.loads(row["document"], strict=False)
            except ValueError:
                yield Symptom("document", f"{column} of {table} cannot be read", str(row["id"]))


def _history(copy: SqliteStore) -> Iterator[Symptom]:
    """Every signed row has the entry of its present version."""
    for table in GUARDED:
        row = " || ':' || ".join(f"t.{column}" for column in table.key)
        missing = copy.read(
            f"SELECT {row} AS id FROM {table.name} AS t"  # noqa: S608 - constants
            " WHERE t.updated_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM history AS h"
            f' WHERE h."table" = \'{table.name}\' AND h."row" = {row} AND h.version = t.version)'
            " LIMIT ?",
            (MOST_OF_A_KIND,),
        )
        for each in missing:
            yield Symptom("history", f"a row of {table.name} has no entry in history", each["id"])


def _search(copy: SqliteStore) -> Iterator[Symptom]:
    """The search tables hold what they are made of."""
    rows = copy.read(
        "SELECT (SELECT count(*) FROM articles) AS articles,"
        " (SELECT count(*) FROM articles_fts_docsize) AS found,"
        " (SELECT count(*) FROM annotations WHERE deleted_at IS NULL) AS marks,"
        " (SELECT count(*) FROM marks_fts) AS marked"
    )[0]
    if rows["articles"] != rows["found"]:
        what = f"search knows {rows['found']} of {rows['articles']} articles"
        yield Symptom("search", what, copy.where)
    stale = copy.read(
        "SELECT count(*) AS n FROM annotations AS n LEFT JOIN marks_fts AS f ON f.rowid = n.rid"
        " WHERE n.deleted_at IS NULL AND f.note IS NOT n.note"
    )[0]["n"]
    if rows["marks"] != rows["marked"] or stale:
        what = f"search knows {rows['marked']} of {rows['marks']} annotations, {stale} of them old"
        yield Symptom("search", what, copy.where)
