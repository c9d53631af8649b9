from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.model.article import Article
from reader.store import annotations as marks
from reader.store import backing_up, backups, opening
from reader.store.backups import Keep
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

NOW = datetime(2024, 3, 9, 18, 30, tzinfo=UTC)


@pytest.fixture
def folder(store: SqliteStore, path: Path, article: Article, make: Maker) -> Path:
    """Five backups, a day apart, each with a mark more than the one before."""
    folder = path.parent / "backups"
    folder.mkdir()
    for day in range(5):
        store.write(marks.adding(make.annotation(article, (0, 9)), make.gesture()))
        backing_up.back_up(store, folder / backups.named(path, NOW - timedelta(days=4 - day)))
    return folder


def names(paths: Sequence[Path]) -> list[str]:
    return [path.name[-15:-8] for path in paths]


@pytest.mark.parametrize(
    ("keep", "gone"),
    [
        (Keep(), []),
        (Keep(count=2), ["0305T18", "0306T18", "0307T18"]),
        (Keep(count=9), []),
        (Keep(days=3), ["0305T18"]),
        (Keep(count=1, days=400), ["0305T18", "0306T18", "0307T18", "0308T18"]),
    ],
)
def test_backups_that_are_too_many_or_too_old_go(
    store: SqliteStore, path: Path, folder: Path, keep: Keep, gone: list[str]
) -> None:
    rotated = backups.rotate(store, path, folder, keep, NOW)
    assert (names(rotated.removed), rotated.left) == (gone, ())
    assert len(list(folder.iterdir())) == 5 - len(gone)


def test_the_newest_stays_however_old(store: SqliteStore, path: Path, folder: Path) -> None:
    rotated = backups.rotate(store, path, folder, Keep(days=1), NOW + timedelta(days=99))
    assert len(rotated.removed) == 4
    assert names(sorted(folder.iterdir())) == ["0309T18"]


def test_what_is_not_a_backup_of_this_desk_stays(
    store: SqliteStore, path: Path, folder: Path, article: Article, make: Maker, tmp_path: Path
) -> None:
    found = sorted(folder.iterdir())
    with_work = opening.open_store(found[0])
    with_work.write(marks.adding(make.annotation(article, (4, 9)), make.gesture("bo")))
    with_work.close()
    Path(f"{found[0]}-lock").unlink()
    found[1].write_text("precious")
    found[2].unlink()
    opening.create(found[2], {})
    (folder / "mine.db").write_text("mine")
    (folder / f"{path.parent.name}-20000101T000000Z.db.txt").write_text("mine")
    elsewhere = tmp_path / "elsewhere.db"
    found[3].rename(elsewhere)
    found[3].symlink_to(elsewhere)
    rotated = backups.rotate(store, path, folder, Keep(count=1), NOW)
    assert rotated.removed == ()
    assert [(each.name, why) for each, why in rotated.left] == [
        (found[0].name, "it holds work that this desk does not"),
        (found[1].name, "this is not a database of the reader"),
        (found[2].name, "it holds no work by which to know whose it is"),
    ]
    assert len(list(folder.iterdir())) == 7
