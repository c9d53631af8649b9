"""Tests about tests: each one asserts something, and none is skipped without a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef
# Called by name, these assert: pytest's own, and functions named for what they claim.
CLAIMS = ("raises", "warns", "fail")
CLAIM_PREFIXES = ("assert_", "check_", "expect_", "_assert", "_check", "_expect")
SKIPS = {"skip", "skipif", "xfail", "importorskip"}


@cache
def trees() -> list[tuple[str, ast.Module]]:
    """Every file of the tests, read once for all who ask."""
    return [
        (str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8")))
        for path in sorted((ROOT / "tests").rglob("*.py"))
    ]


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def called(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def name_of(call: ast.expr) -> str:
    """The last part of what is called: `pytest.raises` -> `raises`."""
    match call:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def claims(function: Function, known: dict[str, Function], seen: frozenset[str]) -> bool:
    """Whether a function can fail on purpose, itself or by what it calls in its module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant):
            return True
    for call in called(function):
        name = name_of(call.func)
        if name in CLAIMS or name.startswith(CLAIM_PREFIXES):
            return True
        inner = known.get(name)
        if inner and name not in seen and claims(inner, known, seen | {name}):
            return True
    return False


def reasonless(tree: ast.AST) -> Iterator[str]:
    """Each skip or expected failure that does not say why, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {
            "pytest.mark.skip",
            "pytest.mark.xfail",
        }:
            calls = {id(call.func) for call in called(tree)}
            if id(node) not in calls:
                yield f"line {node.lineno}: {ast.unparse(node)}"
    for call in called(tree):
        if name_of(call.func) in SKIPS and ast.unparse(call.func).startswith("pytest."):
            said = [word.value for word in call.keywords if word.arg == "reason"]
            if name_of(call.func) == "skip":
                said += call.args
            if not any(not isinstance(word, ast.Constant) or word.value for word in said):
                yield f"line {call.lineno}: {ast.unparse(call)}"


def silent(tree: ast.AST) -> list[str]:
    """The tests of a module that cannot fail on purpose."""
    known = {function.name: function for function in functions(tree)}
    return [
        name
        for name, function in known.items()
        if name.startswith("test_") and not claims(function, known, frozenset({name}))
    ]


def test_every_test_asserts_something() -> None:
    found = {path: names for path, tree in trees() if (names := silent(tree))}
    assert not found


def test_every_skip_says_why() -> None:
    found = {path: lines for path, tree in trees() if (lines := list(reasonless(tree)))}
    assert not found


def test_no_two_tests_of_a_module_share_a_name() -> None:
    twice: dict[str, list[str]] = {}
    for path, tree in trees():
        names = [node.name for node in tree.body if isinstance(node, Function)]
        twice[path] = sorted({name for name in names if names.count(name) > 1})
    assert not {path: names for path, names in twice.items() if names}


def test_a_test_that_asserts_nothing_is_seen() -> None:
    code = """
def test_a(): assert True
def test_b(): helper()
def helper(): print()
def test_c(): deeper()
def deeper(): assert 1 == x
"""
    assert silent(ast.parse(code)) == ["test_a", "test_b"]


def test_a_skip_without_a_reason_is_seen() -> None:
    code = """
import pytest
@pytest.mark.skip
def test_a(): ...
@pytest.mark.skipif(True, reason="")
def test_b(): pytest.skip()
@pytest.mark.skipif(True, reason="needs a tty")
def test_c(): pytest.skip("needs a tty")
"""
    assert len(list(reasonless(ast.parse(code)))) == 3
