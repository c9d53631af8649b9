from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.store import library

ROOT = Path(__file__).resolve().parents[3]


def test_one_file_imports_sqlite() -> None:
    importing = re.compile(r"^\s*(import|from)\s+(sqlite3|pysqlite3|apsw)\b", re.MULTILINE)
    found = {
        str(path.relative_to(ROOT / "reader"))
        for path in (ROOT / "reader").rglob("*.py")
        if importing.search(path.read_text("utf-8"))
    }
    assert found == {"store/library.py"}


def test_it_is_the_module_that_sqlite_utils_picks() -> None:
    picked = importlib.import_module("sqlite_utils.utils").dbapi2
    assert library.Connection is picked.Connection


def test_reading_and_writing_marks_does_not_import_sqlite_utils(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from reader.store import annotations, annotators, history, opening;"
        "from reader.model.history import Gesture;"
        f"store = opening.open_store(Path({str(path)!r}));"
        "gesture = Gesture('c', 'ada', 't'); store.write(annotators.ensuring('ada', gesture));"
        "annotations.select(store); history.undoing(store, 'ada', gesture);"
        "print([m for m in ('sqlite_utils', 'click', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("synchronous", 3),
        ("busy_timeout", 1234),
    ],
)
def test_every_connection_is_set_up(path: Path, pragma: str, value: int) -> None:
    connection = library.connect(path, mode="rw", busy_ms=1234)
    try:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    finally:
        connection.close()


def test_a_file_is_never_made_by_connecting(tmp_path: Path) -> None:
    with pytest.raises(library.SqlError):
        library.connect(tmp_path / "missing.db", mode="rw", busy_ms=0)
    assert list(tmp_path.iterdir()) == []


def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%41 é.db"
    library.connect_new(tmp_path / "plain.db").close()
    connection = library.connect_new(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    again = library.connect(path, mode="ro", busy_ms=0)
    assert again.execute("SELECT count(*) FROM t").fetchone()[0] == 0
    again.close()


def test_a_bounded_connection_stops_what_does_not_end() -> None:
    connection = library.connect_memory()
    library.bounded(connection, steps=200_000)
    endless = (
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n"
    )
    with pytest.raises(library.SqlError, match="interrupted"):
        connection.execute(endless).fetchall()
    library.unbounded(connection)
    connection.close()
