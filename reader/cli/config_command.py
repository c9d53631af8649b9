"""`reader config`: the keys in force, and the one file that changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.failing import ERROR
from reader.cli.printing import note, print_json, print_table, say
from reader.errors import FormatError

if TYPE_CHECKING:
    from reader.errors import ReaderError
    from reader.tui.settings import Settings

_TABLE = "table"  # the profile that changes nothing


def _settings() -> Settings:
    # The plain half of the screen: no Textual comes with it.
    from reader.tui import settings

    return settings.load(settings.settings_file())


@click.group(invoke_without_command=True)
@click.option("--profile", "shown", metavar="NAME", help="The keys that a profile would give.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def config(context: click.Context, shown: str | None, as_json: bool) -> None:
    """List every command with its keys.

    Other keys, a theme and the mouse are set in one file, which the first line names.

    Examples:
      reader config
      reader config --json
      reader config --profile slate
    """
    if context.invoked_subcommand is not None:
        return
    settings = _settings()
    if shown is not None:
        from reader.tui.settings import Settings, keymap_of

        settings = Settings(settings.path, keymap_of(shown), shown)
    if as_json:
        print_json(_values(settings))
        return
    note(_first_line(settings))
    keys = settings.keymap.shown
    changed = set(settings.changed)
    print_table(
        ("command", "keys", "changed", "does"),
        (
            (
                command.id,
                keys(command.id, every=True),
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
    profile = f" · keys of {settings.profile}" if settings.profile else ""
    theme = f" · theme {settings.theme}" if settings.theme else ""
    mouse = "" if settings.mouse else " · mouse left to the terminal"
    return f"{settings.path}{there}{profile}{theme}{mouse}"


def _values(settings: Settings) -> dict[str, Any]:
    path = settings.path
    return {
        "path": str(path),
        "exists": path is not None and path.exists(),
        "profile": settings.profile,
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
        profile = f", profile {settings.profile}" if settings.profile else ""
        theme = f", theme {settings.theme}" if settings.theme else ""
        mouse = "" if settings.mouse else ", mouse left to the terminal"
        say(f"{settings.path} holds: {keys} other keys{profile}{theme}{mouse}")
    return 0


@config.command()
@click.argument("name", required=False)
def profile(name: str | None) -> int:
    """List the sets of keys for hands of other programs, or choose one.

    It is written into the file of settings; your own keys lie over it. `table` is the one to go
    back to.

    Examples:
      reader config profile
      reader config profile slate
      reader config profile table
    """
    from reader.tui.profiles import PROFILES

    settings = _settings()
    if name is None:
        rows = [
            (_TABLE, "as `reader manual keys` has them"),
            *((n, p.about) for n, p in PROFILES.items()),
        ]
        held = settings.profile or _TABLE
        print_table(
            ("profile", "in force", "about"),
            ((each, "yes" if each == held else None, about) for each, about in rows),
            empty="no profiles",
        )
        return 0
    problems = _choose(settings, None if name == _TABLE else name)
    if problems:
        note(f"{settings.path} stays as it is:")
        _complain(problems)
        return ERROR
    say(f"keys of {name}: {settings.path}")
    return 0


def _choose(settings: Settings, name: str | None) -> tuple[ReaderError, ...]:
    """Write a profile into the file; what would be wrong then, and nothing is written."""
    from reader.tui.settings import keymap_of, load, with_profile

    keymap_of(name)
    assert settings.path is not None
    path = settings.path.resolve()  # which may be a link to where somebody keeps such files
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8-sig") if path.exists() else ""
        draft.write_text(with_profile(text, name), "utf-8")
        found = load(draft)
        fresh = tuple(x for x in found.problems if str(x) not in map(str, settings.problems))
        if not fresh and found.profile == name:
            draft.replace(path)
            return ()
        draft.unlink()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"it cannot be written ({error})", where=str(path)) from error
    return fresh or found.problems


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
