"""`reader tags`: the codebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from reader.cli import codebook_commands
from reader.cli.printing import print_json, print_table, say
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


def _required(words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--required", multiple=True, metavar="ATTRIBUTE", help=words)


@tags.command()
@click.argument("name")
@click.option("--under", metavar="TAG", help="The tag it refines.")
@click.option("--description", default="", help="When to use it.")
@click.option("--example", default="", help="Words it fits.")
@click.option("--colour", help="A colour of the palette.")
@click.option("--key", help="A single character that the picker offers for it.")
@_required("An attribute that marks with it should carry; again for each.")
@pass_session
def add(session: Session, /, name: str, under: str | None, **given: Any) -> None:
    """Add a tag; NAME may be a path whose last part is new.

    Examples:
      reader tags add rumour --description "said by nobody who was there"
      reader tags add entity/person/minister --required party
    """
    with session.desk() as desk:
        tag = desk.tags.add(name, parent=under, **given)
        say(f"added {desk.tags.all().path(tag)}")


@tags.command()
@click.argument("tag")
@click.option("--description", help="When to use it.")
@click.option("--example", help="Words it fits.")
@click.option("--colour", help="A colour of the palette.")
@click.option("--key", help="A single character that the picker offers for it; empty for none.")
@_required("The attributes that marks with it should carry from now on; empty for none.")
@click.option("--under", metavar="TAG", help="The tag it refines from now on; empty for none.")
@pass_session
def edit(session: Session, /, tag: str, required: tuple[str, ...], **given: Any) -> None:
    """Change what the codebook says of a tag.

    Examples:
      reader tags edit rumour --key r
      reader tags edit rumour --required source --required stance
    """
    wanted = tuple(name for name in required if name.strip()) if required else None
    with session.desk() as desk:
        changed = desk.tags.edit(desk.tags.find(tag), required=wanted, **given)
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


@tags.command()
@click.argument("tag")
@pass_session
def delete(session: Session, /, tag: str) -> None:
    """Take a tag that no mark carries out of the codebook.

    Example:
      reader tags delete hearsay
    """
    with session.desk() as desk:
        found = desk.tags.find(tag)
        path = desk.tags.all().path(found)
        desk.tags.delete(found)
        say(f"deleted {path}")


for each in codebook_commands.COMMANDS:
    tags.add_command(each)
COMMANDS = (tags,)
