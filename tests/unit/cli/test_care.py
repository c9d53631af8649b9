from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.app import commands
from tests.unit.cli.conftest import Desk, assert_two_lines

ROOT = Path(__file__).resolve().parents[3]


def test_a_healthy_desk_is_well(desk: Desk) -> None:
    assert desk.said("doctor").splitlines()[-1].startswith("all is well: ")
    assert {each["severity"] for each in desk.json("doctor")} <= {"note"}
    desk.said("doctor", "--rebuild-search")


def test_a_backup_is_a_desk_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.mark("3", "Twelve people are missing")
    copy = tmp_path / "copy.db"
    desk.said("backup", str(copy))
    result = CliRunner().invoke(commands, ["--desk", str(copy), "annotations"])
    assert "Twelve people are missing" in result.stdout
    assert desk.run("backup", str(tmp_path / "no" / "copy.db")).exit_code == 1


@pytest.mark.parametrize(
    "command", ["list", "annotations", "doctor", "undo", "links", "export csv"]
)
def test_no_desk_where_one_was_asked_for(
    tmp_path: Path, reader: Callable[..., Result], command: str
) -> None:
    for place in (tmp_path, tmp_path / "none"):
        result = reader("--desk", str(place), *command.split())
        assert (result.exit_code, result.stdout) == (1, "")
        assert_two_lines(result.stderr)
        assert "reader init" in result.stderr


def test_a_database_that_is_not_ours_is_refused(
    reader: Callable[..., Result], tmp_path: Path
) -> None:
    for content in (b"not a database at all, but some text", b"", b"SQLite format 3\0" + b"x" * 99):
        other = tmp_path / "other.db"
        other.write_bytes(content)
        result = reader("--desk", str(other), "list")
        assert result.exit_code == 1
        assert_two_lines(result.stderr)
        assert other.read_bytes() == content


def test_a_bad_handle_is_refused(desk: Desk) -> None:
    assert "handle" in desk.refused("list", who="two words")
    assert "handle" in desk.refused("list", who="\x1b[31m")


def test_the_real_command_runs_and_a_closed_pipe_is_quiet(desk: Desk) -> None:
    command = [sys.executable, "-m", "reader", "--desk", str(desk.folder), "show", "3", "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"gave way before dawn" in whole.stdout
    closed = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert closed.stdout is not None
    closed.stdout.close()
    assert closed.wait() == 1
    assert closed.stderr is not None
    assert closed.stderr.read() == b""
    closed.stderr.close()


def test_any_text_is_printed_whatever_the_locale(desk: Desk) -> None:
    desk.said("edit", "3", "--title", "Überschwemmung 洪水")
    command = [sys.executable, "-m", "reader", "--desk", str(desk.folder), "list"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"\\xdcberschwemmung" in done.stdout
