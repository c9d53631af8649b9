"""Whether a database is a desk of ours, asked of its schema before any of it is run."""

from __future__ import annotations

from reader.errors import NewerDeskError, NotADeskError
from reader.store import failures, schema
from reader.store.library import Connection


def check_ours(connection: Connection, where: str) -> None:
    """Refuse a database by its header alone.

    Raises:
        NotADeskError, NewerDeskError: whose it is, or how new.
    """
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner != schema.APPLICATION_ID:
        raise NotADeskError(
            "this is a database, but not one of the reader",
            where=where,
            remedy="name another file, or make a desk with `reader init`",
        )
    made_by = connection.execute("PRAGMA user_version").fetchone()[0]
    if made_by > schema.VERSION:
        raise NewerDeskError(
            f"the database is of version {made_by}, and this program knows up to {schema.VERSION}",
            where=where,
            remedy="install the current synoptic-reader",
        )


def check_schema(connection: Connection, where: str) -> None:
    """Refuse a database in which something of ours is missing, other, or watched by a trigger.

    Tables, indexes and views that somebody added stay out of our way and are let be.

    Raises:
        NotADeskError: what differs.
    """
    found, ours = schema.objects(connection), schema.expected()
    for key, statement in ours.items():
        if found.get(key) != statement:
            raise _foreign(f"the {key[0]} `{key[1]}` is not as the reader makes it", where)
    names = {name for _, name in ours}
    for kind, name in found:
        if (kind, name) not in ours and (kind == "trigger" or name in names):
            raise _foreign(f"somebody added the {kind} `{name}`", where)


def _foreign(what: str, where: str) -> NotADeskError:
    return NotADeskError(
        f"the database was damaged, or changed by another program: {what}",
        where=where,
        remedy="do not trust it; restore a backup, or start with `reader init` and import",
    )


def verify(connection: Connection, where: str) -> None:
    """Refuse a copy that SQLite does not call whole, or that is not a desk.

    Raises:
        DamagedDeskError, NotADeskError: of the copy.
    """
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)").fetchall()]
    if said != ["ok"]:
        raise failures.damaged(where, said[0])
    check_schema(connection, where)
