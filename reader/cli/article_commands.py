"""Commands about articles: add, list, show, search, done."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.bare import article_of
from reader.cli.failing import ERROR, complain
from reader.cli.printing import Progress, note, print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import article_values, summary_values
from reader.cli.version_commands import carried_values, print_difference, told_of
from reader.errors import SourceError

if TYPE_CHECKING:
    from reader.desk.arriving import AddReport
    from reader.model.article import Article, ArticleSummary

STANDARD_INPUT = "-"
MOST_ROWS = 1_000_000  # what a --limit may say
READING_WIDTH = 78  # columns at most: the measure of a book's page


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--story", metavar="TITLE", help="Put them into this story, made if need be.")
@click.option("--new", is_flag=True, help="Articles of their own, whatever their address.")
@click.option(
    "--version-of", "of", metavar="ARTICLE", help="The next version of this article, insisted on."
)
@click.option("--name", default="standard input", help="What to call standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def add(
    session: Session,
    /,
    *,
    paths: tuple[str, ...],
    story: str | None,
    new: bool,
    of: str | None,
    name: str,
    as_json: bool,
) -> int:
    """Add articles: files, folders of them, or `-`.

    A file is text, Markdown or HTML; `-` is standard input. Says what came in, what was there
    already, what was refused and why. Each file comes in whole or not at all; one that is
    refused keeps no other out, but the exit status is 1.

    A page whose address an article has already (or, without an address, its path) takes that
    article's place as a new version, and marks, links, events and verdicts move to it. Those
    that have no place in the new text stay on the old version and are listed.

    Examples:
      reader add report-evening.html --version-of 2
      reader add downloads/ report.html
      curl -s https://example.org/report | reader add - --name report.html
    """
    _refuse_addresses(paths)
    from reader.desk.arriving import AddReport

    if new and of is not None:
        raise click.UsageError("--new and --version-of contradict each other")
    files = [Path(path) for path in paths if path != STANDARD_INPUT]
    with session.desk() as desk:
        version_of = None if of is None else desk.articles.resolve(of)
        reports = []
        if STANDARD_INPUT in paths:
            content = sys.stdin.buffer.read()
            reports.append(desk.articles.add_stream(content, name, new=new, version_of=version_of))
        if files:
            with Progress("adding") as progress:
                reports.append(
                    desk.articles.add(
                        files, new=new, version_of=version_of, progress=progress.count
                    )
                )
        report = AddReport(
            *(
                tuple(each for one in reports for each in getattr(one, kind))
                for kind in ("added", "known", "refused", "repairs", "versions", "apart")
            )
        )
        came = [identity for identity, _ in (*report.added, *report.known)]
        came += [each.article for each in report.versions]
        if story is not None and came:
            desk.stories.add(story, came)
    if as_json:
        print_json(
            {
                "added": [{"id": identity, "name": name} for identity, name in report.added],
                "known": [{"id": identity, "name": name} for identity, name in report.known],
                "refused": [{"name": e.name, "why": str(e.error)} for e in report.refused],
                "repairs": [{"name": name, "what": line} for name, line in report.repairs],
                "versions": [carried_values(each) for each in report.versions],
                "apart": [{"name": name, "from": other} for name, other in report.apart],
            }
        )
        return ERROR if report.refused else 0
    return report_added(report)


def _refuse_addresses(paths: tuple[str, ...]) -> None:
    for path in paths:
        if path.startswith(("http://", "https://")):
            raise SourceError(
                "web pages are not fetched by this version",
                where=path,
                remedy=f"fetch it yourself: curl -s {path} | reader add - --name page.html",
            )


def report_added(report: AddReport) -> int:
    """Say what came in, what was there, what was mended and what was refused; the status."""
    for identity, name in report.added:
        say(f"added    {identity[:13]}  {name}")
    for identity, name in report.known:
        say(f"there    {identity[:13]}  {name}")
    for each in report.versions:
        told_of(each)
    for name, other in report.apart:
        note(
            f"apart    {name} has the address of {other[:13]} and hardly any of its words;"
            " `--version-of` makes it a version all the same"
        )
    for name, line in report.repairs:
        note(f"mended   {name}: {line}")
    for refused in report.refused:
        complain(refused.error)
    return ERROR if report.refused else 0


@click.command("list")
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--versions", is_flag=True, help="Older versions of articles, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_articles(session: Session, /, story: str | None, versions: bool, as_json: bool) -> None:
    """List the articles of the desk with source, date and marks.

    The number is what other commands take for ARTICLE; 2@1 is the first version of article 2.

    Example:
      reader list
    """
    with session.desk() as desk:
        story_id = None if story is None else desk.stories.find(story).id
        summaries = desk.articles.list(story_id, older=versions)
    if as_json:
        print_json([summary_values(each) for each in summaries])
        return
    print_table(
        ("#number", "title", "source", "published", "#words", "#marks", "state"),
        (
            (_number(e, versions), e.title, e.source, e.published, e.words, e.marks, _state(e))
            for e in summaries
        ),
        empty="no articles yet; `reader add PATH` adds some",
    )


def _number(summary: ArticleSummary, versions: bool) -> int | str:
    several = versions and (summary.superseded or summary.version > 1)
    return f"{summary.number}@{summary.version}" if several else summary.number


def _state(summary: ArticleSummary) -> str:
    if summary.lost:
        return f"{summary.state.value}, {summary.lost} lost"
    return "withdrawn" if summary.withdrawn else summary.state.value


@click.command()
@click.argument("article")
@click.option("--plain", "how", flag_value="plain", help="Only the clean text, unwrapped.")
@click.option("--all", "how", flag_value="all", help="The whole text as it came, junk included.")
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
        clean = views.body_text(found, tuple(block.verdict for block in blocks)).text
    if how == "json":
        place = {"id": found.id, "name": found.name, "path": found.path}
        print_json({**place, **article_values(found, blocks, clean)})
    elif how == "all":
        say(found.text, lines=True)
    elif how == "plain":
        say(clean, lines=True)
    else:
        _print_article(found, clean)


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
        numbers = {each.id: each.number for each in desk.articles.list()}
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


COMMANDS = (add, list_articles, show, search, done)
