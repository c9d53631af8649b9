"""The schema: everything a fresh desk holds before anybody has written in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reader.model.ids import root_tag_id
from reader.store.library import Connection, connect_memory
from reader.store.tables import INDEXES, SEARCH, TABLES
from reader.store.triggers import triggers
from reader.store.views import VIEWS

APPLICATION_ID = 0x53594E52  # "SYNR": says in the file's header whose it is
VERSION = 3  # of the schema; one more with each migration

# Kind, name and parent of the tags that every desk has; their ids are made of their paths.
ROOT_TAGS = (
    ("claim", "claim", None),
    ("entity", "entity", None),
    ("entity", "person", "entity"),
    ("entity", "place", "entity"),
    ("entity", "organisation", "entity"),
    ("entity", "other", "entity"),
)
ROOTS_AT = "2020-01-01T00:00:00.000Z"  # root tags are older than every desk

Objects = dict[tuple[str, str], str]


def statements() -> tuple[str, ...]:
    """Every statement that makes the schema, in order."""
    return TABLES + SEARCH + INDEXES + VIEWS + triggers()


def build(connection: Connection, meta: Mapping[str, str]) -> None:
    """Make the schema in an empty database, inside the transaction that is open.

    Args:
        connection: to the empty database.
        meta: what is known of the desk (`title`, `sample`, …).
    """
    for statement in statements():
        connection.execute(statement)
    for kind, name, parent in ROOT_TAGS:
        path = name if parent is None else f"{parent}/{name}"
        connection.execute(
            "INSERT INTO tags (id, kind, name, parent, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                root_tag_id(path),
                kind,
                name,
                None if parent is None else root_tag_id(parent),
                ROOTS_AT,
                ROOTS_AT,
            ),
        )
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", sorted(meta.items()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {VERSION:d}")


def objects(connection: Connection) -> Objects:
    """Every table, index, view and trigger of a database, by type and name.

    Left out are SQLite's own (`sqlite_…`) and the tables behind a search table, whose form
    is the library's business and changes with it.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    hidden = tuple(
        f"{name}_"
        for kind, name, sql in rows
        if kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL TABLE")
    )
    return {
        (str(kind), str(name)): str(sql)
        for kind, name, sql in rows
        if not str(name).startswith("sqlite_")
        and not (kind == "table" and str(name).startswith(hidden))
    }


@cache
def expected() -> Mapping[tuple[str, str], str]:
    """What `objects` says of a fresh desk, read off the statements: nothing is run.

    SQLite keeps each statement as it was given. Made once: spelling out the triggers takes 5 ms,
    and a desk is checked against them whenever it is opened, and again when it is written to.
    """
    found: Objects = {}
    for statement in statements():
        words = statement.replace(" UNIQUE ", " ").replace(" VIRTUAL ", " ").split(None, 3)
        found[words[1].lower(), words[2]] = statement
    return found


def fresh() -> Connection:
    """A desk in memory, as a comparison and for reading before there is a file."""
    connection = connect_memory()
    connection.execute("BEGIN IMMEDIATE")
    build(connection, {})
    connection.execute("COMMIT")
    return connection
