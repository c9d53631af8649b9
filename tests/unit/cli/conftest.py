"""Desks with the reports of a flood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.app import commands
from tests.unit.cli.flood import Desk, write_reports


@pytest.fixture
def empty_desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    result = CliRunner().invoke(commands, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    return Desk(folder)


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """Articles 1 courier, 2 gazette, 3 herald."""
    empty_desk.said("add", str(write_reports(empty_desk.folder / "corpus")))
    return empty_desk


@pytest.fixture
def other_desk(tmp_path: Path) -> Desk:
    """A second desk with the same articles."""
    folder = tmp_path / "other"
    assert CliRunner().invoke(commands, ["init", str(folder)]).exit_code == 0
    other = Desk(folder)
    other.said("add", str(write_reports(folder / "corpus")))
    return other


@pytest.fixture
def reader() -> Callable[..., Result]:
    """A command without a desk of its own."""

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(commands, arguments, input=stdin)

    return run
