"""`reader merge` and `reader sync`: others' work comes together with this desk's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.failing import ERROR
from reader.cli.printing import Progress, note, print_json, say
from reader.cli.session import Session, pass_session
from reader.model.attributes import in_words

if TYPE_CHECKING:
    from reader.model.history import HistoryEntry
    from reader.model.merging import Conflict, Merged

# What the rows of a table are called; those of other tables are told of with these.
NOUNS = {
    "articles": ("article", "articles"),
    "annotations": ("mark", "marks"),
    "comments": ("comment", "comments"),
    "tags": ("tag", "tags"),
    "links": ("link", "links"),
    "link_verdicts": ("verdict", "verdicts"),
    "events": ("event", "events"),
    "stories": ("story", "stories"),
    "assignments": ("assignment", "assignments"),
    "purges": ("purge", "purges"),
    "block_flips": ("flip", "flips"),
    "readings": ("reading state", "reading states"),
}
# Columns by which nobody knows a row, or that follow from others.
SIGNATURE = frozenset(
    {"id", "version", "change", "updated_by", "updated_at", "prefix", "suffix", "deleted_at"}
)
SHOWN = 40  # code points of a value


@click.command()
@click.argument("other", metavar="OTHER", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def merge(session: Session, /, other: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in everything that another copy of the desk has.

    OTHER is the database of a copy, or of any other desk, or its folder; it is only read.
    Articles, marks, tags, links, verdicts, events and their whole history come in, all or
    nothing. Merging again, or in another order, comes to the same. Where both sides changed one
    thing, the one with more edits stands, of equally many the later one; the other is listed,
    and stays in the history. `reader undo` takes no merge back.

    Example:
      reader merge laptop.db
    """
    with session.desk() as desk:
        with Progress("merging") as progress:
            merged = desk.merging.merge(other, dry_run=dry_run, progress=progress.count)
        if as_json:
            print_json({**values(merged), "dry_run": dry_run})
        else:
            print_merged(merged, str(other), dry_run=dry_run)


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def sync(session: Session, /, folder: Path, as_json: bool) -> int:
    """Exchange work through a folder that others sync with too.

    Everybody's copies in FOLDER are merged into this desk, then this desk's own is put there, as
    NAME@HOST.db: a whole file, written aside and renamed. Nobody writes to another's file, so
    any folder will do: Dropbox, Syncthing, a network share, git, a stick. The desk itself stays
    where it is, outside.

    Exits 1 when a file there could not be read; the others are merged all the same.

    Example:
      reader sync ~/Dropbox/story
    """
    with session.desk() as desk:
        with Progress("syncing") as progress:
            synced = desk.merging.sync(folder, progress.count)
        if as_json:
            print_json(
                {
                    "name": synced.name,
                    "published": synced.published,
                    "merged": {name: values(merged) for name, merged in synced.merged},
                    "refused": {name: str(error) for name, error in synced.refused},
                }
            )
        else:
            for name, merged in synced.merged:
                if merged.entries:
                    print_merged(merged, name)
            if not any(merged.entries for _, merged in synced.merged):
                say("nothing new from others")
            say(f"{'put' if synced.published else 'as before'}: {folder / synced.name}")
            for name, error in synced.refused:
                note(f"left out {name}: {error}")
    return ERROR if synced.refused else 0


def print_merged(merged: Merged, name: str, *, dry_run: bool = False) -> None:
    """Say what came, from whom, and what both sides had changed."""
    if not merged.entries:
        say(f"nothing new in {name}")
        return
    say(f"{'would merge' if dry_run else 'merged'} {name}: {_counted(merged.entries, 'change')}")
    for verb, rows in (("new", merged.new), ("changed", merged.changed)):
        told = [
            _counted(rows[table], *nouns) for table, nouns in NOUNS.items() if rows.get(table, 0)
        ]
        if told:
            say(f"  {verb}: {', '.join(told)}")
    say(f"  by: {', '.join(f'{who} ({count})' for who, count in merged.people.items())}")
    if merged.unified:
        say(f"  one tag now: {', '.join(merged.unified)}")
    if merged.purged:
        say(f"  purged there, and so here: the text of {', '.join(merged.purged)}")
    for conflict in merged.conflicts:
        _print_conflict(conflict)
    left = merged.conflicts_count - len(merged.conflicts)
    if left:
        say(f"and {left} more: `reader history --lost` lists them")


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _print_conflict(conflict: Conflict) -> None:
    """Both versions, the one that stands first, and where the other is to be seen."""
    say(f"conflict: {conflict.label}")
    changed = differing(conflict.stands, conflict.lost)
    here, there = ("here", "there") if conflict.ours else ("there", "here")
    for word, each, side in (("stands", conflict.stands, here), ("lost", conflict.lost, there)):
        say(f"  {word:6}  {each.annotator} {each.at} ({side})  {_said(each, changed)}")
    say(f"  reader history {conflict.lost.row.split(':')[0]}")


def differing(stands: HistoryEntry, lost: HistoryEntry) -> list[str]:
    """The columns in which two versions of a row differ, but for what signs them."""
    one, two = stands.after or {}, lost.after or {}
    return [name for name in one if one[name] != two.get(name) and name not in SIGNATURE]


def _said(each: HistoryEntry, changed: list[str]) -> str:
    row = each.after or {}
    if row.get("deleted_at") or row.get("withdrawn_at"):
        return "deleted"
    said = [f"{name}: {_short(_in_words(name, row.get(name)))}" for name in changed]
    return ", ".join(said) or "moved"


def _in_words(column: str, value: object) -> object:
    """What a column holds, as people write it."""
    if column != "attributes":
        return value
    try:
        found = json.loads(str(value))
    except ValueError:  # a hand wrote this row
        return value
    return in_words({name: str(said) for name, said in found.items()})


def _short(value: object) -> str:
    words = " ".join(str("" if value is None else value).split())
    return f"“{words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}”"


def values(merged: Merged) -> dict[str, Any]:
    """What a merge brought, as JSON has it."""

    def version(each: HistoryEntry) -> dict[str, Any]:
        signed = {"annotator": each.annotator, "at": each.at, "version": each.version}
        return {**signed, "change": each.change, "row": each.after}

    return {
        "changes": merged.entries,
        "new": {name: count for name, count in merged.new.items() if count},
        "changed": {name: count for name, count in merged.changed.items() if count},
        "people": dict(merged.people),
        "unified": list(merged.unified),
        "purged": list(merged.purged),
        "conflicts_count": merged.conflicts_count,
        "conflicts": [
            {
                "table": each.lost.table,
                "row": each.lost.row,
                "what": each.label,
                "stands": version(each.stands),
                "lost": version(each.lost),
                "ours": each.ours,
            }
            for each in merged.conflicts
        ],
    }


COMMANDS = (merge, sync)
