"""A passage in its article: who tells it, itself beside a bar, the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content
from textual.widget import Widget

from reader.model.text import Span
from reader.tui.widgets.cells import ELLIPSIS, fitted, one_line, wrapped

WIDEST = 76  # cells of a line that is read with ease
BAR = "▌ "
AIRY = 12  # rows from which on blank ones set the passage off
MOST_BEFORE = 8  # rows of what stands before it


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """What is shown of a passage.

    Attributes:
        source: who tells it.
        about: the title of the article, its date.
        before, after: the words around it.
        quote: its words.
        hits: what is picked out, in code points of `quote`.
    """

    source: str
    about: str
    before: str
    quote: str
    after: str
    hits: tuple[Span, ...] = ()


class PassageView(Widget, can_focus=False):
    """One passage; the passage itself is always whole if there is any room for it."""

    DEFAULT_CSS = """
    PassageView { width: 1fr; height: 1fr; padding: 0 2 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._shown: ShownPassage | None = None
        self._beside: ShownPassage | None = None

    def show(self, shown: ShownPassage | None, beside: ShownPassage | None = None) -> None:
        """Show this passage, or none; it begins in the row where the one beside it does."""
        self._shown = shown
        self._beside = beside
        self.refresh()

    def render(self) -> Content:
        """All lines there is room for."""
        if self._shown is None or not self.size.height:
            return Content("")
        width = min(WIDEST, self.size.width)
        lines = passage_lines(self._shown, width, self.size.height, self._beside)
        return Content("\n").join(lines)


def passage_lines(
    shown: ShownPassage, width: int, height: int, beside: ShownPassage | None = None
) -> list[Content]:
    """The lines of a passage in its surroundings, in as much room as there is.

    Where there is room the passage begins in the same row whatever stands before it, so that
    two of them side by side can be compared.
    """
    named = Content.assemble(
        (one_line(shown.source), ".loud"), "  ", (one_line(shown.about), ".quiet")
    )
    head = [fitted(named, width)]
    if height < AIRY:
        inside = quoted(shown.quote, shown.hits, width, max(0, height - 1))
        left = height - 1 - len(inside)
        above = _last(shown.before, width, left // 2)
        below = _first(shown.after, width, left - len(above))
        return [*head, *above, *inside, *below][:height]
    inside = quoted(shown.quote, shown.hits, width, height - 2)
    left = max(0, height - 2 - len(inside))
    lead = min(MOST_BEFORE, (height - 2) // 4, max(0, left - 2))
    befores = [each.before for each in (shown, beside) if each is not None and each.before]
    lead = min(lead, max((len(_quiet(before, width)) for before in befores), default=0))
    above = _last(shown.before, width, lead)
    above = [Content("")] * (lead - len(above)) + above
    air = [Content("")] if left - lead > 1 else []
    over = air if lead else []
    below = _first(shown.after, width, left - lead - len(air) - len(over))
    return [*head, Content(""), *above, *over, *inside, *air, *below][:height]


def _last(text: str, width: int, most: int) -> list[Content]:
    """The last lines of what stands before a passage."""
    lines = _quiet(text, width) if text and most > 0 else []
    if len(lines) <= most:
        return lines
    first = lines[-most]
    while first.cell_length > width - 2 and " " in first.plain:
        first = first[first.plain.index(" ") + 1 :]
    return [Content.styled(ELLIPSIS + " ", ".quiet") + first, *lines[len(lines) - most + 1 :]]


def _first(text: str, width: int, most: int) -> list[Content]:
    """The first lines of what stands after a passage."""
    return _quiet(text, width, most) if text and most > 0 else []


def _quiet(text: str, width: int, most: int | None = None) -> list[Content]:
    paragraphs = "\n".join(one_line(paragraph) for paragraph in text.split("\n"))
    return wrapped(Content.styled(paragraphs, ".quiet"), width, most)


def quoted(
    quote: str, hits: Sequence[Span], width: int, most: int | None = None, *, bar: str = BAR
) -> list[Content]:
    """The words of a passage beside a bar, with some of them picked out."""
    words, spans = folded(quote, hits)
    content = Content(words)
    for span in spans:
        content = content.stylize(".hit", span.start, span.stop)
    margin = Content.styled(bar, ".sign")
    return [margin + line for line in wrapped(content, width - len(bar), most)]


def folded(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A text as one visible line, and the spans where they are in it then."""
    cuts = sorted({0, len(text), *(min(x, len(text)) for s in spans for x in (s.start, s.stop))})
    places = {0: 0}
    folded = ""
    for start, stop in pairwise(cuts):
        part = text[start:stop]
        lead = " " if folded and not folded.endswith(" ") and part[:1].isspace() else ""
        tail = " " if part.strip() and part[-1:].isspace() else ""
        folded += lead + one_line(part) + tail
        places[stop] = len(folded)
    moved = (Span(places[min(s.start, len(text))], places[min(s.stop, len(text))]) for s in spans)
    return folded, [span for span in moved if len(span)]
