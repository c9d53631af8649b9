"""`reader doctor`: what is wrong with a desk's file, and the command that mends it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.failing import ERROR, working_folder
from reader.cli.printing import print_json, say
from reader.cli.session import Session, pass_session
from reader.errors import DeskError

if TYPE_CHECKING:
    from reader.model.finding import Finding

HARMLESS = "note"  # the severity of a finding that needs no mending


@click.command()
@click.option("--rebuild-search", is_flag=True, help="Make the search tables anew first.")
@click.option("--mend", is_flag=True, help="Remove first what dead programs left beside the file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def doctor(session: Session, /, rebuild_search: bool, mend: bool, as_json: bool) -> int:
    """Check the desk's file and say how to mend it.

    SQLite's own checks, every text and quote, each permission, the file system, the library, and
    what lies beside the file. Exits 1 when something needs mending; notes alone are no trouble.

    Example:
      reader doctor
    """
    removed: Sequence[Path] = ()
    with ExitStack() as stack:
        try:
            desk = stack.enter_context(session.desk())
        except DeskError as error:
            findings, place = _unopened(session, error)
        else:
            if rebuild_search:
                desk.care.rebuild_search()
            if mend:
                removed = desk.care.mend()
            findings, place = desk.care.doctor(), desk.care.place
    ill = [finding for finding in findings if finding.severity != HARMLESS]
    if as_json:
        print_json([_values(each) for each in findings])
        return ERROR if ill else 0
    for path in removed:
        say(f"removed {path}")
    for finding in findings:
        say(f"{finding.severity.value:8} {finding.what}: {finding.where}")
        if finding.remedy:
            say(f"{'':8} {finding.remedy}")
    if not ill:
        say(f"all is well: {place}")
    return ERROR if ill else 0


def _unopened(session: Session, error: DeskError) -> tuple[Sequence[Finding], str]:
    """What can be said of a desk that does not open.

    Raises:
        DeskError: there is none.
    """
    from reader.desk.diagnosing import diagnose_unopened

    found = diagnose_unopened(session.asked, environ=os.environ, folder=working_folder())
    if found is None:
        raise error
    return found


def _values(finding: Finding) -> dict[str, str | None]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "what": finding.what,
        "where": finding.where,
        "remedy": finding.remedy or None,
    }


COMMANDS = (doctor,)
