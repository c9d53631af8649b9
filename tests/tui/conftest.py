from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from tests import once
from tests.tui import made_up


@pytest.fixture
def folder(tmp_path: Path, shelf: Path) -> Path:
    """A desk with three made-up reports."""
    return once.copied(shelf, "oldbridge", made_up.made, tmp_path / "oldbridge")


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """The same, opened by ada."""
    with made_up.opened(folder) as desk:
        yield desk
