"""`reader copies`: what articles carry of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.forms import table_form
from reader.cli.printing import print_json, print_table
from reader.cli.session import Session, pass_session
from reader.cli.shapes import end_values, labels

if TYPE_CHECKING:
    from reader.model.copied import Copied


@click.command()
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@table_form
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def copies(session: Session, /, story: str | None, form: str, as_json: bool) -> None:
    """List long runs of words that articles share.

    Word for word or lightly edited; who had them first is not said. Words inside quotation
    marks alone make no copy. News agencies that an article credits are named: a hint where a
    shared text may come from.

    Examples:
      reader copies
      reader copies --json
    """
    with session.desk() as desk:
        found = desk.copies.all(story=None if story is None else desk.stories.find(story).id)
        names = labels(desk.articles.list())
    if as_json:
        print_json(_values(found))
        return

    def named(article: str) -> str:
        agencies = ", ".join(found.agencies(article))
        return f"{names.get(article, article)}{f' ({agencies})' if agencies else ''}"

    print_table(
        ("a", "b", "#words", "#of a", "#of b", "text"),
        (
            (
                named(copy.a.article),
                named(copy.b.article),
                copy.words,
                f"{found.shares[copy.a.article, copy.b.article]:.0%}",
                f"{found.shares[copy.b.article, copy.a.article]:.0%}",
                " ".join(copy.a.quote.split()),
            )
            for copy in found.copies
        ),
        empty="no copies: no article has a long run of another's words",
        form=form,
    )


def _values(found: Copied) -> dict[str, Any]:
    return {
        "copies": [
            {
                "a": end_values(copy.a),
                "b": end_values(copy.b),
                "words": copy.words,
                "share_a": round(found.shares[copy.a.article, copy.b.article], 4),
                "share_b": round(found.shares[copy.b.article, copy.a.article], 4),
            }
            for copy in found.copies
        ],
        "clusters": [list(cluster) for cluster in found.clusters],
        "credits": [
            {
                "article": credit.article,
                "agency": credit.agency,
                "start": credit.span.start,
                "stop": credit.span.stop,
            }
            for credit in found.credits
        ],
    }


COMMANDS = (copies,)
