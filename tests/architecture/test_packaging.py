"""What is installed: declared, paid for with a reason, permissively licensed, without the texts."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads(SOURCE)
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
PERMISSIVE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0"}
PERMISSIVE_WORDS = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|Zlib|CC0|Public Domain")
BINDING_WORDS = re.compile(r"GPL|General Public|MPL|Mozilla|EUPL|SSPL|Commons Clause|Proprietary")
OPTIONAL = {"pysqlite3"}  # a newer SQLite, taken where somebody has installed it
COST = re.compile(r"\d+(?:\.\d+)? (?:k|M)B|[Cc]omes with|nothing more on disk")


def comments(table: str) -> dict[str, str]:
    """What stands beside each requirement of a list of pyproject.toml."""
    listed = SOURCE.split(f"\n{table} = [", 1)[1].split("\n]", 1)[0]
    return dict(re.findall(r'^\s*"([\w-]+)[^"]*",\s*#\s*(.+)$', listed, flags=re.MULTILINE))


def installed_with(names: list[str]) -> set[str]:
    """Those distributions and everything that they need here, without extras."""
    found: set[str] = set()
    while names:
        name = names.pop().lower().replace("_", "-")
        if name in found:
            continue
        found.add(name)
        for line in metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                names.append(needed.name)
    return found


def licence_of(name: str) -> str:
    """What a distribution's metadata says of its licence, the most exact form first."""
    about = metadata.metadata(name)
    kinds = [text for text in about.get_all("Classifier") or [] if text.startswith("License ::")]
    return about["License-Expression"] or " ".join(kinds) or (about["License"] or "")[:100]


def imported_by_reader() -> set[str]:
    """The top-level name of everything that reader/ imports from outside itself."""
    found: set[str] = set()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    found |= {name.name.partition(".")[0] for name in names}
                case ast.ImportFrom(module=str(source), level=0):
                    found.add(source.partition(".")[0])
    return found - sys.stdlib_module_names - {"reader"}


def test_every_dependency_says_why_it_is_there_what_it_costs_and_its_licence() -> None:
    said = comments("dependencies")
    assert set(said) == {needed.name for needed in NEEDED}
    for name, words in said.items():
        assert COST.search(words), f"{name}: no cost beside it"
        assert words.rsplit(". ", 1)[-1] in PERMISSIVE, f"{name}: no permissive licence beside it"


def test_every_tool_of_the_checks_says_why_it_is_there() -> None:
    needed = {
        Requirement(line).name for line in PROJECT["project"]["optional-dependencies"]["test"]
    }
    assert set(comments("test")) == needed


@pytest.mark.parametrize("name", sorted(installed_with([needed.name for needed in NEEDED])))
def test_what_is_installed_is_permissively_licensed(name: str) -> None:
    licence = licence_of(name)
    assert PERMISSIVE_WORDS.search(licence), f"{name}: {licence!r}"
    assert not BINDING_WORDS.search(licence), f"{name}: {licence!r}"


def test_what_the_code_imports_is_declared_and_what_is_declared_is_imported() -> None:
    providers = metadata.packages_distributions()
    used = {providers.get(name, [name])[0].lower() for name in imported_by_reader() - OPTIONAL}
    assert used == {needed.name.lower() for needed in NEEDED}


def test_the_wheel_takes_the_package_and_nothing_beside_it() -> None:
    # .ci/run builds the wheel and looks inside; this is the quick half.
    setuptools = PROJECT["tool"]["setuptools"]
    assert setuptools["packages"] == {"find": {"include": ["reader", "reader.*"]}}
    assert set(setuptools["package-data"]) == {"reader"}
    assert PROJECT["project"]["license-files"] == ["LICENSE"]


def test_every_file_that_the_package_reads_is_in_the_wheel() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["reader"]
    endings = tuple(pattern.removeprefix("**/*") for pattern in patterns)
    left_out = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "reader").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not path.name.endswith(endings)
    ]
    assert not left_out


def test_one_place_says_the_version() -> None:
    first = (ROOT / "reader/__init__.py").read_text("utf-8")
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert re.search(r'^__version__ = "\d+\.\d+\.\d+"$', first, re.MULTILINE)
