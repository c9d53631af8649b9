"""Events over sources: what is read of the desk, and how a row of the table is set."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from textual.content import Content

from reader.desk import synopsis as whole
from reader.desk.desk import Desk
from reader.model import synopsis as model
from reader.model.link import LinkEnd
from reader.model.synopsis import MatrixRow
from reader.model.text import Span
from reader.tui.screens import naming
from reader.tui.screens.quotes import tick
from reader.tui.widgets.cells import (
    ELLIPSIS,
    beside,
    clipped,
    fitted,
    one_line,
    side_by_side,
    wrapped,
)
from reader.tui.widgets.passage_view import folded

FIRST = 40  # events that are shown before the others: more than the tallest screen has
MANY = 1_000  # articles from which on the whole of it takes a second and more
NARROWEST = 22  # cells of a source's column; what does not fit is reached by going right
GAP = 2  # cells between columns
ROOMY = 100  # cells of the table from which words are not spared
SEEN = 0.8  # share of a cell up to which a figure is in sight without more ado
LEAD = 18  # code points before a figure that are shown then
SOURCE = 32  # cells of a source's name where more is said of it


class Synopsis(model.Synopsis):
    """What the screen shows, read once, with names for it."""

    __slots__ = ()

    def named(self, end: LinkEnd) -> str:
        """Who tells it."""
        return self.who(end.article)

    def who(self, article: str) -> str:
        """The number and source of an article."""
        found = next((each for each in self.articles if each.id == article), None)
        return article[:8] if found is None else naming.numbered(found)

    def origin(self, row: MatrixRow, article: str) -> str:
        """Who tells an event, which agencies are credited, and who has the same text."""
        agencies = ", ".join(self.credits.get(article, ()))
        twins = [each for group in row.sources if article in group for each in group]
        others = " ".join(self._number(each) for each in twins if each != article)
        who = clipped(self.who(article), SOURCE)
        credited = f"credits {agencies}" if agencies else ""
        same = f"same text as {others}" if others else ""
        return " · ".join(part for part in (who, credited, same) if part)

    def _number(self, article: str) -> str:
        return self.who(article).partition(" ")[0]


def read(desk: Desk, stop: Callable[[], bool], story: str | None = None) -> Synopsis | None:
    """The synopsis of a desk or a story; None when nobody waits for it any more."""
    found = whole.synopsis(desk, story=story, stop=stop)
    if found is None:
        return None
    inside = {each.id for each in found.articles}
    articles = tuple(each for each in naming.articles(desk) if each.id in inside)
    return Synopsis(articles, found.rows, found.alone, found.credits, found.languages)


def beginning(desk: Desk, story: str | None) -> Synopsis | None:
    """The first events that people keep, of a desk of very many articles; None of another."""
    if len(desk.articles.order()) < MANY or desk.links.ready(story=story):
        return None
    found = whole.kept(desk, story=story, most=FIRST)
    return Synopsis(found.articles, found.rows)


def window(count: int, width: int, column: int) -> tuple[range, int]:
    """Which of the columns are in sight, and how wide each of them is.

    Args:
        count: how many there are.
        width: of the table, in cells.
        column: the one that must be in sight.
    """
    shown = max(1, min(count, (width + GAP) // (NARROWEST + GAP)))
    first = min(max(0, column - shown // 2), max(0, count - shown))
    return range(first, first + shown), max(1, (width - GAP * (shown - 1)) // shown)


def event_lines(
    synopsis: Synopsis,
    row: MatrixRow,
    width: int,
    most: int,
    column: int,
    at: int | None,
    picked: Container[LinkEnd] = (),
) -> list[Content]:
    """A title, and the first quote of each source in sight under it.

    Args:
        synopsis: of the screen.
        row: the event.
        width: in cells.
        most: lines of a quote.
        column: the one that is in sight.
        at: the one the cursor is in, or None.
        picked: the passages in hand.
    """
    columns, each = window(len(synopsis.articles), width, column)
    blocks = [
        _cell(synopsis, row, n, each, most, here=n == at, picked=picked)
        for n in columns
        if n < len(synopsis.articles)
    ]
    return [_title(row, width), *side_by_side(blocks, [each] * len(blocks))]


def headings(synopsis: Synopsis, width: int, column: int) -> Content:
    """The sources over their columns, and arrows where more of them lie."""
    articles = synopsis.articles
    columns, each = window(len(articles), width, column)
    cells = []
    for n in columns:
        more = n == columns[-1] and n < len(articles) - 1
        less = n == columns[0] and n > 0
        name = f"{'‹ ' if less else ''}{naming.numbered(articles[n])}"
        ink = ".key" if n == column else ".quiet"
        cell = fitted(Content.styled(name, ink), each - 2 * more)
        cells.append(cell + Content.styled(" ›", ".quiet") if more else cell)
    return beside(cells, GAP)


def _title(row: MatrixRow, width: int) -> Content:
    """Whether it is kept, its title, its date, who tells it, and how much disagrees in it.

    What stands after the title is never cut.
    """
    event = row.event
    count = len(row.contrasts)
    fewer = len(row.sources) < len(row.cells)
    flags = Content.assemble(
        (f"  {event.happened_on}" if event.happened_on else "", ".quiet"),
        (f"  {row.told_by} sources", ".key" if fewer else ".quiet"),
        (" independent" if fewer and width >= ROOMY else "", ".key"),
        (f"  ≠ {count} disagree" if count else "", ".alarm"),
    )
    sign = ("◇ ", ".quiet") if event.proposed else ("◆ ", ".sign")
    title = Content.assemble(sign, (one_line(event.title) or "(no shared words)", ".loud"))
    room = max(4, width - flags.cell_length)
    return fitted(title.truncate(room, ellipsis=True) + flags, width)


def _cell(
    synopsis: Synopsis,
    row: MatrixRow,
    column: int,
    width: int,
    most: int,
    *,
    here: bool,
    picked: Container[LinkEnd],
) -> list[Content]:
    """A source's first quote, clipped, and how many more there are; or that it is silent.

    Figures that disagree are picked out, and the quote is the first that has one. Under it
    stands whose text it is too, where another source has it in the same words.
    """
    article = synopsis.articles[column].id
    ends = row.cells.get(article, ())
    if not ends:
        return [Content.styled(synopsis.silence(row, article), ".here" if here else ".faint")]
    twin = row.same_text(article)
    most -= twin is not None
    figures = _figures(row, article)
    end = shown_first(row, article)
    hand = next((tick(x, picked) for x in ends if x in picked), Content(""))
    lines = wrapped(hand + _told(end, figures, width * most), width, most)
    if len(ends) > 1:
        more = Content.styled(f" +{len(ends) - 1}", ".key")
        last = lines[-1].truncate(width - more.cell_length, ellipsis=True)
        lines = [*lines[:-1], last + more]
    lines = [line.stylize(".here") for line in lines] if here else lines
    if twin is not None:
        same = Content.styled(f"= {synopsis.who(twin)}", ".quiet")
        lines.append(same.truncate(width, ellipsis=True))
    return lines


def shown_first(row: MatrixRow, article: str) -> LinkEnd:
    """Of the passages of a cell that is not silent the one shown: the first with a figure."""
    ends, figures = row.cells[article], _figures(row, article)
    return next((x for x in ends if any(x.span.covers(span) for span in figures)), ends[0])


def _figures(row: MatrixRow, article: str) -> list[Span]:
    """Where an article has what disagrees in an event."""
    return [
        end.span for each in row.contrasts for end in (each.a, each.b) if end.article == article
    ]


def _told(end: LinkEnd, figures: Sequence[Span], room: int) -> Content:
    """The words of a passage with its figures picked out; from near the first one, if it is far.

    Args:
        end: the passage.
        figures: places that disagree, in code points of the article.
        room: cells there are for it.
    """
    words, spans = folded(
        end.quote,
        [
            Span(span.start - end.span.start, span.stop - end.span.start)
            for span in figures
            if end.span.covers(span)
        ],
    )
    content = Content(words)
    for span in spans:
        content = content.stylize(".figure", span.start, span.stop)
    first = min(spans, default=Span(0, 0))
    if first.stop < room * SEEN:
        return content
    begin = min(first.start - LEAD, len(words) - int(room * SEEN))
    start = words.find(" ", max(0, begin)) + 1
    return Content.styled(f"{ELLIPSIS} ", ".quiet") + content[min(start, first.start) :]
