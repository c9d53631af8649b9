"""Commands that keep a desk's file safe: backup, restore, salvage, share."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.failing import ERROR, working_folder
from reader.cli.printing import note, print_json, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.desk.restoring import Restored
    from reader.desk.salvaging import Salvaged

MOST_TOLD = 20  # lost marks that are told one by one


@click.command()
@click.argument("target", metavar="[FILE|FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep",
    metavar="N",
    help="In a folder: keep N backups of this desk, or with `d` those of N days (`30d`).",
)
@pass_session
def backup(session: Session, /, target: Path | None, keep: str | None) -> None:
    """Copy the desk's database while others write.

    The copy is read again and checked before it gets its name: pages, texts, quotes, counts. In a
    FOLDER it is named by the desk and the moment; without one it goes to backups/ beside the
    database. --keep takes older backups of this desk away, and no other file: not one that holds
    work which this desk does not.

    Example:
      reader backup annotations-2024-03-09.db
      reader backup --keep 10
    """
    count, days = _kept(keep)
    inside = target is None or target.is_dir()
    if keep is not None and not inside:
        raise click.UsageError("--keep goes with a folder that is there, or with none")
    with session.desk() as desk:
        if target is not None and not inside:
            desk.care.backup(target)
            say(f"copied {desk.care.place} to {target}")
            return
        made, rotated = desk.care.backup_into(target, count=count, days=days)
        say(f"copied {desk.care.place} to {made}")
        for path in rotated.removed:
            say(f"removed {path}")
        for path, why in rotated.left:
            note(f"not removed, {why}: {path}")


def _kept(text: str | None) -> tuple[int | None, int | None]:
    """How many backups stay, and of how many days."""
    if text is None:
        return None, None
    found = re.fullmatch(r"([1-9][0-9]{0,4})(d?)", text)
    if found is None:
        raise click.UsageError("--keep takes a number of backups (10), or of days (30d)")
    number = int(found[1])
    return (None, number) if found[2] else (number, None)


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it though work of the desk is not in FILE.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def restore(session: Session, /, file: Path, yes: bool, as_json: bool) -> int:
    """Put a backup in the place of the desk.

    FILE is checked first, and only read. What was done since is told, and nothing happens without
    --yes if there is anything. The desk as it is now is kept beside it, under a name that is said,
    and `reader merge` brings its work back at any time. Whoever has the desk open sees the other
    contents at once. A desk whose file is gone or damaged is restored likewise.

    Example:
      reader restore backups/story-20240309T183000Z.db
    """
    from reader.desk.opening import handle_of
    from reader.desk.restoring import find_place
    from reader.desk.restoring import restore as put_back

    place = find_place(session.asked, environ=os.environ, folder=working_folder())
    annotator = handle_of(session.annotator, os.environ)
    done = put_back(place, file, annotator=annotator, environ=os.environ, agreed=yes)
    if as_json:
        print_json(_values(done))
        return 0 if done.done else ERROR
    _print_loss(done)
    if not done.done:
        note(f"nothing was done yet: {done.database}")
        note("`reader restore FILE --yes` does it; the desk as it is now is kept beside it")
        return ERROR
    say(f"restored {done.database} from {file}")
    if done.kept is not None:
        say(f"kept as it was: {done.kept}")
        if done.loss is not None and done.loss.changes:
            say(f"`reader merge {done.kept}` brings back what was done since")
        elif done.broken is not None:
            say(f"`reader salvage {done.kept} NEW.db` gets out of it what can be had")
    return 0


def _values(done: Restored) -> dict[str, object]:
    loss = done.loss
    return {
        "done": done.done,
        "database": str(done.database),
        "kept": None if done.kept is None else str(done.kept),
        "unreadable": None if done.broken is None else str(done.broken),
        "marks": {} if loss is None else dict(loss.marks),
        "changes": {} if loss is None else dict(loss.changes),
        "articles": [] if loss is None else list(loss.articles),
    }


def _print_loss(done: Restored) -> None:
    """What the desk holds, or held, that the backup does not."""
    word = "no longer there" if done.done else "would be gone"
    if done.broken is not None:
        say(f"the desk cannot be read: {done.broken}")
        return
    if done.loss is None:
        return
    for who, changes in done.loss.changes.items():
        marks = done.loss.marks.get(who, 0)
        say(f"{word}: {_counted(marks, 'mark')} of {who}, {_counted(changes, 'change')} in all")
    for name in done.loss.articles:
        say(f"{word}: the article {name}")


@click.command()
@click.argument("damaged", metavar="DAMAGED", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every lost mark.")
def salvage(damaged: Path, new: Path, as_json: bool) -> None:
    """Make a new database of what is left of a damaged one.

    DAMAGED is read page by page, whatever is broken on the way to them, and only read. What comes
    in is sound: texts with their checksums, quotes that are the words at their places, rows that
    are those of their history. What was lost is told. With a backup at hand, restore that one, then
    `reader merge NEW`: together they have all that either has.

    Example:
      reader salvage annotations.db saved.db
    """
    from reader.desk.salvaging import salvage as rescue

    told = rescue(damaged, new)
    if as_json:
        print_json(
            {
                "kept": dict(told.kept),
                "lost": dict(told.lost),
                "rebuilt": {name: count for name, count in told.rebuilt.items() if count},
                "doubtful": told.doubtful,
                "articles": told.articles,
                "marks": told.marks,
                "whole": told.whole,
                "unsound": told.unsound,
            }
        )
        return
    _print_salvaged(told)
    say(f"what is left of {damaged} is in {new}")


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--group", help="The group of the system. Else the one that the folder has.")
@pass_session
def share(session: Session, /, path: Path | None, group: str | None) -> int:
    """Let a group read and write the desk, on this machine.

    The folder gets the permissions 2770, the database and its lock 0660, and the group if one is
    given. PATH is the desk, like --desk. Says what was changed. What you may not change is said
    with the command for whoever may, and the exit status is 1.

    Example:
      reader share /srv/desks/story --group newsdesk
    """
    asked = session if path is None else Session(str(path), session.annotator)
    with asked.desk() as desk:
        shared = desk.care.share(group)
        place = desk.care.place
    for line in shared.done:
        say(line)
    for what, command in shared.undone:
        say(f"not done: {what}")
        say(f"  {command}")
    if shared.undone:
        return ERROR
    say(f"the group {shared.group} may read and write {place}")
    return 0


def _print_salvaged(told: Salvaged) -> None:
    """What came over of each table that had anything, and what did not."""
    for name, kept in told.kept.items():
        lost = told.lost[name]
        if kept or lost:
            back = f", {told.rebuilt[name]} by their history" if told.rebuilt[name] else ""
            say(f"{name.replace('_', ' ')}: {kept} saved{back}, {lost} lost")
    for name in told.articles:
        say(f"lost: the article {name or '(its name too)'}")
    for mark in told.marks[:MOST_TOLD]:
        say(f"lost: a mark of {mark['annotator'] or '?'}, {mark['id']}: “{mark['quote']}”")
    if len(told.marks) > MOST_TOLD:
        say(f"and {len(told.marks) - MOST_TOLD} more marks: --json lists them")
    for name in told.whole:
        say(f"its blocks are lost, all of it counts as text: {name}")
    for row in told.doubtful:
        say(f"two versions stood in the file, the one of its history was taken: {row}")
    for what in told.unsound:
        say(f"not sound: {what}")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


COMMANDS = (backup, restore, salvage, share)
