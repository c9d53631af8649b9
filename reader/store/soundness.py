"""Whether what is stored is what was stored: pages, references, checksums, quotes, history.

SQLite's own check looks at the structure of pages: of 300 files damaged at random, 105 passed
it, since the bytes had fallen into text. So every text is compared with its checksum and
every quote with its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isclose

from reader.errors import DamagedDeskError, ReaderError
from reader.store import merge_log, purges
from reader.store.guarded import GUARDED, Guarded
from reader.store.protocol import Row
from reader.store.sqlite import SqliteStore

PAGE = 2_000  # rows read at a time
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


# Where copies came together, a tag goes by the id of another that means the same, stands below
# that one's parent, and stands as long as there are narrower ones: `team.codebook`.
# A purged article is withdrawn, whatever the entry says that came from a copy with its text.
MERGED = {
    "tags": frozenset({"id", "parent", "deleted_at"}),
    "annotation_tags": frozenset({"tag"}),
    "articles": frozenset({"withdrawn_at"}),
}

# What a value that was damaged can make a check stumble over: a row that its index does not
# know, a number in place of a text, a text that is no UTF-8 or no JSON.
_STUMBLES = (ReaderError, ValueError, LookupError, TypeError, AttributeError)


def symptoms(copy: SqliteStore) -> Iterator[Symptom]:
    """Everything that is not sound in a copy of a desk; each check stands for itself."""
    for check in (_pages, _references, _articles, _documents, _history, _search):
        try:
            yield from check(copy)
        except _STUMBLES as error:
            yield Symptom("damaged", f"a check broke off ({error})", copy.where)


def texts(copy: SqliteStore) -> Iterator[Symptom]:
    """What of the articles and of the words of marks is not as it was stored."""
    try:
        yield from _articles(copy)
    except _STUMBLES as error:
        yield Symptom("damaged", f"a check broke off ({error})", copy.where)


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
    purged = purges.all_purges(copy)
    for head in copy.read("SELECT id, name FROM articles ORDER BY rid"):
        rows = copy.read(
            "SELECT text, raw, text_sha256, raw_sha256 FROM articles WHERE id = ?", (head["id"],)
        )
        text, where = rows[0]["text"], f"{head['name']} ({head['id']})"
        if head["id"] in purged:
            if text or rows[0]["raw"]:
                yield Symptom("purge", "the text was taken out, and is there again", where)
            continue
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
        for row in _documents_of(copy, table, column):
            if row["valid"]:  # SQLite is the quicker judge, and the stricter one
                continue
            try:
                json.loads(row["document"], strict=False)
            except ValueError:
                yield Symptom("document", f"{column} of {table} cannot be read", str(row["id"]))


def _documents_of(copy: SqliteStore, table: str, column: str) -> Iterator[Row]:
    """One column of a table, a page at a time."""
    key, after = ("seq", 0) if table == "history" else ("id", "")  # type: str, int | str
    while True:
        rows = copy.read(
            f"SELECT {key} AS id, {column} AS document, json_valid({column}) AS valid"  # noqa: S608 - constants
            f" FROM {table}"
            f" WHERE {column} IS NOT NULL AND {key} > ? ORDER BY {key} LIMIT {PAGE:d}",
            (after,),
        )
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]


def _history(copy: SqliteStore) -> Iterator[Symptom]:
    """Every signed row is what the entry of its present version says it became."""
    for table in GUARDED:
        yield from islice(_rows_against_history(copy, table), MOST_OF_A_KIND)


def _rows_against_history(copy: SqliteStore, table: Guarded) -> Iterator[Symptom]:
    row = " || ':' || ".join(f"t.{column}" for column in table.key)
    keys = ", ".join(f"t.{column}" for column in table.key)
    columns = ", ".join(f"t.{column}" for column in table.columns)
    after: tuple[object, ...] = ()
    apart = table.name in MERGED and bool(merge_log.merges(copy))
    while True:
        beyond = f"AND ({keys}) > ({', '.join('?' * len(after))})" if after else ""
        rows = copy.read(
            f"SELECT {columns}, {row} AS named, h.after AS entry"  # noqa: S608 - constants
            f" FROM {table.name} AS t LEFT JOIN history AS h"
            f' ON h."table" = \'{table.name}\' AND h."row" = {row} AND h.version = t.version'
            " AND +h.change = t.change"  # by row: a bulk import is one change
            f" WHERE t.updated_by IS NOT NULL {beyond} ORDER BY {keys} LIMIT {PAGE:d}",
            after,
        )
        for each in rows:
            entry = each["entry"]
            if entry is not None and _agree(each, _entry(entry), table.columns):
                continue
            if apart and _merged(copy, each, table):
                continue
            if entry is None:
                what = f"a row of {table.name} has no entry in history"
                yield Symptom("history", what, each["named"])
            else:
                what = f"a row of {table.name} is not what history says it became"
                yield Symptom("history", what, each["named"])
        if len(rows) < PAGE:
            return
        after = tuple(rows[-1][column] for column in table.key)


def _merged(copy: SqliteStore, row: Row, table: Guarded) -> bool:
    """Whether a tag, or a mark's tag, is as an entry says that a merge gave another id.

    Or an article, of which a merge said that it stays withdrawn.
    """
    if table.name == "articles" and row["id"] not in purges.all_purges(copy):
        return False
    parts = copy.read(
        'SELECT h.after FROM history AS h WHERE h."table" = ? AND h.version = ? AND +h.change = ?'
        ' AND h."row" >= ? AND h."row" < ?',
        (
            *(table.name, row["version"], row["change"]),
            *((f"{row['annotation']}:", f"{row['annotation']};") if "tag" in row else ("", "g")),
        ),
    )
    free = MERGED[table.name]
    columns = [column for column in table.columns if column not in free]
    for each in parts:
        entry = {name: value for name, value in _entry(each["after"]).items() if name not in free}
        if _agree(row, entry, columns):
            return True
    return False


def _entry(text: str) -> dict[str, object]:
    found = json.loads(text, strict=False)
    return found if isinstance(found, dict) else {}


def _agree(row: Row, entry: dict[str, object], columns: Sequence[str]) -> bool:
    """Whether a row is the one of its entry; a number is kept there in 15 digits."""
    if entry.keys() != set(columns):
        return False
    for column, value in entry.items():
        stands = row[column]
        if value == stands:
            continue
        if not (isinstance(value, float) and isinstance(stands, float)):
            return False
        if not isclose(value, stands, rel_tol=1e-14):
            return False
    return True


def _search(copy: SqliteStore) -> Iterator[Symptom]:
    """The search tables are sound, and hold what they are made of."""
    for name in ("articles_fts", "marks_fts"):
        try:
            # The copy is ours alone: this statement checks, and has to be written as it is.
            copy.read(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")  # noqa: S608 - constants
        except DamagedDeskError:
            yield Symptom("search", f"the search table {name} is damaged", copy.where)
            return
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
