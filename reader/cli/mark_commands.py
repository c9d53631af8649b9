"""Commands about marks: annotate, annotations, edit, delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.filters import filtered, filters
from reader.cli.placing import attributes_of, placing, spans_of
from reader.cli.printing import note as remark
from reader.cli.printing import print_json, print_json_list, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.version_commands import print_orphans
from reader.model.attributes import in_words, lacking

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.exchange.values import ExportRow
    from reader.model.annotation import Annotation

ID_LENGTH = 18  # of a UUIDv7 that a table shows: the millisecond and 12 random bits
FIELDS = ("title", "byline", "date", "source", "url", "section", "language")


@click.command()
@click.argument("article")
@placing
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; again for each.")
@click.option("--note", default="", help="Anything worth saying of it.")
@click.option(
    "--attribute", "attributes", multiple=True, metavar="KEY=VALUE", help="Again for each."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def annotate(
    session: Session,
    /,
    *,
    article: str,
    quote: str | None,
    number: int | None,
    start: int | None,
    stop: int | None,
    pieces: tuple[str, ...],
    tags: tuple[str, ...],
    note: str,
    attributes: tuple[str, ...],
    as_json: bool,
) -> None:
    """Mark a place of an article, and print the id of the mark.

    The place is --quote TEXT, --start N --stop N, or several --piece; it is neither trimmed
    nor moved. A quote that stands in several places needs --number; without it they are listed.

    Examples:
      reader annotate 2 --quote "the dam broke" --tag claim
      reader annotate 2 --start 120 --stop 133 --tag entity/place --note "which dam?"
      reader annotate 2 --piece 120-133 --piece 180-195 --tag claim
    """
    with session.desk() as desk:
        identity = article_of(desk, article)
        spans = spans_of(desk, identity, quote, number, start, stop, pieces)
        if spans is None:
            raise click.UsageError("say where: --quote, or --start and --stop, or --piece")
        made = desk.marks.annotate(
            identity, spans, tags, note=note, attributes=attributes_of(attributes)
        )
    for tag in made.tags:
        left = lacking((tag,), made.attributes)
        if left:
            remark(f"{tag.name} asks for: {', '.join(left)}; `--attribute {left[0]}=…`")
    if as_json:
        print_json({"id": made.id, **_mark_values(made)})
    else:
        say(made.id)


def _mark_values(mark: Annotation) -> dict[str, Any]:
    span = mark.anchor.span
    return {
        "article": mark.article,
        "start": span.start,
        "stop": span.stop,
        "quote": mark.anchor.quote,
        "annotator": mark.annotator,
        "version": mark.version,
    }


@click.command("annotations")
@filters
@click.option("--incomplete", is_flag=True, help="Only marks that lack what a tag asks for.")
@click.option("--orphans", is_flag=True, help="Only marks that lost their place to a new version.")
@click.option(
    "--blind", is_flag=True, help="Of others only marks in articles that you are done with."
)
@click.option("--clean-offsets", is_flag=True, help="Add clean_start and clean_stop to the JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, keyed like the CSV's columns.")
@pass_session
def list_marks(
    session: Session,
    /,
    *,
    incomplete: bool,
    orphans: bool,
    blind: bool,
    clean_offsets: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """List the marks of everybody, one row for each tag of each.

    With --incomplete: those without an attribute that a tag of theirs asks for, and which.

    With --orphans: a row for each mark that stays on an older version of its article, because
    the newest has no place for its words.

    Examples:
      reader annotations --article 2 --tag claim
      reader annotations --annotator ada --json
      reader annotations --layer curated
      reader annotations --attribute stance=denies
      reader annotations --as-of 2024-03-09
    """
    with session.desk() as desk:
        if orphans and given["as_of"] is not None:
            raise click.UsageError("--orphans and --as-of do not go together")
        sight = desk.sight(blind=blind or session.blind)
        if orphans and incomplete:
            raise click.UsageError("--orphans and --incomplete do not go together")
        if orphans:
            chosen = filtered(desk, given)
            print_orphans(desk, chosen.pop("article"), chosen, sight, as_json=as_json)
            return
        rows = desk.exchange.rows(
            **filtered(desk, given),
            clean_offsets=clean_offsets,
            incomplete=incomplete,
            paged=True,
        )
        seen = (row for row in rows if sight.sees(row.mark.annotator, row.mark.article))
        if as_json:
            print_json_list(
                _listed(row, clean_offsets=clean_offsets, lacks=incomplete) for row in seen
            )
        else:
            _print_marks(seen, lacks=incomplete)


def _print_marks(rows: Iterable[ExportRow], *, lacks: bool) -> None:
    print_table(
        (
            *("annotation", "#article", "#start", "#stop", "tag", "annotator", "quote", "note"),
            *("attributes", "lacks")[: 1 + lacks],
        ),
        (
            (
                row.mark.annotation_id[:ID_LENGTH],
                row.context.listed,
                row.mark.anchor.span.start,
                row.mark.anchor.span.stop,
                row.mark.tag,
                row.mark.annotator,
                " ".join(row.mark.anchor.quote.split()),
                " ".join(row.mark.note.split()),
                in_words(row.mark.attributes),
                *([", ".join(row.context.lacking)] if lacks else []),
            )
            for row in rows
        ),
        empty="no annotations",
    )


def _listed(row: ExportRow, *, clean_offsets: bool, lacks: bool) -> dict[str, Any]:
    """A row by the CSV's columns, and what it lacks where that is asked for."""
    from reader.exchange.annotations_csv import values_of

    values = values_of(row, clean_offsets=clean_offsets)
    return values | ({"lacks": list(row.context.lacking)} if lacks else {})


