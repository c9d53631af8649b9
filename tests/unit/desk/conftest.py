"""A desk of one's own with the five articles, a clock that ticks and ids in order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.ids import uuid7
from reader.model.text import Span

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = sorted((ROOT / "corpus").glob("*.txt"))

OpenAs = Callable[[str], Desk]
OpenCopy = Callable[[str, str], Desk]


@pytest.fixture
def open_as(tmp_path: Path) -> Iterator[OpenAs]:
    """Opens the same desk under any handle; all of them are closed at the end."""
    folder = tmp_path / "desk"
    init_desk(folder, title="A desk")
    opened: list[Desk] = []
    ticks = iter(range(1_000_000))

    def clock() -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(milliseconds=next(ticks))

    def ids() -> str:
        tick = next(ticks)
        return uuid7(1_767_323_045_000 + tick, tick)

    def open_one(handle: str) -> Desk:
        place = find_desk(str(folder), environ=os.environ, folder=tmp_path)
        desk = open_desk(place, annotator=handle, environ=os.environ, clock=clock, ids=ids)
        opened.append(desk)
        return desk

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_as: OpenAs) -> Desk:
    """Ada's desk with the five articles on it."""
    mine = open_as("ada")
    mine.articles.add(ARTICLES)
    return mine


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
