"""The options that choose marks: the same for every command that lists or exports them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of

if TYPE_CHECKING:
    from reader.desk.desk import Desk

KINDS = ["claim", "entity", "user"]

Command = Callable[..., Any]


def filters(command: Command) -> Command:
    """Options to choose marks; a mark that fits comes with all its tags."""
    for option in reversed(
        (
            click.option("--article", metavar="ARTICLE", help="Only marks on this article."),
            click.option("--annotator", metavar="NAME", help="Only marks of this person."),
            click.option(
                "--layer", metavar="LAYER", help="mine, curated, all, or a name: whose marks."
            ),
            click.option("--tag", metavar="TAG", help="Only marks with this tag."),
            click.option("--kind", type=click.Choice(KINDS), help="Only marks with such a tag."),
            click.option("--story", metavar="STORY", help="Only marks on articles of this story."),
            click.option(
                "--attribute",
                "attributes",
                multiple=True,
                metavar="KEY[=VALUE]",
                help="Only marks with this attribute; again for each.",
            ),
            click.option(
                "--as-of", metavar="DATE", help="As it was then: a day (its end) or a time in UTC."
            ),
        )
    ):
        command = option(command)
    return command


def filtered(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The filters with ids in the place of what a person calls things.

    Raises:
        NotFoundError, AmbiguousError: no such person, article, tag or story, or several.
        ReaderError: no such day or time.
    """
    from reader.desk.layers import maker_of
    from reader.desk.past import moment_of

    found = dict(given)
    layer = found.pop("layer", None)
    if layer is not None:
        if found.get("annotator") is not None:
            raise click.UsageError("--layer and --annotator both say whose: give one of them")
        found["annotator"] = maker_of(layer, desk.annotator)
    if found.get("annotator") is not None:
        _refuse_nobody(desk, str(found["annotator"]))
    pairs = [pair.partition("=") for pair in given.get("attributes", ())]
    found["attributes"] = {key.strip(): value if equals else None for key, equals, value in pairs}
    if given.get("article") is not None:
        found["article"] = article_of(desk, str(given["article"]))
    if given.get("as_of") is not None:
        found["as_of"] = moment_of(str(given["as_of"]))
    if given.get("story") is not None:
        found["story"] = desk.stories.find(str(given["story"])).id
    if given.get("tag") is not None:
        desk.tags.find(str(given["tag"]))  # refused here, before a header is printed
    return found


def _refuse_nobody(desk: Desk, name: str) -> None:
    """Refuse a misspelt name here: a list of nobody's marks looks like one of no marks."""
    from reader.errors import NotFoundError
    from reader.model.curation import is_curated

    known = desk.annotators.all()
    if name.casefold() in {desk.annotator.casefold(), *known} or is_curated(name):
        return
    there = ", ".join(sorted(each.handle for each in known.values()))
    raise NotFoundError(
        "nobody of that name works on this desk",
        where=name,
        remedy=f"there are: {there or 'none yet'}",
    )
