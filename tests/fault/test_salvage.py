"""Of a damaged desk comes what is sound, nothing is made up, and what was lost is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.desk.salvaging import salvage
from reader.errors import NotADeskError
from reader.model.finding import Severity
from reader.store import care, opening
from reader.store.guarded import GUARDED
from tests.fault.worker import Marker

PAGE = 4096
MARKS = 40
ROUNDS, MANY = 6, 120


@pytest.fixture
def worked(database: Path) -> Path:
    """A desk with some work on it."""
    with closing(opening.open_store(database)) as store:
        marker = Marker(store, "ada")
        for number in range(MARKS):
            store.write(marker.batch(number)[1])
    return database


def work(path: Path) -> dict[tuple[Any, ...], Any]:
    """Everything that people made, by table and key."""
    found = {}
    with closing(opening.open_store(path)) as store:
        for table in GUARDED:
            columns = ", ".join((*table.columns, *table.unlisted))
            for row in store.read(f"SELECT {columns} FROM {table.name} WHERE version > 0"):
                found[table.name, *(row[column] for column in table.key)] = row
    return found


def spoil(content: bytes, number: int, rng: random.Random) -> bytes:
    """The file with a page of zeros, or with some bits turned over."""
    spoilt = bytearray(content)
    if number % 2:
        at = rng.randrange(len(content) // PAGE) * PAGE
        spoilt[at : at + PAGE] = bytes(PAGE)
    else:
        for _ in range(3):
            spoilt[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(MANY, marks=pytest.mark.long)])
def test_what_comes_is_sound_and_was_there_before(
    worked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rounds: int
) -> None:
    before, content = work(worked), worked.read_bytes()
    rng, shares = random.Random(11), []
    for number in range(rounds):
        damaged, new = tmp_path / f"{number}.db", tmp_path / f"{number}-new.db"
        damaged.write_bytes(spoil(content, number, rng))
        told = salvage(damaged, new)
        assert told.unsound == []
        after = work(new)
        for key, row in after.items():
            named = f"{key[0]} {':'.join(map(str, key[1:]))}"
            unsigned = key[0] == "annotators" and row["updated_by"] is None
            assert before.get(key) == row or named in told.doubtful or unsigned, key
        if ("articles", *article_of(before)) in after:
            shares.append(len(after) / len(before))
        else:
            assert told.articles == ["ferry.txt"]
            assert len(told.marks) == MARKS
    with closing(opening.open_store(new)) as store:
        assert [e for e in care.diagnose(store) if e.severity is not Severity.NOTE] == []
    with capsys.disabled():
        print(f"\n  {rounds} damaged desks: at least {min(shares):.0%} of the rows saved")
    assert len(shares) > rounds / 2
    assert min(shares) > 0.7


def test_of_a_file_that_was_cut_short_nothing_is_new(worked: Path, tmp_path: Path) -> None:
    """Rows of a mark that is gone were taken for those of a story, and entered in history."""
    with closing(opening.open_store(worked)) as store:
        before = {(e.table, e.row, e.version, e.change) for e in store.changes(0)}
    content = worked.read_bytes()
    for share in (0.35, 0.6, 0.8):
        damaged, new = tmp_path / f"{share}.db", tmp_path / f"{share}-new.db"
        damaged.write_bytes(content[: int(len(content) * share)])
        assert salvage(damaged, new).unsound == []
        with closing(opening.open_store(new)) as store:
            entries = {(e.table, e.row, e.version, e.change) for e in store.changes(0)}
        assert entries <= before


def article_of(before: dict[tuple[Any, ...], Any]) -> Sequence[Any]:
    """The key of the one article."""
    return next(key[1:] for key in before if key[0] == "articles")


@pytest.mark.parametrize(
    "table", ["annotations", "annotation_pieces", "annotation_tags", "history"]
)
def test_a_table_without_its_first_page_is_read_from_the_others(
    worked: Path, tmp_path: Path, table: str
) -> None:
    """The root leads to all other pages of a table: SQLite would read nothing of it."""
    with closing(opening.open_store(worked)) as store:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        root = store.read(sql, (table,))[0]["rootpage"]
    content = bytearray(worked.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    worked.write_bytes(content)
    told = salvage(worked, tmp_path / "new.db")
    assert (told.kept["annotations"], told.marks, told.unsound) == (MARKS, [], [])


def test_a_file_without_its_head_is_read_and_an_article_found_in_the_corpus(
    worked: Path, tmp_path: Path
) -> None:
    content = worked.read_bytes()
    with closing(opening.open_store(worked)) as store:
        raw = store.read("SELECT raw FROM articles")[0]["raw"]
    assert content.count(raw) == 2  # the text, and the bytes that it came from
    (worked.parent / "corpus").mkdir()
    (worked.parent / "corpus" / "ferry.txt").write_bytes(raw)
    worked.write_bytes(bytes(PAGE) + content[PAGE:].replace(raw[:40], bytes(40)))
    told = salvage(worked.parent, tmp_path / "new.db")
    assert (told.articles, told.kept["annotations"]) == ([], MARKS)
    assert told.unsound == []


def test_nothing_is_made_of_nothing_and_over_nothing(worked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for content in (b"", b"no database", random.Random(2).randbytes(9 * PAGE)):
        other.write_bytes(content)
        with pytest.raises(NotADeskError):
            salvage(other, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    with pytest.raises(Exception, match="such a file already"):
        salvage(worked, other)
    assert other.stat().st_size == 9 * PAGE
