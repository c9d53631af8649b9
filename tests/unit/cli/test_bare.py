from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.cli.bare import Bare, open_reader, read
from reader.cli.names import COMMANDS
from tests.unit.cli.flood import Desk, assert_two_lines

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Bare()),
        (["1", "2"], Bare(articles=("1", "2"))),
        (["--desk", "d"], Bare("d")),
        (["--desk=d", "--as=ada", "a.html"], Bare("d", "ada", ("a.html",))),
        (["--as", "ada", "--desk", "d"], Bare("d", "ada")),
        (["--blind", "1"], Bare(None, None, ("1",), blind=True)),
        (["--no-mouse", "--as", "ada", "1"], Bare(None, "ada", ("1",), no_mouse=True)),
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


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The articles that the screen was asked to show, in a terminal that it fits."""
    asked: list[list[str]] = []

    def show(desk: object, articles: list[str], *, no_mouse: bool, blind: bool) -> int:
        assert desk is not None
        assert not no_mouse
        assert not blind
        asked.append(articles)
        return 0

    monkeypatch.setitem(sys.modules, "reader.tui.launch.starting", SimpleNamespace(start=show))
    monkeypatch.setattr("reader.cli.bare._unfit_terminal", lambda _: None)
    return asked


def test_articles_are_found_before_the_screen_opens(
    desk: Desk, opened: list[list[str]], tmp_path: Path
) -> None:
    page = tmp_path / "new.txt"
    page.write_text("A new page\n\nThe water fell again on Sunday, the council said.\n", "utf-8")
    asked = Bare(str(desk.folder), "ada", ("3", "gazette", str(page)))
    assert open_reader(asked) == 0
    ids = [each["id"] for each in desk.json("list")]
    assert opened[0][:2] == [ids[2], ids[1]]
    assert opened[0][2] not in ids
    assert len(desk.json("list")) == 3
    assert open_reader(Bare(str(desk.folder))) == 0
    assert opened[1] == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("nonesuch", "`reader list` shows"),
        ("anotate", "did you mean the command `reader annotate`?"),
        ("no/such/file.txt", "no such article, and no such file"),
        ("\x1b[31m\u202e", "␛[31m⇆"),
    ],
)
def test_what_is_no_article_is_two_lines_and_status_1(
    desk: Desk,
    opened: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    word: str,
    says: str,
) -> None:
    assert open_reader(Bare(str(desk.folder), "ada", (word,))) == 1
    assert opened == []
    err = capsys.readouterr().err
    assert_two_lines(err)
    assert says in err


def test_a_terminal_too_small_or_dumb_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(sys, name, SimpleNamespace(isatty=lambda: True))
    monkeypatch.setenv("TERM", "dumb")
    assert open_reader(Bare()) == 2
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "12")
    monkeypatch.setenv("LINES", "4")
    assert open_reader(Bare()) == 2
    dumb, small = capsys.readouterr().err.splitlines()
    assert "TERM=dumb" in dumb
    assert "too small (12x4" in small


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
