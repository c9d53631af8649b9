"""A new version comes in whole or not at all, and once."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.desk.versions import Versions
from reader.model.text import Span
from reader.store import opening, soundness
from tests.fault.storm import Process, together

WORKER = Path(__file__).with_name("versions_worker.py")
MARKS = 150


def _lines(seed: int) -> list[str]:
    dice = random.Random(seed)
    return [
        " ".join("".join(dice.choices("bcdfghklmnprst", k=6)) for _ in range(12)) + "."
        for _ in range(60)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with one article and many marks on it."""
    made = tmp_path / "desk"
    init_desk(made)
    first = tmp_path / "report.txt"
    first.write_text("\n\n".join(_lines(1)))
    with _opened(made) as desk:
        (identity, _), *_ = desk.articles.add([first]).added
        text = desk.articles.get(identity).text
        dice = random.Random(2)
        starts = [dice.randrange(len(text) - 30) for _ in range(MARKS)]
        desk.marks.annotate_all([(identity, [Span(at, at + 20)]) for at in starts], ["claim"])
    return made


@pytest.fixture
def evening(folder: Path) -> Path:
    """The same path with other bytes: some lines taken out, one put in."""
    tmp_path, lines = folder.parent, _lines(1)
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join([*lines[:10], *_lines(3)[:1], *lines[14:]]))
    return path


def _opened(folder: Path) -> Desk:
    place = find_desk(str(folder), environ=os.environ, folder=folder.parent)
    return open_desk(place, annotator="ada", environ=os.environ)


def _process(act: str, folder: Path, handle: str, file: Path) -> Process:
    return Process(act, folder, handle, file, worker=WORKER)


def _whole(folder: Path) -> int:
    """How many versions there are; the marks are all where they belong."""
    with _opened(folder) as desk:
        listed = desk.articles.list(older=True)
        left = len(desk.versions.orphans().marks)
        total = sum(each.marks for each in listed)
        assert total == MARKS
        if len(listed) == 1:
            assert left == 0
        else:
            assert len(listed) == 2
            assert 0 < left < MARKS / 4
            assert listed[-1].marks == MARKS - left
    store = opening.open_store(folder / "annotations.db")
    assert list(soundness.symptoms(store)) == []
    store.close()
    return len(listed)


def test_killed_in_the_middle_of_it_a_version_is_not_there(folder: Path, evening: Path) -> None:
    process = _process("cut", folder, "ada", evening)
    process.wait_for("ready")
    process.go()
    assert process.end() == -9
    assert _whole(folder) == 1
    with _opened(folder) as desk:
        assert len(desk.articles.add([evening]).versions) == 1
    assert _whole(folder) == 2


def test_killed_at_random_the_desk_is_the_old_or_the_new(folder: Path, evening: Path) -> None:
    dice = random.Random(4)
    for _ in range(6):
        process = _process("add", folder, "ada", evening)
        process.wait_for("ready")
        process.go()
        time.sleep(dice.uniform(0.0, 0.5))
        process.kill()
        _whole(folder)


def test_two_that_add_the_same_version_at_once_make_one(folder: Path, evening: Path) -> None:
    told = together([_process("add", folder, who, evening) for who in ("ada", "bo")])
    assert [each["refused"] for each in told] == [[], []]
    assert sorted(len(each["versions"]) for each in told) == [0, 1]
    assert _whole(folder) == 2


@pytest.mark.parametrize("moment", ["newest", "of"])
def test_the_same_version_that_comes_in_amid_the_look_is_known(
    folder: Path, evening: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A colleague commits right after the first look at what stands."""
    looked = getattr(Versions, moment)

    def look_and_be_late(self: Versions, article: str) -> object:
        seen = looked(self, article)
        monkeypatch.setattr(Versions, moment, looked)
        process = _process("add", folder, "bo", evening)
        process.wait_for("ready")
        process.go()
        assert len(process.result()["versions"]) == 1
        return seen

    monkeypatch.setattr(Versions, moment, look_and_be_late)
    with _opened(folder) as desk:
        report = desk.articles.add([evening])
    assert (len(report.versions), len(report.known), report.refused) == (0, 1, ())
    assert _whole(folder) == 2


def test_two_that_add_different_versions_at_once_make_a_chain(folder: Path, tmp_path: Path) -> None:
    page = "<html><head><link rel='canonical' href='https://e.example/a'></head><body><article>{}"
    html = [
        page.format("".join(f"<p>{line}</p>\n" for line in _lines(7)[: 50 + n])) for n in range(3)
    ]
    paths = []
    for n, text in enumerate(html):
        paths.append(tmp_path / f"{n}.html")
        paths[-1].write_text(text)
    with _opened(folder) as desk:
        desk.articles.add(paths[:1])
    told = together([_process("add", folder, f"w{n}", paths[n]) for n in (1, 2)])
    assert [each["refused"] for each in told] == [[], []]
    with _opened(folder) as desk:
        assert len(desk.articles.list()) == 2
        assert [each.version for each in desk.versions.of(desk.articles.list()[-1].id)] == [1, 2, 3]
