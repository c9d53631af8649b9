"""`reader entities`: spellings that name one thing, suggested, accepted, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import end_values
from reader.model.link import LinkEnd

if TYPE_CHECKING:
    from reader.model.annotation import Annotation
    from reader.model.entity import Candidate, Entity, SuggestedEntity


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


@entities.command("suggest")
@click.argument("articles", metavar="[ARTICLE…]", nargs=-1)
@click.option("--accept", metavar="NAME", help="Mark every place with this name, as suggested.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def suggest_names(
    session: Session, /, articles: tuple[str, ...], accept: str | None, as_json: bool
) -> None:
    """List names that may be marked as entities, and as what.

    They are found in the text, by the words in and beside them and by what was marked with the
    same spelling before; what is marked already is left out. Nothing is kept before it is
    accepted. Without ARTICLE, all articles.

    Examples:
      reader entities suggest 1
      reader entities suggest 1 --accept "Alliance Altyn"
    """
    with session.desk() as desk:
        session.refuse_blind(desk, "these names")
        every = [each.id for each in desk.articles.list() if not each.withdrawn]
        ids = [article_of(desk, each) for each in articles] or every
        found = [each for article in ids for each in desk.naming.open(article)]
        numbers = {each.id: each.number for each in desk.articles.list(older=True)}
        if accept is not None:
            there = {e.place.article for e in found if e.place.quote.split() == accept.split()}
            marked = desk.naming.accept([each for each in ids if each in there], accept)
            if as_json:
                print_json([{"id": each.id, **end_values(_place(each))} for each in marked])
            else:
                places = "1 place" if len(marked) == 1 else f"{len(marked)} places"
                say(f"marked {places}: {desk.tags.all().path(marked[0].tags[0])}")
            return
    if as_json:
        print_json([_suggested_values(each) for each in found])
        return
    print_table(
        ("#article", "#start", "name", "kind", "why"),
        [
            (
                numbers[e.place.article],
                e.place.span.start,
                " ".join(e.place.quote.split()),
                e.kind.value,
                e.why,
            )
            for e in found
        ],
        empty="no names that are not marked yet",
    )


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


def _place(mark: Annotation) -> LinkEnd:
    return LinkEnd(mark.article, mark.anchor.span, mark.anchor.quote)


def _suggested_values(each: SuggestedEntity) -> dict[str, Any]:
    return {**end_values(each.place), "kind": each.kind.value, "why": each.why}


COMMANDS = (entities,)
