"""Commands about a desk as a whole: init, undo, redo, history."""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.printing import note, print_json, print_table, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.history import HistoryEntry

LATEST = 30  # entries of the history that are shown unless asked for more


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
@pass_session
def undo(session: Session, /) -> int:
    """Take back your latest act.

    It may be of this run or of an earlier one. What somebody else has changed since stays as it
    is, and is named.

    Example:
      reader undo
    """
    return _step(session, back=True)


@click.command()
@pass_session
def redo(session: Session, /) -> int:
    """Bring back what you undid last.

    Example:
      reader redo
    """
    return _step(session, back=False)


def _step(session: Session, *, back: bool) -> int:
    with session.desk() as desk:
        done = desk.history.undo() if back else desk.history.redo()
        if done is None:
            note(f"nothing to {'undo' if back else 'redo'}")
            return 0
        if done.label not in done.skipped:
            say(f"{'undone' if back else 'redone'}: {done.label}")
        for row in done.skipped:
            note(f"left as it is, changed by somebody else since: {row}")
        return 0


@click.command()
@click.argument("article_or_id", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LATEST,
    show_default=True,
    help="How many entries, the latest.",
)
@click.option("--lost", "only_lost", is_flag=True, help="Only what lost against another copy.")
@click.option("--as-of", metavar="DATE", help="Only what had come by a day (its end) or time.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with what was before and after.")
@pass_session
def history(
    session: Session,
    /,
    *,
    article_or_id: str | None,
    limit: int,
    only_lost: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List who did what when, oldest first.

    ARTICLE_OR_ID is an article, or the id of an annotation, link, tag, story or event. What came
    in by `reader merge` stands below a line that says so; of two versions of one thing that were
    made on two copies, the one that does not stand is called lost.

    Examples:
      reader history 2
      reader history --as-of 2024-03-09T18:00 --json
    """
    from reader.desk.past import moment_of
    from reader.errors import NotFoundError

    moment = None if as_of is None else moment_of(as_of)
    with session.desk() as desk:
        article, row = None, None
        if article_or_id is not None:
            try:
                article = desk.articles.resolve(article_or_id)
            except NotFoundError:
                row = article_or_id
        entries = desk.history.entries(article=article, row=row, as_of=moment)
        lost = {each.entry.seq: each for each in desk.history.lost()}
        if only_lost:
            entries = tuple(each for each in entries if each.seq in lost and lost[each.seq].last)
        entries = entries[-limit:]
        told = [] if as_json else _told(desk, entries, lost)
    if row is not None and not entries and not only_lost:
        raise NotFoundError(
            "no article, and nothing in the history, has that name",
            where=row,
            remedy="give an article, or the whole id of what was changed",
        )
    if as_json:
        fields = (
            *("seq", "table", "row", "version", "change", "operation", "annotator", "at"),
            *("before", "after"),
        )
        print_json(
            [
                {**{name: getattr(entry, name) for name in fields}, "lost": entry.seq in lost}
                for entry in entries
            ]
        )
        return
    empty = "nothing was lost" if only_lost else "nothing was done here yet"
    print_table(("at", "annotator", "what"), told, empty=empty)


def _told(
    desk: Desk, entries: Sequence[HistoryEntry], lost: Container[int]
) -> list[tuple[str, str, str]]:
    """When, who and what, a row for each gesture and merge, in the order of their ends."""
    gestures: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        gestures.setdefault(entry.change, []).append(entry)
    merges = list(desk.history.merges())
    told = []
    for changes in gestures.values():
        while merges and merges[0].first <= changes[0].seq:
            merge = merges.pop(0)
            if changes[0].seq <= merge.last:
                count = merge.last - merge.first + 1
                told.append((merge.at, merge.annotator, f"merged {merge.source}: {count} changes"))
        words = desk.history.in_words(changes)
        gone = any(each.seq in lost for each in changes)
        told.append(
            (changes[0].at, changes[0].annotator, f"{words} (lost in a merge)" if gone else words)
        )
    return told


COMMANDS = (init, undo, redo, history)
