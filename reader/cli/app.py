"""`reader`: the group of all commands, and how each of them ends."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

import click

from reader import __version__
from reader.cli import (
    add_command,
    agree_command,
    article_commands,
    care_commands,
    clean_command,
    comment_commands,
    config_command,
    copies_command,
    curate_command,
    desk_commands,
    doctor_command,
    entity_commands,
    event_commands,
    export_commands,
    flip_command,
    history_commands,
    import_command,
    link_commands,
    manual_command,
    mark_commands,
    merge_command,
    people_commands,
    story_commands,
    suggest_command,
    tag_commands,
    version_commands,
    withdraw_command,
)
from reader.cli.bare import is_blind
from reader.cli.failing import INTERRUPTED, USAGE, make_printable, status_of
from reader.cli.session import Session
from reader.model.visible import visible

HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


BEFORE_THE_COMMAND = ("--desk", "--as", "--blind", "--no-mouse")


class Commands(click.Group):
    """The group; every way out of it ends in a status and at most two lines on stderr."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Carry out one command and exit."""

        def work() -> Any:
            return super(Commands, self).main(
                args,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )

        if not standalone_mode:
            return work()
        make_printable()
        sys.exit(status_of(lambda: _used(work)))


def _used(work: Callable[[], Any]) -> int:
    """The status of a command, wrong usage included, as click shows it."""
    try:
        status = work()
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        if isinstance(error, click.NoSuchOption) and error.option_name in BEFORE_THE_COMMAND:
            shown.write(f"{error.option_name} stands before the command: reader --desk PATH list\n")
        print(visible(shown.getvalue(), lines=True), end="", file=sys.stderr)
        return USAGE
    except click.Abort:  # Ctrl-C; click has ended the line
        return INTERRUPTED
    return status if isinstance(status, int) else 0


@click.group(cls=Commands, context_settings=HELP_OPTIONS)
@click.option(
    "--desk",
    "asked",
    metavar="PATH",
    help="The desk: its folder or its database file. Else $READER_DESK, else the nearest folder "
    "upwards with annotations.db and corpus/, else your own desk.",
)
@click.option(
    "--as",
    "annotator",
    metavar="NAME",
    help="Who you are. Else $READER_AS, else your name on the system.",
)
@click.option(
    "--blind",
    is_flag=True,
    help="Hide what others did in articles that you are not done with. Else $READER_BLIND.",
)
@click.option(
    "--no-mouse", is_flag=True, expose_value=False, help="Leave the mouse to the terminal."
)
@click.version_option(__version__, "-V", "--version", message="reader %(version)s")
@click.pass_context
def commands(context: click.Context, asked: str | None, annotator: str | None, blind: bool) -> None:
    """Read several reports of one event side by side, mark claims and entities, and see which
    passages tell the same thing.

      reader                     opens the reader on the articles of the desk
      reader ARTICLE…            opens those articles side by side; a file is read at once
      reader COMMAND             does one thing and exits

    ARTICLE is a number of `reader list`, an id or the start of one, a file name, or words of
    the title. `--desk` and `--as` stand before the command. Errors exit 1, wrong usage 2.
    """  # noqa: D205  # click shows it; the first sentence does not fit one line
    context.obj = Session(asked, annotator, blind or is_blind(os.environ))


def keep_layout(command: click.Command) -> None:
    """Let click print the indented parts of a help text, its examples, as they stand."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    command.help = "\n\n".join(
        f"\b\n{each}" if "\n  " in f"\n{each}" else each for each in paragraphs
    )
    if isinstance(command, click.Group):
        for each in command.commands.values():
            keep_layout(each)


for each in (
    desk_commands,
    history_commands,
    doctor_command,
    care_commands,
    add_command,
    article_commands,
    withdraw_command,
    clean_command,
    flip_command,
    suggest_command,
    event_commands,
    copies_command,
    entity_commands,
    link_commands,
    mark_commands,
    comment_commands,
    version_commands,
    tag_commands,
    story_commands,
    export_commands,
    import_command,
    merge_command,
    agree_command,
    curate_command,
    config_command,
    manual_command,
    people_commands,
):
    for command in each.COMMANDS:
        commands.add_command(command)
keep_layout(commands)
