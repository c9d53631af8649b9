"""`reader story assign`, `unassign` and `status`: who reads what, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.desk.assigning import Reader, StoryWork
    from reader.model.article import Assignment

TO = click.option("--to", "people", required=True, metavar="NAMES", help="Whom: ada,bo.")


@click.command()
@click.argument("title", metavar="STORY")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@TO
@click.option(
    "--each", type=click.IntRange(1), metavar="N", help="Share them out: N people read each."
)
@click.option("--due", default="", metavar="DATE", help="The day by which they are to be done.")
@click.option("--note", default="", metavar="TEXT", help="What to tell them.")
@pass_session
def assign(
    session: Session,
    /,
    *,
    title: str,
    articles: tuple[str, ...],
    people: str,
    each: int | None,
    due: str,
    note: str,
) -> None:
    """Give articles of a story to annotators.

    Everybody named gets all of them, or those that are named. With --each 2 they are shared out
    evenly instead, so that two read each; whoever has one already keeps it, and counts.

    Examples:
      reader story assign "The dam" --to ada,bo
      reader story assign "The dam" --to ada,bo,cy --each 2 --due 2026-03-01
    """
    with session.desk() as desk:
        story = desk.stories.find(title)
        named = [article_of(desk, word) for word in articles]
        new = desk.assigning.assign(story, _names(people), named, each=each, due=due, note=note)
    _told(new, "assigned to", "nothing new: they have these articles already")


@click.command()
@click.argument("title", metavar="STORY")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--from", "people", default="", metavar="NAMES", help="From these alone: ada,bo.")
@pass_session
def unassign(session: Session, /, *, title: str, articles: tuple[str, ...], people: str) -> None:
    """Take articles of a story from annotators.

    All, or those that are named. What was made on them stays.

    Example:
      reader story unassign "The dam" 2 --from bo
    """
    with session.desk() as desk:
        story = desk.stories.find(title)
        named = [article_of(desk, word) for word in articles]
        gone = desk.assigning.unassign(story, _names(people), named)
    _told(gone, "taken from", "nobody had these articles")


@click.command()
@click.argument("title", metavar="[STORY]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def status(session: Session, /, *, title: str | None, as_json: bool) -> None:
    """Say what each has done, and what is left.

    Of one story, or of all. Done is what they said is done: `reader done ARTICLE`, or gd in the
    reader.

    Example:
      reader story status "The dam"
    """
    with session.desk() as desk:
        stories = desk.stories.all() if title is None else (desk.stories.find(title),)
        found = [desk.assigning.work(story) for story in stories]
    if as_json:
        print_json([values(each) for each in found])
        return
    for number, each in enumerate(found):
        if number:
            say("")
        _print(each)
    if not found:
        say('no stories; `reader story add "TITLE" ARTICLE…` makes one')


def _names(people: str) -> list[str]:
    return [name.strip() for name in people.split(",") if name.strip()]


def _told(changed: tuple[Assignment, ...], verb: str, nothing: str) -> None:
    counts: dict[str, int] = {}
    for each in changed:
        counts[each.annotator] = counts.get(each.annotator, 0) + 1
    for who, count in counts.items():
        say(f"{verb} {who}: {count} {'article' if count == 1 else 'articles'}")
    if not counts:
        say(nothing)


def _print(work: StoryWork) -> None:
    say(work.story.title)
    print_table(
        ("annotator", "#assigned", "#done", "#reading", "#left", "#overdue", "#marks"),
        (
            (e.annotator, e.assigned, e.done, e.reading, e.left, e.overdue, e.marks)
            for e in work.people
        ),
        empty=f'nobody has any of it; `reader story assign "{work.story.title}" --to NAMES`',
    )
    if work.people:
        print_articles(work)


def print_articles(work: StoryWork) -> None:
    """The articles of a story, each with who has it and how far they are."""
    print_table(
        ("#number", "title", "state", "readers"),
        (
            (each.number, each.title, each.state.value, ", ".join(map(in_words, readers)))
            for each, readers in work.articles
        ),
        empty="no articles",
    )


def in_words(reader: Reader) -> str:
    """`ada done`, `bo to read (overdue since 2026-03-01)`."""
    said = f"{reader.annotator} {reader.state.value.replace('-', ' ')}"
    if reader.done or not reader.due:
        return said
    return f"{said} ({'overdue since' if reader.overdue else 'by'} {reader.due})"


def values(work: StoryWork) -> dict[str, Any]:
    """How far a story is, as JSON has it."""
    return {
        "id": work.story.id,
        "title": work.story.title,
        "note": work.story.note,
        "people": [
            {
                "annotator": each.annotator,
                "assigned": each.assigned,
                "done": each.done,
                "reading": each.reading,
                "left": each.left,
                "overdue": each.overdue,
                "marks": each.marks,
            }
            for each in work.people
        ],
        "articles": [
            {
                "id": each.id,
                "number": each.number,
                "title": each.title,
                "readers": [
                    {
                        "annotator": reader.annotator,
                        "state": reader.state.value,
                        "due": reader.due or None,
                        "overdue": reader.overdue,
                        "note": reader.note,
                    }
                    for reader in readers
                ],
            }
            for each, readers in work.articles
        ],
    }
