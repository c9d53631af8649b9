from __future__ import annotations

import shutil
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ConflictError, DeskError
from reader.store import meta, opening
from reader.store.library import Connection, SqlError
from reader.store.protocol import Row, Store
from reader.store.sqlite import SqliteStore


def test_it_is_a_store(store: SqliteStore) -> None:
    promised: Store = store
    assert promised.read("SELECT 1 AS one") == [{"one": 1}]


def test_all_of_a_batch_or_nothing(store: SqliteStore) -> None:
    batch = [*meta.setting("a", "1"), ("INSERT INTO meta VALUES ('title', 'again')", ())]
    with pytest.raises(ConflictError):
        store.write(batch)
    assert meta.everything(store) == {"title": "A desk"}
    store.write(meta.setting("b", "2"))
    assert meta.get(store, "b") == "2"


def test_a_defect_of_ours_is_not_dressed_up(store: SqliteStore) -> None:
    with pytest.raises(SqlError, match="no such table"):
        store.write([("INSERT INTO anotations VALUES (1)", ())])
    with pytest.raises(SqlError, match="syntax error"):
        store.read("SELEC 1")


def test_two_statements_in_one_are_refused(store: SqliteStore) -> None:
    with pytest.raises(SqlError):
        store.write([("SELECT 1; DROP TABLE meta", ())])


def test_the_lock_file_is_made_by_the_first_write_alone(path: Path, store: SqliteStore) -> None:
    lock = path.with_name("annotations.db-lock")
    store.read("SELECT * FROM tags")
    assert not lock.exists()
    path.chmod(0o660)
    store.write(meta.setting("a", "1"))
    assert stat.S_IMODE(lock.stat().st_mode) == 0o660


def test_many_threads_may_read_and_write_at_once(store: SqliteStore) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                store.write(meta.setting(f"{number}-{step}", "x"))
                assert meta.get(store, f"{number}-{step}") == "x"
                store.watch()
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(meta.everything(store)) == 81


def test_a_reader_does_not_wait_for_a_writer(store: SqliteStore) -> None:
    inside, done = threading.Event(), threading.Event()

    def slow(_: object) -> None:
        inside.set()
        assert done.wait(10)

    writer = threading.Thread(target=store.transact, args=(slow,))
    writer.start()
    assert inside.wait(10)
    assert meta.get(store, "title") == "A desk"
    assert store.watch() == store.watch()
    done.set()
    writer.join()


def test_watch_tells_when_somebody_else_has_written(path: Path, store: SqliteStore) -> None:
    colleague = opening.open_store(path)
    before = store.watch()
    assert store.watch() == before
    store.write(meta.setting("a", "mine"))
    assert store.watch() == before
    colleague.write(meta.setting("a", "theirs"))
    assert store.watch() != before
    colleague.close()


def test_a_replaced_file_is_not_written_to(path: Path, store: SqliteStore) -> None:
    store.write(meta.setting("a", "1"))
    other = path.with_name("other.db")
    opening.create(other, {"title": "another"})
    other.replace(path)
    with pytest.raises(DeskError, match="replaced or removed"):
        store.write(meta.setting("a", "2"))
    again = opening.open_store(path)
    assert meta.everything(again) == {"title": "another"}
    again.close()


def test_a_removed_file_is_not_written_to(path: Path, store: SqliteStore) -> None:
    path.unlink()
    with pytest.raises(DeskError, match="replaced or removed"):
        store.write(meta.setting("a", "2"))


def test_a_closed_desk_says_so(store: SqliteStore) -> None:
    store.close()
    store.close()
    for act in (lambda: store.read("SELECT 1"), lambda: store.write([]), store.watch):
        with pytest.raises(DeskError, match="closed"):
            act()


@pytest.mark.usefixtures("mark")
def test_changes_are_told_in_order(store: SqliteStore) -> None:
    told = store.changes(0)
    assert [entry.seq for entry in told] == list(range(1, len(told) + 1))
    assert store.changes(told[-1].seq) == []
    assert store.changes(1) == told[1:]


def test_others_read_while_a_large_merge_is_being_written(path: Path, tmp_path: Path) -> None:
    beside = tmp_path / "beside.db"
    shutil.copy(path, beside)
    with (
        closing(opening.open_store(path)) as one,
        closing(opening.open_store(path, wait_ms=50)) as other,
    ):

        def work(connection: Connection) -> list[Row]:
            for number in range(100):
                values = (f"large:{number}", "x" * 100_000)
                connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", values)
            return other.read("SELECT count(*) AS n FROM meta WHERE key LIKE 'large:%'")

        assert one.transact(work, beside=beside) == [{"n": 0}]
        assert other.read("SELECT count(*) AS n FROM meta WHERE key LIKE 'large:%'") == [{"n": 100}]
