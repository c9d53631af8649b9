"""A desk with one article, for processes to fight over; a server that misbehaves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.store import annotators, articles, opening
from tests.fault.web_server import WebServer, serving
from tests.unit.store.making import Maker


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "annotations.db"
    path.parent.mkdir()
    furnish(path)
    return path


def furnish(path: Path) -> None:
    """Make a desk at `path` with one article and an annotator."""
    opening.create(path, {"title": "A desk"})
    store = opening.open_store(path)
    make = Maker(1)
    gesture = make.gesture()
    store.write(annotators.ensuring("ada", gesture))
    store.write(articles.adding(*make.article(), make.gesture()))
    store.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[WebServer]:
    with serving() as running:
        yield running


@pytest.fixture
def server(shared: WebServer, monkeypatch: pytest.MonkeyPatch) -> WebServer:
    """A server without pages, and an environment without proxies."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    shared.pages.clear()
    shared.asked.clear()
    return shared
