"""Who is here, with real processes that die, on machines that only say they are others."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.presence import Present
from reader.store import presence, seats
from tests.fault.strangers import TEAM, as_user, needs_root, needs_users, open_folder
from tests.table import Tell

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0
READING = """
import os, sys, time
from pathlib import Path
from reader.desk.opening import find_desk, open_desk
from reader.store import presence, seats
if sys.argv[3]:
    presence.this_machine = lambda: presence.Machine(sys.argv[3])
place = find_desk(sys.argv[1], environ=os.environ, folder=Path("/"))
with open_desk(place, annotator=sys.argv[2], environ=os.environ) as desk:
    while True:
        desk.presence.beat("an-article")
        time.sleep(0.1)
"""


@contextmanager
def reading(folder: Path, who: str, machine: str = "") -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", READING, str(folder), who, machine],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> float:
    """Seconds until something holds."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < PATIENCE_S
        time.sleep(0.02)
    return time.monotonic() - start


@pytest.mark.item("presence")
def test_who_is_killed_is_gone_at_once_here_and_from_another_machine_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setattr(presence, "FRESH_S", 1.0)
    init_desk(tmp_path / "desk")
    place = find_desk(str(tmp_path / "desk"), environ=os.environ, folder=tmp_path)
    with (
        open_desk(place, annotator="ada", environ=os.environ) as desk,
        reading(tmp_path / "desk", "bo") as near,
        reading(tmp_path / "desk", "cy", "elsewhere") as far,
    ):

        def here() -> list[str]:
            return [each.handle for each in desk.presence.beat()]

        until(lambda: here() == ["bo", "cy"])
        near.kill()
        near.wait()
        assert here() == ["cy"]
        far.kill()
        far.wait()
        assert here() == ["cy"]  # nobody can tell yet
        gone_after = until(lambda: here() == [])
        assert 0.5 < gone_after < 3
        tell(
            "a reader killed here, one on another machine",
            f"gone at once, and after {gone_after:.1f} s of {presence.FRESH_S} s",
        )
        (left,) = desk.presence.left_behind()
        assert left.name.startswith("bo@")
        with open_desk(place, annotator="bo", environ=os.environ) as again:
            again.presence.beat()
            assert desk.presence.left_behind() == ()
            again.presence.leave()
        desk.presence.leave()
    (cys,) = (tmp_path / "desk" / "annotations.db-here").iterdir()
    assert cys.name.startswith("cy@elsewhere")


@needs_root
def test_two_users_of_a_team_see_each_other_whatever_their_umask() -> None:
    with open_folder() as outer:
        folder = outer / "desk"
        folder.mkdir()
        database = folder / "annotations.db"
        database.touch()
        for path, mode in ((folder, 0o2770), (database, 0o660)):
            os.chown(path, 65_533, TEAM)
            path.chmod(mode)

        def come(who: str) -> list[str]:
            os.umask(0o077)
            seats.Seat(database, Present(who, "elsewhere", 1, "")).keep(None)
            return [each.handle for each in presence.present(database)]

        assert as_user(partial(come, "bo"), 65_533, TEAM) == ["bo"]
        assert as_user(partial(come, "cy"), 65_532, TEAM) == ["bo", "cy"]
        here = folder / "annotations.db-here"
        assert stat.S_IMODE(here.stat().st_mode) == 0o2770
        assert {stat.S_IMODE(each.stat().st_mode) for each in here.iterdir()} == {0o640}
        assert {each.stat().st_gid for each in (here, *here.iterdir())} == {TEAM}
        os.utime(next(here.glob("bo@*")), (0, 0))

        def tidy() -> int:
            (left,) = presence.left_behind(database)
            left.unlink()
            return len(presence.present(database))

        assert as_user(tidy, 65_532, TEAM) == 1


@needs_users
def test_in_a_folder_that_may_not_be_written_others_are_seen_and_oneself_is_not() -> None:
    with open_folder() as folder:
        database = folder / "annotations.db"
        database.touch(0o644)
        bo = seats.Seat(database, Present("bo", "elsewhere", 1, ""))
        bo.keep(None)

        def come() -> list[str]:
            seat = seats.Seat(database, Present("cy", "elsewhere", 1, ""))
            assert seat.keep(None) is None
            seat.leave()
            return [each.handle for each in presence.present(database)]

        here = folder / "annotations.db-here"
        here.chmod(0o555)
        folder.chmod(0o555)
        assert as_user(come) == ["bo"]
        here.chmod(0o700)
        if os.geteuid() == 0:
            assert as_user(come) == []
