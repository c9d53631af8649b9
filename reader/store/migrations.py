"""From one version of the schema to the next: numbered steps, each run once, all or none.

A step is plain SQL: tables as they were made then, triggers as the list makes them today, since a
later step that changes a table makes its triggers anew in any case. `table.transform()` of
sqlite-utils drops every trigger without a word, so no step uses it; a step that has to rebuild a
table makes the new one, copies, drops, renames and makes its triggers again. A test migrates every
older schema there was and compares `sqlite_master` with that of a fresh desk.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.values import dataclass
from reader.store import schema
from reader.store.library import Connection
from reader.store.triggers import triggers_of
from reader.store.views import VIEWS


@dataclass(frozen=True, slots=True)
class Migration:
    """The step that brings a desk to `version`."""

    version: int
    statements: tuple[str, ...]


_SIGNED = """version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  change TEXT,
  updated_by TEXT COLLATE NOCASE,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((change IS NULL) = (updated_by IS NULL))"""

# Version 1 is the first: there is nothing to bring to it.
MIGRATIONS = (
    # What a desk learns from verdicts on links: what they were about, and what came of it.
    Migration(
        2,
        (
            f"""CREATE TABLE link_parts (
  link TEXT NOT NULL REFERENCES links (id) ON DELETE RESTRICT,
  annotator TEXT NOT NULL COLLATE NOCASE
    REFERENCES annotators (handle) ON DELETE RESTRICT,
  method TEXT NOT NULL,
  parts TEXT NOT NULL,
  {_SIGNED},
  PRIMARY KEY (link, annotator)
) STRICT, WITHOUT ROWID""",
            f"""CREATE TABLE learnt_weights (
  subject TEXT PRIMARY KEY NOT NULL CHECK (subject = 'links'),
  method TEXT NOT NULL,
  weights TEXT NOT NULL,
  figures TEXT NOT NULL,
  {_SIGNED}
) STRICT, WITHOUT ROWID""",
            *triggers_of("link_parts", "learnt_weights"),
        ),
    ),
    # Who reads what, what was decided of whose annotation, and texts taken out for good.
    Migration(
        3,
        (
            f"""CREATE TABLE purges (
  article TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL DEFAULT '',
  raw_bytes INTEGER NOT NULL CHECK (raw_bytes >= 0),
  code_points INTEGER NOT NULL CHECK (code_points >= 0),
  {_SIGNED}
) STRICT, WITHOUT ROWID""",
            f"""CREATE TABLE assignments (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE RESTRICT,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
  annotator TEXT NOT NULL COLLATE NOCASE
    REFERENCES annotators (handle) ON DELETE RESTRICT,
  due TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  {_SIGNED},
  PRIMARY KEY (story, article, annotator)
) STRICT, WITHOUT ROWID""",
            f"""CREATE TABLE curations (
  annotation TEXT PRIMARY KEY NOT NULL REFERENCES annotations (id) ON DELETE RESTRICT,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'merged', 'rejected')),
  decided_version INTEGER NOT NULL CHECK (decided_version >= 1),
  result TEXT REFERENCES annotations (id) ON DELETE RESTRICT,
  note TEXT NOT NULL DEFAULT '',
  {_SIGNED},
  CHECK ((decision = 'rejected') = (result IS NULL))
) STRICT, WITHOUT ROWID""",
            "CREATE INDEX assignments_article ON assignments (article)",
            "CREATE INDEX curations_result ON curations (result)",
            "DROP TRIGGER articles_frozen",
            *(sql for sql in triggers_of("articles") if "articles_frozen" in sql),
            *triggers_of("purges", "assignments", "curations"),
            *(f"DROP VIEW {sql.split()[2]}" for sql in reversed(VIEWS)),
            *VIEWS,
        ),
    ),
)


def migrate(
    connection: Connection, made_by: int, steps: Sequence[Migration] = MIGRATIONS
) -> tuple[int, ...]:
    """Bring a desk to the newest version; returns the versions it went through.

    Of several processes that open an old desk at once, one migrates and the others find it
    done: the version is read again once the lock is held.

    Args:
        connection: that may write, with no transaction open.
        made_by: the version it is believed to have.
        steps: every migration, in order.
    """
    if all(step.version <= made_by for step in steps):
        return ()
    # Foreign keys are checked at the end, since a step may rebuild a table others refer to.
    # The pragma does nothing inside a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = _steps(connection, steps)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return done


def _steps(connection: Connection, steps: Sequence[Migration]) -> tuple[int, ...]:
    """Run what is still to be run, inside the transaction."""
    # Renaming must not rewrite the references in views and triggers of tables that others own.
    connection.execute("PRAGMA legacy_alter_table = ON")
    made_by = connection.execute("PRAGMA user_version").fetchone()[0]
    done = []
    for step in steps:
        if step.version <= made_by:
            continue
        for statement in step.statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.version:d}")
        done.append(step.version)
    connection.execute("PRAGMA legacy_alter_table = OFF")
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        msg = f"migration to {done[-1]} leaves rows without what they refer to: {broken[:3]}"
        raise RuntimeError(msg)
    return tuple(done)


def newest() -> int:
    """The version that the last migration leads to; it must be the schema's."""
    return max((step.version for step in MIGRATIONS), default=schema.VERSION)
