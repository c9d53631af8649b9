from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.model.annotation import Annotation
from reader.model.ids import root_tag_id
from reader.store import annotations as marks
from reader.store import library, schema
from reader.store.guarded import GUARDED, Guarded
from reader.store.library import SqlError
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

SIGNED = "change = 'c', updated_by = 'bo', updated_at = 't'"


def every(guarded: Guarded) -> str:
    return guarded.name


def refused(store: SqliteStore, sql: str, *params: Any) -> str:
    """What SQLite says when a stranger to our rules writes."""
    with pytest.raises(ReaderError) as caught:
        store.write([(sql, params)])
    return str(caught.value.__cause__)


def test_a_fresh_desk_holds_exactly_the_statements() -> None:
    assert schema.objects(schema.fresh()) == schema.expected()


def test_every_table_of_ours_is_strict() -> None:
    rows = schema.fresh().execute("SELECT name, type, strict FROM pragma_table_list").fetchall()
    loose = {
        name
        for name, kind, strict in rows
        if kind == "table" and not strict and "_fts" not in name and "sqlite_" not in name
    }
    assert loose == set()


@pytest.mark.parametrize("guarded", GUARDED, ids=every)
def test_the_list_knows_every_column(guarded: Guarded) -> None:
    rows = schema.fresh().execute(f"PRAGMA table_info({guarded.name})").fetchall()
    known = {*guarded.columns, *guarded.unlisted} | ({"rid"} if guarded.rid else set())
    assert {row[1] for row in rows} == known


@pytest.mark.parametrize("guarded", GUARDED, ids=every)
def test_every_reference_restricts(guarded: Guarded) -> None:
    rows = schema.fresh().execute(f"PRAGMA foreign_key_list({guarded.name})").fetchall()
    assert {row[6] for row in rows} <= {"RESTRICT"}


def test_no_clock_and_no_chance_in_the_schema() -> None:
    text = "\n".join(schema.statements()).lower()
    assert not re.search(r"\b(random|randomblob|date|time|datetime|julianday|strftime)\s*\(", text)
    assert "current_" not in text


def test_root_tags_have_the_same_ids_everywhere(store: SqliteStore) -> None:
    rows = store.read("SELECT p.path, p.tag FROM tag_paths AS p ORDER BY p.tag")
    assert {row["path"]: row["tag"] for row in rows} == {
        path: root_tag_id(path)
        for path in (
            "claim",
            "entity",
            "entity/person",
            "entity/place",
            "entity/organisation",
            "entity/other",
        )
    }


def test_an_edit_carries_the_old_version_and_one(store: SqliteStore, mark: Annotation) -> None:
    for version in ("", ", version = 1", ", version = 3"):
        sql = f"UPDATE annotations SET note = 'x', {SIGNED}{version}"
        assert refused(store, sql) == "conflict: annotations"
    store.write([(f"UPDATE annotations SET note = 'x', {SIGNED}, version = 2", ())])
    assert marks.load(store, mark.id).note == "x"


@pytest.mark.usefixtures("mark")
def test_an_edit_is_signed(store: SqliteStore) -> None:
    sql = "UPDATE annotations SET version = 2, change = NULL, updated_by = NULL"
    assert refused(store, sql) == "unsigned: annotations"


@pytest.mark.parametrize("column", ["id", "annotator", "created_at", "rid"])
@pytest.mark.usefixtures("mark")
def test_author_and_creation_are_frozen(store: SqliteStore, column: str) -> None:
    value = "9" if column == "rid" else "'bo'"
    sql = f"UPDATE annotations SET {column} = {value}, {SIGNED}, version = 2"
    assert refused(store, sql) == "frozen: annotations"


@pytest.mark.parametrize("column", ["text", "raw", "styles"])
@pytest.mark.usefixtures("article")
def test_the_text_of_an_article_is_frozen(store: SqliteStore, column: str) -> None:
    sql = f"UPDATE articles SET {column} = {column}, {SIGNED}, version = 2"
    assert refused(store, sql) == "frozen: articles"
    assert refused(store, f"UPDATE articles SET parser = 'x', {SIGNED}, version = 2") == (
        "frozen: articles"
    )


@pytest.mark.parametrize(
    "table", ["annotations", "annotation_pieces", "tags", "articles", "annotators", "history"]
)
@pytest.mark.usefixtures("mark")
def test_rows_are_never_deleted(store: SqliteStore, table: str) -> None:
    assert refused(store, f"DELETE FROM {table}") == f"kept: {table}"


@pytest.mark.parametrize("guarded", GUARDED, ids=every)
def test_a_row_never_replaces_another(guarded: Guarded) -> None:
    connection = schema.fresh()
    connection.execute("PRAGMA foreign_keys = OFF")
    for trigger in [name for kind, name in schema.expected() if kind == "trigger"]:
        if trigger != f"{guarded.name}_fresh":
            connection.execute(f"DROP TRIGGER {trigger}")
    info = connection.execute(f"PRAGMA table_info({guarded.name})").fetchall()
    names = [row[1] for row in info]
    values = [_plausible(guarded.name, row[1], row[2]) for row in info]
    insert = f"INTO {guarded.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    connection.execute(f"INSERT {insert}", values)
    for way in ("INSERT", "INSERT OR REPLACE", "REPLACE"):
        with pytest.raises(SqlError, match=f"exists: {guarded.name}"):
            connection.execute(f"{way} {insert}", values)


