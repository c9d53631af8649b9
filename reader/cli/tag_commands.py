"""`reader tags`: the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.aside import written_aside
from reader.cli.printing import note, print_json, print_table, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.model.annotation import Tag, TagSet


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def tags(context: click.Context, as_json: bool) -> None:
    """List the tags, or change the codebook.

    TAG is a name, or a path such as entity/person.

    Example:
      reader tags
    """
    if context.invoked_subcommand is None:
        _list(context.ensure_object(Session), as_json=as_json)


@tags.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_tags(session: Session, /, as_json: bool) -> None:
    """List the tags.

    Example:
      reader tags list --json
    """
    _list(session, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    with session.desk() as desk:
        known = desk.tags.all()
    if as_json:
        print_json([_values(known, tag) for tag in known.tags])
        return
    print_table(
        ("tag", "kind", "key", "colour", "description"),
        (
            (known.path(tag), tag.kind.value, tag.key, tag.colour, tag.description)
            for tag in known.tags
        ),
        empty="no tags",
    )


def _values(known: TagSet, tag: Tag) -> dict[str, Any]:
    return {
        "id": tag.id,
        "kind": tag.kind.value,
        "tag": known.path(tag),
        "name": tag.name,
        "parent": tag.parent,
        "description": tag.description,
        "example": tag.example,
        "colour": tag.colour,
        "key": tag.key,
        "required": list(tag.required),
    }


@tags.command()
@click.argument("name")
@click.option("--under", metavar="TAG", help="The tag it refines.")
@click.option("--description", default="", help="When to use it.")
@click.option("--example", default="", help="Words it fits.")
@click.option("--colour", help="A colour of the palette.")
@click.option("--key", help="A single character that the picker offers for it.")
@pass_session
def add(session: Session, /, name: str, under: str | None, **given: Any) -> None:
    """Add a tag; NAME may be a path whose last part is new.

    Examples:
      reader tags add rumour --description "said by nobody who was there"
      reader tags add entity/person/minister
    """
    with session.desk() as desk:
        tag = desk.tags.add(name, parent=under, **given)
        say(f"added {desk.tags.all().path(tag)}")


@tags.command()
@click.argument("tag")
@click.option("--description", help="When to use it.")
@click.option("--example", help="Words it fits.")
@click.option("--colour", help="A colour of the palette.")
@click.option("--key", help="A single character that the picker offers for it.")
@pass_session
def edit(session: Session, /, tag: str, **given: Any) -> None:
    """Change what the codebook says of a tag.

    Example:
      reader tags edit rumour --key r
    """
    with session.desk() as desk:
        changed = desk.tags.edit(desk.tags.find(tag), **given)
        say(f"changed {desk.tags.all().path(changed)}")


@tags.command()
@click.argument("tag")
@click.argument("name")
@pass_session
def rename(session: Session, /, tag: str, name: str) -> None:
    """Give a tag another name; its marks keep it.

    Example:
      reader tags rename rumour hearsay
    """
    with session.desk() as desk:
        changed = desk.tags.edit(desk.tags.find(tag), name=name)
        say(f"renamed to {desk.tags.all().path(changed)}")


@tags.command()
@click.argument("tag")
@click.argument("into")
@pass_session
def merge(session: Session, /, tag: str, into: str) -> None:
    """Put INTO in the place of TAG on every mark, and retire TAG.

    Example:
      reader tags merge hearsay rumour
    """
    with session.desk() as desk:
        moved = desk.tags.merge(desk.tags.find(tag), desk.tags.find(into))
        say(f"merged; {moved} marks changed")


@tags.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, else standard output."
)
@pass_session
def export_tags(session: Session, /, output: Path | None) -> None:
    """Write the codebook as CSV.

    Example:
      reader tags export -o codebook.csv
    """
    from reader.exchange.people_csv import TAG_COLUMNS, tag_rows, with_paths
    from reader.exchange.rfc4180 import line_of

    with session.desk() as desk:
        known = desk.tags.all()
    lines = [line_of(TAG_COLUMNS)]
    lines += [line_of(row) for pair in with_paths(known) for row in tag_rows(pair)]
    if output is None:
        say("".join(lines).replace("\r\n", "\n").removesuffix("\n"), lines=True)
        return
    with written_aside(output) as file:
        file.writelines(lines)


@tags.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def import_tags(session: Session, /, file: Path) -> None:
    """Add the tags of a codebook that are not there yet; none is changed.

    Example:
      reader tags import codebook.csv
    """
    from reader.cli.import_command import text_in
    from reader.exchange.people_csv import naming, read_tags
    from reader.exchange.rfc4180 import records
    from reader.model.annotation import TagSet

    text = text_in(file)
    with naming(str(file)):
        wanted = TagSet(read_tags(records(text, needed=("kind", "tag", "tag_id"))))
    with session.desk() as desk:
        for tag in wanted.tags:
            known = desk.tags.all()
            path = wanted.path(tag)
            if any(each.kind is tag.kind and known.path(each) == path for each in known.tags):
                continue
            over = path.rpartition("/")[0] if tag.parent is not None else None
            desk.tags.add(
                tag.name,
                parent=over,
                description=tag.description,
                example=tag.example,
                colour=tag.colour,
                key=tag.key,
                required=tag.required,
            )
            say(f"added {path}")
    note(f"{len(wanted.tags)} tags read")


COMMANDS = (tags,)
