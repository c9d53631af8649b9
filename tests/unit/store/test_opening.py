from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reader.errors import DamagedDeskError, DeskError, NewerDeskError, NotADeskError, ReaderError
from reader.model.annotation import Annotation
from reader.store import annotations as marks
from reader.store import meta, opening, schema
from reader.store.library import connect_new
from reader.store.sqlite import SqliteStore


def change(path: Path, *statements: str) -> None:
    """Let another program change the file."""
    connection = connect_new(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_new_desk_knows_what_was_said_of_it(path: Path) -> None:
    store = opening.open_store(path)
    assert meta.everything(store) == {"title": "A desk"}
    assert store.read_only is None
    store.close()


def test_making_a_desk_leaves_one_file(path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == ["annotations.db"]


def test_a_desk_is_never_made_over_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DeskError, match="already"):
        opening.create(path, {})
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["annotations.db"]


def test_nor_over_a_dangling_link(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(DeskError, match="already"):
        opening.create(path, {})


def test_where_no_desk_can_be_made_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(DeskError):
        opening.create(tmp_path / "missing" / "annotations.db", {})
    assert list(tmp_path.iterdir()) == []


def test_opening_and_reading_change_no_byte(path: Path) -> None:
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    store = opening.open_store(path)
    marks.select(store)
    store.watch()
    store.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert [each.name for each in path.parent.iterdir()] == ["annotations.db"]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotADeskError, match="no database") as caught:
        opening.open_store(tmp_path / "annotations.db")
    assert caught.value.remedy == "make a desk with `reader init`"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.item("hostile")
@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 4096, b"SQLite format 3\x00" * 300])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "annotations.db"
    path.write_bytes(content)
    with pytest.raises((NotADeskError, DamagedDeskError)):
        opening.open_store(path)
    assert path.read_bytes() == content


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fifo"):
        with pytest.raises(NotADeskError, match="not a file"):
            opening.open_store(path)


@pytest.mark.item("hostile")
def test_somebody_elses_database_is_refused(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")
    with pytest.raises(NotADeskError, match="not one of the reader"):
        opening.open_store(path)


@pytest.mark.item("hostile")
def test_a_newer_desk_is_refused(path: Path) -> None:
    change(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(NewerDeskError, match=f"version {schema.VERSION + 1}"):
        opening.open_store(path)


@pytest.mark.item("hostile")
@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TRIGGER annotations_guard",),
        ("DROP VIEW link_state",),
        ("DROP INDEX tags_name",),
        ("CREATE TRIGGER sly AFTER INSERT ON annotations BEGIN SELECT 1; END",),
        ("DROP TABLE comments", "CREATE VIEW comments AS SELECT 1 AS id"),
        (
            "DROP TABLE meta",
            (
                "CREATE VIEW meta AS WITH RECURSIVE n (key, value) AS (SELECT 1, 2 UNION ALL"
                " SELECT key + 1, 2 FROM n) SELECT key, value FROM n"
            ),
        ),
        ("DROP TABLE meta", "CREATE VIEW meta AS SELECT load_extension('x') AS key, 1 AS value"),
        ("ALTER TABLE annotations ADD COLUMN extra TEXT",),
        ("DROP TABLE marks_fts",),
    ],
    ids=["trigger", "view", "index", "sly", "as-view", "endless", "extension", "column", "search"],
)
def test_a_changed_schema_is_refused(path: Path, statements: tuple[str, ...]) -> None:
    change(path, *statements)
    with pytest.raises(NotADeskError, match="changed by another program"):
        opening.open_store(path)


def test_what_somebody_added_is_let_be(path: Path) -> None:
    change(
        path,
        "CREATE TABLE theirs (x)",
        "CREATE INDEX theirs_x ON annotations (note)",
        "CREATE VIEW their_view AS SELECT load_extension('x')",
        "ANALYZE",
    )
    store = opening.open_store(path)
    assert store.read("SELECT count(*) AS rows FROM theirs") == [{"rows": 0}]
    store.close()


def test_a_copy_is_whole_and_a_desk(path: Path, store: SqliteStore, mark: Annotation) -> None:
    target = path.parent / "copy.db"
    opening.copy_database(path, target)
    copy = opening.open_store(target)
    assert marks.load(copy, mark.id) == mark
    assert copy.changes(0) == store.changes(0)
    copy.close()


def test_a_copy_never_takes_the_place_of_a_file(path: Path) -> None:
    target = path.parent / "copy.db"
    target.write_text("precious")
    with pytest.raises(DeskError, match="already"):
        opening.copy_database(path, target)
    assert target.read_text() == "precious"


@pytest.mark.usefixtures("make")
def test_a_desk_in_memory_can_be_written() -> None:
    store = opening.memory_store({"title": "x"})
    store.write(meta.setting("title", "y"))
    assert meta.get(store, "title") == "y"
    store.close()


def test_a_file_without_write_permission_opens_read_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Permissions do not bind the superuser: `tests/fault` tries them as somebody else.
    monkeypatch.setattr(os, "access", lambda _, mode: not mode & os.W_OK)
    store = opening.open_store(path)
    assert store.read_only == "the file is write-protected"
    with pytest.raises(ReaderError, match="nothing can be written here"):
        store.write(meta.setting("title", "y"))
    store.close()


def test_a_desk_in_a_synchronised_folder_opens_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "desk"
    folder.mkdir(parents=True)
    opening.create(folder / "annotations.db", {})
    store = opening.open_store(folder / "annotations.db")
    assert store.read_only == "it lies in a synchronised folder (Dropbox)"
    store.close()
    trusted = opening.open_store(folder / "annotations.db", trust_locks=True)
    trusted.write(meta.setting("title", "y"))
    trusted.close()


def test_a_new_desk_may_be_shared_as_the_umask_says(tmp_path: Path) -> None:
    old = os.umask(0o002)
    try:
        opening.create(tmp_path / "annotations.db", {})
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "annotations.db").stat().st_mode) == 0o664
