from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.bare import Bare, read
from reader.cli.names import COMMANDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Bare()),
        (["1", "2"], Bare(articles=("1", "2"))),
        (["--desk", "d"], Bare("d")),
        (["--desk=d", "--as=ada", "a.html"], Bare("d", "ada", ("a.html",))),
        (["--as", "ada", "--desk", "d"], Bare("d", "ada")),
        (["--", "list"], Bare(articles=("list",))),
        (["--as", "ada", "--", "-x"], Bare(None, "ada", ("-x",))),
    ],
)
def test_the_bare_form_is_read_by_hand(arguments: list[str], asked: Bare) -> None:
    assert read(arguments) == asked


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["-h"],
        ["--version"],
        ["--desk"],
        ["--nope", "1"],
        ["1", "--json"],
        *([name] for name in COMMANDS),
        ["--desk", "d", "list"],
    ],
)
def test_everything_else_is_a_command_s(arguments: list[str]) -> None:
    assert read(arguments) is None


def run(*arguments: str, term: str = "xterm") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        cwd=ROOT,
        env={"TERM": term, "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )


def test_without_a_terminal_it_is_one_line_and_status_2() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reader: it needs a terminal")
    assert done.stderr.count("\n") == 1


def test_a_misspelt_command_is_told_from_an_article() -> None:
    assert "did you mean the command `reader list`?" in run("lisst").stderr


def test_the_bare_form_loads_no_click_before_the_reader_opens() -> None:
    code = (
        "import sys; sys.argv = ['reader']; from reader.__main__ import main; main();"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert not set(done.stdout.split()) & {"click", "rich", "textual", "sqlite_utils", "sqlite3"}
