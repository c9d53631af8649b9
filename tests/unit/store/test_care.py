from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.errors import DeskError
from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.model.finding import Severity
from reader.store import annotations as marks
from reader.store import backing_up, care, opening, search
from reader.store.library import connect_new
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def corrupt(path: Path, *statements: str) -> None:
    """What bit rot or a careless program would do, past every trigger."""
    connection = connect_new(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = triggers.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)
    connection.close()


def codes(desk: SqliteStore | Path) -> list[str]:
    return [
        finding.code for finding in care.diagnose(desk) if finding.severity is not Severity.NOTE
    ]


@pytest.mark.usefixtures("mark")
def test_a_sound_desk_has_nothing_to_mend(store: SqliteStore) -> None:
    assert [(each.code, each.severity) for each in care.diagnose(store)] == [
        ("sqlite", Severity.NOTE),
        ("place", Severity.NOTE),
    ]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE articles SET text = replace(text, 'harbour', 'harbuor')", "text"),
        ("UPDATE articles SET raw = x'00'", "raw"),
        ("UPDATE annotation_pieces SET quote = 'The furry'", "quote"),
        ("UPDATE blocks SET stop = stop - 1 WHERE ordinal = 0", "blocks"),
        ("UPDATE annotations SET attributes = '{'", "document"),
        ("DELETE FROM history WHERE \"table\" = 'annotations'", "history"),
        ("UPDATE annotations SET article = 'nowhere'", "reference"),
        ("DELETE FROM marks_fts", "search"),
        ("UPDATE annotations SET note = 'changed past the reader'", "search"),
    ],
)
@pytest.mark.usefixtures("mark")
def test_what_is_not_as_it_was_stored_is_found(
    store: SqliteStore, path: Path, statement: str, code: str
) -> None:
    store.close()
    corrupt(path, statement)
    assert code in codes(path)


@pytest.mark.usefixtures("mark")
def test_text_that_is_no_text_is_damage(store: SqliteStore, path: Path) -> None:
    store.close()
    corrupt(path, "UPDATE annotations SET note = CAST(x'ff41' AS TEXT)")
    assert codes(path)[0] in {"damaged", "search"}


def test_a_file_that_does_not_open_is_one_finding(tmp_path: Path) -> None:
    (finding,) = care.diagnose(tmp_path / "nothing.db")
    assert (finding.code, finding.severity) == ("unusable", Severity.ERROR)
    assert finding.remedy


@pytest.mark.parametrize("table", ["articles_fts", "marks_fts"])
def test_a_search_table_of_no_known_format_is_made_anew(
    store: SqliteStore, path: Path, mark: Annotation, table: str
) -> None:
    store.close()
    corrupt(path, f"UPDATE {table}_config SET v = 0 WHERE k = 'version'")
    again = opening.open_store(path)
    assert codes(again) == ["search"]
    care.rebuild_search(again)
    assert codes(again) == []
    assert search.search_marks(again, "ferry") == (mark.id,)
    again.close()


def test_search_is_made_anew(store: SqliteStore, path: Path, mark: Annotation) -> None:
    store.close()
    corrupt(
        path,
        "DELETE FROM marks_fts",
        "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')",
    )
    again = opening.open_store(path)
    assert codes(again) == ["search", "search"]
    assert search.search_marks(again, "ferry") == ()
    care.rebuild_search(again)
    assert codes(again) == []
    assert search.search_marks(again, "ferry") == (mark.id,)
    assert len(search.search(again, "ferry")) == 1
    again.close()


def test_what_somebody_added_is_noted(store: SqliteStore, path: Path) -> None:
    connection = connect_new(path)
    connection.execute("CREATE VIEW theirs AS SELECT load_extension('x')")
    connection.close()
    assert [each.code for each in care.diagnose(store)] == ["sqlite", "place", "added"]


def test_a_damaged_file_is_mended_by_the_newest_backup_that_stands_there(
    store: SqliteStore, path: Path
) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:50_000])
    (finding, *_) = care.diagnose(path)
    assert finding.severity is Severity.ERROR
    assert finding.remedy == (
        f"reader --desk {path.parent} restore BACKUP;"
        f" without one: reader salvage {path} {path.with_name('annotations.saved.db')}"
    )
    folder = path.parent / "backups"
    folder.mkdir()
    for day in ("10", "09"):
        (folder / f"{path.parent.name}-202403{day}T183000Z.db").touch()
    (finding, *_) = care.diagnose(path)
    newest = folder / f"{path.parent.name}-20240310T183000Z.db"
    assert finding.remedy == f"reader --desk {path.parent} restore {newest}"


def test_a_backup_holds_everything_and_is_a_desk(
    store: SqliteStore, path: Path, mark: Annotation
) -> None:
    target = path.parent / "backup.db"
    backing_up.back_up(store, target)
    copy = opening.open_store(target)
    assert marks.select(copy) == (mark,)
    assert copy.changes(0) == store.changes(0)
    assert codes(copy) == []
    copy.close()
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "annotations.db",
        "annotations.db-lock",
        "backup.db",
    ]


def test_an_older_backup_is_replaced_and_a_newer_one_stays(
    store: SqliteStore, path: Path, article: Article, make: Maker
) -> None:
    target = path.parent / "backup.db"
    backing_up.back_up(store, target)
    store.write(marks.adding(make.annotation(article, (0, 9)), make.gesture()))
    backing_up.back_up(store, target)
    newer = opening.open_store(target)
    newer.write(marks.adding(make.annotation(article, (4, 9)), make.gesture("bo")))
    with pytest.raises(DeskError, match="work that this desk does not"):
        backing_up.back_up(store, target)
    assert len(marks.select(newer)) == 2
    newer.close()


@pytest.mark.usefixtures("make")
def test_a_backup_replaces_no_other_desk_and_no_other_file(store: SqliteStore, path: Path) -> None:
    target = path.parent / "other.db"
    target.write_text("precious")
    with pytest.raises(DeskError, match="not a backup"):
        backing_up.back_up(store, target)
    assert target.read_text() == "precious"
    with pytest.raises(DeskError, match=re.escape("its own backup")):
        backing_up.back_up(store, path)
