"""What the doctor says to a user whom permissions keep out: the bit, and who can set it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.desk.diagnosing import diagnose_unopened
from reader.desk.opening import find_desk
from reader.errors import DeskError
from reader.model.presence import Present
from reader.store import care, opening, presence, seats, sharing
from tests.fault.conftest import furnish
from tests.fault.strangers import NOBODY, TEAM, as_user, needs_root, open_folder

OWNER, COLLEAGUE = 65_533, 65_532


@pytest.fixture
def desk() -> Iterator[Path]:
    """A desk of OWNER's and the group TEAM's that the group may read alone."""
    with open_folder() as outer:
        folder = outer / "desk"
        folder.mkdir()
        path = folder / "annotations.db"
        furnish(path)
        path.with_name("annotations.db-lock").unlink()
        for each, mode in ((folder, 0o2750), (path, 0o640)):
            os.chown(each, OWNER, TEAM)
            each.chmod(mode)
        yield path


def told(path: Path) -> list[list[str]]:
    """What is found of permissions and the way there by who asks."""
    findings = care.diagnose(path)
    mine = [each for each in findings if each.code in {"permissions", "way"}]
    return [[each.what, each.where, each.remedy] for each in mine]


@needs_root
def test_a_colleague_who_may_only_read_is_told_the_bits_and_who_can_set_them(desk: Path) -> None:
    share = f"{OWNER} can: reader share {desk.parent}"
    assert as_user(lambda: told(desk), COLLEAGUE, TEAM) == [
        ["you may not write the database: g+w is missing (0640)", str(desk), share],
        [
            "you may not make a journal beside the database: g+w is missing (2750)",
            str(desk.parent),
            share,
        ],
    ]
    desk.parent.chmod(0o2770)
    desk.chmod(0o660)
    assert as_user(lambda: told(desk), COLLEAGUE, TEAM) == []
    desk.parent.chmod(0o2775)
    desk.chmod(0o664)
    first, second = as_user(lambda: told(desk), NOBODY, NOBODY)
    join = f"sudo usermod -aG {TEAM} "
    assert first[0] == "you may not write the database: o+w is missing (0664)"
    assert second[2].startswith(join)
    assert first[2].endswith(", then log in anew")


@needs_root
def test_who_may_not_read_it_or_not_even_enter_is_told_where_it_stops(desk: Path) -> None:
    desk.parent.chmod(0o2755)

    def unread() -> list[str]:
        return [each.code for each in care.diagnose(desk)] + [told(desk)[0][0]]

    assert as_user(unread) == [
        *("unusable", "permissions", "permissions", "permissions"),
        "you may not read the database: o+r is missing (0640)",
    ]
    desk.parent.parent.chmod(0o700)

    def outside() -> list[Any]:
        asked = str(desk.parent)
        try:
            find_desk(asked, environ={}, folder=Path("/"))
        except DeskError as error:
            refused = error.what
        found = diagnose_unopened(asked, environ={}, folder=Path("/"))
        assert found is not None
        ((finding,), _) = found
        return [refused, finding.what, finding.where, finding.remedy]

    way = desk.parent.parent
    assert as_user(outside) == [
        "a folder on the way to the desk may not be entered by you",
        "you cannot enter this folder on the way to the desk: o+x is missing (0700)",
        str(way),
        f"sudo chmod o+x {way}",
    ]


@needs_root
def test_a_lock_of_somebody_elses_is_told_and_writing_goes_on(desk: Path) -> None:
    desk.chmod(0o666)
    desk.parent.chmod(0o777)
    lock = desk.with_name("annotations.db-lock")
    lock.touch()
    lock.chmod(0o660)
    os.chown(lock, 0, TEAM)

    def act() -> list[str]:
        opening.open_store(desk).close()
        return [what for what, where, _ in told(desk) if where == str(lock)]

    assert as_user(act) == ["the lock file is root's (0660), and not yours to open"]


@needs_root
def test_sharing_a_desk_that_somebody_reads_lets_the_team_see_who(desk: Path) -> None:
    desk.chmod(0o600)
    desk.parent.chmod(0o700)

    def sit_down() -> None:
        seats.Seat(desk, Present("bo", "elsewhere", 1, "")).keep(None)

    def stay() -> list[str]:
        seat = seats.Seat(desk, Present("cy", "elsewhere", 1, ""))
        seat.keep(None)
        sharing.share(desk, None)
        seat.keep(None)
        return [what for what, _, _ in told(desk)]

    as_user(sit_down, OWNER, TEAM)
    assert as_user(stay, OWNER, TEAM) == []

    def who() -> list[str]:
        return [each.handle for each in presence.present(desk)]

    assert as_user(who, COLLEAGUE, TEAM) == ["cy"]  # bo's next sign of life lets bo be seen
