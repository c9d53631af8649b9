"""Why the blocks of an article on the desk are judged as they are, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.desk.flipping import deciding
from reader.model.article import Article, Block, Flip, RawArticle
from reader.model.explanation import BlockReason


def reasons_of(
    raw: RawArticle,
    article: Article,
    today: Article,
    shown: Sequence[Block],
    flips: Sequence[Flip],
    wanted: Iterable[int] | None = None,
) -> tuple[BlockReason, ...]:
    """Why blocks are judged as they are.

    Args:
        raw: what the article was made from.
        article: as it is stored.
        today: as it would come in today.
        shown: its blocks as the annotator who asks sees them.
        flips: everybody's words on its blocks.
        wanted: indices of blocks, or None for all.
    """
    from reader.cleaning.explaining import reasons

    now = {block.span: block for block in today.blocks} if today.text == article.text else {}
    people: dict[int, list[Flip]] = {}
    for handle in sorted({flip.annotator.casefold() for flip in flips}):
        own = [flip for flip in flips if flip.annotator.casefold() == handle]
        for index, flip in deciding(article.text, article.blocks, own).items():
            people.setdefault(index, []).append(flip)
    found = []
    for reason in reasons(raw, article, wanted):
        index, block = reason.number - 1, reason.block
        new = now.get(block.span, block)
        found.append(
            replace(
                reason,
                shown=shown[index],
                flips=tuple(people.get(index, ())),
                today=None if new.verdict is block.verdict else new,
            )
        )
    return tuple(found)
