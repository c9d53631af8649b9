"""Which blocks of an article are on the page, and in which dress.

The text keeps all it came with; a view chooses. *Clean* shows the body, asides (captions,
credits, bylines) apart and dim, and hides junk; *dimmed* shows junk too, dim; *everything*
shows all of it in plain ink. Each block that is no body carries a label that says what the
cleaner took it for. Labels, bullets and bars are drawn, never selected: they have no offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.model.values import dataclass, replace

# A verdict of junk that is barely one is shown dim even in the clean view: a sentence lost is
# worse than a line too many.
DOUBTFUL = 0.6  # confidence

BULLET = "• "
BAR = "┊ "
QUOTE_BAR = "│ "
_NOT_BLANK = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_NOT_BLANK_LINE = re.compile(r"\S(?:.*\S)?")


class ViewMode(StrEnum):
    """How much of an article is on the page."""

    CLEAN = "clean"
    DIMMED = "dimmed"
    EVERYTHING = "everything"

    @property
    def next(self) -> ViewMode:
        """The mode that the key for it goes to."""
        modes = tuple(ViewMode)
        return modes[(modes.index(self) + 1) % len(modes)]


class Role(StrEnum):
    """How a block is dressed."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    ASIDE = "aside"
    JUNK = "junk"


_LEARNT = frozenset(("repeated", "flipped-alike"))  # rules that say more than `other`


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block on the page, or one line of it where its lines matter.

    Attributes:
        span: its text without the blank space around it; never empty.
        block: its index among the article's blocks.
        role: how it is dressed.
        bar: drawn before each row of it.
        label: drawn after the bar of its first row, followed by two spaces; or empty.
        bullet: drawn before its first row, and left free before the others; or empty.
        gap: whether a blank row stands before it.
        above: rows that are drawn before it; they have no offsets.
        cells: of a table's row, the columns that its cells start in, all but the first.
        strong: whether it is drawn bold.
    """

    span: Span
    block: int
    role: Role
    bar: str = ""
    label: str = ""
    bullet: str = ""
    gap: bool = True
    above: tuple[str, ...] = ()
    cells: tuple[int, ...] = ()
    strong: bool = False

    @property
    def first_indent(self) -> int:
        """Cells before the text of its first row."""
        label = len(self.label) + 2 if self.label else 0
        return len(self.bar) + label + len(self.bullet)

    @property
    def indent(self) -> int:
        """Cells before the text of its other rows."""
        return len(self.bar) + len(self.bullet)


def shown_blocks(text: str, blocks: Sequence[Block], mode: ViewMode) -> tuple[ShownBlock, ...]:
    """The blocks that are on the page in a view, in reading order.

    Args:
        text: of the article.
        blocks: its blocks, with the reader's own flips applied.
        mode: clean, dimmed or everything.
    """
    shown: list[ShownBlock] = []
    before: Block | None = None
    for index, block in enumerate(blocks):
        if not _is_shown(block, mode):
            continue
        apart = before is None or not _stand_together(before, block)
        for span in _pieces(text, block):
            dressed = _dressed(block, index, span, mode, gap=apart and bool(shown))
            if before is not None and not apart and _label(before) == _label(block):
                dressed = replace(dressed, label="")  # said once for a run of the same
            shown.append(dressed)
            apart = False
            before = block
    return tuple(shown)


def _is_shown(block: Block, mode: ViewMode) -> bool:
    return (
        block.verdict is not BlockVerdict.JUNK
        or mode is not ViewMode.CLEAN
        or block.confidence < DOUBTFUL
    )


def _pieces(text: str, block: Block) -> Iterator[Span]:
    """What a block shows: itself, or its lines where it is a table or code."""
    by_line = block.kind in {BlockKind.TABLE, BlockKind.CODE}
    pattern = _NOT_BLANK_LINE if by_line else _NOT_BLANK
    for found in pattern.finditer(text, block.span.start, block.span.stop):
        yield Span(*found.span())


def _stand_together(before: Block, block: Block) -> bool:
    """Whether no blank row parts two blocks: items of a list, and runs of asides or junk."""
    if before.verdict is not block.verdict:
        return False
    if block.verdict is BlockVerdict.BODY:
        return before.kind is block.kind is BlockKind.LIST_ITEM
    return Category.TITLE not in {before.category, block.category}


def _dressed(block: Block, index: int, span: Span, mode: ViewMode, *, gap: bool) -> ShownBlock:
    """The block as it is shown in a view."""
    if block.verdict is BlockVerdict.ASIDE and block.category is Category.TITLE:
        return ShownBlock(span, index, Role.TITLE, gap=gap)
    bullet = BULLET if block.kind is BlockKind.LIST_ITEM else ""
    if block.kind is BlockKind.LIST_ITEM and block.level > 1:
        bullet = "  " * min(block.level - 1, 4) + bullet
    if block.verdict is BlockVerdict.BODY:
        heading = block.kind is BlockKind.HEADING or block.category is Category.SUBHEADING
        role = Role.HEADING if heading else Role.BODY
        bar = QUOTE_BAR if block.kind is BlockKind.QUOTE else ""
        return ShownBlock(span, index, role, bar=bar, bullet=bullet, gap=gap)
    role = Role.ASIDE if block.verdict is BlockVerdict.ASIDE else Role.JUNK
    if mode is ViewMode.EVERYTHING:
        role = Role.BODY
    label = _label(block)
    return ShownBlock(span, index, role, bar=BAR, label=label, bullet=bullet, gap=gap)


def _label(block: Block) -> str:
    """What a block that is no text is called beside it: its category, or who says so."""
    name = block.rule.partition(" ")[0]
    if name in _LEARNT:
        return name.replace("-", " ")
    if block.category is Category.TEXT:  # only a person calls text junk
        return "flipped"
    return block.category.value.replace("-", " ")
