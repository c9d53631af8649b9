"""Commands about articles: list, show, search, done."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from dataclasses import asdict
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

import click

from reader.cli.add_command import what_of
from reader.cli.bare import article_of
from reader.cli.printing import note, print_json, print_json_list, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import article_values, summary_values
from reader.cli.version_commands import print_difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.desk.desk import Desk
    from reader.desk.purging import Purge
    from reader.model.article import Article, ArticleSummary

PAGES = (50, 1_000)  # articles of the list that are read at once
MOST_ROWS = 1_000_000  # what a --limit may say
_NOTHING = {
    "": "no articles yet; `reader add PATH` adds some",
    "withdrawn": "nothing was withdrawn",
    "mine": "nothing was assigned to you; `reader story status` shows who has what",
    "left": "nothing is left for you",
}
READING_WIDTH = 78  # columns at most: the measure of a book's page


@click.command("list")
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--versions", is_flag=True, help="Older versions of articles, too.")
@click.option("--withdrawn", is_flag=True, help="Those that were withdrawn instead.")
@click.option("--mine", "work", flag_value="mine", help="Those that were assigned to you.")
@click.option("--left", "work", flag_value="left", help="Of those, what you are not done with.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_articles(
    session: Session,
    /,
    *,
    story: str | None,
    versions: bool,
    withdrawn: bool,
    work: str | None,
    as_json: bool,
) -> None:
    """List the articles of the desk with source, date and marks.

    The number is what other commands take for ARTICLE; 2@1 is the first version of article 2.

    Example:
      reader list
    """
    if withdrawn and (versions or story is not None or work is not None):
        raise click.UsageError("--withdrawn stands alone")
    with session.desk() as desk:
        story_id = None if story is None else desk.stories.find(story).id
        if not (story or versions or withdrawn or work or session.blind):
            _print_articles(_in_pages(desk), {}, as_json=as_json)
            return
        summaries = (
            desk.withdrawing.all() if withdrawn else desk.articles.list(story_id, older=versions)
        )
        purged = desk.purging.all() if withdrawn else {}
        if work is not None:
            mine = set(desk.assigning.mine(left=work == "left"))
            summaries = tuple(each for each in summaries if each.id in mine)
        if session.blind:
            own = Counter(mark.article for mark in desk.marks.list(annotator=desk.annotator))
            summaries = desk.sight(blind=True).counted(summaries, own)
    nothing = _NOTHING[work or ("withdrawn" if withdrawn else "")]
    _print_articles(summaries, purged, as_json=as_json, versions=versions, nothing=nothing)


def _in_pages(desk: Desk) -> Iterator[ArticleSummary]:
    """All articles, the first of them as soon as they are read."""
    order = iter(desk.articles.order())
    for size in chain(PAGES, repeat(PAGES[-1])):
        some = list(islice(order, size))
        if not some:
            return
        yield from desk.articles.some(some)


def _print_articles(
    summaries: Iterable[ArticleSummary],
    purged: Mapping[str, Purge],
    *,
    as_json: bool,
    versions: bool = False,
    nothing: str = _NOTHING[""],
) -> None:
    if as_json:
        gone = {each: {"purged": asdict(purge)} for each, purge in purged.items()}
        print_json_list(summary_values(each) | gone.get(each.id, {}) for each in summaries)
        return
    print_table(
        ("#number", "title", "source", "published", "#words", "#marks", "state"),
        (
            (
                _number(e, versions),
                e.title,
                e.source,
                e.published,
                e.words,
                e.marks,
                _state(e, purged),
            )
            for e in summaries
        ),
        empty=nothing,
    )


def _number(summary: ArticleSummary, versions: bool) -> int | str:
    several = versions and (summary.superseded or summary.version > 1)
    return f"{summary.number}@{summary.version}" if several else summary.number


def _state(summary: ArticleSummary, purged: Mapping[str, Purge]) -> str:
    if summary.id in purged:
        purge = purged[summary.id]
        return f"purged {purge.at[:10]} by {purge.by}" + (purge.reason and f": {purge.reason}")
    if summary.lost:
        return f"{summary.state.value}, {summary.lost} lost"
    return "withdrawn" if summary.withdrawn else summary.state.value


@click.command()
@click.argument("article")
@click.option("--plain", "how", flag_value="plain", help="Only the clean text, unwrapped.")
@click.option("--all", "how", flag_value="all", help="The whole text as it came, junk included.")
@click.option(
    "--markdown", "how", flag_value="markdown", help="With its structure, pictures and notes."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, offsets in code points.")
@click.option("--diff", is_flag=True, help="What the outlet changed since the version before.")
@click.option("--from", "since", metavar="ARTICLE", help="With --diff: since this version.")
@pass_session
def show(
    session: Session,
    /,
    *,
    article: str,
    how: str | None,
    as_json: bool,
    diff: bool,
    since: str | None,
) -> None:
    """Print an article: what is known of it, and its clean text.

    With --diff: what differs between its last two versions, word by word.

    Examples:
      reader show 2
      reader show 2 --markdown > report.md
      reader show report.html --json
      reader show 2 --diff
    """
    if since is not None and not diff:
        raise click.UsageError("--from goes with --diff")
    if diff:
        with session.desk() as desk:
            identity = article_of(desk, article)
            before = None if since is None else article_of(desk, since)
            difference = desk.versions.difference(identity, since=before, whole=how == "all")
        print_difference(difference, as_json=as_json)
        return
    how = "json" if as_json else how
    from reader.cleaning import views

    with session.desk() as desk:
        identity = article_of(desk, article)
        found = desk.articles.get(identity)
        blocks = desk.articles.blocks(identity)
        repairs = desk.articles.repairs(identity)
        clean = views.body_text(found, tuple(block.verdict for block in blocks)).text
    if how == "json":
        place = {"id": found.id, "name": found.name, "path": found.path, "repairs": repairs}
        print_json({**place, **article_values(found, blocks, clean)})
    elif how == "all":
        say(found.text, lines=True)
    elif how == "markdown":
        from reader.cleaning import structure

        verdicts = [block.verdict for block in blocks]
        say(structure.to_markdown(found, verdicts, asides=True), lines=True)
    elif how == "plain":
        say(clean, lines=True)
    else:
        _print_article(found, clean)
        for line in repairs:
            note(f"{what_of(line)}   {line}")


def _print_article(article: Article, clean: str) -> None:
    say(article.title)
    known = {entry.name: entry.value for entry in article.metadata.known()}
    told = [known[name] for name in ("source", "date", "byline") if name in known]
    if told:
        say(" · ".join(told))
    say()
    if not sys.stdout.isatty():
        say(clean, lines=True)
        return
    import shutil

    width = max(20, min(READING_WIDTH, shutil.get_terminal_size().columns))
    for line in clean.split("\n"):
        for part in textwrap.wrap(line, width) or [""]:
            say(part)


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="WORD…")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_ROWS),
    default=50,
    show_default=True,
    help="How many places at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def search(session: Session, /, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the places of the desk's articles that hold every word.

    Example:
      reader search dam burst
    """
    with session.desk() as desk:
        hits = desk.articles.search(" ".join(query), limit=limit)
        there = desk.articles.some(list({hit.article for hit in hits}))
        numbers = {each.id: each.number for each in there}
    if as_json:
        print_json(
            [
                {
                    "article": hit.article,
                    "start": hit.span.start,
                    "stop": hit.span.stop,
                    "snippet": hit.snippet,
                }
                for hit in hits
            ]
        )
        return
    print_table(
        ("#article", "#start", "#stop", "snippet"),
        (
            (numbers.get(hit.article), hit.span.start, hit.span.stop, " ".join(hit.snippet.split()))
            for hit in hits
        ),
        empty="nothing found",
    )


@click.command()
@click.argument("article")
@click.option(
    "--state",
    type=click.Choice(["to-read", "reading", "done"]),
    default="done",
    show_default=True,
    help="Another state: unmarked is not unread.",
)
@pass_session
def done(session: Session, /, article: str, state: str) -> None:
    """Say that you are done with an article.

    Examples:
      reader done 2
      reader done 2 --state reading
    """
    from reader.model.article import ReadingState

    with session.desk() as desk:
        identity = article_of(desk, article)
        desk.articles.set_state(identity, ReadingState(state))
        say(f"{state}: {desk.articles.get(identity).title}")


COMMANDS = (list_articles, show, search, done)
