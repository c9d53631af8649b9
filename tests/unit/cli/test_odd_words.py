"""Words, numbers and names that nobody means well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.flood import Desk

ROOT = Path(__file__).resolve().parents[3]
HALF = "a\udc9bb"  # what Python makes of a byte on the command line that is not UTF-8
ESCAPES = "\x1b]52;c;AAAA\x07\x9b31m\u202e\r\b"
MANY_DIGITS = "9" * 5000  # more than int() takes


@pytest.mark.parametrize(
    "command",
    [
        ["delete", HALF],
        ["edit", HALF, "--note", "x"],
        ["history", HALF],
        ["event", "add", "A flood", HALF],
        ["judge", HALF, "confirm"],
        ["tags", "edit", "claim", "--key", HALF],
    ],
    ids=lambda command: command[0],
)
def test_a_word_that_is_no_utf_8_is_found_nowhere(desk: Desk, command: list[str]) -> None:
    assert "Traceback" not in desk.refused(*command)


def test_a_filter_that_is_no_utf_8_names_nobody(desk: Desk) -> None:
    desk.mark("1", "Boats searched")
    assert "nobody of that name" in desk.refused("annotations", "--annotator", HALF)


def test_a_title_that_is_no_utf_8_is_stored_with_a_stand_in(desk: Desk, tmp_path: Path) -> None:
    assert "made" in desk.said("init", str(tmp_path / "new"), "--title", HALF)


def test_a_folder_without_a_name_is_not_the_folder_one_stands_in(desk: Desk) -> None:
    result = desk.run("init", "")
    assert result.exit_code == 2
    assert "no name" in result.stderr


def test_a_number_that_json_has_not_is_refused(desk: Desk, tmp_path: Path) -> None:
    lines = tmp_path / "docs.jsonl"
    lines.write_text('{"id": NaN, "text": "The dam broke on Monday."}\n', encoding="utf-8")
    assert "NaN" in desk.refused("clean", "--input", str(lines), "--output", str(tmp_path / "o"))


@pytest.mark.parametrize("number", [str(2**63), "9" * 30, MANY_DIGITS], ids=["2**63", "30", "5000"])
@pytest.mark.parametrize(
    "command",
    [
        ["annotate", "1", "--piece", "5-{}"],
        ["link", "1:5-{}", "2:1-4"],
        ["event", "add", "A flood", "1:5-{}"],
        ["show", "{}"],
        ["event", "name", "{}", "x"],
    ],
    ids=lambda command: command[0],
)
def test_no_number_is_too_large_to_be_refused(desk: Desk, command: list[str], number: str) -> None:
    assert "Traceback" not in desk.refused(*(word.format(number) for word in command))


def test_a_start_beyond_every_text_is_refused(desk: Desk) -> None:
    assert "not a span" in desk.refused("annotate", "1", "--start", "5", "--stop", "9" * 30)


def test_an_event_of_a_place_outside_the_text_is_refused(desk: Desk) -> None:
    assert "outside the text" in desk.refused("event", "add", "A flood", "1:5-99999")


@pytest.mark.parametrize("limit", ["0", "-1", "99999999999999999999"])
def test_a_limit_is_a_number_of_rows(desk: Desk, limit: str) -> None:
    assert desk.run("search", "--limit", limit, "dam").exit_code == 2


@pytest.mark.parametrize("command", [["history", "--limit", "0"], ["history", "--limit", "-3"]])
def test_a_history_of_no_entries_is_wrong_usage(desk: Desk, command: list[str]) -> None:
    assert desk.run(*command).exit_code == 2


def test_a_history_of_nothing_that_ever_was_is_an_error(desk: Desk) -> None:
    assert "nothing in the history" in desk.refused("history", "no-such-thing")


@pytest.mark.parametrize("number", ["0", "4", "12"])
def test_a_number_that_is_not_in_the_list_is_no_word_of_a_title(desk: Desk, number: str) -> None:
    desk.said("edit", "1", "--title", "In the year 2021, 14 boats and 120 people")
    assert "no such article" in desk.refused("show", number)


def test_a_story_is_retired_by_its_whole_title_alone(desk: Desk) -> None:
    desk.said("story", "add", "The flood of Oldbridge", "1", "2")
    assert "whole title" in desk.refused("story", "remove", "o")
    assert len(desk.json("story")) == 1
    desk.said("story", "remove", "the FLOOD of oldbridge")
    assert desk.json("story") == []


@pytest.mark.item("terminal")
@pytest.mark.parametrize(
    "command",
    [
        ["list", ESCAPES],
        ["show", "1", ESCAPES],
        ["judge", "1", ESCAPES],
        ["tags", ESCAPES],
        [f"--{ESCAPES}"],
    ],
    ids=["argument", "second argument", "choice", "command", "option"],
)
def test_wrong_usage_repeats_nothing_raw(desk: Desk, command: list[str]) -> None:
    words = [sys.executable, "-m", "reader", "--desk", str(desk.folder), *command]
    done = subprocess.run(
        words,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert b"Error: " in done.stderr
    shown = done.stderr.decode().replace("\n", "")
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in shown)


@pytest.mark.parametrize("closing", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_beforehand_breaks_nothing(desk: Desk, closing: str) -> None:
    line = f'"$0" -m reader --desk "$1" list {closing}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(desk.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_current_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    line = 'cd "$1" && rmdir "$1" && "$0" -m reader list'
    done = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(tmp_path / "gone")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"reader: the current folder cannot be used")


def test_an_option_of_the_program_after_a_command_is_told_where_it_belongs(desk: Desk) -> None:
    said = desk.run("list", "--desk", "elsewhere")
    assert said.exit_code == 2
    assert "--desk stands before the command" in said.stderr


def test_a_word_like_a_command_is_taken_for_one_only_where_a_command_may_stand(desk: Desk) -> None:
    assert "did you mean" not in desk.refused("show", "shoe")
