"""The cells of a row in the list of articles, apart from who has it."""

from __future__ import annotations

from textual.content import Content

from reader.model.article import ArticleSummary, ReadingState
from reader.tui.rows import numbered as circled
from reader.tui.screens.sharing import SIGNS
from reader.tui.widgets.cells import fitted, one_line

NUMBERS = frozenset({"number", "words", "marks"})  # columns that are set to the right
_STATES = {
    ReadingState.TO_READ: "to read",
    ReadingState.READING: "reading",
    ReadingState.DONE: "done",
}
_TICK = "■"


def cell(each: ArticleSummary, column: str, cells: int, *, ticked: bool) -> Content:
    """One cell, brought to its width.

    Args:
        each: the article of the row.
        column: which one; where the state has room for one cell, it is a sign alone.
        cells: the width of the column.
        ticked: whether the article is to be read side by side with others.
    """
    sign, ink = SIGNS[each.state]
    unread = each.state is ReadingState.TO_READ
    words: dict[str, tuple[str, str]] = {
        "number": (circled(each.number), ".quiet"),
        "tick": (_TICK if ticked else "", ".key"),
        "source": (one_line(each.source or "—"), ""),
        "title": (one_line(each.title), ".loud" if unread else ""),
        "published": ((each.published or "—")[:10], ".quiet"),
        "words": (f"{each.words:,}", ".quiet"),
        "marks": (str(each.marks or "·"), "" if each.marks else ".faint"),
        "state": (sign, ink),
    }
    text, style = words[column]
    content = Content.styled(text, style) if style else Content(text)
    if column == "state" and cells > 1:
        content = Content.assemble((sign, ink), f" {_STATES[each.state]}")
    return fitted(content, cells, right=column in NUMBERS)
