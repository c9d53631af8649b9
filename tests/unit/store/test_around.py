from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.model.finding import Finding, Severity
from reader.store import around, meta, places
from reader.store.library import connect_new
from reader.store.sqlite import SqliteStore

WAL_RESET = [
    ((3, 6, 23), False),
    ((3, 7, 0), True),
    ((3, 40, 1), True),
    ((3, 44, 5), True),
    ((3, 44, 6), False),
    ((3, 45, 0), True),
    ((3, 50, 6), True),
    ((3, 50, 7), False),
    ((3, 51, 2), True),
    ((3, 51, 3), False),
    ((3, 52, 0), False),
]


def found(store: SqliteStore, code: str) -> list[Finding]:
    return [each for each in around.findings(store) if each.code == code]


@pytest.mark.parametrize(("version", "loses"), WAL_RESET)
def test_a_library_that_can_lose_commits_is_told_of(version: tuple[int, ...], loses: bool) -> None:
    assert around.loses_in_wal(version) is loses
    if version >= around.OLDEST_SQLITE:
        assert around.library(version, wal=False).severity is Severity.NOTE
        severity = around.library(version, wal=True).severity
        assert severity is (Severity.WARNING if loses else Severity.NOTE)


def test_a_library_without_strict_tables_is_too_old() -> None:
    assert around.library((3, 36, 0), wal=False).severity is Severity.ERROR


def test_wal_mode_is_noticed(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "SQLITE_VERSION", (3, 50, 4))
    connection = connect_new(path)
    connection.execute("PRAGMA journal_mode = WAL")
    store.write(meta.setting("a", "1"))
    remedies = [each.remedy for each in found(store, "journal")]
    assert f"sqlite3 {path} 'PRAGMA journal_mode = DELETE'" in remedies
    assert [each.severity for each in found(store, "sqlite")] == [Severity.WARNING]
    connection.close()


@pytest.mark.parametrize(
    ("kind", "severity", "words"),
    [
        ("ext4", Severity.NOTE, "a local file system (ext4), where locks hold"),
        ("nfs4", Severity.WARNING, "it lies on a network folder (nfs4)"),
        ("fuse.odd", Severity.NOTE, "does not know whether locks hold"),
        ("", Severity.NOTE, "the system does not say"),
    ],
)
def test_the_file_system_is_named_and_whether_its_locks_hold(
    store: SqliteStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    severity: Severity,
    words: str,
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"21 1 8:1 / / rw - {kind} disk rw\n" if kind else "")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    (finding,) = found(store, "place")
    assert finding.severity is severity
    assert words in finding.what


def test_what_dead_processes_left_is_told_with_what_removes_it(
    store: SqliteStore, path: Path
) -> None:
    child = os.posix_spawnp("true", ["true"], os.environ)
    os.waitpid(child, 0)
    dead = path.with_name(f".{path.name}.{child}.new")
    for each in (dead, Path(f"{dead}-journal"), path.with_name(f".{path.name}.1.new")):
        each.touch()
    # What only looks so is somebody's, and stays: notes, a folder, a name for another file.
    path.with_name(f".{path.name}.notes.new").touch()
    path.with_name(f".{path.name}.{child}.0.new").mkdir()
    path.with_name(f".{path.name}.x.{child}.new").symlink_to(dead)
    left = found(store, "leftover")
    assert [(each.where, each.remedy) for each in left] == [
        (str(each), f"rm {each}, or reader doctor --mend")
        for each in (dead, Path(f"{dead}-journal"))
    ]
    assert {each.severity for each in left} == {Severity.NOTE}


def test_something_else_in_the_place_of_the_folder_of_who_is_here(
    store: SqliteStore, path: Path
) -> None:
    here = path.with_name("annotations.db-here")
    here.symlink_to("elsewhere")
    (finding,) = found(store, "presence")
    assert (finding.severity, finding.remedy) == (Severity.WARNING, f"rm {here}")


@pytest.mark.parametrize(
    ("content", "hot"), [(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504), True), (b"", False)]
)
def test_a_journal_is_told_to_be_hot_only_where_it_is(
    path: Path, content: bytes, hot: bool
) -> None:
    path.with_name("annotations.db-journal").write_bytes(content)
    (finding,) = around.beside(path)
    assert finding.what.startswith("hot:" if hot else "not hot:")
    assert finding.severity is Severity.NOTE
    assert ("never remove" in finding.remedy) is hot


def test_who_holds_a_lock_is_named(path: Path) -> None:
    holding = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
    holding += "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        told = [each for each in around.beside(path) if each.code == "held"]
        if sys.platform == "linux":
            assert [each.remedy for each in told] == [f"if it does not let go: kill {other.pid}"]
        other.communicate()
    assert not [each for each in around.beside(path) if each.code == "held"]
