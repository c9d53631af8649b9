"""How `clean --why` looks: each block with its verdict, and below it, in fainter ink, why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from reader.cli.printing import print_json, print_table
from reader.cli.shapes import block_values
from reader.model.article import BlockVerdict
from reader.model.explanation import BlockReason
from reader.model.visible import visible

WIDEST = 100  # columns; a longer line of reasons is hard to read
MODEL = "model"  # the rule of what no rule decided
MOST_FOR, MOST_AGAINST = 4, 2  # grounds that are told
TOLD_LENGTH = 200  # code points of a block that a table holds
# A shape and a colour for each verdict: the shape alone must do.
SIGNS = {
    BlockVerdict.BODY: ("●", "green"),
    BlockVerdict.ASIDE: ("◐", "yellow"),
    BlockVerdict.JUNK: ("✗", "red"),
}


def print_reasons(text: str, reasons: Sequence[BlockReason]) -> None:
    """Print every block and why it is judged so: drawn on a terminal, else one line each."""
    if sys.stdout.isatty():
        _draw(text, reasons)
        return
    print_table(
        ("#block", "verdict", "category", "rule", "#confidence", "why", "text"),
        (
            (
                each.number,
                each.shown.verdict.value,
                each.shown.category.value,
                each.block.rule,
                f"{each.block.confidence:.2f}",
                "; ".join(why(each)),
                _words(text, each)[:TOLD_LENGTH],
            )
            for each in reasons
        ),
        empty="no blocks: there is no text in it",
    )


def print_reasons_json(text: str, reasons: Sequence[BlockReason]) -> None:
    """Print the same as JSON, with every ground and its weight."""
    print_json([reason_values(text, each) for each in reasons])


def reason_values(text: str, reason: BlockReason) -> dict[str, Any]:
    """One block of `clean --why --json`."""
    return {
        "number": reason.number,
        **block_values(reason.block),
        "shown": reason.shown.verdict.value,
        "why": reason.words,
        "chance": reason.chance,
        "grounds": [
            {"words": g.words, "weight": g.weight, "features": list(g.features)}
            for g in reason.grounds
        ],
        "flips": {flip.annotator: flip.verdict.value for flip in reason.flips},
        "today": None if reason.today is None else reason.today.verdict.value,
        "text": _words(text, reason),
    }


def why(reason: BlockReason) -> list[str]:
    """The reasons, a line each: the rule or what is for it, what is against it, who says what."""
    body = reason.block.verdict is BlockVerdict.BODY
    spoken = [each.words for each in reason.grounds if (each.weight > 0) is body]
    against = [each.words for each in reason.grounds if (each.weight > 0) is not body]
    said = []
    if reason.block.rule != MODEL or not reason.grounds:
        said.append(reason.words)
        if reason.chance is not None:
            said.append(f"by itself it looks like text: {reason.chance:.0%}")
    if spoken:
        said.append(f"because {' · '.join(spoken[:MOST_FOR])}")
    if against:
        said.append(f"though {' · '.join(against[:MOST_AGAINST])}")
    said += [f"{flip.annotator} says {flip.verdict.value}" for flip in reason.flips]
    if reason.today is not None:
        said.append(f"judged anew it would be {reason.today.verdict.value}")
    return said


def _words(text: str, reason: BlockReason) -> str:
    return " ".join(reason.block.span.of(text).split())


def _draw(text: str, reasons: Sequence[BlockReason]) -> None:
    """Two lines and more for each block, on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDEST)
    room = max((len(each.shown.category.value) for each in reasons), default=0)
    digits = len(str(len(reasons)))
    for each in reasons:
        sign, colour = SIGNS[each.shown.verdict]
        line = Text()
        line.append(f"{each.number:>{digits}} ", style="dim")
        line.append(f"{sign} {each.shown.verdict.value:<5} ", style=f"bold {colour}")
        line.append(f"{each.shown.category.value:<{room}} ", style=colour)
        line.append(f"{each.shown.confidence:4.0%}  ", style="dim")
        line.append(visible(_words(text, each)))
        line.truncate(width, overflow="ellipsis")
        console.print(line, no_wrap=True, crop=True)
        for told in why(each):
            below = Text(visible(told), style="dim")
            for part in below.wrap(console, width - digits - 3):
                part.rstrip()
                console.print(Text(" " * (digits + 3)) + part, no_wrap=True)
