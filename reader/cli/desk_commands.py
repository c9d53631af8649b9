"""Commands about a desk as a whole: init."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.printing import say
from reader.cli.session import Session, pass_session


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


COMMANDS = (init,)
