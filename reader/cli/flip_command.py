"""`reader flip`: a person's word on a block, over the cleaner's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.bare import article_of
from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.errors import NotFoundError

if TYPE_CHECKING:
    from reader.desk.desk import Desk

AUTO = "auto"
SAID_LENGTH = 50  # code points of a block that are said again


@click.command()
@click.argument("article")
@click.argument("block", type=int, required=False)
@click.argument("verdict", type=click.Choice(["body", "aside", "junk", AUTO]), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def flip(
    session: Session, /, *, article: str, block: int | None, verdict: str | None, as_json: bool
) -> None:
    """Say that a block is body, aside or junk.

    BLOCK is its number in `reader clean ARTICLE --why`; `auto` leaves it to the cleaner again.
    Your word stands over the cleaner's, in your view; blocks like it in other articles of the
    source are judged with it from then on. Without BLOCK it lists what everybody said of the
    article's blocks. `reader undo` takes it back.

    Examples:
      reader flip 2 7 junk
      reader flip 2 7 auto
      reader flip 2
    """
    if (block is None) != (verdict is None):
        raise click.UsageError("give BLOCK and its verdict: body, aside, junk or auto")
    with session.desk() as desk:
        identity = article_of(desk, article)
        if block is None or verdict is None:
            _list(desk, identity, as_json=as_json)
        else:
            _flip(desk, identity, block, verdict, as_json=as_json)


def _flip(desk: Desk, article: str, number: int, verdict: str, *, as_json: bool) -> None:
    from reader.model.article import BlockVerdict

    found = desk.articles.get(article)
    if not 1 <= number <= len(found.blocks):
        raise NotFoundError(
            f"there is no block {number}: the article has {len(found.blocks)}",
            where=found.title,
            remedy="`reader clean ARTICLE --why` shows them with their numbers",
        )
    wanted = None if verdict == AUTO else BlockVerdict(verdict)
    block = desk.articles.flip(article, number - 1, wanted)
    machine = found.blocks[number - 1]
    if as_json:
        print_json(
            {
                "article": article,
                "number": number,
                "start": block.span.start,
                "stop": block.span.stop,
                "verdict": block.verdict.value,
                "cleaner": machine.verdict.value,
                "rule": block.rule,
            }
        )
        return
    words = " ".join(block.span.of(found.text).split())
    words = words if len(words) <= SAID_LENGTH else f"{words[:SAID_LENGTH].rstrip()}…"
    by = "as the cleaner says" if wanted is None else f"the cleaner says {machine.verdict.value}"
    say(f"{block.verdict.value}: {number} “{words}” ({by})")


def _list(desk: Desk, article: str, *, as_json: bool) -> None:
    text = desk.articles.get(article).text
    blocks = desk.articles.get(article).blocks
    flips = desk.articles.flips(article)
    numbers = {
        flip: next((n for n, b in enumerate(blocks, 1) if b.span.overlaps(flip.span)), None)
        for flip in flips
    }
    if as_json:
        print_json(
            [
                {
                    "number": numbers[flip],
                    "start": flip.span.start,
                    "stop": flip.span.stop,
                    "annotator": flip.annotator,
                    "verdict": flip.verdict.value,
                    "text": flip.span.of(text).strip(),
                }
                for flip in flips
            ]
        )
        return
    print_table(
        ("#block", "verdict", "annotator", "text"),
        (
            (numbers[f], f.verdict.value, f.annotator, " ".join(f.span.of(text).split()))
            for f in flips
        ),
        empty="nobody said anything of its blocks",
    )


COMMANDS = (flip,)
