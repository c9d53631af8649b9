"""`reader story`: named sets of articles that are read together."""

from __future__ import annotations

import click

from reader.cli.bare import article_of
from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.story_work import assign, print_articles, status, unassign, values
from reader.errors import ReaderError


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def story(context: click.Context, as_json: bool) -> None:
    """List, change and share out stories.

    A story is a named set of articles that are read together.

    Example:
      reader story
    """
    if context.invoked_subcommand is None:
        _list(context.ensure_object(Session), as_json=as_json)


@story.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_stories(session: Session, /, as_json: bool) -> None:
    """List the stories.

    Example:
      reader story list --json
    """
    _list(session, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    with session.desk() as desk:
        stories = desk.stories.all()
    if as_json:
        print_json(
            [
                {
                    "id": each.id,
                    "title": each.title,
                    "articles": list(each.articles),
                    "note": each.note,
                }
                for each in stories
            ]
        )
        return
    print_table(
        ("story", "#articles", "note"),
        ((each.title, len(each.articles), each.note) for each in stories),
        empty='no stories; `reader story add "TITLE" ARTICLE…` makes one',
    )


@story.command()
@click.argument("title", metavar="STORY")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def show(session: Session, /, title: str, as_json: bool) -> None:
    """List the articles of a story.

    Each with those who are to read it, and how far they are.

    Example:
      reader story show "The dam"
    """
    with session.desk() as desk:
        work = desk.assigning.work(desk.stories.find(title))
    if as_json:
        print_json(values(work))
        return
    say(work.story.title + (f": {work.story.note}" if work.story.note else ""))
    print_articles(work)


@story.command()
@click.argument("title", metavar="STORY")
@click.argument("new", metavar="[TITLE]", required=False)
@click.option("--note", metavar="TEXT", help="What it is about.")
@pass_session
def rename(session: Session, /, title: str, new: str | None, note: str | None) -> None:
    """Give a story another title or note.

    Example:
      reader story rename "The dam" "Oldbridge under water"
    """
    if new is None and note is None:
        raise click.UsageError("say the new title, or --note TEXT")
    with session.desk() as desk:
        found = desk.stories.find(title)
        renamed = desk.stories.rename(found, new, note=note)
    say(f"{found.title}: {renamed.title if new is not None else renamed.note or 'no note'}")


@story.command()
@click.argument("title")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@pass_session
def add(session: Session, /, title: str, articles: tuple[str, ...]) -> None:
    """Put articles into a story, made if need be.

    Example:
      reader story add "The dam" 1 2 5
    """
    with session.desk() as desk:
        made = desk.stories.add(title, [article_of(desk, word) for word in articles])
        say(f"{made.title}: {len(made.articles)} articles")


@story.command()
@click.argument("title")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@pass_session
def remove(session: Session, /, title: str, articles: tuple[str, ...]) -> None:
    """Take articles out of a story.

    When none are named the story is retired; no article is lost.

    Example:
      reader story remove "The dam" 5
    """
    with session.desk() as desk:
        found = desk.stories.find(title)
        if not articles and title.casefold() not in {found.title.casefold(), found.id}:
            raise ReaderError(
                "a story is retired by its whole title",
                where=found.title,
                remedy="write the title as `reader story` prints it",
            )
        desk.stories.remove(found, [article_of(desk, word) for word in articles])
        say(f"{found.title}: {'taken out' if articles else 'retired'}")


for each in (assign, unassign, status):
    story.add_command(each)

COMMANDS = (story,)
