from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.model.finding import Severity
from reader.store import permissions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file as of a shared desk, all of whose bits are right."""
    folder = tmp_path / "a desk"
    folder.mkdir()
    path = folder / "annotations.db"
    for each in (path, path.with_name("annotations.db-lock")):
        each.touch()
        each.chmod(0o660)
    folder.chmod(0o2770)
    for parent in folder.parents:
        if parent.stat().st_uid == os.geteuid() and "pytest-of" in str(parent):
            parent.chmod(parent.stat().st_mode | 0o001)
    return path


def told(path: Path, code: str = "permissions") -> list[tuple[str, str, str]]:
    """What is found, where by its name, and what mends it."""
    return [
        (each.what, Path(each.where).name, each.remedy)
        for each in permissions.findings(path)
        if each.code == code and each.severity is Severity.WARNING
    ]


def test_a_team_that_can_do_everything_needs_nothing(path: Path) -> None:
    assert list(permissions.findings(path)) == []


@pytest.mark.parametrize(
    ("name", "mode", "bit"),
    [
        ("annotations.db", 0o640, "may not write the database: g+w is missing (0640)"),
        ("annotations.db", 0o600, "may not write the database: g+rw is missing (0600)"),
        ("", 0o2750, "may not make a journal beside the database: g+w is missing (2750)"),
        ("", 0o2760, "may not make a journal beside the database: g+x is missing (2760)"),
        ("annotations.db-here", 0o2700, "may not be seen to be here: g+rwx is missing (2700)"),
    ],
)
def test_the_bit_that_keeps_a_colleague_out_is_named(
    path: Path, name: str, mode: int, bit: str
) -> None:
    here = path.with_name("annotations.db-here")
    here.mkdir()
    here.chmod(0o2770)
    team = permissions.group_name(path.parent.stat().st_gid)
    bad = path.parent / name
    bad.chmod(mode)
    if name == "annotations.db":
        path.with_name("annotations.db-lock").chmod(mode)
    share = f"reader share '{path.parent}'"
    assert told(path) == [(f"the group {team} {bit}", bad.name, share)]


def test_a_folder_that_does_not_hand_its_group_on_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.chmod(0o770)
    assert told(path) == []  # the private group of one user is no team
    monkeypatch.setattr(permissions, "is_private", lambda *_: False)
    monkeypatch.setattr(permissions, "_HANDS_GROUP_ON", True)
    [(what, where, remedy)] = told(path)
    assert what == "what one makes here is not the group's: g+s is missing (0770)"
    assert (where, remedy) == (path.parent.name, f"reader share '{path.parent}'")


def test_a_folder_on_the_way_that_the_team_cannot_enter_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = path.parent.parent
    way.chmod(0o700)
    monkeypatch.setattr(permissions, "_HANDS_GROUP_ON", False)
    [(what, where, remedy)] = told(path, "way")
    assert "cannot enter this folder on the way: g+x is missing (0700)" in what
    assert (where, remedy) == (way.name, f"chmod g+x {way}")
    monkeypatch.setattr(permissions, "_has_acl", lambda _: True)
    assert told(path, "way") == []


def test_what_everybody_may_write_is_named(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o2777)
    assert [(what, remedy) for what, _, remedy in told(path)] == [
        (
            "everybody on this machine may write the database: o+w is set (0666)",
            f"chmod o-w '{path}'",
        ),
        (
            "everybody on this machine may write its folder: o+w is set (2777)",
            f"chmod o-w '{path.parent}'",
        ),
    ]
    path.chmod(0o660)
    path.parent.chmod(0o1777)  # as /tmp: everybody's, and nobody's to share
    assert told(path) == []


def test_a_lock_that_writers_cannot_queue_at_is_named(path: Path) -> None:
    lock = path.with_name("annotations.db-lock")
    lock.chmod(0o600)
    [(what, _, remedy)] = told(path)
    assert what == "the lock file has other permissions (0600) than the database (0660)"
    assert remedy == f"rm '{lock}'"
    lock.unlink()
    os.mkfifo(lock)
    assert told(path) == [("this is no file, so writers do not queue", lock.name, remedy)]
