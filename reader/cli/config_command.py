"""`reader config`: the keys in force, and the one file that changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.failing import ERROR
from reader.cli.printing import note, print_json, print_table, say

if TYPE_CHECKING:
    from reader.errors import ReaderError
    from reader.tui.settings import Settings


def _settings() -> Settings:
    # The plain half of the screen: no Textual comes with it.
    from reader.tui import settings

    return settings.load(settings.settings_file())


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """List every command with its keys.

    Other keys, a theme and the mouse are set in one file, which the first line names.

    Examples:
      reader config
      reader config --json
    """
    if context.invoked_subcommand is not None:
        return
    settings = _settings()
    if as_json:
        print_json(_values(settings))
        return
    note(_first_line(settings))
    shown = settings.keymap.shown
    changed = set(settings.changed)
    print_table(
        ("command", "keys", "changed", "does"),
        (
            (
                command.id,
                shown(command.id, every=True),
                "yes" if command.id in changed else None,
                command.does,
            )
            for command in settings.keymap.commands
        ),
        empty="no commands",
    )
    _complain(settings.problems)


def _first_line(settings: Settings) -> str:
    there = "" if settings.path and settings.path.exists() else " (not there yet)"
    theme = f" · theme {settings.theme}" if settings.theme else ""
    mouse = "" if settings.mouse else " · mouse left to the terminal"
    return f"{settings.path}{there}{theme}{mouse}"


def _values(settings: Settings) -> dict[str, Any]:
    path = settings.path
    return {
        "path": str(path),
        "exists": path is not None and path.exists(),
        "theme": settings.theme,
        "mouse": settings.mouse,
        "changed": list(settings.changed),
        "keys": {command.id: list(command.keys) for command in settings.keymap.commands},
        "problems": [
            {"what": each.what, "where": each.where, "remedy": each.remedy}
            for each in settings.problems
        ],
    }


def _complain(problems: tuple[ReaderError, ...]) -> None:
    for each in problems:
        note(str(each))
        if each.remedy:
            note(f"  {each.remedy}")


@config.command()
def path() -> None:
    """Print where the file is, or would be.

    Example:
      reader config path
    """
    from reader.tui.settings import settings_file

    say(str(settings_file()))


@config.command()
def check() -> int:
    """Say what is wrong with the file; exits 1 when anything is.

    Example:
      reader config check
    """
    settings = _settings()
    if settings.theme is not None:  # the themes bring Textual with them
        from reader.tui.settings import checked
        from reader.tui.themes import names

        settings = checked(settings, names())
    if settings.problems:
        note(f"{settings.path} does not hold:")
        _complain(settings.problems)
        return ERROR
    if settings.path is None or not settings.path.exists():
        say(f"no file at {settings.path}: every command has the keys of the table")
    else:
        count = len(settings.changed)
        keys = "1 command has" if count == 1 else f"{count or 'no'} commands have"
        theme = f", theme {settings.theme}" if settings.theme else ""
        mouse = "" if settings.mouse else ", mouse left to the terminal"
        say(f"{settings.path} holds: {keys} other keys{theme}{mouse}")
    return 0


@config.command()
def template() -> None:
    """Print a file to begin with.

    Every command stands in it with its keys, each line switched off.

    Example:
      reader config template > mine.toml
    """
    from reader.tui.settings import template as lines

    say("\n".join(lines()), lines=True)


COMMANDS = (config,)
