"""Commands about events: events and their matrix, and naming, merging, splitting them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.aside import written_aside
from reader.cli.matrix_printing import HTML, NONE, disagreements, print_synopsis
from reader.cli.places import place_of
from reader.cli.printing import FORMS, Progress, note, print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import contrast_values, end_values, labels, reason_values
from reader.desk.synopsis import synopsis

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.article import Story
    from reader.model.link import Event, Link
    from reader.model.synopsis import MatrixRow

ENDINGS = {".html": HTML, ".htm": HTML, ".md": "markdown", ".csv": "csv"}


@click.command()
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--matrix", is_flag=True, help="Events x sources: who tells what, who is silent.")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMS, HTML)),
    help="How the table is written; else as FILE ends, else as a table. HTML is the matrix.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file: .html, .md, .csv, or a table.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def events(
    session: Session,
    /,
    story: str | None,
    matrix: bool,
    form: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """List events: what several articles tell.

    Events that people keep stand first, proposed ones after them. Figures and dates that
    disagree inside an event are marked with `≠`; who is right is not for a program to say.
    `2 of 4` sources: four articles tell it, but some of them in one text (`reader copies`).
    The matrix ends with what only one source says.

    Examples:
      reader events
      reader events --matrix
      reader events --matrix --format markdown > synopsis.md
      reader events --matrix -o synopsis.html
    """
    form = form or ENDINGS.get("" if output is None else output.suffix.lower(), FORMS[0])
    with session.desk() as desk:
        session.refuse_blind(desk, "events")
        found = None if story is None else desk.stories.find(story)
        story_id = None if found is None else found.id
        with Progress("comparing passages") as progress:
            desk.links.suggestions(story=story_id, progress=progress.share)
        with _printed_to(output):
            if as_json:
                links = desk.links.all(story=story_id)
                rows = desk.events.matrix(story=story_id)
                paths = {each.id: each.path for each in desk.articles.list(story_id)}
                print_json([_event_values(row, links, paths) for row in rows])
            elif matrix or form == HTML:
                print_synopsis(synopsis(desk, story=story_id), form, _titled(desk, found))
            else:
                names = labels(desk.articles.list(story_id))
                columns, cells = _table(desk.events.matrix(story=story_id), names)
                print_table(columns, cells, empty=NONE, form=form)


def _titled(desk: Desk, story: Story | None) -> str:
    """The story, or the one that holds the whole desk; else what the desk is called."""
    if story is not None:
        return story.title
    every = {each.id for each in desk.articles.list() if not each.withdrawn}
    whole = (each.title for each in desk.stories.all() if every and every <= set(each.articles))
    return next(whole, desk.folder.name)


@contextmanager
def _printed_to(output: Path | None) -> Iterator[None]:
    """What is printed goes into this file, if there is one."""
    if output is None:
        yield
        return
    with written_aside(output) as file, redirect_stdout(file):
        yield
    note(f"wrote {output}")


def _event_values(
    row: MatrixRow, links: Sequence[Link], paths: Mapping[str, str | None]
) -> dict[str, Any]:
    event = row.event
    keys = {end.key for end in event.passages}
    inside = [link for link in links if {link.a.key, link.b.key} <= keys]
    return {
        "id": event.id,
        "title": event.title,
        "proposed": event.proposed,
        "happened_on": event.happened_on or None,
        "note": event.note,
        "passages": [end_values(end) for end in event.passages],
        "sources": [list(group) for group in row.sources],
        "links": [
            {
                "a": end_values(link.a),
                "b": end_values(link.b),
                "score": link.score,
                "reasons": [reason_values(reason) for reason in link.reasons],
            }
            for link in inside
        ],
        "contrasts": [contrast_values(contrast, paths) for contrast in row.contrasts],
    }


Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]  # columns, and cells by row


def _table(rows: Sequence[MatrixRow], names: Mapping[str, str]) -> Rows:
    """A row for each event."""
    columns = (
        "#number",
        "event",
        "kept",
        "happened",
        "sources",
        "#passages",
        "disagree",
        "same text",
    )
    return columns, [
        (
            number,
            row.event.title,
            "" if row.event.proposed else "kept",
            row.event.happened_on,
            row.told_by,
            len(row.event.passages),
            disagreements(row),
            "; ".join(
                " = ".join(names.get(each, each) for each in group)
                for group in row.sources
                if len(group) > 1
            ),
        )
        for number, row in enumerate(rows, 1)
    ]


@click.group()
def event() -> None:
    """Keep, name, date, merge, split or take back an event.

    EVENT is its number in `reader events`, its id or the start of one, or words of its title.
    """


@event.command()
@click.argument("title")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@click.option("--date", "happened_on", default="", help="When it happened, ISO 8601.")
@click.option("--note", default="", help="Anything worth knowing of it.")
@pass_session
def add(
    session: Session, /, title: str, places: tuple[str, ...], happened_on: str, note: str
) -> None:
    """Keep an event of these passages; PLACE as in `reader link --help`.

    Example:
      reader event add "The dam breaks" 1:120-180 "2:the wall gave way"
    """
    with session.desk() as desk:
        ends = [place_of(desk, place) for place in places]
        _said(desk.events.add(title, ends, happened_on=happened_on, note=note))


@event.command()
@click.argument("event_word", metavar="EVENT")
@click.argument("title", required=False)
@click.option("--date", "happened_on", help="When it happened, ISO 8601.")
@click.option("--note", help="Anything worth knowing of it.")
@pass_session
def name(
    session: Session,
    /,
    event_word: str,
    title: str | None,
    happened_on: str | None,
    note: str | None,
) -> None:
    """Name or date an event; a proposed one is kept from then on.

    Example:
      reader event name 3 "The dam breaks" --date 2024-03-09
    """
    with session.desk() as desk:
        found = desk.events.get(event_word)
        _said(desk.events.edit(found, title=title, happened_on=happened_on, note=note))


@event.command()
@click.argument("event_word", metavar="EVENT")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@pass_session
def merge(session: Session, /, event_word: str, others: tuple[str, ...]) -> None:
    """Put events together under the name of the first.

    Example:
      reader event merge 3 5
    """
    with session.desk() as desk:
        found, *rest = [desk.events.get(word) for word in (event_word, *others)]
        for other in rest:
            found = desk.events.merge(found, other)
        _said(found)


@event.command()
@click.argument("event_word", metavar="EVENT")
@click.argument("title")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@pass_session
def split(session: Session, /, event_word: str, title: str, places: tuple[str, ...]) -> None:
    """Move the passages that meet these places into an event of their own.

    Example:
      reader event split 3 "The flood" 2:300-420
    """
    with session.desk() as desk:
        found = desk.events.get(event_word)
        away = _meeting(desk, found, places)
        for each in desk.events.split(found, away, title):
            _said(each)


@event.command("move")
@click.argument("event_word", metavar="EVENT")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@pass_session
def move(session: Session, /, event_word: str, places: tuple[str, ...]) -> None:
    """Put passages into an event; they leave the others that people keep.

    PLACE as in `reader link --help`.

    Example:
      reader event move 3 2:300-420
    """
    with session.desk() as desk:
        found = desk.events.get(event_word)
        _said(desk.events.move([place_of(desk, place) for place in places], found))


@event.command("remove")
@click.argument("event_word", metavar="EVENT")
@click.argument("places", nargs=-1, required=True, metavar="PLACE…")
@pass_session
def remove(session: Session, /, event_word: str, places: tuple[str, ...]) -> None:
    """Take the passages that meet these places out of an event.

    Example:
      reader event remove 3 "2:the wall gave way"
    """
    with session.desk() as desk:
        found = desk.events.get(event_word)
        _said(desk.events.take_out([place_of(desk, place) for place in places], found))


def _meeting(desk: Desk, found: Event, places: Sequence[str]) -> list[Any]:
    ends = [place_of(desk, place) for place in places]
    return [
        passage
        for passage in found.passages
        if any(passage.article == e.article and passage.span.overlaps(e.span) for e in ends)
    ]


@event.command()
@click.argument("event_word", metavar="EVENT")
@pass_session
def delete(session: Session, /, event_word: str) -> None:
    """Take back an event that people kept; `reader undo` brings it back.

    Example:
      reader event delete "The dam breaks"
    """
    from reader.errors import ReaderError

    with session.desk() as desk:
        found = desk.events.get(event_word)
        if found.proposed:
            raise ReaderError(
                "a proposed event is computed, not kept",
                where=found.title,
                remedy="reject its links with `reader judge LINK reject`",
            )
        desk.events.delete(found)
        say(f"taken back: {found.title}")


def _said(event: Event) -> None:
    articles = len({end.article for end in event.passages})
    say(
        f"kept {event.id[:13]}  {event.title} ({len(event.passages)} passages, {articles} articles)"
    )


COMMANDS = (events, event)