def _plausible(table: str, name: str, kind: str) -> Any:
    """A value that the checks of the table let through."""
    known = {
        "relation": "supports",
        "decision": "accepted",
        "subject": "links",
        "verdict": "junk" if table == "block_flips" else "confirmed",
        "state": "done",
        "kind": "user",
        "raw_sha256": "0" * 64,
        "text_sha256": "0" * 64,
        "raw": b"",
        "confidence": 0.5,
        "score": 1.0,
        "stop": 7,
        "a_stop": 7,
        "b_stop": 7,
        "rid": 77,
    }
    return known.get(name, 5 if kind == "INTEGER" else "x")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO annotators (id, handle, updated_at) VALUES ('n', 'ADA', 't')",
        (
            "INSERT OR REPLACE INTO tags (id, kind, name, created_at, updated_at)"
            " VALUES ('n', 'claim', 'CLAIM', 't', 't')"
        ),
        (
            "INSERT OR REPLACE INTO annotations (rid, id, article, annotator, prefix, suffix,"
            " created_at, updated_at) SELECT rid, 'n', article, 'bo', '', '', 't', 't'"
            " FROM annotations"
        ),
    ],
)
@pytest.mark.usefixtures("mark")
def test_nor_by_any_other_key(store: SqliteStore, sql: str) -> None:
    assert refused(store, sql).startswith("exists: ")


@pytest.mark.usefixtures("article")
def test_nor_by_an_update(store: SqliteStore) -> None:
    place = root_tag_id("entity/place")
    for name in ("one", "two"):
        store.write(
            [
                (
                    (
                        "INSERT INTO tags (id, kind, name, parent, annotator, created_at, change,"
                        " updated_by, updated_at) VALUES (?, 'entity', ?, ?, 'ada', 't', 'c',"
                        " 'ada', 't')"
                    ),
                    (name, name, place),
                )
            ]
        )
    sql = f"UPDATE OR REPLACE tags SET name = 'ONE', version = 2, {SIGNED} WHERE id = 'two'"
    assert refused(store, sql) == "exists: tags"


@pytest.mark.parametrize(("start", "stop"), [(0, 8), (1, 10), (5000, 5009)])
def test_a_quote_is_the_words_at_its_span(
    store: SqliteStore, mark: Annotation, start: int, stop: int
) -> None:
    sql = f"UPDATE annotation_pieces SET start = ?, stop = ?, version = 2, {SIGNED}"
    assert refused(store, sql, start, stop) == "span: annotation_pieces"
    sql = (
        "INSERT INTO annotation_pieces (annotation, ordinal, start, stop, quote, change,"
        " updated_by, updated_at) VALUES (?, 1, ?, ?, 'The ferry', 'c', 'ada', 't')"
    )
    assert refused(store, sql, mark.id, start, stop) == "span: annotation_pieces"


@pytest.mark.usefixtures("mark")
def test_history_tells_before_and_after(store: SqliteStore) -> None:
    note = 'quote " backslash \\ tab \t line \n return \r é 👩‍👩‍👧'
    store.write([(f"UPDATE annotations SET note = ?, {SIGNED}, version = 2", (note,))])
    entry = store.changes(0)[-1]
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.operation, entry.version, entry.annotator) == ("update", 2, "bo")
    assert (entry.before["note"], entry.after["note"]) == ("", note)
    rows = store.read("SELECT * FROM annotations")
    assert entry.after == {key: value for key, value in rows[0].items() if key != "rid"}


@pytest.mark.parametrize("table", ["history", "undos"])
@pytest.mark.usefixtures("mark")
def test_history_itself_is_append_only(store: SqliteStore, table: str) -> None:
    store.write([("INSERT INTO undos VALUES ('u', 'c', 'ada', 't', 1)", ())])
    assert refused(store, f"UPDATE {table} SET at = 'x'") == f"frozen: {table}"
    assert refused(store, f"DELETE FROM {table}") == f"kept: {table}"
    assert refused(store, f"REPLACE INTO {table} SELECT * FROM {table}") == f"exists: {table}"


@pytest.mark.usefixtures("mark")
def test_nothing_of_the_schema_needs_trust(store: SqliteStore) -> None:
    assert store.read("PRAGMA trusted_schema")[0]["trusted_schema"] == 0
    for name in [name for kind, name in schema.expected() if kind == "view"]:
        store.read(f"SELECT * FROM {name}")


def test_work_never_adds_a_table(store: SqliteStore, mark: Annotation, make: Maker) -> None:
    store.write(marks.deleting(mark, make.gesture()))
    rows = store.read("SELECT type, name, sql FROM sqlite_master")
    grown = {
        (row["type"], row["name"])
        for row in rows
        if not row["name"].startswith(("sqlite_", "articles_fts_", "marks_fts_"))
    }
    assert grown == set(schema.expected())


def test_sqlite_utils_finds_its_way(path: Path, store: SqliteStore, mark: Annotation) -> None:
    from sqlite_utils import Database

    connection = library.connect(path, mode="ro", busy_ms=1_000)
    database = Database(connection, execute_plugins=False)
    articles = database.table("articles")
    assert articles.detect_fts() == "articles_fts"
    assert [row["name"] for row in articles.search("ferry")] == ["ferry.txt"]
    assert [row["quote"] for row in database.view("annotations_export").rows] == ["The ferry"]
    assert mark.anchor.quote == "The ferry"
    assert store.read_only is None
    connection.close()
