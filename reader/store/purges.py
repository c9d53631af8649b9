"""Texts taken out for good: the row that says so, and everything of theirs out of the file.

SQLite leaves what is deleted where it stood until something else is written there: in the slack of
a page, on pages that are free, in segments of the search table. So the file is first written anew
(`SqliteStore.compact`), which changes nothing that anybody reads; then one transaction takes the
words out and has every byte overwritten that it frees. Killed in between, nothing is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reader.model.history import Gesture
from reader.model.values import dataclass
from reader.store.guarded import BY_NAME
from reader.store.library import Connection, connect
from reader.store.protocol import Batch, Store
from reader.store.sqlite import WAIT_MS, SqliteStore
from reader.store.statements import storable

_LIVE = "SELECT article FROM main.purges WHERE deleted_at IS NULL"
# What the machine proposed of a text holds its words, and nobody said anything to it.
_PROPOSED = f"""DELETE FROM main.links WHERE updated_by IS NULL
  AND (a_article IN ({_LIVE}) OR b_article IN ({_LIVE}))
  AND NOT EXISTS (SELECT 1 FROM main.link_verdicts AS v WHERE v.link = links.id)
  AND NOT EXISTS (SELECT 1 FROM main.link_parts AS p WHERE p.link = links.id)"""  # noqa: S608 - constants


_ENTERED = f"""INSERT INTO main.purges
    (article, reason, raw_bytes, code_points, version, change, updated_by, updated_at)
  SELECT id, ?, length(raw), length(text), 1, ?, ?, ? FROM main.articles
  WHERE id = ? AND id NOT IN ({_LIVE})"""  # noqa: S608 - constants
# The words as they were indexed, once more: by them the search table finds what to forget.
_FORGOTTEN = """INSERT INTO main.articles_fts (articles_fts, rowid, text)
  SELECT 'delete', rid, text FROM main.articles WHERE id = ? AND text <> ''"""
_WORDLESS = """INSERT INTO main.articles_fts (rowid, text) SELECT rid, text FROM main.articles AS a
  WHERE id = ? AND rid NOT IN (SELECT id FROM main.articles_fts_docsize)"""
# A word that is forgotten stays in its segment until the segments are written anew.
_OPTIMISED = "INSERT INTO main.articles_fts (articles_fts) VALUES ('optimize')"
_SIGNED = ", version = version + 1, change = ?2, updated_by = ?3, updated_at = ?4"
_EMPTIED = "UPDATE main.articles SET styles = '[]', text = '', raw = x''{} WHERE id = ?1"
_FULL = """SELECT id, name FROM main.articles WHERE (text <> '' OR raw <> x'')
  AND id IN (SELECT article FROM {}.purges WHERE deleted_at IS NULL) ORDER BY rid"""
# Where a copy that knew of no purge brought the article back, it is withdrawn all the same: when
# its own last entry says, or else when it was purged. So it comes to the same on every side.
_WITHDRAWN = f"""UPDATE main.articles AS a SET withdrawn_at = coalesce(
    (SELECT json_extract(h.after, '$.withdrawn_at') FROM main.history AS h
      WHERE h."table" = 'articles' AND h."row" = a.id AND h.version = a.version
      AND +h.change = a.change),
    (SELECT p.updated_at FROM main.purges AS p WHERE p.article = a.id))
  WHERE a.id IN ({_LIVE})"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Purge:
    """What was taken out of an article, by whom and why.

    Attributes:
        article: its id.
        by: the handle of who did it.
        at: when.
        reason: in their words, or empty.
        raw_bytes: of what was scraped.
        code_points: of the text.
    """

    article: str
    by: str
    at: str
    reason: str
    raw_bytes: int
    code_points: int


def told(purge: Purge) -> str:
    """What is said of an article whose text is gone: when, by whom, and why."""
    why = f" ({purge.reason})" if purge.reason else ""
    return f"the text of this article was removed on {purge.at[:10]} by {purge.by}{why}"


def all_purges(store: Store) -> Mapping[str, Purge]:
    """Every purge of a desk, by article."""
    rows = store.read(
        "SELECT article, updated_by, updated_at, reason, raw_bytes, code_points FROM purges"
        " WHERE deleted_at IS NULL ORDER BY article"
    )
    return {
        row["article"]: Purge(
            article=row["article"],
            by=row["updated_by"] or "",
            at=row["updated_at"],
            reason=row["reason"],
            raw_bytes=row["raw_bytes"],
            code_points=row["code_points"],
        )
        for row in rows
    }


