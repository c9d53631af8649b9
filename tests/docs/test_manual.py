"""Every command and every key stands in the manual, and nothing stands there that is neither."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reader.cli.app import commands
from reader.tui.keys import COMMANDS
from tests.docs.console import examples
from tests.docs.make_keys import page

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "reader" / "manual"
PAGES = [ROOT / "README.md", *sorted(MANUAL.glob("*.md"))]
CODE = re.compile(r"`([^`\n]+)`")
PAGES_OF_KEYS = [
    "README.md",
    *(f"reader/manual/{name}.md" for name in ("reading", "marking", "links")),
]
NO_KEYS = {"C", "⇄"}  # what the margin shows
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def tree(group: click.Group, path: str = "reader") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups included."""
    for name, command in group.commands.items():
        if not command.hidden:
            yield f"{path} {name}", command
            if isinstance(command, click.Group):
                yield from tree(command, f"{path} {name}")


def calls(text: str) -> Iterator[str]:
    """Every call of `reader` that a page shows, in a block or inside a line."""
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            words = line.removeprefix("$ ")
            if words.startswith("reader "):
                yield words
    for code in CODE.findall(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)):
        if code.startswith("reader "):
            yield code


def subject(words: list[str]) -> tuple[click.Command, list[str]] | None:
    """Which command a call is of, with the words after it; None for the bare reader."""
    command: click.Command = commands
    while words and words[0] in {"--desk", "--as"}:
        words = words[2:]
    while words and isinstance(command, click.Group) and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    return None if command is commands else (command, words)


@pytest.mark.parametrize("call", [name for name, _ in tree(commands)])
def test_every_command_stands_in_the_manual(call: str) -> None:
    manual = "\n".join(page.read_text("utf-8") for page in MANUAL.glob("*.md"))
    assert re.search(rf"{re.escape(call)}\b", manual), f"no page says what `{call}` does"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_option_that_a_page_names_is_one(path: Path) -> None:
    unknown = []
    for call in calls(path.read_text("utf-8")):
        found = subject(re.sub(r"[…|;&<>()].*", "", call.removeprefix("reader ")).split())
        if found is None:
            continue
        command, words = found
        options = {name for each in command.params for name in each.opts} | {"--help", "-h"}
        given = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        unknown += [f"{call}: {name}" for name in sorted(given - options)]
    assert not unknown


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_a_page_calls_exists(path: Path) -> None:
    known = set(commands.commands)
    for call in calls(path.read_text("utf-8")):
        words = re.sub(r"[…|;&<>()].*", "", call.removeprefix("reader ")).split()
        bare = all(re.fullmatch(r"[A-Z]+|\d+|.*\.\w+|-.*", word) for word in words[:1])
        assert bare or words[0] in known, f"{path.name}: {call}"


def test_every_example_is_something_that_a_shell_can_read() -> None:
    found = [example.command for path in PAGES for example in examples(path.read_text("utf-8"))]
    assert all(shlex.split(command) for command in found)
    assert len(found) > 10, "the manual has hardly an example"


def test_the_page_of_keys_is_made_from_the_table() -> None:
    said = (MANUAL / "keys.md").read_text("utf-8")
    assert said == page(), "run python tests/docs/make_keys.py"


@pytest.mark.parametrize("command", [command.id for command in COMMANDS])
def test_every_key_stands_in_the_manual(command: str) -> None:
    assert f"`{command}`" in (MANUAL / "keys.md").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES_OF_KEYS)
def test_every_key_that_a_page_names_is_one(path: str) -> None:
    keys = {key.replace("_", "") for command in COMMANDS for key in command.keys}
    named = {code for code in CODE.findall((ROOT / path).read_text("utf-8")) if len(code) < 3}
    assert {re.sub(r"^\d+(?=\D)", "", name) for name in named} - keys - NO_KEYS == set()
