"""People's verdicts on blocks, laid over the blocks as they are cut today.

A flip is kept as the span it was made on. A better cleaner may cut there otherwise: then the
flip goes with the words. It holds for a block that lies mostly inside it; where its block was
joined with others, a word for the text still holds for the whole, and a word against it does
not: losing a sentence of the article is worse than showing a line of junk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.article import Block, BlockVerdict, Flip
from reader.model.text import Span
from reader.model.values import dataclass, replace

RULE = "annotator"
MOSTLY = 0.5  # of the code points between the blank space at both ends


def laid_over(text: str, blocks: Sequence[Block], flips: Iterable[Flip]) -> tuple[Block, ...]:
    """The blocks with one annotator's flips in place of the cleaner's verdicts.

    Args:
        text: of the article.
        blocks: of it, in order.
        flips: of one annotator on this article.
    """
    given = tuple(flips)
    if not given:
        return tuple(blocks)
    found = list(blocks)
    for index, flip in deciding(text, blocks, given).items():
        found[index] = replace(blocks[index], verdict=flip.verdict, rule=RULE, confidence=1.0)
    return tuple(found)


def deciding(text: str, blocks: Sequence[Block], flips: Iterable[Flip]) -> dict[int, Flip]:
    """Which flip decides on which block, by the block's index.

    The flip of just that block comes first, then one for a text that stands in it, then the one
    that shares most with it; of two that share as much, the one for the text.
    """
    best: dict[int, tuple[tuple[bool, bool, float, bool], Flip]] = {}
    words = [_bare(text, block.span) for block in blocks]
    for flip in flips:
        said = _bare(text, flip.span)
        for index, block in enumerate(blocks):
            if not flip.span.overlaps(block.span):
                continue
            exact = flip.span == block.span
            share = _share(words[index], said)
            whole = flip.verdict is BlockVerdict.BODY and _share(said, words[index]) >= MOSTLY
            if not exact and share < MOSTLY and not whole:
                continue
            rank = (exact, whole, share, flip.verdict is BlockVerdict.BODY)
            if index not in best or rank > best[index][0]:
                best[index] = (rank, flip)
    return {index: flip for index, (_, flip) in best.items()}


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What of an annotator's flips has to be written for one block to go another way.

    Attributes:
        gone: spans whose flip is taken back.
        put: spans that get a flip, with the verdict.
    """

    gone: tuple[Span, ...]
    put: tuple[tuple[Span, BlockVerdict], ...]


def rewriting(
    text: str,
    blocks: Sequence[Block],
    flips: Iterable[Flip],
    index: int,
    verdict: BlockVerdict | None,
) -> Rewriting:
    """How to set the verdict of one block, or to leave it to the cleaner (None).

    A flip of an older cut that decides on several blocks is taken apart: the others keep it.
    """
    given = tuple(flips)
    decided = deciding(text, blocks, given)
    span = blocks[index].span
    # What decides now, and what would if that went.
    here = [flip for flip in given if index in deciding(text, blocks, (flip,))]
    put = [
        (blocks[n].span, flip.verdict)
        for n, flip in decided.items()
        if n != index and flip in here and flip.span != blocks[n].span
    ]
    if verdict is not None:
        put.append((span, verdict))
    kept = {each for each, _ in put}
    return Rewriting(tuple(f.span for f in here if f.span not in kept), tuple(put))


def _bare(text: str, span: Span) -> Span:
    """The span without the blank space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _share(one: Span, other: Span) -> float:
    """How much of the first lies in the second, 0..1."""
    met = one.meet(other)
    return 0.0 if met is None else len(met) / len(one)