@click.command()
@click.argument("target", metavar="ANNOTATION|ARTICLE")
@click.option("--title", help="Of an article.")
@click.option("--byline", help="Of an article: who wrote it.")
@click.option("--date", help="Of an article: the day it was published; empty: unknown.")
@click.option("--source", help="Of an article: who published it.")
@click.option("--url", help="Of an article.")
@click.option("--section", help="Of an article.")
@click.option("--language", help="Of an article: as in `en` or `pt-BR`.")
@placing
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="The tags it has from now on.")
@click.option("--no-tags", is_flag=True, help="Take all tags off.")
@click.option("--note", help="The note it has from now on; empty for none.")
@click.option(
    "--attribute", "attributes", multiple=True, metavar="KEY=VALUE", help="Set; empty to remove."
)
@pass_session
def edit(session: Session, /, target: str, **given: Any) -> None:
    """Change a mark of yours, or correct an article's data.

    Only what is given changes. What was there before stays in the history.

    Examples:
      reader edit 01929f3c-5a10 --tag claim --note "denied later"
      reader edit 2 --title "Dam breaks above the town" --date 2024-03-09
    """
    fields = {name: given[name] for name in FIELDS if given[name] is not None}
    mark = {name: value for name, value in given.items() if name not in FIELDS}
    of_mark = any(value not in {None, False, ()} for value in mark.values())
    if bool(fields) == of_mark:
        raise click.UsageError(
            "give what changes, of an article (--title, --date, …) or of a mark (--tag, --note, …)"
        )
    with session.desk() as desk:
        if fields:
            _edit_article(desk, target, fields)
        else:
            _edit_mark(desk, target, mark)


def _edit_article(desk: Desk, target: str, fields: Mapping[str, str]) -> None:
    identity = article_of(desk, target)
    kept = desk.articles.correct_all(identity, fields)
    told = ", ".join(f"{name} {value}" if name == "date" else name for name, value in kept.items())
    say(f"corrected {told.strip()} of {desk.articles.get(identity).title}")


def _edit_mark(desk: Desk, target: str, given: Mapping[str, Any]) -> None:
    if given["tags"] and given["no_tags"]:
        raise click.UsageError("--tag and --no-tags contradict each other")
    mark = desk.marks.get(target)
    spans = spans_of(
        desk,
        mark.article,
        given["quote"],
        given["number"],
        given["start"],
        given["stop"],
        given["pieces"],
    )
    attributes = {**mark.attributes, **attributes_of(given["attributes"])}
    new = desk.marks.edit(
        mark,
        spans=spans,
        tags=given["tags"] or (() if given["no_tags"] else None),
        note=given["note"],
        attributes={key: value for key, value in attributes.items() if value},
    )
    say(f"{new.id} is now version {new.version}")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="ANNOTATION…")
@pass_session
def delete(session: Session, /, words: tuple[str, ...]) -> None:
    """Take marks of yours away.

    One `reader undo` brings them all back. ANNOTATION is an id, or the
    start of one.

    Example:
      reader delete 01929f3c-5a10
    """
    with session.desk() as desk:
        marks = [desk.marks.get(word) for word in words]
        desk.marks.delete(marks)
    for mark in marks:
        say(f"deleted {mark.id}  {' '.join(mark.anchor.quote.split())}")


COMMANDS = (annotate, list_marks, edit, delete)
