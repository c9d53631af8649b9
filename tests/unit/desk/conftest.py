"""A desk of one's own with the five articles, a clock that ticks and ids in order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.ids import uuid7
from reader.model.text import Span
from tests import once

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = sorted((ROOT / "corpus").glob("*.txt"))

OpenAs = Callable[[str], Desk]
OpenCopy = Callable[[str, str], Desk]


class Opener:
    """Opens one desk under any handle, by a clock that ticks and with ids in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ticks = count()
        self.opened: list[Desk] = []

    def _clock(self) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(milliseconds=next(self.ticks))

    def _ids(self) -> str:
        tick = next(self.ticks)
        return uuid7(1_767_323_045_000 + tick, tick)

    def open(self, handle: str) -> Desk:
        place = find_desk(str(self.folder), environ=os.environ, folder=self.folder.parent)
        desk = open_desk(
            place, annotator=handle, environ=os.environ, clock=self._clock, ids=self._ids
        )
        self.opened.append(desk)
        return desk

    def close(self) -> None:
        for desk in self.opened:
            desk.close()


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(tmp_path / "desk")
    init_desk(opener.folder, title="A desk")
    yield opener
    opener.close()


@pytest.fixture
def open_as(opener: Opener) -> OpenAs:
    """Opens the same desk under any handle; all of them are closed at the end."""
    return opener.open


def furnish(folder: Path, ticked: Path) -> None:
    """Make a desk with the five articles, and write down how often its clock has ticked."""
    init_desk(folder, title="A desk")
    opener = Opener(folder)
    opener.open("ada").articles.add(ARTICLES)
    opener.close()
    ticked.write_text(str(next(opener.ticks)), "utf-8")


@pytest.fixture
def desk(opener: Opener, shelf: Path) -> Desk:
    """Ada's desk with the five articles on it."""
    ticked = shelf / "ticked.txt"
    once.copied(shelf, "five", partial(furnish, ticked=ticked), opener.folder)
    opener.ticks = count(int(ticked.read_text("utf-8")))
    return opener.open("ada")


@pytest.fixture
def copies(desk: Desk, tmp_path: Path) -> OpenCopy:
    """Copies of a desk with five articles and a mark of ada's, opened by name and handle."""
    article = desk.articles.list()[0].id
    desk.marks.annotate(article, [Span(0, 9)], ["claim"], note="as it was")
    desk.close()

    def opened(name: str, who: str) -> Desk:
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(desk.folder, folder)
        place = find_desk(str(folder), environ=os.environ, folder=tmp_path)
        return open_desk(place, annotator=who, environ=os.environ)

    return opened
