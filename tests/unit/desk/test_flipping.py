from __future__ import annotations

import pytest

from reader.desk.flipping import laid_over
from reader.model.article import Block, BlockKind, BlockVerdict, Category, Flip
from reader.model.text import Span

BODY, JUNK = BlockVerdict.BODY, BlockVerdict.JUNK
TEXT = "A short line.\n\nA line that is rather longer than the one above it.\n"
MIDDLE = TEXT.index("A line")
WHOLE, SHORT, LONG = Span(0, len(TEXT)), Span(0, MIDDLE), Span(MIDDLE, len(TEXT))


def said(spans: list[Span], verdict: BlockVerdict, *flips: tuple[Span, BlockVerdict]) -> list[str]:
    blocks = [Block(s, BlockKind.PARAGRAPH, verdict, Category.OTHER, "model", 0.9) for s in spans]
    made = [Flip("a", span, "ada", flipped) for span, flipped in flips]
    return [block.verdict.value for block in laid_over(TEXT, blocks, made)]


@pytest.mark.parametrize(
    ("spans", "verdict", "flips", "expected"),
    [
        ([SHORT, LONG], BODY, [], ["body", "body"]),
        ([SHORT, LONG], BODY, [(SHORT, JUNK)], ["junk", "body"]),
        # A block that is cut in two: both go with it.
        ([SHORT, LONG], BODY, [(WHOLE, JUNK)], ["junk", "junk"]),
        # The flip of just the block before that of a larger one.
        ([SHORT, LONG], JUNK, [(WHOLE, BODY), (SHORT, JUNK)], ["junk", "body"]),
        # Two blocks that became one: most of it decides on junk, any of it on text.
        ([WHOLE], BODY, [(SHORT, JUNK)], ["body"]),
        ([WHOLE], BODY, [(LONG, JUNK)], ["junk"]),
        ([WHOLE], JUNK, [(SHORT, BODY)], ["body"]),
        ([WHOLE], JUNK, [(SHORT, BODY), (LONG, JUNK)], ["body"]),
    ],
)
def test_flips_go_with_their_words(
    spans: list[Span],
    verdict: BlockVerdict,
    flips: list[tuple[Span, BlockVerdict]],
    expected: list[str],
) -> None:
    assert said(spans, verdict, *flips) == expected
