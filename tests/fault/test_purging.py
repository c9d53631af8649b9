"""A purge takes all or nothing, whenever it is cut off; and then no byte of the file has a word."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.text import Span
from reader.store import opening, soundness
from tests.fault.storm import Process
from tests.table import Tell

WORKER = Path(__file__).with_name("purging_worker.py")
WORDS = 400


def _text(seed: int) -> str:
    dice = random.Random(seed)
    words = ["".join(dice.choices("bcdfghklmnprst", k=9)) for _ in range(WORDS)]
    return "\n\n".join(" ".join(words[at : at + 12]) + "." for at in range(0, WORDS, 12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with some articles, and a mark at the very start of the first."""
    made = tmp_path / "desk"
    init_desk(made)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(_text(number))
    with _opened(made) as desk:
        added = desk.articles.add([tmp_path / f"{number}.txt" for number in range(4)]).added
        desk.marks.annotate(added[0][0], [Span(0, 9)], ["claim"])
    return made


def _opened(folder: Path) -> Desk:
    place = find_desk(str(folder), environ=os.environ, folder=folder.parent)
    return open_desk(place, annotator="ada", environ=os.environ)


def _gone(folder: Path) -> bool:
    """Whether the text was taken out; it is there whole, or not one word of it is in the file."""
    store = opening.open_store(folder / "annotations.db")
    assert list(soundness.symptoms(store)) == []
    store.close()
    with _opened(folder) as desk:
        listed, purged = desk.articles.list(), desk.purging.all()
        assert len(listed) == 4 - len(purged)
        if not purged:
            assert desk.articles.get(listed[0].id).text == _text(0)
    if purged:
        content = (folder / "annotations.db").read_bytes()
        words = _text(0).replace(".", " ").split()[6:]  # a mark keeps 32 code points beside it
        assert [word for word in words if word.encode() in content] == []
        assert not list(folder.glob("annotations.db-journal"))
    return bool(purged)


def _started(folder: Path, act: str) -> Process:
    process = Process(act, folder, "ada", "0.txt", worker=WORKER)
    process.wait_for("ready")
    process.go()
    return process


@pytest.mark.item("kill-purge")
def test_killed_in_the_middle_of_it_nothing_was_purged(folder: Path) -> None:
    assert _started(folder, "cut").end() == -9
    assert not _gone(folder)


@pytest.mark.item("kill-purge")
@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_random_all_of_it_is_there_or_nothing(
    folder: Path, rounds: int, tell: Tell
) -> None:
    dice, fresh, done = random.Random(4), folder.with_name("fresh"), 0
    shutil.copytree(folder, fresh)
    for _ in range(rounds):
        process = _started(folder, "purge")
        time.sleep(dice.uniform(0.0, 0.4))
        process.kill()
        if _gone(folder):
            done += 1
            shutil.rmtree(folder)
            shutil.copytree(fresh, folder)
    assert _started(folder, "purge").end() == 0
    assert _gone(folder)
    tell(
        f"{rounds} kills of a purge",
        f"{done} all gone, not a word left in the file; {rounds - done} nothing",
    )
