"""A block that is kept: its words, and what its styles say of them and of the whole of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reader.model.article import (
    Article,
    Block,
    BlockVerdict,
    Category,
    Style,
    StyleKind,
)
from reader.model.text import Span

_HUNG = frozenset((StyleKind.IMAGE, StyleKind.EMBED, StyleKind.RULE))
_OF_BLOCKS = frozenset(
    (
        StyleKind.NOTE,
        StyleKind.NUMBER,
        StyleKind.CONTINUED,
        StyleKind.TERM,
        StyleKind.DEFINITION,
        StyleKind.HEADER,
        StyleKind.RULE,
        StyleKind.EMBED,
    )
)
_APART = frozenset((Category.CAPTION, Category.EMBED, Category.FOOTNOTE))  # even in the body


@dataclass(frozen=True, slots=True)
class Kept:
    """A block to write: its words without blank space around them, and its styles."""

    block: Block
    span: Span
    inline: tuple[Style, ...]
    told: dict[StyleKind, str | None]
    hung: tuple[Style, ...]
    apart: Category | None  # what it is beside the text, or None


def kept_block(article: Article, block: Block, verdict: BlockVerdict) -> Kept:
    """A block with its styles, those of its words and those of the whole of it."""
    words = block.span.of(article.text)
    start = block.span.start + len(words) - len(words.lstrip())
    span = Span(start, max(start, block.span.start + len(words.rstrip())))
    styles = article.styles
    first = bisect_left(styles, start, key=_start)
    behind = bisect_left(styles, span.stop, lo=first, key=_start)
    inline, hung = [], []
    told: dict[StyleKind, str | None] = {}
    for style in styles[first:behind]:
        if style.kind in _HUNG and (style.label is not None or style.kind is not StyleKind.IMAGE):
            hung.append(style)
        elif style.kind in _OF_BLOCKS:
            told[style.kind] = style.target
        elif style.span.stop <= span.stop:
            inline.append(style)
    apart = verdict is BlockVerdict.ASIDE or block.category in _APART
    category = block.category if apart else None
    return Kept(block, span, tuple(inline), told, tuple(hung), category)


def _start(style: Style) -> int:
    return style.span.start
