"""Commands about what was done: history, undo, redo."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.failing import ERROR
from reader.cli.printing import note, print_json, print_table, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.history import HistoryEntry

LATEST = 30  # entries of the history that are shown unless asked for more
ID_LENGTH = 18  # of a UUIDv7 that a table shows
_FIELDS = (
    *("seq", "table", "row", "version", "change", "operation", "annotator", "at"),
    *("before", "after"),
)


@click.command()
@click.argument("gesture", required=False)
@pass_session
def undo(session: Session, /, gesture: str | None) -> int:
    """Take back your latest act, or the one that GESTURE names.

    It may be of this run or of an earlier one. What was changed since stays as it is, and is
    named with who changed it. GESTURE is an id of `reader history`, or its beginning.

    Exits 1 when nothing was taken back.

    Examples:
      reader undo
      reader undo 018e2c7a-4b1d-7f3
    """
    return _step(session, gesture, back=True)


@click.command()
@click.argument("gesture", required=False)
@pass_session
def redo(session: Session, /, gesture: str | None) -> int:
    """Bring back what you undid last, or the act that GESTURE names.

    Exits 1 when nothing was brought back.

    Example:
      reader redo
    """
    return _step(session, gesture, back=False)


def _step(session: Session, gesture: str | None, *, back: bool) -> int:
    with session.desk() as desk:
        done = desk.history.undo(gesture) if back else desk.history.redo(gesture)
    if done is None:
        note(f"nothing to {'undo' if back else 'redo'}")
        return ERROR
    if not done.nothing:
        say(f"{'undone' if back else 'redone'}: {done.label}")
    for row in done.left:
        note(f"left as it is: {row}")
    return ERROR if done.nothing else 0


@click.command()
@click.argument("article_or_id", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LATEST,
    show_default=True,
    help="How many lines, the latest; with --json, rows.",
)
@click.option("--lost", "only_lost", is_flag=True, help="Only what lost against another copy.")
@click.option("--restore", metavar="ID", help="Bring back what lost: a gesture or a row of --lost.")
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
    restore: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List who did what when, oldest first.

    ARTICLE_OR_ID is an article, or the id of a mark, link, tag, story or event, or its beginning.
    What came in by `reader merge` stands below a line that says so; of two versions of one thing
    that were made on two copies, the one that does not stand is called lost. --restore brings it
    back: as an edit of yours where it is yours or the desk's, as your own copy where it is a
    colleague's.

    Examples:
      reader history 2
      reader history --as-of 2024-03-09T18:00 --json
    """
    from reader.desk.past import moment_of
    from reader.errors import NotFoundError

    if restore is not None:
        _restore(session, restore)
        return
    moment = None if as_of is None else moment_of(as_of)
    with session.desk() as desk:
        article, row = None, None
        if article_or_id is not None:
            try:
                article = desk.articles.resolve(article_or_id)
            except NotFoundError:
                row = desk.history.row(article_or_id)
        lost = {each.entry.seq: each for each in desk.history.lost()}
        if only_lost or article_or_id is not None:
            entries = desk.history.entries(article=article, row=row, as_of=moment)
        else:  # of that many gestures come at least as many entries
            by = desk.annotator if session.blind else None
            entries = desk.history.latest(limit, as_of=moment, by=by)
        if only_lost:
            entries = tuple(each for each in entries if each.seq in lost and lost[each.seq].last)
        if session.blind:
            me = desk.annotator.casefold()
            entries = tuple(each for each in entries if each.annotator.casefold() == me)
        entries = entries[-limit:] if as_json else _latest(entries, limit)
        told = [] if as_json else _told(desk, entries, lost)
    if as_json:
        print_json(
            [
                {**{name: getattr(entry, name) for name in _FIELDS}, "lost": entry.seq in lost}
                for entry in entries
            ]
        )
        return
    empty = "nothing was lost" if only_lost else "nothing was done here yet"
    print_table(("at", "annotator", "gesture", "what"), told, empty=empty)


def _restore(session: Session, word: str) -> None:
    with session.desk() as desk:
        for each in desk.history.restore(word):
            how = "as your own copy" if each.copied else "as an edit of yours"
            say(f"restored {how}: {each.label}")


def _latest(entries: Sequence[HistoryEntry], limit: int) -> tuple[HistoryEntry, ...]:
    """The entries of so many gestures, the latest: a line tells of each."""
    kept = set(list(dict.fromkeys(each.change for each in reversed(entries)))[:limit])
    return tuple(each for each in entries if each.change in kept)


def _told(
    desk: Desk, entries: Sequence[HistoryEntry], lost: Container[int]
) -> list[tuple[str, str, str, str]]:
    """When, who, which and what, a row for each gesture and merge, in the order of their ends."""
    gestures: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        gestures.setdefault(entry.change, []).append(entry)
    merges = list(desk.history.merges())
    told = []
    for change, changes in gestures.items():
        while merges and merges[0].first <= changes[0].seq:
            merge = merges.pop(0)
            if changes[0].seq <= merge.last:
                words = f"merged {merge.source}: {merge.last - merge.first + 1} changes"
                told.append((merge.at, merge.annotator, "", words))
        words = desk.history.in_words(changes)
        gone = any(each.seq in lost for each in changes)
        words = f"{words} (lost in a merge)" if gone else words
        told.append((changes[0].at, changes[0].annotator, change[:ID_LENGTH], words))
    return told


COMMANDS = (undo, redo, history)
