"""`reader withdraw`: an article out of the work, and back."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.printing import print_json, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import summary_values
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.desk.desk import Desk
    from reader.desk.purging import Taking
    from reader.desk.withdrawing import Withdrawal
    from reader.model.article import ArticleSummary

_NOUNS = (
    ("marks", "mark", "marks"),
    ("links", "link", "links"),
    ("passages", "passage of events", "passages of events"),
)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--back", is_flag=True, help="Bring withdrawn articles back.")
@click.option("--purge", is_flag=True, help="Take the text out of the file, for good.")
@click.option("--versions", is_flag=True, help="With --purge: of all versions.")
@click.option("--reason", default="", metavar="TEXT", help="With --purge: why; it stays.")
@click.option("--yes", is_flag=True, help="With --purge: do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def withdraw(
    session: Session,
    /,
    *,
    words: tuple[str, ...],
    back: bool,
    purge: bool,
    versions: bool,
    reason: str,
    yes: bool,
    as_json: bool,
) -> None:
    """Take articles out of the work, or bring them back.

    A withdrawn article leaves lists, panes, search, suggestions and events, with all its
    versions. Nothing is deleted: text, marks, links and history stay in the file, and exports
    write its marks and say that it was withdrawn. `reader undo` brings it back as well.

    With --purge the scraped bytes and the text are taken out of the database, and nothing brings
    them back: no undo, no merge, not the same file. It says what goes and what stays, and asks.
    4@1 means the first version of article 4 alone.

    Examples:
      reader withdraw 4
      reader withdraw 4 --purge --reason "court order"
      reader list --withdrawn
      reader withdraw --back 4
    """
    if (versions or reason or yes) and not purge:
        raise click.UsageError("--versions, --reason and --yes go with --purge")
    if back and purge:
        raise click.UsageError("what was purged does not come back: --back or --purge")
    with session.desk() as desk:
        if purge:
            found = [desk.purging.find(word) for word in words]
            _purge(desk, found, reason, versions=versions, yes=yes, as_json=as_json)
            return
        if back:
            done = desk.withdrawing.bring_back([desk.withdrawing.find(word) for word in words])
        else:
            done = desk.withdrawing.withdraw([desk.articles.resolve(word) for word in words])
    if as_json:
        print_json([_values(each, withdrawn=not back) for each in done])
        return
    for each in done:
        say(f"{'back' if back else 'withdrawn'}: {each.article.number}  {each.article.title}")
        beside = _beside(each)
        if beside and back:
            say(f"  with {beside}")
        elif beside:
            say(f"  kept in the file: {beside}; `reader withdraw --back {each.article.number}`")


def _beside(each: Withdrawal) -> str:
    """`2 versions, 3 marks and 1 link`: what else went, as far as there is any."""
    counts = asdict(each)
    parts = [f"{each.versions} versions"] if each.versions > 1 else []
    for name, one, many in _NOUNS:
        if counts[name]:
            parts.append(f"{counts[name]} {one if counts[name] == 1 else many}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _values(each: Withdrawal, *, withdrawn: bool) -> dict[str, object]:
    counts = asdict(each)
    del counts["article"]
    return {**summary_values(each.article), "withdrawn": withdrawn, "with": counts}


def _purge(
    desk: Desk, found: Sequence[str], reason: str, *, versions: bool, yes: bool, as_json: bool
) -> None:
    """Say what goes, ask, and take it out."""
    plan = desk.purging.plan(found, versions=versions)
    kept = [str(path) for path in desk.purging.backups()]
    if not as_json:
        for each in plan:
            _print_plan(each)
        say(f"not in reach: {_elsewhere(plan, kept)}")
        say("this cannot be undone")
    if not yes:
        if as_json or not sys.stdin.isatty():
            raise ReaderError(
                "nothing was purged: nobody was there to be asked",
                remedy="--yes goes ahead without asking",
            )
        click.confirm("purge?", abort=True)
    done = desk.purging.purge(found, reason, versions=versions)
    if as_json:
        print_json({"purged": [_taken(each) for each in done], "backups": kept})
        return
    for each in done:
        say(f"purged: {_label(each.went.article)}  {each.went.article.title}")


def _label(each: ArticleSummary) -> str:
    several = each.superseded or each.version > 1
    return f"{each.number}@{each.version}" if several else str(each.number)


def _print_plan(each: Taking) -> None:
    say(f"to be taken out for good: {_label(each.went.article)}  {each.went.article.title}")
    say(f"  {each.raw_bytes:,} bytes as scraped, {each.code_points:,} code points of text")
    beside = _beside(each.went)
    if beside:
        say(f"  kept: {beside}, with what they quote and 32 code points on each side")
    if each.others:
        named = ", ".join(_label(other) for other in each.others)
        say(f"  {named} of the same article keeps its text; --versions takes all")


def _elsewhere(plan: Sequence[Taking], backups: Sequence[str]) -> str:
    """Where the words still stand, that no database can take them out of."""
    places = [f"the scraped file {each.file}" for each in plan if each.file is not None]
    if backups:
        several = f"{len(backups)} backups" if len(backups) > 1 else "the backup"
        places.append(f"{several} in {Path(backups[0]).parent}")
    places.append("title and quotes in history")
    return ", ".join([*places, "others' copies until they merge this one, free space of the disk"])


def _taken(each: Taking) -> dict[str, object]:
    return {
        **_values(each.went, withdrawn=True),
        "raw_bytes": each.raw_bytes,
        "code_points": each.code_points,
        "others": [_label(other) for other in each.others],
        "file": None if each.file is None else str(each.file),
    }


COMMANDS = (withdraw,)
