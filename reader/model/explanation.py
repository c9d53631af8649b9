"""Why a block is judged as it is, in words."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.article import Block, Flip


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that carried a verdict of the model.

    Attributes:
        words: what it is, for people: `many links`.
        weight: natural log-odds, over 0 for the text and under 0 against it.
        features: the names of the features behind it.
    """

    words: str
    weight: float
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockReason:
    """One block, and why it is judged as it is.

    Attributes:
        number: of the block in its article, from 1: what users type.
        block: as the cleaner and the source's evidence judged it.
        shown: the block with the asking annotator's flip, where there is one.
        words: the rule in words.
        chance: the model's probability that it is body, or None where no model was asked.
        grounds: what carried that, the weightiest first.
        flips: everybody's words on the block.
        today: the block as the cleaner of today judges it, where that differs, else None.
    """

    number: int
    block: Block
    shown: Block
    words: str
    chance: float | None = None
    grounds: tuple[Ground, ...] = ()
    flips: tuple[Flip, ...] = ()
    today: Block | None = None
