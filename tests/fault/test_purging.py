"""A purge takes all or nothing, whenever it is cut off; and then no byte of the file has a word."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.text import Span
from reader.store import opening, soundness
from tests.fault.storm import Process

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


def test_killed_in_the_middle_of_it_nothing_was_purged(folder: Path) -> None:
    process = Process("cut", folder, "ada", "0.txt", worker=WORKER)
    process.wait_for("ready")
    process.go()
    assert process.end() == -9
    assert not _gone(folder)


def test_killed_at_random_all_of_it_is_there_or_nothing(folder: Path) -> None:
    dice = random.Random(4)
    for _ in range(4):
        process = Process("purge", folder, "ada", "0.txt", worker=WORKER)
        process.wait_for("ready")
        process.go()
        time.sleep(dice.uniform(0.0, 0.06))
        process.kill()
        if _gone(folder):
            return
    with _opened(folder) as desk:
        desk.purging.purge([desk.purging.find("0.txt")])
    assert _gone(folder)
