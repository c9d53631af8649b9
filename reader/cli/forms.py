"""The option that says how a table is written: the same for every command with one table."""

from __future__ import annotations

import click

from reader.cli.printing import FORMS

table_form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=FORMS[0],
    show_default=True,
    help="How the table is written.",
)
