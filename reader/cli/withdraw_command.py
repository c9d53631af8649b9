"""`reader withdraw`: an article out of the work, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reader.cli.printing import print_json, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import summary_values

if TYPE_CHECKING:
    from reader.desk.withdrawing import Withdrawal

_NOUNS = (
    ("marks", "mark", "marks"),
    ("links", "link", "links"),
    ("passages", "passage of events", "passages of events"),
)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--back", is_flag=True, help="Bring withdrawn articles back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def withdraw(session: Session, /, words: tuple[str, ...], back: bool, as_json: bool) -> None:
    """Take articles out of the work, or bring them back.

    A withdrawn article leaves lists, panes, search, suggestions and events, with all its
    versions. Nothing is deleted: text, marks, links and history stay in the file, and exports
    write its marks and say that it was withdrawn. `reader undo` brings it back as well.

    Examples:
      reader withdraw 4
      reader list --withdrawn
      reader withdraw --back 4
    """
    with session.desk() as desk:
        if back:
            done = desk.withdrawing.bring_back([desk.withdrawing.find(word) for word in words])
        else:
            done = desk.withdrawing.withdraw([desk.articles.resolve(word) for word in words])
    if as_json:
        print_json([_values(each, withdrawn=not back) for each in done])
        return
    for each in done:
        say(f"{'back' if back else 'withdrawn'}: {each.article.number}  {each.article.title}")
        beside = _beside(each)
        if beside and back:
            say(f"  with {beside}")
        elif beside:
            say(f"  kept in the file: {beside}; `reader withdraw --back {each.article.number}`")


def _beside(each: Withdrawal) -> str:
    """`2 versions, 3 marks and 1 link`: what else went, as far as there is any."""
    counts = asdict(each)
    parts = [f"{each.versions} versions"] if each.versions > 1 else []
    for name, one, many in _NOUNS:
        if counts[name]:
            parts.append(f"{counts[name]} {one if counts[name] == 1 else many}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _values(each: Withdrawal, *, withdrawn: bool) -> dict[str, object]:
    counts = asdict(each)
    del counts["article"]
    return {**summary_values(each.article), "withdrawn": withdrawn, "with": counts}


COMMANDS = (withdraw,)
