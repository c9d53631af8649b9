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
from reader.errors import SourceError

if TYPE_CHECKING:
    from reader.desk.articles import AddReport
    from reader.model.article import Article, ArticleSummary

STANDARD_INPUT = "-"
MOST_ROWS = 1_000_000  # what a --limit may say
READING_WIDTH = 78  # columns at most: the measure of a book's page


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--story", metavar="TITLE", help="Put them into this story, made if need be.")
@click.option("--name", default="standard input", help="What to call standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def add(
    session: Session, /, paths: tuple[str, ...], story: str | None, name: str, as_json: bool
) -> int:
    """Add articles: files, folders of them, or `-`.

    A file is text, Markdown or HTML; `-` is standard input. Says what came in, what was there
    already, what was refused and why. Each file comes in whole or not at all; one that is
    refused keeps no other out, but the exit status is 1.

    Examples:
      reader add downloads/ report.html
      curl -s https://example.org/report | reader add - --name report.html
    """
    _refuse_addresses(paths)
    from reader.desk.articles import AddReport

    files = [Path(path) for path in paths if path != STANDARD_INPUT]
    with session.desk() as desk:
        reports = []
        if STANDARD_INPUT in paths:
            reports.append(desk.articles.add_stream(sys.stdin.buffer.read(), name))
        if files:
            with Progress("adding") as progress:
                reports.append(desk.articles.add(files, progress=progress.count))
        report = AddReport(
            *(
                tuple(each for one in reports for each in getattr(one, kind))
                for kind in ("added", "known", "refused", "repairs")
            )
        )
        came = [identity for identity, _ in (*report.added, *report.known)]
        if story is not None and came:
            desk.stories.add(story, came)
    if as_json:
        print_json(
            {
                "added": [{"id": identity, "name": name} for identity, name in report.added],
                "known": [{"id": identity, "name": name} for identity, name in report.known],
                "refused": [{"name": e.name, "why": str(e.error)} for e in report.refused],
                "repairs": [{"name": name, "what": line} for name, line in report.repairs],
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
    for name, line in report.repairs:
        note(f"mended   {name}: {line}")
    for each in report.refused:
        complain(each.error)
    return ERROR if report.refused else 0


@click.command("list")
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_articles(session: Session, /, story: str | None, as_json: bool) -> None:
    """List the articles of the desk with source, date and marks.

    The number is what other commands take for ARTICLE.

    Example:
      reader list
    """
    with session.desk() as desk:
        story_id = None if story is None else desk.stories.find(story).id
        summaries = desk.articles.list(story_id)
    if as_json:
        print_json([summary_values(each) for each in summaries])
        return
    print_table(
        ("#number", "title", "source", "published", "#words", "#marks", "state"),
        (
            (e.number, e.title, e.source, e.published, e.words, e.marks, _state(e))
            for e in summaries
        ),
        empty="no articles yet; `reader add PATH` adds some",
    )


def _state(summary: ArticleSummary) -> str:
    return "withdrawn" if summary.withdrawn else summary.state.value


@click.command()
@click.argument("article")
@click.option("--plain", "how", flag_value="plain", help="Only the clean text, unwrapped.")
@click.option("--all", "how", flag_value="all", help="The whole text as it came, junk included.")
@click.option(
    "--markdown", "how", flag_value="markdown", help="With its structure, pictures and notes."
)
@click.option("--json", "how", flag_value="json", help="Print JSON, offsets in code points.")
@pass_session
def show(session: Session, /, article: str, how: str | None) -> None:
    """Print an article: what is known of it, and its clean text.

    Examples:
      reader show 2
      reader show 2 --markdown > report.md
      reader show report.html --json
    """
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
    elif how == "markdown":
        from reader.cleaning import structure

        verdicts = [block.verdict for block in blocks]
        say(structure.to_markdown(found, verdicts, asides=True), lines=True)
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
