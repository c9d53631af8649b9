"""Files and folders that may not be written, and desks that two users share."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reader.errors import DeskError, FullDeskError, ReaderError, ReadOnlyDeskError
from reader.model.finding import Severity
from reader.store import annotations as marks
from reader.store import care, meta, opening, sharing
from tests.fault.conftest import furnish
from tests.fault.storm import Process
from tests.fault.strangers import TEAM, as_user, needs_root, needs_users, open_folder
from tests.fault.worker import Marker
from tests.table import Tell


@pytest.fixture
def desk() -> Iterator[Path]:
    """A desk in a folder that every user may enter."""
    with open_folder() as folder:
        (folder / "desk").mkdir()
        path = folder / "desk" / "annotations.db"
        furnish(path)
        path.with_name("annotations.db-lock").unlink()
        yield path


def tried(path: Path) -> dict[str, Any]:
    """What somebody sees who opens a desk, reads it and tries to write."""
    store = opening.open_store(path)
    title = meta.get(store, "title")
    store.watch()
    count = len(marks.select(store))
    error = ""
    try:
        store.write(meta.setting("title", "changed"))
    except ReaderError as caught:
        error = type(caught).__name__
    found = {"reason": store.read_only, "title": title, "marks": count, "error": error}
    store.close()
    return found


@pytest.mark.item("read-only")
@needs_users
@pytest.mark.parametrize(
    ("file", "folder", "reason"),
    [
        (0o444, 0o777, "the file is write-protected"),
        (0o666, 0o555, "its folder is write-protected"),
        (0o444, 0o555, "the file is write-protected"),
    ],
)
def test_a_protected_desk_is_read_and_says_why_it_is_not_written(
    desk: Path, file: int, folder: int, reason: str, tell: Tell
) -> None:
    tell(f"file {file:o}, folder {folder:o}", f"read, nothing written: {reason}")
    desk.chmod(file)
    desk.parent.chmod(folder)
    assert as_user(lambda: tried(desk)) == {
        "reason": reason,
        "title": "A desk",
        "marks": 0,
        "error": "ReadOnlyDeskError",
    }
    assert [path.name for path in desk.parent.iterdir()] == ["annotations.db"]


@pytest.mark.item("read-only")
@needs_users
def test_a_desk_that_may_not_be_read_is_refused(desk: Path) -> None:
    desk.chmod(0o000)

    def act() -> str:
        try:
            opening.open_store(desk)
        except DeskError as error:
            return str(error.what)
        return "opened"

    assert as_user(act) == "the database may not be read by you"


@pytest.mark.item("read-only")
@needs_users
def test_a_folder_that_closes_while_a_desk_is_open_loses_nothing(desk: Path) -> None:
    desk.chmod(0o666)
    desk.parent.chmod(0o777)

    def act() -> list[str]:
        store = opening.open_store(desk)
        store.write(meta.setting("title", "saved"))
        told = []
        if os.geteuid() == desk.stat().st_uid:
            desk.parent.chmod(0o555)
        try:
            store.write(meta.setting("title", "and again"))
        except ReaderError as error:
            told.append(type(error).__name__)
        told.append(str(meta.get(store, "title")))
        store.close()
        return told

    if os.geteuid() == 0:
        os.chown(desk, 65_534, 65_534)
        os.chown(desk.parent, 65_534, 65_534)
    told = as_user(act)
    assert told[-1] == "saved"
    assert told[0] in {"ReadOnlyDeskError", "DeskError"}


@needs_root
def test_two_users_of_a_team_share_a_desk_whatever_their_umask(desk: Path) -> None:
    os.chown(desk, 65_533, TEAM)
    os.chown(desk.parent, 65_533, TEAM)
    desk.parent.chmod(0o2770)
    desk.chmod(0o660)

    def write(key: str, umask: int) -> list[str]:
        os.umask(umask)
        store = opening.open_store(desk)
        store.write(meta.setting(key, "1"))
        found = [each.code for each in care.diagnose(store) if each.severity.value != "note"]
        store.close()
        return found

    for turn, (user, umask) in enumerate(((65_532, 0o077), (65_533, 0o022), (65_532, 0o002))):
        assert as_user(partial(write, f"k{turn}", umask), user, TEAM) == []
    lock = desk.with_name("annotations.db-lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o660
    assert lock.stat().st_gid == TEAM
    store = opening.open_store(desk)
    assert set(meta.everything(store)) == {"title", "k0", "k1", "k2"}
    store.close()


@needs_root
def test_a_desk_is_shared_by_its_owner_and_a_stranger_is_told_who_may(desk: Path) -> None:
    os.chown(desk, 65_533, TEAM)
    os.chown(desk.parent, 65_533, TEAM)
    desk.parent.chmod(0o755)
    desk.chmod(0o664)

    def act() -> list[Any]:
        shared = sharing.share(desk, None)
        return [list(shared.done), [list(each) for each in shared.undone]]

    done, undone = as_user(act, 65_532, TEAM)
    assert done == []
    assert [command for _, command in undone] == [
        f"sudo chmod 2770 {desk.parent}",
        f"sudo chmod 0660 {desk}",
    ]
    done, undone = as_user(act, 65_533, TEAM)
    assert done == [f"{desk.parent}: 0755 → 2770", f"{desk}: 0664 → 0660"]
    assert undone == []
    assert as_user(act, 65_533, TEAM) == [[], []]
    lock = desk.with_name("annotations.db-lock")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (desk.parent, desk, lock)]
    assert modes == [0o2770, 0o660, 0o660]
    assert not [e for e in care.diagnose(desk) if e.severity is not Severity.NOTE]

    def write() -> str:
        store = opening.open_store(desk)
        store.write(meta.setting("title", "by the other"))
        store.close()
        return "written"

    assert as_user(write, 65_532, TEAM) == "written"


@pytest.fixture
def cut_off(desk: Path) -> Path:
    """A desk whose writer died in the middle of a write."""
    assert Process("cut", desk).end() < 0
    assert desk.with_name("annotations.db-journal").stat().st_size > 0
    return desk


@pytest.mark.item("read-only")
def test_a_write_that_was_cut_off_is_taken_back(cut_off: Path) -> None:
    store = opening.open_store(cut_off)
    assert marks.select(store) == ()
    assert [each.code for each in care.diagnose(store) if each.severity.value == "error"] == []
    store.close()


@pytest.mark.item("read-only")
@needs_users
def test_on_read_only_media_it_cannot_be_and_says_so(cut_off: Path, tell: Tell) -> None:
    cut_off.chmod(0o444)
    cut_off.with_name("annotations.db-journal").chmod(0o444)
    cut_off.parent.chmod(0o555)

    def act() -> list[str]:
        try:
            opening.open_store(cut_off)
        except ReadOnlyDeskError as error:
            return [error.what, error.remedy or ""]
        return ["opened"]

    what, remedy = as_user(act)
    tell("with a write that was cut off", f"refused: {what}")
    assert what == "a write was cut off here, and taking it back needs the right to write"
    assert "-journal" in remedy
    copy = cut_off.parent.parent / "copy"
    shutil.copytree(cut_off.parent, copy)
    copy.chmod(0o755)
    for path in copy.iterdir():
        path.chmod(0o644)
    store = opening.open_store(copy / "annotations.db")
    assert marks.select(store) == ()
    store.close()


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB of its own."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if (
        shutil.which("mount") is None
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.item("full")
def test_a_full_disk_is_told_loses_nothing_and_work_resumes(tiny: Path, tell: Tell) -> None:
    path = tiny / "annotations.db"
    furnish(path)
    ballast = tiny / "ballast"
    ballast.write_bytes(b"x" * 1_800_000)
    store = opening.open_store(path)
    marker = Marker(store, "ada")
    saved: list[str] = []
    told = ""
    while not told:
        made, batch = marker.batch(len(saved))
        try:
            store.write(batch)
        except FullDeskError as error:
            told = str(error)
        else:
            saved.append(made)
    assert "no space left; nothing was written" in told
    assert len(saved) > 10
    assert {each.id for each in marks.select(store)} == set(saved)
    tell("a file system of 3 MB", f"0 of {len(saved)} lost, told so, work resumed")
    ballast.unlink()
    made, batch = marker.batch(0)
    store.write(batch)
    assert {each.id for each in marks.select(store)} == {*saved, made}
    assert [each.code for each in care.diagnose(store) if each.severity.value == "error"] == []
    store.close()


@pytest.mark.item("full")
def test_a_limit_on_file_sizes_is_told_loses_nothing_and_work_resumes(
    database: Path, tell: Tell
) -> None:
    told = Process("limited", database, "ada", database.stat().st_size + 200_000).result()
    assert told["saved"] > 10
    assert told["lost"] == []
    assert told["kind"] in {"FullDeskError", "DeskError"}
    assert "nothing was written" in told["failure"]
    assert told["resumed"]
    tell("RLIMIT_FSIZE", f"0 of {told['saved']} lost, told so, work resumed")
    assert [each.code for each in care.diagnose(database) if each.severity.value == "error"] == []
