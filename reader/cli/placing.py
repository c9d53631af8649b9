"""The options that say where a mark stands, and the spans they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from reader.cli.places import OFFSETS, span_of
from reader.model.text import Span, joined

if TYPE_CHECKING:
    from reader.desk.desk import Desk

Command = Callable[..., Any]


def placing(command: Command) -> Command:
    """The options that say where a mark stands."""
    for option in reversed(
        (
            click.option("--quote", metavar="TEXT", help="The words; blank space may differ."),
            click.option("--number", type=int, metavar="N", help="Which of several such places."),
            click.option("--start", type=int, help="Where it starts, in code points of the text."),
            click.option("--stop", type=int, help="Where it stops: the first one after it."),
            click.option(
                "--piece",
                "pieces",
                multiple=True,
                metavar="START-STOP",
                help="One of several pieces, again for each; those that meet are one.",
            ),
        )
    ):
        command = option(command)
    return command


def spans_of(
    desk: Desk,
    article: str,
    quote: str | None,
    number: int | None,
    start: int | None,
    stop: int | None,
    pieces: Sequence[str],
) -> list[Span] | None:
    """The spans that the options say, or None when they say none.

    Raises:
        SpanError: no span, or not where the article has words.
        AmbiguousError: the quote stands in several places and no number was given.
    """
    given = [quote is not None, start is not None or stop is not None, bool(pieces)]
    if sum(given) > 1:
        raise click.UsageError("give --quote, or --start and --stop, or --piece, not several")
    if number is not None and quote is None:
        raise click.UsageError("--number goes with --quote")
    if quote is not None:
        return [desk.marks.place(article, quote, number)]
    if pieces:
        return list(joined(map(_piece, pieces)))
    if start is None and stop is None:
        return None
    if start is None or stop is None:
        raise click.UsageError("--start and --stop go together")
    return [span_of(str(start), str(stop))]


def _piece(piece: str) -> Span:
    found = OFFSETS.fullmatch(piece)
    if found is None:
        raise click.UsageError(f"not a piece: {piece!r}; write START-STOP")
    return span_of(found[1], found[2])


def attributes_of(pairs: Sequence[str]) -> dict[str, str]:
    """`KEY=VALUE` pairs."""
    found = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not key or not equals:
            raise click.UsageError(f"not an attribute: {pair!r}; write KEY=VALUE")
        found[key] = value
    return found
