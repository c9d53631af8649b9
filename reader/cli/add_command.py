"""`reader add`: files, folders, standard input and pages of the web become articles."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.failing import ERROR, INTERRUPTED, complain
from reader.cli.printing import Progress, note, print_json, say
from reader.cli.session import Session, pass_session
from reader.cli.version_commands import carried_values, told_of
from reader.errors import SourceError

if TYPE_CHECKING:
    from reader.desk.arriving import AddReport
    from reader.desk.desk import Desk
    from reader.desk.incoming import Reading

STANDARD_INPUT = "-"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL…")
@click.option("--story", metavar="TITLE", help="Put them into this story, made if need be.")
@click.option("--new", is_flag=True, help="Articles of their own, whatever their address.")
@click.option(
    "--version-of", "of", metavar="ARTICLE", help="The next version of this article, insisted on."
)
@click.option("--name", metavar="NAME", help="What to call standard input, or a single page.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html"]),
    help="What they are, where the reader takes them for something else.",
)
@click.option("--repair", is_flag=True, help="Mend letters that were decoded twice (Ã© for é).")
@click.option(
    "--ignore-robots",
    is_flag=True,
    help="Fetch pages that the site asks programs to leave, if you have the right to read them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def add(
    session: Session,
    /,
    *,
    sources: tuple[str, ...],
    story: str | None,
    new: bool,
    of: str | None,
    name: str | None,
    form: str | None,
    repair: bool,
    ignore_robots: bool,
    as_json: bool,
) -> int:
    """Add articles: files, folders of them, pages of the web, or `-`.

    A file is text, Markdown or HTML, or a page that a browser saved (MHTML); `-` is standard
    input. Says what came in, what was there already, what was refused and why. Each comes in
    whole or not at all; one that is refused keeps no other out, but the exit status is 1.

    A page is asked for once, by name, as its site allows: one at a time, with a pause. No
    cookie is kept, and nothing but the page is fetched.

    What has the address of an article on the desk (or, without an address, its path) takes that
    article's place as a new version, and marks, links, events and verdicts move to it. Those
    that have no place in the new text stay on the old version and are listed.

    Examples:
      reader add downloads/ report.html
      reader add report-evening.html --version-of 2
      reader add https://example.org/report https://example.com/the-same --story Flood
      curl -s https://example.org/report | reader add - --name report.html
    """
    from reader.desk.incoming import Reading
    from reader.intake.files import MAX_BYTES
    from reader.model.article import MediaType

    if new and of is not None:
        raise click.UsageError("--new and --version-of contradict each other")
    reading = Reading(None if form is None else MediaType[form.upper()], repair, new)
    files, addresses = _sorted_out(sources)
    if name is not None and STANDARD_INPUT not in sources and len(addresses) != 1:
        raise click.UsageError("--name names standard input or a single page")
    with session.desk() as desk:
        if of is not None:
            reading = replace(reading, version_of=desk.articles.resolve(of))
        reports = []
        if STANDARD_INPUT in sources:
            called = name or "standard input"
            content = sys.stdin.buffer.read(MAX_BYTES + 1)  # one more, so that it is refused
            reports.append(desk.articles.add_stream(content, called, reading=reading))
        if files:
            with Progress("adding") as progress:
                reports.append(desk.articles.add(files, reading=reading, progress=progress.count))
        if addresses and not any(each.interrupted for each in reports):
            title = None if STANDARD_INPUT in sources else name
            reports.append(_fetched(desk, addresses, title, reading, ignore_robots))
        report = _together(reports)
        came = [identity for identity, _ in (*report.added, *report.known)]
        came += [each.article for each in report.versions]
        if story is not None and came:
            desk.stories.add(story, came)
    if as_json:
        print_json(_values(report))
        return _status(report)
    return report_added(report)


def _sorted_out(sources: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Files and addresses, each once, in the order given."""
    files: list[Path] = []
    addresses: dict[str, None] = {}
    for source in sources:
        if source == STANDARD_INPUT:
            continue
        if ":" not in source:
            files.append(Path(source))
            continue
        from reader.intake.web_addresses import is_address

        if is_address(source):
            addresses[source] = None
        else:
            files.append(Path(source))
    return files, list(addresses)


def _fetched(
    desk: Desk, addresses: Sequence[str], name: str | None, reading: Reading, ignore_robots: bool
) -> AddReport:
    """What came of the pages; how far it is shows, and for what it waits."""
    from reader.desk.incoming import pages

    with Progress("fetching", after_s=0.0) as progress:
        sources = pages(
            addresses, name=name, reading=reading, ignore_robots=ignore_robots, tell=progress.note
        )

        def show(done: int, total: int) -> None:
            if done < total:
                progress.name(done, total, sources[done].name)

        return desk.articles.add_each(sources, reading=reading, progress=show)


def _together(reports: Sequence[AddReport]) -> AddReport:
    """Several reports as one."""
    from reader.desk.arriving import AddReport

    return AddReport(
        tuple(each for one in reports for each in one.added),
        tuple(each for one in reports for each in one.known),
        tuple(each for one in reports for each in one.refused),
        tuple(each for one in reports for each in one.repairs),
        interrupted=any(one.interrupted for one in reports),
        versions=tuple(each for one in reports for each in one.versions),
        apart=tuple(each for one in reports for each in one.apart),
    )


def _values(report: AddReport) -> dict[str, object]:
    """A report as JSON."""
    return {
        "added": [{"id": identity, "name": name} for identity, name in report.added],
        "known": [{"id": identity, "name": name} for identity, name in report.known],
        "refused": [
            {"name": e.name, "why": str(e.error), "remedy": e.error.remedy} for e in report.refused
        ],
        "repairs": [{"name": name, "what": line} for name, line in report.repairs],
        "interrupted": report.interrupted,
        "versions": [carried_values(each) for each in report.versions],
        "apart": [{"name": name, "from": other} for name, other in report.apart],
    }


def _status(report: AddReport) -> int:
    """How the command exits."""
    if report.interrupted:
        return INTERRUPTED
    return ERROR if report.refused else 0


def report_added(report: AddReport) -> int:
    """Say what came in, what was there, what was mended and what was refused; the status."""
    for identity, name in report.added:
        say(f"added    {identity[:13]}  {name}")
    for identity, name in report.known:
        say(f"there    {identity[:13]}  {name}")
    for version in report.versions:
        told_of(version)
    for name, other in report.apart:
        note(
            f"apart    {name} has the address of {other[:13]} and hardly any of its words;"
            " `--version-of` makes it a version all the same"
        )
    for name, line in report.repairs:
        note(f"{what_of(line)}   {name}: {line}")
    for each in report.refused:
        complain(each.error)
    if report.interrupted:
        complain(SourceError("stopped", remedy="what is listed above is on the desk; repeat it"))
    return _status(report)


def what_of(line: str) -> str:
    """Whether a line of what was repaired tells of a repair, in six letters."""
    from reader.desk.articles import NO_BODY
    from reader.model.article import LEFT_BROKEN, NOT_FOLLOWED

    return "noted " if line.endswith((LEFT_BROKEN, NOT_FOLLOWED, NO_BODY)) else "mended"


COMMANDS = (add,)
