from __future__ import annotations

import gzip
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import NewerDeskError, ReaderError
from reader.model.link import Verdict
from reader.store import annotations as marks
from reader.store import (
    annotators,
    learnt,
    links,
    meta,
    migrations,
    opening,
    schema,
    soundness,
)
from reader.store.library import Connection, connect_new
from reader.store.migrations import Migration, migrate
from tests.unit.store.making import Maker

# A made-up version 0, before comments and before links had a note's place in search: what a
# desk of it lacks is what the steps add.
LACKING = (
    "DROP TRIGGER comments_guard",
    "DROP TABLE comments",
    "DROP INDEX tags_parent",
)


def _statement(kind: str, name: str) -> str:
    return schema.expected()[kind, name]


def _steps() -> tuple[Migration, ...]:
    """From that version to today's, in two numbered steps."""
    triggers = tuple(
        sql
        for (kind, name), sql in schema.expected().items()
        if kind == "trigger" and name.startswith("comments_")
    )
    return (
        Migration(0, ("this step was run long ago",)),
        Migration(
            schema.VERSION,
            (
                _statement("table", "comments"),
                _statement("index", "comments_annotation"),
                _statement("index", "tags_parent"),
                *triggers,
            ),
        ),
    )


@pytest.fixture
def old(path: Path) -> Path:
    connection = connect_new(path)
    for statement in LACKING:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    connection.close()
    return path


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_migrated_desk_equals_a_fresh_one(old: Path) -> None:
    connection = connect_new(old)
    assert migrate(connection, schema.VERSION - 1, _steps()) == (schema.VERSION,)
    assert schema.objects(connection) == schema.objects(schema.fresh())
    assert _version(connection) == schema.VERSION
    connection.close()
    store = opening.open_store(old)
    assert meta.get(store, "title") == "A desk"
    store.close()


def test_a_desk_of_version_1_is_brought_forward_with_all_its_work(path: Path) -> None:
    old = Path(__file__).with_name("desk_1.db.gz")  # as the program wrote it then
    path.unlink()
    path.write_bytes(gzip.decompress(old.read_bytes()))
    connection = connect_new(path)
    assert _version(connection) == 1
    connection.close()
    store = opening.open_store(path)
    assert store.read("PRAGMA user_version")[0]["user_version"] == schema.VERSION
    (link,) = links.all_links(store)
    assert link.verdicts == {"ada": Verdict.CONFIRMED}
    assert list(soundness.symptoms(store)) == []
    gesture = Maker(7).gesture("bo")
    judged = replace(link, parts=(90, 40, -5))
    store.write(
        annotators.ensuring("bo", gesture)
        + links.judging(judged, Verdict.REJECTED, gesture, method="words-1")
    )
    assert {each.parts for each in learnt.judged(store, "words-1")} == {(), (90, 40, -5)}
    assert list(soundness.symptoms(store)) == []
    store.close()
    connection = connect_new(path)
    assert schema.objects(connection) == schema.objects(schema.fresh())
    connection.close()


def test_a_desk_of_version_2_is_brought_forward_with_all_its_work(path: Path) -> None:
    old = Path(__file__).with_name("desk_2.db.gz")  # as the program wrote it then
    path.unlink()
    path.write_bytes(gzip.decompress(old.read_bytes()))
    connection = connect_new(path)
    assert _version(connection) == 2
    before = connection.execute("SELECT * FROM history ORDER BY seq").fetchall()
    connection.close()
    store = opening.open_store(path)
    entries = store.read("SELECT * FROM history ORDER BY seq")
    assert [tuple(each.values()) for each in entries] == before
    assert [mark.annotator for mark in marks.select(store)] == ["ada", "bo"]
    assert list(soundness.symptoms(store)) == []
    with pytest.raises(ReaderError, match="cannot be changed"):
        store.write([("UPDATE articles SET text = '' WHERE withdrawn_at IS NOT NULL", ())])
    store.close()
    connection = connect_new(path)
    assert schema.objects(connection) == schema.objects(schema.fresh())
    connection.close()


def test_opening_migrates(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations.migrate, "__defaults__", (_steps(),))
    opening.open_store(old).close()
    connection = connect_new(old)
    assert _version(connection) == schema.VERSION
    connection.close()


def test_four_that_open_an_old_desk_at_once_migrate_it_once(old: Path) -> None:
    done: list[tuple[int, ...]] = []
    start = threading.Barrier(4)

    def work() -> None:
        connection = connect_new(old)
        connection.execute("PRAGMA busy_timeout = 10000")
        start.wait()
        done.append(migrate(connection, schema.VERSION - 1, _steps()))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [(), (), (), (schema.VERSION,)]


def test_a_step_that_fails_leaves_everything_as_it_was(old: Path) -> None:
    connection = connect_new(old)
    before = schema.objects(connection)
    broken = Migration(schema.VERSION, ("CREATE TABLE half (x)", "CREATE TABLE half (x)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(connection, schema.VERSION - 1, (broken,))
    assert schema.objects(connection) == before
    assert _version(connection) == schema.VERSION - 1
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    connection.close()


def test_a_step_that_breaks_references_is_taken_back(old: Path) -> None:
    connection = connect_new(old)
    orphan = (
        "INSERT INTO readings (article, annotator, state, updated_at)"
        " VALUES ('nowhere', 'nobody', 'done', 't')"
    )
    with pytest.raises(RuntimeError, match="without what they refer to"):
        migrate(connection, schema.VERSION - 1, (Migration(schema.VERSION, (orphan,)),))
    assert connection.execute("SELECT count(*) FROM readings").fetchone()[0] == 0
    connection.close()


def test_an_old_desk_that_cannot_be_written_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_unwritable", lambda _: "the file is write-protected")
    with pytest.raises(NewerDeskError, match="older version"):
        opening.open_store(old)


def test_the_steps_lead_to_the_schema() -> None:
    assert migrations.newest() == schema.VERSION
    numbers = [step.version for step in migrations.MIGRATIONS]
    assert numbers == sorted(set(numbers))
