"""A desk to write on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.store import annotations as marks
from reader.store import annotators, articles, opening
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new desk's file: made once, since making one takes longer than most tests."""
    made = tmp_path_factory.mktemp("fresh") / "annotations.db"
    opening.create(made, {"title": "A desk"})
    return made.read_bytes()


@pytest.fixture
def path(tmp_path: Path, fresh: bytes) -> Path:
    found = tmp_path / "desk" / "annotations.db"
    found.parent.mkdir()
    found.write_bytes(fresh)
    return found


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    opened = opening.open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def article(store: SqliteStore, make: Maker) -> Article:
    """One article on the desk, and two annotators."""
    raw, found = make.article()
    gesture = make.gesture()
    store.write(annotators.ensuring("ada", gesture) + articles.adding(raw, found, gesture))
    store.write(annotators.ensuring("bo", make.gesture("bo")))
    return found


@pytest.fixture
def other(store: SqliteStore, make: Maker, article: Article) -> Article:
    """A second article on the desk."""
    raw, found = make.article("A boat left at dawn.\n\nNobody was hurt.", "boat.txt")
    assert found.id != article.id
    store.write(articles.adding(raw, found, make.gesture()))
    return found


@pytest.fixture
def mark(store: SqliteStore, make: Maker, article: Article) -> Annotation:
    """One annotation of ada's on the desk."""
    made = make.annotation(article, (0, 9))
    store.write(marks.adding(made, make.gesture()))
    return marks.load(store, made.id)
