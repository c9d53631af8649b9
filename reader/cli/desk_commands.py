"""Commands about a desk as a whole: init, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.failing import ERROR
from reader.cli.printing import print_json, say
from reader.cli.session import Session, pass_session

HARMLESS = "note"  # the severity of a finding that needs no mending


@click.command()
@click.argument("folder", type=click.Path())
@click.option("--title", help="What the desk is called. Else the name of the folder.")
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Add the articles of this folder, or import this CSV, as a first step.",
)
@pass_session
def init(session: Session, /, folder: str, title: str | None, source: Path | None) -> int:
    """Make a new desk: a folder with corpus/ and annotations.db.

    Example:
      reader init flood
      reader --desk flood add downloads/
    """
    from reader.cli.add_command import report_added
    from reader.cli.import_command import read_tables, take_in
    from reader.desk.opening import init_desk
    from reader.exchange.folder import ANNOTATIONS

    articles = source is not None and source.is_dir() and not (source / ANNOTATIONS).is_file()
    if not folder:  # an empty variable of a script; as a path it would be this very folder
        raise click.BadArgumentUsage("the folder has no name")
    # Read before anything is made: a mistyped name leaves no empty desk behind.
    tables = None if source is None or articles else read_tables(source)
    place = init_desk(Path(folder), title=title)
    say(f"made {place.folder}")
    if source is None:
        return 0
    with Session(str(place.folder), session.annotator).desk() as desk:
        if tables is None:
            return report_added(desk.articles.add([source]))
        return take_in(desk, tables)


@click.command()
@click.option("--rebuild-search", is_flag=True, help="Make the search tables anew first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def doctor(session: Session, /, rebuild_search: bool, as_json: bool) -> int:
    """Check the desk's file and say how to mend it.

    SQLite's own checks, every text and quote, permissions, versions. Exits 1 when something
    needs mending; notes alone are no trouble.

    Example:
      reader doctor
    """
    with session.desk() as desk:
        if rebuild_search:
            desk.care.rebuild_search()
        findings = desk.care.doctor()
        place = desk.care.place
    ill = [finding for finding in findings if finding.severity != HARMLESS]
    if as_json:
        print_json(
            [
                {
                    "severity": finding.severity.value,
                    "code": finding.code,
                    "what": finding.what,
                    "where": finding.where,
                    "remedy": finding.remedy or None,
                }
                for finding in findings
            ]
        )
        return ERROR if ill else 0
    for finding in findings:
        say(f"{finding.severity.value:8} {finding.what}: {finding.where}")
        if finding.remedy:
            say(f"{'':8} {finding.remedy}")
    if not ill:
        say(f"all is well: {place}")
    return ERROR if ill else 0


COMMANDS = (init, doctor)
