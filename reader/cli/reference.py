"""The page of the manual that lists every command: made from the commands' own help.

python -m reader.cli.reference > reader/manual/commands.md
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from reader.cli.app import HELP_OPTIONS, commands

WIDTH = 80  # columns that the help texts are laid out for
HEAD = """\
# Commands

Each of these is what `reader COMMAND --help` prints. A bare `reader` opens the reader; `--desk`
and `--as` stand before the command. Errors are two lines on stderr, what happened and what to
do, and exit 1; wrong usage exits 2. Where a list comes out `--json` prints it for scripts.
"""


def reference() -> str:
    """The page, in Markdown."""
    return HEAD + "".join(_sections(commands, None, "reader"))


def _sections(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    """The help of a command and of those below it."""
    with click.Context(
        command,
        parent,
        info_name=name,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=HELP_OPTIONS["help_option_names"],
    ) as context:
        yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                yield from _sections(command.commands[below], context, below)


if __name__ == "__main__":
    print(reference(), end="")
