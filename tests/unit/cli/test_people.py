from __future__ import annotations

import os

import pytest

from reader.model.presence import Present
from reader.store import presence, seats
from tests.unit.cli.flood import Desk


def test_who_is_here_is_listed_with_what_they_read(desk: Desk) -> None:
    article = desk.json("list")[1]
    desk.said("annotators", "set", "--name", "Bo Lind", who="bo")
    machine = presence.this_machine()
    database = desk.folder / "annotations.db"
    me = Present("bo", machine.host, os.getpid(), "2024-03-09T18:00:00.000Z", None, machine.pids)
    seat = seats.Seat(database, me)
    seat.keep(article["id"])
    hostile = seats.Seat(database, Present("x", "h\x1b]52;c;QQ\x07", 1, "\x1b[2J", "no such"))
    hostile.keep("no such")
    said = desk.said("who")
    assert "\x1b" not in said
    assert f"bo\tBo Lind\t2024-03-09T18:00:00.000Z\t2 {article['title']}\t{machine.host}" in said
    [bo, odd] = desk.json("who", who="bo")
    assert (bo["number"], bo["article"], bo["you"]) == (2, article["id"], True)
    assert (odd["number"], odd["article"], odd["you"]) == (None, None, False)
    assert [each["here"] for each in desk.json("annotators")] == [False, True]
    seat.leave()
    hostile.leave()
    assert desk.run("who").stderr == "nobody is here\n"


def test_annotators_are_listed_with_their_work_and_what_they_call_themselves(desk: Desk) -> None:
    desk.mark("3", "Twelve people are missing", who="bo")
    assert "bo is shown as Bo Lind, in teal" in desk.said(
        "annotators", "set", "--name", " Bo Lind ", "--colour", "teal", who="BO"
    )
    ada, bo = desk.json("annotators")
    assert (ada["handle"], ada["marks"]) == ("ada", 0)
    last = bo.pop("last")
    assert last > "2020"
    assert bo == {
        "handle": "bo",
        "name": "Bo Lind",
        "colour": "teal",
        "marks": 1,
        "here": False,
    }
    desk.said("annotators", "set", "--colour", "", who="bo")
    assert desk.json("annotators")[1]["colour"] is None
    desk.said("undo", who="bo")
    assert desk.json("annotators")[1]["colour"] == "teal"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--colour", "mauve"), "one of: amber, blue"),
        (("--name", "x" * 65), "printable"),
        (("--name", "a\x1b[31m"), "printable"),
    ],
)
def test_a_name_or_colour_that_cannot_be_shown_is_refused(
    desk: Desk, options: tuple[str, ...], words: str
) -> None:
    assert words in desk.refused("annotators", "set", *options)


def test_nothing_to_set_is_wrong_usage(desk: Desk) -> None:
    assert desk.run("annotators", "set").exit_code == 2