def barring(store: Store, raw_sha256: str, text_sha256: str) -> Purge | None:
    """The purge that keeps bytes or a text from coming in again, however they are read."""
    rows = store.read(
        "SELECT p.article FROM purges AS p JOIN articles AS a ON a.id = p.article"
        " WHERE p.deleted_at IS NULL AND (a.raw_sha256 = ? OR a.text_sha256 = ?) LIMIT 1",
        (raw_sha256, text_sha256),
    )
    return all_purges(store)[rows[0]["article"]] if rows else None


def sizes(store: Store, article: str) -> tuple[int, int]:
    """Bytes as scraped and code points of text that an article holds."""
    rows = store.read(
        "SELECT length(raw) AS raw, length(text) AS text FROM articles WHERE id = ?", (article,)
    )
    return (rows[0]["raw"], rows[0]["text"]) if rows else (0, 0)


def purge(
    store: SqliteStore, articles: Sequence[str], reason: str, gesture: Gesture, before: Batch
) -> None:
    """Take bytes, text and styles of withdrawn articles out of the file, all or none.

    Args:
        store: the desk's.
        articles: ids; one that was purged already stays as it is.
        reason: why, in the annotator's words.
        gesture: of who does it.
        before: statements of the same gesture and transaction that come first.
    """
    signed = (gesture.change, gesture.annotator, gesture.at)

    def work(connection: Connection) -> None:
        with overwriting(connection):
            for statement in before:
                connection.execute(*statement)
            for article in articles:
                values = (storable(reason), *signed, article)
                if connection.execute(_ENTERED, values).rowcount:
                    _empty(connection, article, *signed)
            connection.execute(_PROPOSED)
            connection.execute(_OPTIMISED)

    store.compact()
    store.transact(work)


def bringing(store: SqliteStore, theirs: Path) -> bool:
    """Whether another copy brings a purge of what this desk still has."""
    ours = all_purges(store)
    with closing(connect(theirs, mode="ro", busy_ms=WAIT_MS)) as connection:
        found = connection.execute("SELECT article FROM purges WHERE deleted_at IS NULL").fetchall()
    return any(article not in ours for (article,) in found)


def taking(connection: Connection, taken: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Take the rows of articles that were purged here without their text; the others are left.

    Args:
        connection: with the other copy as `theirs`, and no guards.
        taken: the keys of the articles of which their row is to stand.

    Returns:
        The keys of those that were not purged.
    """
    here = {article for (article,) in connection.execute(_LIVE)}
    columns = ", ".join(BY_NAME["articles"].columns)
    every = list(taken)
    connection.executemany(
        f"UPDATE main.articles SET ({columns}) = (SELECT {columns} FROM theirs.articles"  # noqa: S608 - names of ours
        " WHERE id = ?1) WHERE id = ?1",
        [each for each in every if each[0] in here],
    )
    return [each for each in every if each[0] not in here]


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """Have every byte overwritten that is freed meanwhile."""
    before = connection.execute("PRAGMA main.secure_delete").fetchone()[0]
    connection.execute("PRAGMA main.secure_delete = ON")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA main.secure_delete = {before:d}")


def take_out(connection: Connection, theirs: str) -> tuple[str, ...]:
    """Empty the articles that another database, attached as `theirs`, says were purged.

    Comes before any row of it is taken: what search knows is forgotten by the text that it was
    made of. The guards are off.

    Returns:
        The names of the articles that were emptied.
    """
    found = connection.execute(_FULL.format(theirs)).fetchall()
    for article, _ in found:
        _empty(connection, article)
    if found:
        connection.execute(_OPTIMISED)
    return tuple(name for _, name in found)


def settle(connection: Connection) -> None:
    """Have every purge hold on a desk whose rows came from elsewhere; the guards are off."""
    if connection.execute(f"{_LIVE} LIMIT 1").fetchone() is not None:
        connection.execute(f"DELETE FROM main.blocks WHERE article IN ({_LIVE})")  # noqa: S608 - constants
        connection.execute(_WITHDRAWN)
        connection.execute(_PROPOSED)


def _empty(connection: Connection, article: str, *signed: str) -> None:
    connection.execute(_FORGOTTEN, (article,))
    connection.execute(_EMPTIED.format(_SIGNED if signed else ""), (article, *signed))
    connection.execute("DELETE FROM main.blocks WHERE article = ?", (article,))
    connection.execute(_WORDLESS, (article,))
