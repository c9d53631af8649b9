"""A clock that goes back, by seconds and by years: what people do means the same.

Two worlds live through the same acts. In one the clock goes forward; in the other it jumps, and ids
that are made of it do not grow. All that is stored must be alike, but for times and ids.
"""

from __future__ import annotations

import json
import os
import random
import re
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.model.ids import uuid7
from reader.model.presence import Present
from reader.model.text import Span
from reader.store import presence, seats, soundness
from reader.store.opening import open_store
from tests.property.test_merging import differences
from tests.property.worlds import ACTS, Act, World, template, work
from tests.table import Tell

pytestmark = pytest.mark.item("clock")
JUMPS = (1, -1, 90, -3_600, 86_400, -86_400 * 400, 5, -86_400 * 3_650, 0)  # s, from the true time
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class Jumping(World):
    """A world whose clock stands wherever it likes."""

    def clock(self) -> datetime:
        return super().clock() + timedelta(seconds=JUMPS[self.count % len(JUMPS)])

    def id(self) -> str:
        self.count += 1
        return uuid7(int(self.clock().timestamp() * 1000), self.count)


def alike(folder: Path) -> dict[str, list[str]]:
    """All that is stored, without times, and ids by the order in which they were made."""
    found = work(folder)
    return {
        name: sorted(TIME.sub("TIME", nameless(row)) for row in rows)
        for name, rows in found.items()
    }


def nameless(row: str) -> str:
    """A row with each id that was minted as the number that it was minted with."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-([0-9a-f]{12})", r"id \1", row)


def acts(seed: int, count: int, copies: int = 1) -> list[Act]:
    """What two people do, each with marks of their own."""
    rng = random.Random(seed)
    chosen = ("mark", "mark", "undo", "undo", "redo", "flip", "state", "tag")
    return [
        Act(rng.choice(chosen), rng.randrange(copies), rng.randrange(2), 0, rng.randrange(30))
        for _ in range(count)
    ]


@pytest.mark.parametrize("seeds", [1, pytest.param(5, marks=pytest.mark.long)])
def test_all_that_people_do_means_the_same(tmp_path: Path, seeds: int, tell: Tell) -> None:
    start = template(tmp_path / "template")
    for seed in range(seeds):
        straight = World(tmp_path / f"straight-{seed}", start, 1)
        jumping = Jumping(tmp_path / f"jumping-{seed}", start, 1)
        for world in (straight, jumping):
            world.live(acts(seed, 20))
        one, other = alike(straight.copies[0]), alike(jumping.copies[0])
        for name in one:
            assert one[name] == other[name], (seed, name)
        with closing(open_store(jumping.copies[0] / "annotations.db")) as store:
            assert list(soundness.symptoms(store)) == []
    tell(
        f"{seeds} times 20 acts of two people, jumps of up to ten years",
        "rows, history, undo and redo as with a clock that goes forward",
    )


@pytest.mark.parametrize("seeds", [1, pytest.param(4, marks=pytest.mark.long)])
def test_copies_come_together_in_any_order_by_any_clock(
    tmp_path: Path, seeds: int, tell: Tell
) -> None:
    start, rng = template(tmp_path / "template"), random.Random(13)
    for seed in range(seeds):
        world = Jumping(tmp_path / f"{seed}", start, 3)
        numbers = (rng.randrange(3), rng.randrange(2), rng.randrange(30), rng.randrange(30))
        world.live([Act(rng.choice(ACTS), *numbers) for _ in range(20)])
        a, b, c = world.copies
        left = world.merged("left", world.merged("ab", a, b), c)
        right = world.merged("right", a, world.merged("cb", c, b))
        assert differences(left, right) == {}
        before = {entry for copy in world.copies for entry in work(copy)["history"]}
        assert set(work(left)["history"]) == before
    tell(f"{seeds} times three copies, jumping clocks", "merged to the same, all history there")


def test_the_last_correction_of_a_title_counts_by_whatever_clock(tmp_path: Path) -> None:
    world = Jumping(tmp_path, template(tmp_path / "template"), 1)
    for number in range(12):
        world.count += 1
        with world.desk(world.copies[0], ("ada", "bo", "cy")[number % 3]) as desk:
            article = desk.articles.list()[0].id
            desk.articles.correct(article, "title", f"Title {number}")
            assert desk.articles.list()[0].title == f"Title {number}"


def test_a_correction_that_is_brought_back_counts_by_whatever_clock(
    tmp_path: Path, tell: Tell
) -> None:
    world = Jumping(tmp_path, template(tmp_path / "template"), 1)
    with world.desk(world.copies[0], "ada") as ada, world.desk(world.copies[0], "bo") as bo:
        article = ada.articles.list()[0].id

        def shown() -> str:
            for desk in (ada, bo):
                desk.articles.forget()
            assert ada.articles.list()[0].title == bo.articles.list()[0].title
            return bo.articles.list()[0].title

        for number in range(len(JUMPS)):
            world.count += 1
            ada.articles.correct(article, "title", f"Ada {number}")
            bo.articles.correct(article, "title", f"Bo {number}")
            for mine, own, theirs in ((bo, "Bo", "Ada"), (ada, "Ada", "Bo")):
                assert mine.history.undo() is not None
                assert shown() == (f"{own} {number - 1}" if number else f"{theirs} 0")
                assert mine.history.redo() is not None
                assert shown() == f"{own} {number}"
    tell(f"{number + 1} corrections by two, undone and redone", "the last word counts each time")


@pytest.mark.item("presence")
def test_nobody_is_here_for_ever_by_whatever_clock(tmp_path: Path, tell: Tell) -> None:
    database = tmp_path / "annotations.db"
    database.touch()
    here = seats.folder_of(database)
    for days in (-4_000, -1, 1, 4_000):
        seat = seats.Seat(database, Present("bo", "elsewhere", 1, ""))
        seat.keep(None)
        assert [each.handle for each in presence.present(database)] == ["bo"]
        (file,) = here.iterdir()
        then = file.stat().st_mtime + days * 86_400
        os.utime(file, (then, then))
        assert presence.present(database) == ()
        assert presence.left_behind(database) == (file,)
        seat.keep(None)  # it lives after all
        assert [each.handle for each in presence.present(database)] == ["bo"]
        seat.leave()
    tell("signs of life 11 years old, and 11 years ahead", "nobody is here by them, all are tidied")


def test_versions_and_undo_follow_what_was_done_last(tmp_path: Path) -> None:
    world = Jumping(tmp_path, template(tmp_path / "template"), 1)
    with world.desk(world.copies[0], "ada") as desk:
        article = desk.articles.list()[0].id
        mark = desk.marks.annotate(article, [Span(0, 5)], note="0")
        for number in range(1, 12):
            mark = desk.marks.edit(mark, note=str(number))
        assert (mark.version, desk.marks.get(mark.id).note) == (12, "11")
        for number in range(10, 4, -1):
            assert desk.history.undo() is not None
            assert desk.marks.get(mark.id).note == str(number)
        assert desk.history.redo() is not None
        assert desk.marks.get(mark.id).note == "6"
        told = [
            json.loads(row["after"])["note"]
            for row in desk._context.store.read(
                'SELECT after FROM history WHERE "table" = \'annotations\' AND "row" = ?'
                " ORDER BY seq",
                (mark.id,),
            )
        ]
        assert told == [*map(str, range(12)), "10", "9", "8", "7", "6", "5", "6"]
