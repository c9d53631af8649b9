"""`reader curate`: what people marked differently, decided into one layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.curate_printing import (
    ID_LENGTH,
    print_items,
    print_links,
    print_told,
    quoted,
)
from reader.cli.forms import table_form
from reader.cli.printing import say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import labels
from reader.model.agreement import Scope

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.curation import Item

VERDICTS: Mapping[str, str | None] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "unsure": "unsure",
    "clear": None,
}


@click.group(invoke_without_command=True)
@click.option("--article", metavar="ARTICLE", help="Only this article.")
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--tag", metavar="TAG", help="Only places that somebody tagged so.")
@click.option("--all", "every", is_flag=True, help="Every article two touched, done or not.")
@click.option("--decided", is_flag=True, help="What is decided, too.")
@click.option("--links", is_flag=True, help="Links that people judge differently.")
@click.option("--mine", is_flag=True, help="What became of your marks, and why.")
@click.option(
    "--accept-above",
    "share",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="SHARE",
    help="Accept all of which at least that share says the same, 0 to 1.",
)
@click.option("--dry-run", is_flag=True, help="With --accept-above: only list what it would be.")
@table_form
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def curate(
    context: click.Context,
    /,
    decided: bool,
    links: bool,
    mine: bool,
    share: float | None,
    dry_run: bool,
    form: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Make one layer of several people's marks.

    Without a command it lists the places that are to be decided, in articles that two or more
    are done with. What is decided goes into the layer `curated`, which is shown and exported as
    an annotator's.

      share    of those who are done, how many marked just what is proposed
      open     new; changed: a mark was edited or deleted since it was decided on

    Examples:
      reader curate
      reader curate --accept-above 1
      reader curate accept 01929f3c-5a10-7000
      reader curate reject 01929f3c-5a10-7000 --note "too wide"
      reader export csv --annotator curated
    """
    if context.invoked_subcommand is not None:
        return
    if dry_run and share is None:
        raise click.UsageError("--dry-run goes with --accept-above")
    if links + mine + (share is not None) > 1:
        raise click.UsageError("--links, --mine and --accept-above are each for themselves")
    session = context.ensure_object(Session)
    with session.desk() as desk:
        names = labels(desk.articles.list(older=True))
        if mine:
            print_told(desk.curation.told(), names, form, as_json=as_json)
            return
        scope = _scope(desk, **given)
        sight = desk.sight(blind=session.blind)
        scope = replace(scope, inside=sight.done if sight.blind else None)
        if links:
            every = desk.curation.links(scope)
            found = [x for x in every if (decided or x.open) and sight.opens_link(x.link)]
            print_links(found, names, form, as_json=as_json)
            return
        if share is None:
            places = [each for each in desk.curation.items(scope) if decided or each.open]
            print_items(places, desk.tags.all(), names, form, as_json=as_json)
            return
        items = desk.curation.at_least(share, scope)
        if dry_run or as_json:
            print_items(items, desk.tags.all(), names, form, as_json=as_json)
        if not dry_run:
            desk.curation.accept(items)
            if not as_json:
                say(f"accepted {_counted(items)}")


def _counted(items: Sequence[Item]) -> str:
    return f"{len(items)} {'place' if len(items) == 1 else 'places'}"


def _scope(
    desk: Desk, *, tag: str | None, article: str | None, story: str | None, every: bool
) -> Scope:
    return Scope(
        tag=None if tag is None else desk.agreement.tag(tag),
        article=None if article is None else article_of(desk, article),
        story=None if story is None else desk.stories.find(story).id,
        every=every,
    )


