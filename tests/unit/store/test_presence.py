from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model.presence import Present
from reader.store import presence
from reader.store.presence import FRESH_S, GONE_S, Machine
from reader.store.seats import Seat

NEAR, FAR = Machine("near", "boot"), Machine("far", "another boot")
BO = Present("bo", "far", 1, "2024-03-09T18:00:00.000Z", "an-article", "another boot")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.db"
    path.write_text("")
    path.chmod(0o600)
    return path


def folder_of(database: Path) -> Path:
    return database.with_name("annotations.db-here")


def here(database: Path, now: float | None = None, machine: Machine = NEAR) -> list[str]:
    return [each.handle for each in presence.present(database, now=now, machine=machine)]


def set_back(database: Path, seconds: float) -> None:
    """As if the last sign of life had been given so many seconds ago."""
    (file,) = folder_of(database).glob("*.json")
    then = file.stat().st_mtime - seconds
    os.utime(file, (then, then))


def test_who_is_here_is_seen_with_all_they_say_until_they_leave(database: Path) -> None:
    assert presence.present(database) == ()
    seat = Seat(database, BO)
    now = seat.keep("an-article")
    assert presence.present(database, now=now, machine=NEAR) == (BO,)
    seat.keep(None)
    assert presence.present(database, machine=NEAR) == (replace(BO, article=None),)
    seat.leave()
    seat.leave()
    assert [each.name for each in database.parent.iterdir()] == ["annotations.db"]


@pytest.mark.parametrize("handle", ["~a+b", "..", "a/b@c:d", "Ünï-日本", "%", "\U0001f980" * 64])
def test_any_handle_makes_a_name_that_stands_in_the_folder(database: Path, handle: str) -> None:
    seat = Seat(database, replace(BO, handle=handle, host=f"{handle}.example"))
    seat.keep(None)
    assert here(database) == [handle]
    (file,) = folder_of(database).iterdir()
    assert file.name.isascii()
    seat.leave()
    assert not folder_of(database).exists()


@pytest.mark.parametrize(
    ("age", "counts"), [(FRESH_S - 2, True), (FRESH_S + 2, False), (-FRESH_S - 2, False)]
)
def test_only_a_sign_of_life_of_now_counts_and_none_of_a_time_to_come(
    database: Path, age: float, counts: bool
) -> None:
    Seat(database, BO).keep(None)
    set_back(database, age)
    assert here(database) == (["bo"] if counts else [])


def test_the_clock_that_counts_is_the_folders(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 0.0)
    now = Seat(database, BO).keep(None)
    assert here(database) == ["bo"]
    assert now is not None
    assert here(database, now + FRESH_S + 1) == []


def test_of_this_machine_only_processes_that_live_are_here(database: Path) -> None:
    child = os.posix_spawnp("true", ["true"], os.environ)
    os.waitpid(child, 0)
    for handle, pid in (("gone", child), ("lives", os.getpid()), ("root", 1)):
        Seat(database, Present(handle, "near", pid, "", None, "boot")).keep(None)
    assert here(database) == ["lives", "root"]
    assert [each.name[:9] for each in presence.left_behind(database, machine=NEAR)] == ["gone@near"]
    # The same name and number elsewhere: another machine, another boot or another container.
    assert here(database, machine=Machine("near", "later boot")) == ["gone", "lives", "root"]
    assert presence.left_behind(database, machine=FAR) == ()


def test_what_another_machine_left_is_nobodys_after_an_hour(database: Path) -> None:
    Seat(database, BO).keep(None)
    aside = folder_of(database) / ".bo@far.1.0a0b0c.json.new"
    aside.touch()
    assert presence.left_behind(database, machine=NEAR) == ()
    set_back(database, GONE_S + 5)
    os.utime(aside, (0, 0))
    assert len(presence.left_behind(database, machine=NEAR)) == 2


@pytest.mark.parametrize(
    ("mode", "folder", "file"), [(0o600, 0o700, 0o600), (0o660, 0o2770, 0o640)]
)
def test_permissions_are_the_databases_whatever_the_umask_and_follow_when_it_is_shared(
    database: Path, mode: int, folder: int, file: int
) -> None:
    database.chmod(mode)
    old = os.umask(0o077)
    try:
        seat = Seat(database, BO)
        seat.keep(None)
        (made,) = folder_of(database).iterdir()
        assert stat.S_IMODE(folder_of(database).stat().st_mode) == folder
        assert stat.S_IMODE(made.stat().st_mode) == file
        database.chmod(0o660)
        seat.keep(None)
        (made,) = folder_of(database).iterdir()
        assert stat.S_IMODE(made.stat().st_mode) == 0o640
    finally:
        os.umask(old)


def test_what_lies_there_and_is_no_readers_is_passed_over(database: Path) -> None:
    seat = Seat(database, BO)
    seat.keep(None)
    folder = folder_of(database)
    (file,) = folder.glob("*.json")
    honest = file.read_text()

    def name(number: int) -> Path:
        return folder / f"x@y.{number}.0a0b0c.json"

    os.mkfifo(name(1))
    name(2).symlink_to(file)
    name(3).write_bytes(b"\0\xff" * 100)
    name(4).write_text("[" * 4000)
    name(5).write_text(honest + " " * 10_000)
    name(6).write_text(honest.replace('"bo"', '"\\u001b[31mbo"'))
    name(7).write_text(honest.replace('"pid": 1', '"pid": -1'))
    name(8).write_text(honest.replace('"far"', f'"{"far" * 100}"'))
    name(9).mkdir()
    (folder / "\x1b[31m@y.1.0a0b0c.json").write_text(honest)
    (folder / "notes.txt").write_text(honest)
    assert here(database) == ["bo"]
    assert presence.left_behind(database, machine=NEAR) == ()
    seat.leave()
    assert folder.exists()


def test_a_folder_full_of_other_files_hides_nobody(database: Path) -> None:
    folder_of(database).mkdir()
    for number in range(600):
        (folder_of(database) / f"junk-{number}.json").touch()
    seat = Seat(database, BO)
    seat.keep(None)
    assert here(database) == ["bo"]
    seat.leave()


def test_something_else_in_the_place_of_the_folder_disturbs_nobody(
    database: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    folder = folder_of(database)
    makers: list[Callable[[], None]] = [
        lambda: folder.symlink_to(precious),
        folder.touch,
        lambda: os.mkfifo(folder),
    ]
    for make in makers:
        make()
        seat = Seat(database, BO)
        assert seat.keep(None) is None
        assert presence.present(database) == ()
        assert presence.left_behind(database) == ()
        seat.leave()
        folder.unlink()
    assert list(precious.iterdir()) == []


def test_a_full_disk_only_keeps_one_from_being_seen(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(database, BO)
    seat.keep("one")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert Seat(database, replace(BO, handle="cy")).keep(None) is None
    assert seat.keep("two") is not None
    assert presence.present(database, machine=NEAR) == (replace(BO, article="one"),)
    assert len(list(folder_of(database).iterdir())) == 1


def test_who_comes_while_the_last_one_leaves_has_a_seat(database: Path) -> None:
    missed: list[float | None] = []

    def come_and_go() -> None:
        for _ in range(60):
            seat = Seat(database, BO)
            if (now := seat.keep(None)) is None:
                missed.append(now)
            seat.leave()

    threads = [threading.Thread(target=come_and_go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(missed) <= 3  # twice in a row between two others is the next beat's matter
    assert not folder_of(database).exists()
