"""`reader entities`: spellings that name one thing, suggested, accepted, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import end_values

if TYPE_CHECKING:
    from reader.model.entity import Candidate, Entity


@click.group(invoke_without_command=True)
@click.option("--story", metavar="STORY", help="Only names in the articles of this story.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def entities(context: click.Context, story: str | None, as_json: bool) -> None:
    """List names that are spelt in several ways.

    What people said stands first, then what is suggested, and why. Nothing is taken for one
    thing before somebody accepts it; what is accepted is used by the links and by `*` in the
    reader, and stands in the codebook under entity/named.

    Examples:
      reader entities
      reader entities accept "Sergei Lavrov" "Sergey Lavrov"
      reader entities refuse "Sergei Lavrov" "Sergei Lagrov"
    """
    if context.invoked_subcommand is not None:
        return
    session = context.ensure_object(Session)
    with session.desk() as desk:
        session.refuse_blind(desk, "these names")
        story_id = None if story is None else desk.stories.find(story).id
        known = desk.entities.all()
        found = desk.entities.candidates(story=story_id)
    if as_json:
        print_json(
            {
                "entities": [entity_values(entity) for entity in known],
                "candidates": [_candidate_values(each) for each in found],
            }
        )
        return
    print_table(
        ("name", "other spellings", "state", "#score", "why"),
        [
            *((each.name, "; ".join(each.spellings), "kept", None, None) for each in known),
            *(
                (each.a, each.b, "suggested", f"{each.score:.2f}", "; ".join(each.reasons))
                for each in found
            ),
        ],
        empty="no names that are spelt in several ways",
    )


@entities.command()
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def accept(session: Session, /, a: str, b: str, as_json: bool) -> None:
    """Say that two spellings name one thing; A is what it is called.

    It need not be suggested: an alias is accepted as well.

    Example:
      reader entities accept "United Nations" "world body"
    """
    with session.desk() as desk:
        made = desk.entities.accept(a, b)
    if as_json:
        print_json(entity_values(made))
    else:
        say(f"one thing: {' = '.join(made.all)}")


@entities.command()
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def refuse(session: Session, /, a: str, b: str, as_json: bool) -> None:
    """Say that two spellings name two things.

    They are not suggested again.

    Example:
      reader entities refuse "Ada Quill" "Bo Quill"
    """
    with session.desk() as desk:
        pair = desk.entities.refuse(a, b)
    if as_json:
        print_json([entity_values(each) for each in pair])
    else:
        say(f"two things: {' ≠ '.join(each.name for each in pair)}")


def entity_values(entity: Entity) -> dict[str, Any]:
    """A thing that people named."""
    return {"id": entity.id, "name": entity.name, "spellings": list(entity.spellings)}


def _candidate_values(each: Candidate) -> dict[str, Any]:
    return {
        "a": each.a,
        "b": each.b,
        "score": each.score,
        "reasons": list(each.reasons),
        "first_a": end_values(each.first_a),
        "first_b": end_values(each.first_b),
        "count_a": each.count_a,
        "count_b": each.count_b,
    }


COMMANDS = (entities,)
