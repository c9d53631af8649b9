"""The shape of the checkout: what stands at the top, how long a file is, what it is called."""

from __future__ import annotations

import functools
import os
import pwd
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {"LICENSE", "CHANGELOG.md", "README.md", "pyproject.toml", "annotations.db"} | {
    "corpus",
    "reader",
    "tests",
}
HIDDEN_TOP = {".ci", ".github", ".gitattributes", ".gitignore"}
LONGEST = 400  # lines; what reads well in one sitting is 80 to 230
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}
HOMES = re.compile(r"(?<![\w.~])/(?:root|work)/\w")


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file of the project: known to git, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def code() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def texts() -> list[Path]:
    suffixes = {".py", ".md", ".toml", ".tcss", ".json", ".yml", ".txt", ".csv", ".svg", ""}
    return [path for path in files() if path.suffix in suffixes]


def test_only_the_named_things_stand_at_the_top() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in files()}
    assert names <= TOP | HIDDEN_TOP, f"no place at the top for {sorted(names - TOP - HIDDEN_TOP)}"


def test_no_file_of_code_is_over_400_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in code()}
    long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST}
    assert not long, f"split by subject: {long}"


def test_no_place_has_a_name_that_says_nothing() -> None:
    names = {
        str(path.relative_to(ROOT)): {part.lower() for part in re.split(r"[/_.]", str(part_of))}
        for path in code()
        for part_of in [path.relative_to(ROOT).with_suffix("")]
    }
    nameless = [path for path, parts in names.items() if parts & NAMELESS]
    assert not nameless, f"say what stands there: {nameless}"


def test_the_project_names_nothing_of_the_machine_it_is_made_on() -> None:
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    own = {str(place) for place in (ROOT, home) if len(place.parts) > 2}
    named = []
    for path in texts():
        if "corpus" in path.parts:
            continue
        text = path.read_text("utf-8", errors="replace")
        if HOMES.search(text) or any(place in text for place in own):
            named.append(str(path.relative_to(ROOT)))
    assert not named, f"paths of one machine in {named}"


@pytest.mark.parametrize("name", ["reader", "tests", "corpus"])
def test_the_folders_of_the_house_are_there(name: str) -> None:
    assert (ROOT / name).is_dir()
