"""From one version of the schema to the next: numbered steps, each run once, all or none.

A step is plain SQL. `table.transform()` of sqlite-utils drops every trigger without a word, so
no step uses it; a step that has to rebuild a table makes the new one, copies, drops, renames
and makes its triggers again. A test migrates every older schema there was and compares
`sqlite_master` with that of a fresh desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.store import schema
from reader.store.library import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """The step that brings a desk to `version`."""

    version: int
    statements: tuple[str, ...]


# Version 1 is the first: there is nothing to bring to it.
MIGRATIONS: tuple[Migration, ...] = ()


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
