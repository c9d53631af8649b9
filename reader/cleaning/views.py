"""The clean text of an article, and the way from its offsets to the article's and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.article import Article, Block, BlockKind, BlockVerdict

_CLOSE = frozenset((BlockKind.LIST_ITEM, BlockKind.TABLE))  # a line break between two of them


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text and its two-way map.

    The text is made of runs that stand in the article as they stand here, with blank space
    between them; a run knows where it starts in both.

    Attributes:
        text: the clean text.
        clean_starts, article_starts, lengths: of the runs, in code points, ascending.
    """

    text: str
    clean_starts: tuple[int, ...] = ()
    article_starts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    def to_clean(self, offset: int) -> int | None:
        """Where a code point of the article stands in the clean text, or None if it does not.

        The offset just behind a run maps to the offset just behind it, so that a span's stop
        can be mapped like its start.
        """
        run = bisect_right(self.article_starts, offset) - 1
        if run < 0:
            return None
        inside = offset - self.article_starts[run]
        return self.clean_starts[run] + inside if inside <= self.lengths[run] else None

    def to_article(self, offset: int) -> int:
        """Where a code point of the clean text stands in the article.

        Blank space between runs maps to where the run before it ends.

        Raises:
            IndexError: the offset lies outside the clean text.
        """
        if not 0 <= offset <= len(self.text):
            msg = f"offset {offset} outside a clean text of {len(self.text)} code points"
            raise IndexError(msg)
        run = bisect_right(self.clean_starts, offset) - 1
        if run < 0:
            return 0
        inside = min(offset - self.clean_starts[run], self.lengths[run])
        return self.article_starts[run] + inside


def body_text(
    article: Article,
    verdicts: Sequence[BlockVerdict] | None = None,
    *,
    asides: bool = False,
) -> CleanText:
    """The body of an article: blank space inside a block folded, blocks apart by a blank line.

    Args:
        article: the article.
        verdicts: one for each block, in place of the cleaner's own (flips applied).
        asides: whether titles, captions and the like are part of it.
    """
    wanted = {BlockVerdict.BODY, BlockVerdict.ASIDE} if asides else {BlockVerdict.BODY}
    parts: list[str] = []
    clean: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    length = 0
    before: Block | None = None
    for index, block in enumerate(article.blocks):
        if (block.verdict if verdicts is None else verdicts[index]) not in wanted:
            continue
        runs = _runs(article.text, block)
        if not runs:
            continue
        if before is not None:
            close = before.kind is block.kind and block.kind in _CLOSE
            parts.append("\n" if close else "\n\n")
            length += len(parts[-1])
        for number, (start, stop) in enumerate(runs):
            if number:
                parts.append(" ")
                length += 1
            clean.append(length)
            starts.append(start)
            lengths.append(stop - start)
            parts.append(article.text[start:stop])
            length += stop - start
        before = block
    return CleanText("".join(parts), tuple(clean), tuple(starts), tuple(lengths))


def kept_lines(article: Article) -> list[bool]:
    """Whether each line of a plain text (`article.text` split at LF) is body.

    Of plain text alone: its fixed text has the lines of the input, one for one.
    """
    kept: list[bool] = []
    blocks = iter(article.blocks)
    block = next(blocks, None)
    start = 0
    for line in article.text.split("\n"):
        stop = start + len(line)
        first = start + len(line) - len(line.lstrip())
        while block is not None and block.span.stop <= first < stop:
            block = next(blocks, None)
        kept.append(first < stop and block is not None and block.verdict is BlockVerdict.BODY)
        start = stop + 1
    return kept


def _runs(text: str, block: Block) -> list[tuple[int, int]]:
    """The stretches of a block between its blank space; a single space joins two into one."""
    runs: list[tuple[int, int]] = []
    at = block.span.start
    whole = block.span.of(text)
    words = whole.split()
    bare = whole.strip()
    if words and " ".join(words) == bare:  # nothing but single spaces
        at += len(whole) - len(whole.lstrip())
        return [(at, at + len(bare))]
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        if runs and start == runs[-1][1] + 1 and text[start - 1] == " ":
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((start, at))
    return runs
