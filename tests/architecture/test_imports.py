"""What a command loads, seen in a process of its own: heavy things only where they are used.

The twin at run time of the contracts in pyproject.toml: a static graph cannot see
whether an import inside a function is truly late.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# With screens/ and widgets/.
TEXTUAL_HALF = {
    *(
        "app",
        "command_card",
        "commands",
        "driver",
        "key_order",
        "messages",
        "patient",
        "running",
        "sparing",
    ),
    *("terminal_app", "themes"),
}
PLAIN_HALF = sorted(
    path.stem
    for path in (ROOT / "reader" / "tui").glob("*.py")
    if path.stem not in {"__init__", *TEXTUAL_HALF}
)
SCREEN = {"textual", "rich"}
HEAVY = {"textual", "sqlite_utils", "markdownify", "numpy", "scipy"}
MOST_OF_OURS = 153  # modules; each costs a start a fifth of a millisecond and more
ASK = """
import sys
arguments = sys.argv[1:]
sys.argv = ["reader", *arguments]
from reader.__main__ import main
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print("\\nexit", code)
print("\\nloaded", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded(code: str, *arguments: str, folder: Path = ROOT) -> tuple[str, set[str]]:
    """What a fresh interpreter printed, and the top-level names of what it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    printed, _, names = done.stdout.rpartition("\nloaded ")
    return printed, set(names.split())


def loaded_by_command(*arguments: str, folder: Path) -> set[str]:
    printed, names = loaded(ASK, *arguments, folder=folder)
    assert printed.endswith(("exit 0\n", "exit None\n")), printed
    return names


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["list"], ["list", "--json"]], ids=" ".join
)
def test_help_and_lists_load_nothing_heavy(sample_desk: Path, arguments: list[str]) -> None:
    assert not loaded_by_command(*arguments, folder=sample_desk) & HEAVY


@pytest.mark.parametrize("name", ["export", "annotations", "show", "add"])
def test_help_of_a_command_loads_nothing_heavy(sample_desk: Path, name: str) -> None:
    assert not loaded_by_command(name, "--help", folder=sample_desk) & HEAVY


def test_adding_a_file_never_loads_the_network(sample_desk: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The council met on Monday and agreed on nothing.\n", "utf-8")
    arguments = ("--desk", str(sample_desk), "add", str(page))
    names = loaded_by_command(*arguments, folder=tmp_path)
    assert not names & {"urllib3", "ssl", "ftfy", "textual"}


def test_an_export_never_loads_the_screen(sample_desk: Path) -> None:
    assert "textual" not in loaded_by_command("export", "csv", folder=sample_desk)


def test_the_verbs_load_nothing_heavy_until_one_is_used() -> None:
    _, names = loaded("import reader.desk.opening, sys\nprint('\\nloaded', *sys.modules)")
    assert not names & (HEAVY | {"click", "rich", "selectolax", "rapidfuzz", "markdown_it"})


def test_the_values_load_nothing_but_the_standard_library() -> None:
    code = """
import sys
before = {name.partition(".")[0] for name in sys.modules}
import reader.model.annotation, reader.model.article, reader.model.history
import reader.model.boundaries, reader.model.link
after = {name.partition(".")[0] for name in sys.modules} - before
print("\\nloaded", *(after - sys.stdlib_module_names))
"""
    _, names = loaded(code)
    assert names == {"reader"}


def test_the_plain_half_of_the_screen_loads_no_screen() -> None:
    # In one process: what none of them has loaded at the end, each alone does not load either.
    code = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(f"reader.tui.{module}")
    loaded = {name.partition(".")[0] for name in sys.modules}
    print(module, *sorted(loaded & {"textual", "rich"}))
print("\\nloaded", *loaded)
"""
    said, names = loaded(code, *PLAIN_HALF)
    assert not names & (SCREEN | HEAVY | {"click"}), f"since one of these: {said}"


def test_the_screen_has_a_plain_half() -> None:
    assert {"keys", "motions", "painting", "wrapping"} <= set(PLAIN_HALF)


def test_the_first_picture_is_painted_before_anything_heavy_is_loaded(sample_desk: Path) -> None:
    code = """
import sys
from pathlib import Path
from reader.cli import bare
from reader.desk.opening import find_desk, open_desk
from reader.tui.launch import starting
place = find_desk(None, environ={}, folder=Path.cwd())
state = starting.SessionState()
with open_desk(place, annotator="ada", environ={}) as desk:
    session = state.desk(desk.database)
    first = starting.first_articles(desk, session, ())
    stage = starting.Stage(desk, starting.Settings().keymap, session, first, (160, 45))
    sgr = starting.Sgr(starting.colouring_of(None, {"TERM": "xterm-256color"}))
    print(len(sgr.picture(enumerate(starting.frame(stage), 1))))
print("\\nloaded", *{name.partition(".")[0] for name in sys.modules})
"""
    printed, names = loaded(code, folder=sample_desk)
    assert int(printed) > 5_000
    assert not names & (SCREEN | HEAVY | {"click", "asyncio", "markdown_it"})


FIRST_PICTURE = """
import sys
import reader.cli.entry, reader.desk.opening, reader.tui.app
ours = [module for name, module in sys.modules.items() if name.startswith("reader.")]
made = [each for module in ours for each in vars(module).values() if isinstance(each, type)]
made = [each for each in made if each.__module__.startswith("reader.")]
dear = [each.__name__ for each in made if "__dataclass_params__" in vars(each)]
print("\\n".join(dear))
print("\\nloaded", *sys.modules)
"""


def test_what_the_first_picture_does_not_need_comes_after_it() -> None:
    dear, names = loaded(FIRST_PICTURE)
    assert not dear.split(), "made by the library's `dataclass`, which costs 0.6 ms a class"
    verbs = {f"reader.desk.{name}" for name in ("history", "presence", "marks", "links", "tags")}
    parts = {f"reader.tui.screens.{name}" for name in ("changing", "looking", "going", "keyed")}
    assert not names & (verbs | parts | {"reader.store.migrations", "textual.widgets._text_area"})
    assert len([name for name in names if name.startswith("reader.")]) <= MOST_OF_OURS
