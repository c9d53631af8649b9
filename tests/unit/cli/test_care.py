from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.app import commands
from tests.unit.cli.flood import Desk, assert_two_lines

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


def test_a_desk_of_a_newer_version_is_refused(desk: Desk) -> None:
    database = sqlite3.connect(desk.folder / "annotations.db")
    database.execute("PRAGMA user_version = 9999")
    database.close()
    assert "newer" in desk.refused("list")


def test_a_damaged_desk_is_refused_or_named_by_the_doctor(desk: Desk) -> None:
    file = desk.folder / "annotations.db"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 9] = b"\xa5" * 4096 * 8
    file.write_bytes(content)
    for command in ("list", "annotations"):
        assert desk.refused(command)
    result = desk.run("doctor")
    assert (result.exit_code, result.stderr) == (1, "")
    assert f"reader salvage {file}" in result.stdout
    assert json.loads(desk.run("doctor", "--json").stdout)[0]["code"] == "unusable"


def test_the_doctor_mends_what_dead_programs_left(desk: Desk) -> None:
    child = os.posix_spawnp("true", ["true"], os.environ)
    os.waitpid(child, 0)
    left = desk.folder / f".annotations.db.{child}.new"
    left.touch()
    [found] = [each for each in desk.json("doctor") if each["code"] == "leftover"]
    assert (found["severity"], found["where"]) == ("note", str(left))
    assert found["remedy"] == f"rm {left}, or reader doctor --mend"
    assert f"removed {left}" in desk.said("doctor", "--mend")
    assert not [each for each in desk.json("doctor") if each["code"] == "leftover"]


def test_a_bad_name_is_refused(desk: Desk) -> None:
    assert "a name is up to 64" in desk.refused("list", who="two words")
    assert "a name is up to 64" in desk.refused("list", who="\x1b[31m")


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


def test_ctrl_c_ends_with_130_and_leaves_nothing_behind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in.jsonl")
    names = ["--input", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl")]
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "clean", *names],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with (tmp_path / "in.jsonl").open("w") as source:  # opens once the command waits for lines
        source.write('{"id": 1, "text": "x"}\n')
        source.flush()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    assert process.communicate() == (b"", b"\n")
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