@curate.command()
@click.argument("words", nargs=-1, required=True, metavar="ITEM…")
@click.option("--of", "whose", metavar="NAME", help="That person's version, not the proposal.")
@click.option("--each", "every", is_flag=True, help="All versions, each as a mark of its own.")
@click.option("--note", default="", help="Why; those who marked it read this.")
@pass_session
def accept(
    session: Session, /, words: tuple[str, ...], whose: str | None, every: bool, note: str
) -> None:
    """Let what is proposed stand, or somebody's version.

    The proposal has the borders of most people and the tags of more than half of them, else all
    of their tags. ITEM is the id that `reader curate` shows, that of any mark of the place, or
    the start of one. One `reader undo` takes all of it back.

    Example:
      reader curate accept 01929f3c-5a10-7000 --of bo
    """
    if whose is not None and every:
        raise click.UsageError("--of and --each contradict each other")
    with session.desk() as desk:
        items = desk.curation.find(words)
        chosen = [None if whose is None and not every else _versions(x, whose) for x in items]
        desk.curation.accept_each(list(zip(items, chosen, strict=True)), note=note)
        for item, versions in zip(items, chosen, strict=True):
            quotes = _standing(item, versions)
            say(f"accepted {item.id[:ID_LENGTH]}  {' · '.join(map(quoted, quotes))}")


def _standing(item: Item, versions: Sequence[int] | None) -> list[str]:
    """The words that stand at a place now: those of the chosen versions, else of the proposal."""
    if versions is None:
        chosen = [each for each in item.versions if each.key == item.proposal.key][:1]
    else:
        chosen = [item.versions[index] for index in versions]
    return [each.marks[0].anchor.quote for each in chosen] or [item.quote]


def _versions(item: Item, whose: str | None) -> list[int]:
    if whose is None:
        return list(range(len(item.versions)))
    found = [
        number
        for number, each in enumerate(item.versions)
        if whose.casefold() in {name.casefold() for name in each.people}
    ]
    if not found:
        from reader.errors import NotFoundError

        raise NotFoundError(
            f"{whose} has no mark there",
            where=item.id[:ID_LENGTH],
            remedy=f"there are those of: {', '.join(sorted({m.annotator for m in item.marks}))}",
        )
    return found


@curate.command()
@click.argument("words", nargs=-1, required=True, metavar="ITEM…")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="The tags of it, else all.")
@click.option("--note", default="", help="Why.")
@pass_session
def merge(session: Session, /, words: tuple[str, ...], tags: tuple[str, ...], note: str) -> None:
    """Make one mark of all versions of a place: their borders together.

    Example:
      reader curate merge 01929f3c-5a10-7000 --tag claim
    """
    with session.desk() as desk:
        chosen = [desk.tags.find(tag) for tag in tags] or None
        for item in desk.curation.find(words):
            (made,) = desk.curation.merge(item, chosen, note=note)
            say(f"merged {item.id[:ID_LENGTH]}  {quoted(made.anchor.quote)}")


@curate.command()
@click.argument("words", nargs=-1, required=True, metavar="ITEM…")
@click.option("--note", default="", help="Why; those who marked it read this.")
@pass_session
def reject(session: Session, /, words: tuple[str, ...], note: str) -> None:
    """Let nothing stand at a place.

    Example:
      reader curate reject 01929f3c-5a10-7000 --note "not a claim"
    """
    with session.desk() as desk:
        items = desk.curation.find(words)
        desk.curation.reject(items, note=note)
        for item in items:
            say(f"rejected {item.id[:ID_LENGTH]}  {quoted(item.quote)}")


@curate.command("link")
@click.argument("word", metavar="LINK")
@click.argument("verdict", type=click.Choice(list(VERDICTS)))
@pass_session
def judge_link(session: Session, /, word: str, verdict: str) -> None:
    """Decide on a link that people judge differently.

    It overrules what everybody says of it; `clear` takes that back.

    Example:
      reader curate link 0f2a61be confirm
    """
    from reader.model.link import Verdict

    chosen = VERDICTS[verdict]
    with session.desk() as desk:
        link = desk.links.get(word)
        desk.curation.judge(link, None if chosen is None else Verdict(chosen))
        say(f"{desk.links.get(link.id).state.value} {link.id[:ID_LENGTH]}")


COMMANDS = (curate,)
