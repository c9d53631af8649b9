"""README and manual do what they say: console blocks are carried out, links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.docs.console import carry_out, examples

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "reader" / "manual"
PAGES = [ROOT / "README.md", *sorted(MANUAL.glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
INSTALLS = re.compile(r"^python3 -m venv (\S+) && (.+)$", re.MULTILINE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def desk_of_a_new_user(sample_desk: Path) -> Path:
    """The checkout as somebody sees it who has just cloned it, as far as documents need it."""
    for page in ("README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy2(ROOT / page, sample_desk / page)
    return sample_desk


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The shell of a new user: `reader` on the PATH, 80 columns, no colours."""
    commands = tmp_path / "bin"
    commands.mkdir()
    command = commands / "reader"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m reader "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "LOGNAME": "you",
        "USER": "you",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_of_a_page_prints_what_the_page_says(
    page: Path, desk_of_a_new_user: Path, environment: dict[str, str]
) -> None:
    for example in examples(page.read_text("utf-8")):
        wrong = carry_out(example, desk_of_a_new_user, environment)
        assert wrong is None, f"{name(page)}, {wrong}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_python_example_of_a_page_gives_what_the_page_says(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


PROSE = [*PAGES, ROOT / "CHANGELOG.md", *sorted((ROOT / ".github").rglob("*.md"))]


@pytest.mark.parametrize("page", PROSE, ids=name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_two_lines_of_the_readme_do_all_set_up() -> None:
    lines = INSTALLS.findall((ROOT / "README.md").read_text("utf-8"))
    assert len(lines) == 2
    (home, opens), (test_home, checks) = lines
    assert home != test_home
    assert opens.endswith(f"{home}/bin/reader")
    assert checks.endswith(f"{test_home}/bin/python tests/check.py")
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert f"{home}/" in ignored
    assert f"{test_home}/" in ignored or ".venv-*/" in ignored


@pytest.mark.parametrize("page", sorted((ROOT / ".github/decisions").glob("*.md")), ids=name)
def test_a_decision_says_why_what_it_costs_and_when_to_think_again(page: Path) -> None:
    text = page.read_text("utf-8")
    assert all(f"**{word}" in text for word in ("Context.", "Choice.", "Price.", "Revisit"))
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert len(text.splitlines()) < 60
