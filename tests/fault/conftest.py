"""A desk with one article, for processes to fight over."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.store import annotators, articles, opening
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
