"""Commands about those who work on a desk: who is here, who there is, what one is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.model.colours import COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.desk.desk import Desk
    from reader.model.article import ArticleSummary


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def who(session: Session, /, as_json: bool) -> None:
    """List who has the desk open in a reader now, and what they read.

    A reader that ended without a word, by a power cut say, is gone after some fifteen seconds.

    Example:
      reader who
    """
    with session.desk() as desk:
        readers, people, articles = desk.presence.all(), desk.annotators.all(), _articles(desk)
        me = desk.annotator.casefold()
    found = []
    for each in readers:
        known, article = people.get(each.handle.casefold()), articles.get(each.article or "")
        found.append(
            {
                "handle": each.handle,
                "name": known.name if known else "",
                "since": each.since,
                "article": article.id if article else None,
                "number": article.number if article else None,
                "title": article.title if article else None,
                "host": each.host,
                "pid": each.pid,
                "you": each.handle.casefold() == me,
            }
        )
    if as_json:
        print_json(found)
        return
    rows = (
        (
            *(each["handle"], each["name"], each["since"]),
            "" if each["number"] is None else f"{each['number']} {each['title']}",
            each["host"],
        )
        for each in found
    )
    print_table(("who", "name", "since", "article", "host"), rows, empty="nobody is here")


def _articles(desk: Desk) -> Mapping[str, ArticleSummary]:
    return {each.id: each for each in desk.articles.list(older=True)}


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def annotators(context: click.Context, as_json: bool) -> None:
    """List who ever worked on the desk, or say what you are called.

    With marks that stand, the last act in the history, and who is here now.

    Example:
      reader annotators
    """
    if context.invoked_subcommand is None:
        _list(context.ensure_object(Session), as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    with session.desk() as desk:
        here = {each.handle.casefold() for each in desk.presence.all()}
        workers = desk.annotators.workers()
    found = [
        {
            "handle": each.annotator.handle,
            "name": each.annotator.name,
            "colour": each.annotator.colour,
            "marks": each.marks,
            "last": each.last,
            "here": each.annotator.handle.casefold() in here,
        }
        for each in workers
    ]
    if as_json:
        print_json(found)
        return
    rows = ((*list(each.values())[:-1], "here" if each["here"] else "") for each in found)
    columns = ("who", "name", "colour", "#marks", "last", "here")
    print_table(columns, rows, empty="nobody has worked here yet")


@annotators.command("set")
@click.option("--name", help="What you are called on the screen; empty for your handle.")
@click.option("--colour", metavar="COLOUR", help=f"One of {', '.join(COLOURS)}; empty for none.")
@pass_session
def set_own(session: Session, /, name: str | None, colour: str | None) -> None:
    """Say by which name and colour you are shown.

    The colour is that of your name wherever the reader names you. `--as` before the command
    is somebody else's.

    Example:
      reader annotators set --name "Ada L." --colour teal
    """
    if name is None and colour is None:
        raise click.UsageError("give --name or --colour")
    with session.desk() as desk:
        now = desk.annotators.introduce(name=name, colour=colour)
    shown = f"{now.handle} is shown as {now.name or now.handle}"
    say(f"{shown}, in {now.colour}" if now.colour else shown)


COMMANDS = (who, annotators)
