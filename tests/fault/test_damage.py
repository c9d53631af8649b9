"""Damaged and hostile files: refused, or found by the doctor, and never a traceback."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from reader.errors import DamagedDeskError, NotADeskError, ReaderError
from reader.model.finding import Severity
from reader.store import annotations as marks
from reader.store import articles, backing_up, care, history, opening, search
from reader.store.guarded import GUARDED
from reader.store.library import connect_new
from reader.store.sqlite import SqliteStore
from tests.fault.worker import Marker
from tests.table import Tell


@pytest.fixture
def worked(database: Path) -> Path:
    """A desk with some work on it."""
    store = opening.open_store(database)
    marker = Marker(store, "ada")
    for number in range(30):
        store.write(marker.batch(number)[1])
    store.close()
    return database


def work(store: SqliteStore) -> list[Any]:
    """Everything that people made, and the texts it stands on."""
    found: list[Any] = [store.read("SELECT id, text, raw FROM articles")]
    for table in GUARDED:
        key, columns = ", ".join(table.key), ", ".join(table.columns)
        found.append(
            store.read(
                f"SELECT {columns} FROM {table.name} WHERE updated_by IS NOT NULL ORDER BY {key}"
            )
        )
    return found


@pytest.mark.item("rot")
@pytest.mark.parametrize("flips", [40, pytest.param(120, marks=pytest.mark.long)])
def test_every_flipped_bit_is_refused_found_or_without_effect(
    worked: Path, tmp_path: Path, flips: int, tell: Tell
) -> None:
    store = opening.open_store(worked)
    before = work(store)
    store.close()
    content = worked.read_bytes()
    rng = random.Random(3)
    refused = found = 0
    for number in range(flips):
        at, bit = rng.randrange(len(content)), 1 << rng.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        try:
            store = opening.open_store(path)
        except ReaderError:
            refused += 1
            continue
        told = [each for each in care.diagnose(store) if each.severity is not Severity.NOTE]
        if told:
            found += 1
        else:
            assert work(store) == before, f"bit {bit} of byte {at} changed work unseen"
        use(store)
        store.close()
    tell(f"{flips} flipped bits", f"{refused} refused, {found} found by the doctor, none unseen")
    assert found > 0


def use(store: SqliteStore) -> None:
    """Read everything; whatever is damaged says so in a way that people understand."""
    for act in (
        lambda: marks.select(store),
        lambda: articles.summaries(store, "ada"),
        lambda: [articles.load(store, row["id"]) for row in store.read("SELECT id FROM articles")],
        lambda: list(marks.export_rows(store)),
        lambda: search.search(store, "ferry"),
        lambda: history.entries(store),
    ):
        try:
            act()
        except (ReaderError, ValueError, KeyError):
            continue  # a value that was damaged is no value: the doctor names it


@pytest.mark.item("rot")
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_truncated_file_is_refused_or_found(worked: Path, kept: float) -> None:
    content = worked.read_bytes()
    worked.write_bytes(content[: int(len(content) * kept)])
    assert [each for each in care.diagnose(worked) if each.severity is Severity.ERROR]


@pytest.mark.item("rot")
def test_pages_of_zeros_are_refused_or_found(worked: Path) -> None:
    content = bytearray(worked.read_bytes())
    content[4096 * 50 : 4096 * 60] = bytes(4096 * 10)
    worked.write_bytes(bytes(content))
    assert [each for each in care.diagnose(worked) if each.severity is not Severity.NOTE]


@pytest.mark.item("rot")
def test_garbage_after_a_good_header_is_damage(worked: Path) -> None:
    content = worked.read_bytes()
    rng = random.Random(4)
    worked.write_bytes(content[:100] + rng.randbytes(len(content) - 100))
    with pytest.raises((DamagedDeskError, NotADeskError)):
        opening.open_store(worked)


def test_a_damaged_desk_is_not_backed_up_over_a_good_backup(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "QUICK_CHECK_BYTES", 0)  # as for a large desk
    store = opening.open_store(worked)
    target = worked.with_name("backup.db")
    backing_up.back_up(store, target)
    good = target.read_bytes()
    store.close()
    connection = connect_new(worked)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE blocks SET confidence = 7")
    connection.close()
    damaged = opening.open_store(worked)
    with pytest.raises(DamagedDeskError):
        backing_up.back_up(damaged, target)
    assert target.read_bytes() == good
    assert [path.name for path in sorted(worked.parent.iterdir())] == [
        "annotations.db",
        "annotations.db-lock",
        "backup.db",
    ]
    damaged.close()


@pytest.mark.item("hostile")
def test_our_own_functions_are_not_called_by_a_hostile_view(database: Path) -> None:
    called: list[int] = []
    connection = connect_new(database)
    connection.execute("CREATE VIEW theirs AS SELECT steal() AS x")
    connection.close()
    store = opening.open_store(database)
    store._reader.create_function("steal", 0, lambda: called.append(1))
    with pytest.raises(Exception, match="unsafe use of steal"):
        store.read("SELECT * FROM theirs")
    assert called == []
    store.close()
