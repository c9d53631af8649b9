"""Desks with the reports of a flood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.app import commands
from tests import once
from tests.unit.cli.flood import Desk, write_reports


def init(folder: Path) -> Desk:
    result = CliRunner().invoke(commands, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    return Desk(folder)


def furnish(folder: Path) -> None:
    """Make a desk with the reports."""
    init(folder).said("add", str(write_reports(folder / "corpus")))


@pytest.fixture
def empty_desk(tmp_path: Path) -> Desk:
    return init(tmp_path / "desk")


@pytest.fixture
def desk(tmp_path: Path, shelf: Path) -> Desk:
    """Articles 1 courier, 2 gazette, 3 herald."""
    return Desk(once.copied(shelf, "desk", furnish, tmp_path / "desk"))


@pytest.fixture
def other_desk(tmp_path: Path, shelf: Path) -> Desk:
    """A second desk with the same articles."""
    return Desk(once.copied(shelf, "other", furnish, tmp_path / "other"))


@pytest.fixture
def reader() -> Callable[..., Result]:
    """A command without a desk of its own."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(commands, arguments, input=stdin)

    return run
