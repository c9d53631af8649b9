"""Lists, tables, definitions and code as lines of Markdown, once their words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cleaning.markdown_marks import BREAK

_FENCES = re.compile("`{3,}")
_FIGURE = re.compile(r"\d")
_MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, or a further paragraph of it.

    Attributes:
        words: as Markdown.
        level: how deep its list lies in others, from 1.
        number: of an item in a numbered list, else None.
        continued: whether it goes on with the item above it on its level.
    """

    words: str
    level: int
    number: str | None = None
    continued: bool = False


def list_lines(items: Sequence[Item]) -> str:
    """A list, those inside it indented by what stands before the words above them.

    A numbered list that starts anew beside another has another sign behind its numbers, or
    it would be read as one with it.
    """
    lines: list[str] = []
    open_items: list[_Open] = []
    base = min(item.level for item in items)
    for item in items:
        depth = min(item.level - base + 1, len(open_items) + 1)
        if item.continued and open_items:
            del open_items[depth:]
            lines.extend(("", _indented(item.words, sum(each.width for each in open_items))))
            continue
        before = open_items[depth - 1] if len(open_items) >= depth else None
        opened = _opened(item, before)
        # A list that starts otherwise than with 1 ends no paragraph, and two lists are two.
        if lines and (opened.number not in {None, 1} if before is None else not opened.same):
            lines.append("")
        del open_items[depth - 1 :]
        indent = sum(each.width for each in open_items)
        open_items.append(opened)
        words = _indented(item.words, indent + opened.width)
        lines.append(" " * indent + opened.mark + words[indent + opened.width :])
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that others may lie in: its mark, and whether it goes on with the list above."""

    mark: str
    number: int | None
    same: bool

    @property
    def width(self) -> int:
        """Cells that lines in it are indented by."""
        return len(self.mark)


def _opened(item: Item, before: _Open | None) -> _Open:
    """An item behind the one before it on its level, if there is one."""
    if item.number is None:
        return _Open("- ", None, before is None or before.number is None)
    number = int(item.number)
    sign, same = ".", before is None
    if before is not None and before.number is not None:
        same = number == before.number + 1
        sign = before.mark[-2] if same else ")" if before.mark[-2] == "." else "."
    return _Open(f"{number}{sign} ", number, same)


def _indented(words: str, indent: int) -> str:
    """Lines with blank space before each."""
    lead = " " * indent
    return "\n".join(lead + line for line in words.split("\n"))


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row that is not said to be one is a head: words above figures.

    >>> names_columns([["Town", "Level"], ["Vell", "2.10"], ["Wend", "1.85"]])
    True
    """
    first, *others = rows
    return (
        bool(others)
        and all(cell and not _FIGURE.search(cell) for cell in first)
        and all(any(_FIGURE.search(cell) for cell in cells) for cells in others)
    )


def table_lines(rows: Sequence[Sequence[str]], *, headed: bool) -> str:
    """A table; a first row that names no columns stands below an empty one.

    Args:
        rows: cells as Markdown, line breaks in them as line feeds.
        headed: whether the first row names the columns.
    """
    width = min(_MAX_COLUMNS, max(map(len, rows)))
    if not headed:
        rows = [[""] * width, *rows]
    lines = []
    for number, cells in enumerate(rows):
        whole = [*cells[:width], *[""] * (width - len(cells))]
        lines.append("| " + " | ".join(_cell(cell) for cell in whole) + " |")
        if number == 0:
            lines.append("| " + " | ".join(["---"] * width) + " |")
    return "\n".join(lines)


def _cell(words: str) -> str:
    """The words of a cell: a bar in them parts no cells, a break is written as HTML."""
    return words.replace("|", "\\|").replace(BREAK, "<br>").replace("\n", "<br>")


def definition_lines(words: Sequence[str]) -> str:
    """A term, and what it means below it (the way of PHP Markdown Extra and Pandoc)."""
    term, *meanings = words
    return "\n".join([term, *(f":   {each}".replace("\n", "\n    ") for each in meanings)])


def fenced(code: str) -> str:
    """Code between fences longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(code)), default=0))
    return f"{fence}\n{code}\n{fence}"
