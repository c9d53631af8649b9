"""Where a command line begins: the bare form opens the reader, all else is a command.

The bare form, `reader [--desk PATH] [--as NAME] [ARTICLE…]`, is read by hand: nothing that is
imported on that way is click.
"""

from __future__ import annotations

import sys

from reader.cli import bare


def main() -> int:
    """Do what the command line says; the exit status."""
    asked = bare.read(sys.argv[1:])
    if asked is not None:
        return bare.open_reader(asked)
    from reader.cli.app import commands

    commands.main(prog_name="reader")
    return 0
