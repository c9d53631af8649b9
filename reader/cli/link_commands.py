"""Commands about links: links, link, judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.bare import article_of
from reader.cli.places import place_of
from reader.cli.printing import Progress, print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import labels, link_values

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.link import Link

ID_LENGTH = 13  # code points of an id that a table shows: enough to tell rows apart
VERDICTS = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure", "clear": None}
RELATIONS = ["same-event", "supports", "contradicts", "adds", "copied-from"]


@click.command()
@click.option("--article", metavar="ARTICLE", help="Only links that touch this article.")
@click.option("--story", metavar="STORY", help="Only between articles of this story.")
@click.option(
    "--state",
    type=click.Choice(["suggested", "confirmed", "rejected", "disputed"]),
    help="Only links that everybody's verdicts make this.",
)
@click.option("--people", is_flag=True, help="Only what people linked or judged.")
@click.option("--queue", is_flag=True, help="What you have not judged, the uncertain first.")
@click.option(
    "--blind",
    is_flag=True,
    help="Only what you judged or linked, and what lies between articles that you are done with; "
    "with --queue the other pairs alone, without scores, reasons and others' verdicts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def links(
    session: Session,
    /,
    article: str | None,
    story: str | None,
    state: str | None,
    people: bool,
    queue: bool,
    blind: bool,
    as_json: bool,
) -> None:
    """List links: people's, and those suggested now.

    Examples:
      reader links --article 2
      reader links --state disputed --json
      reader links --queue --blind
    """
    with session.desk() as desk:
        story_id = None if story is None else desk.stories.find(story).id
        if not people:
            with Progress("comparing passages") as progress:
                desk.links.suggestions(story=story_id, progress=progress.share)
        found: Sequence[Link] = (
            desk.links.queue(story=story_id)
            if queue
            else desk.links.all(story=story_id, suggested=not people)
        )
        sight = desk.sight(blind=blind or session.blind)
        found = [sight.veiled(link) for link in found] if queue else sight.links(found)
        if article is not None:
            identity = article_of(desk, article)
            found = [link for link in found if identity in {link.a.article, link.b.article}]
        found = [link for link in found if state is None or link.state == state]
        if as_json:
            print_json([link_values(link) for link in found])
        else:
            print_links(desk, found)


def print_links(desk: Desk, found: Sequence[Link]) -> None:
    """The table of links."""
    names = labels(desk.articles.list())
    print_table(
        ("link", "relation", "state", "#score", "band", "a", "a quote", "b", "b quote"),
        (
            (
                link.id[:ID_LENGTH],
                link.relation.value,
                link.state.value,
                None if link.score is None else f"{link.score:.2f}",
                link.band.value if link.band else None,
                names.get(link.a.article),
                _one_line(link.a.quote),
                names.get(link.b.article),
                _one_line(link.b.quote),
            )
            for link in found
        ),
        empty="no links",
    )


def _one_line(quote: str) -> str:
    return " ".join(quote.split())


@click.command()
@click.argument("a")
@click.argument("b")
@click.option(
    "--relation",
    type=click.Choice(RELATIONS),
    default="same-event",
    show_default=True,
    help="How A belongs to B.",
)
@click.option("--note", default="", help="Why.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def link(session: Session, /, a: str, b: str, relation: str, note: str, as_json: bool) -> None:
    """Link two places; you confirm it with it.

    A and B are each the id of an annotation, ARTICLE:START-STOP in code points of the text,
    or ARTICLE:WORDS that stand there once.

    Example:
      reader link "1:twelve missing" "2:nine people missing" --relation contradicts
    """
    from reader.model.link import Relation

    with session.desk() as desk:
        made = desk.links.link(place_of(desk, a), place_of(desk, b), Relation(relation), note=note)
    if as_json:
        print_json(link_values(made))
    else:
        say(f"linked {made.id[:ID_LENGTH]}  {_one_line(made.a.quote)} ⇄ {_one_line(made.b.quote)}")


@click.command()
@click.argument("link_id", metavar="LINK")
@click.argument("verdict", type=click.Choice(list(VERDICTS)))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def judge(session: Session, /, link_id: str, verdict: str, as_json: bool) -> None:
    """Say what you think of a link.

    Everybody's verdicts together make its state. LINK is its id or the start of it; `clear`
    takes your verdict back.

    Example:
      reader judge 0f2a61be confirm
    """
    from reader.model.link import Verdict

    chosen = VERDICTS[verdict]
    with session.desk() as desk:
        judged = desk.links.judge(
            desk.links.get(link_id), None if chosen is None else Verdict(chosen)
        )
    if as_json:
        print_json(link_values(judged))
    else:
        say(f"{judged.state.value} {judged.id[:ID_LENGTH]}")


COMMANDS = (links, link, judge)
