from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import reader
from reader.cli.app import commands
from reader.cli.names import COMMANDS
from reader.cli.reference import reference


def every(command: click.Command, path: str = "reader") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every(below, f"{path} {name}")


LEAVES = [(path, each) for path, each in every(commands) if not isinstance(each, click.Group)]


def test_the_manual_s_page_is_what_the_commands_say() -> None:
    page = Path(reader.__file__).parent / "manual" / "commands.md"
    assert page.read_text("utf-8") == reference(), "python -m reader.cli.reference writes it"


def test_the_names_that_are_known_without_click_are_the_commands() -> None:
    assert tuple(sorted(commands.commands)) == COMMANDS


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[path for path, _ in LEAVES])
def test_every_help_has_an_example_of_the_command_and_explains_each_option(
    path: str, command: click.Command
) -> None:
    assert command.help is not None
    assert f"\n  {path}" in command.help or f"| {path}" in command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_no_short_help_is_cut() -> None:
    assert "...\n" not in reference().replace("[ARGS]...\n", "")
