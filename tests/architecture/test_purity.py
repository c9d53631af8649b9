"""What the import contracts cannot see: calls that reach the world from where nothing may.

The pure rooms take text and give values: no file, no clock, no dice, nothing printed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PURE = ("model", "cleaning", "anchoring", "linking", "team", "exchange")
WORLD = {"open", "input", "print", "breakpoint"}
CLOCK_AND_FILES = {
    "now",
    "today",
    "utcnow",
    "uuid1",
    "uuid4",
    "read_bytes",
    "write_bytes",
    "write_text",
    "urlopen",
}
# `read_text` is how a packaged table is loaded by importlib.resources; on a Path it is not.
MODULES = {"pathlib", "glob", "io", "urllib.request", "logging"}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / "reader" / room).rglob("*.py"))


def worldly(tree: ast.AST) -> Iterator[str]:
    """Each thing in a module that reaches the world, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD:
                yield f"line {node.lineno}: {name}()"
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCK_AND_FILES:
                yield f"line {node.lineno}: .{name}()"
            case ast.Import(names=names):
                yield from (f"line {node.lineno}: {n.name}" for n in names if n.name in MODULES)
            case ast.ImportFrom(module=str(source)) if source in MODULES:
                yield f"line {node.lineno}: {source}"
            case ast.Global(names=globals_):
                yield f"line {node.lineno}: global {', '.join(globals_)}"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reaches_nothing_outside(room: str) -> None:
    found = {
        str(path.relative_to(ROOT)): reached
        for path in modules(room)
        if (reached := list(worldly(ast.parse(path.read_text("utf-8")))))
    }
    assert not found


def test_reaching_out_is_seen() -> None:
    code = "import pathlib\nfrom io import StringIO\nopen('x')\nx.now()\n"
    assert len(list(worldly(ast.parse(code)))) == 4


def imported(path: Path) -> Iterator[str]:
    """The full name of every module that a file imports, at its top or later."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(source)):
                yield source


@pytest.mark.item("open")
def test_only_one_module_picks_the_sqlite_library() -> None:
    # Two SQLite libraries on one file in one process break each other's locks, and
    # sqlite-utils takes another one when it is installed: one module decides, all others ask it.
    picking = [
        str(path.relative_to(ROOT))
        for path in modules("")
        if {"sqlite3", "sqlite_utils.utils", "pysqlite3"} & set(imported(path))
    ]
    assert len(picking) == 1, f"one module imports the SQLite library, not {picking}"


@pytest.mark.item("open")
def test_nothing_that_speaks_sql_opens_a_file_by_itself_but_where_it_is_known() -> None:
    # Closing any descriptor of the live file drops every lock that the process holds on it.
    known = {
        "around.py",  # the journal, which is not locked, and the system's tables
        "pages.py",  # salvage: of a copy
        "placing.py",  # a file in the making, and folders
        "places.py",  # the system's table of mounts
        "presence.py",  # files of its own in a folder of their own
        "restoring.py",  # of what SQLite cannot open
        "seats.py",  # likewise
        "sharing.py",  # the lock beside it
        "waiting.py",  # likewise
    }
    opening = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
    opening |= {"copy", "copy2", "copyfile", "copytree", "fdopen"}
    found = {
        path.name
        for path in modules("store")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in opening
    }
    assert found == known


def test_packages_import_nothing_when_they_are_named() -> None:
    # `import reader.store` costs what stands in its __init__: so nothing does.
    found = [
        str(path.relative_to(ROOT))
        for path in modules("")
        if path.name == "__init__.py" and set(imported(path)) - {"__future__"}
    ]
    assert not found
