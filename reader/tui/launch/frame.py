"""The picture: every row of the screen as runs, as the reading screen draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.tui import rows
from reader.tui.bidi import LEFTWARD
from reader.tui.clusters import clusters
from reader.tui.explaining import explain, facts
from reader.tui.keys import Context
from reader.tui.launch.stage import Shown, Stage
from reader.tui.looks import Run
from reader.tui.painting import joined
from reader.tui.readying import far
from reader.tui.steady import is_doubtful

Row = list[Run]
CARD_AT = (4, 4)  # columns from the left, rows from the bottom: the offset in reader.tcss


class OddRowError(Exception):
    """A row that Textual may draw otherwise."""


def frame(stage: Stage) -> list[Row]:
    """The rows of the screen, from the top.

    Raises:
        OddRowError: it holds what is not sure to be drawn the same by everybody.
    """
    width = stage.size[0]
    panes = [list(_pane(stage, shown, small=stage.small)) for shown in stage.shown]
    across = [[run for part in parts for run in part] for parts in zip(*panes, strict=True)]
    status = _bar(explain(stage, (), (), width), width)
    if stage.small:
        return [*across, status]
    said, loud = facts(stage, "")
    words = rows.header_words(stage.story, said, loud)
    page = [
        _bar(rows.header(*words, ((), ()), width), width),
        *across,
        _bar(rows.rule(width), width),
        status,
        _bar(rows.footer(stage.keymap, Context.READING, width), width),
    ]
    if stage.welcome:
        _lay_over(page, rows.try_card(stage.keymap), width)
    return page


def _bar(ends: rows.Ends, width: int) -> Row:
    """A row that is no text of an article."""
    runs = rows.row(ends, width)
    words = "".join(text for text, _ in runs)
    odd = not words.isascii() and (LEFTWARD.search(words) or is_doubtful(words))
    if odd or rows.cells_of(runs) != width:
        raise OddRowError(words)
    return runs


def _pane(stage: Stage, shown: Shown, *, small: bool) -> Iterator[Row]:
    """The rows of a pane: a line, what it is, its text."""
    page, active = shown.page, shown.article == stage.article
    height = stage.text_rows
    if not small:
        yield _bar(rows.rule(page.width, heavy=active and len(stage.shown) > 1), page.width)
        said = far(page, shown.top, (page.width, height))
        title = rows.shown_title(stage.number(shown.article), *shown.ready.name, said)
        over = rows.pane_title(title, page.width, active=active, margin=page.margin)
        yield _bar(over, page.width)
    for y in range(height):
        row = y + shown.top
        if not page.fits(row):
            raise OddRowError(page.text[:40])
        runs = joined(run for run in page.row_runs(row) if run[0])
        yield [*runs, page.map_run(y, shown.top, height)]


def _lay_over(page: list[Row], card: Sequence[Row], width: int) -> None:
    """Put the card over the rows at the bottom."""
    column, above = CARD_AT
    cells = rows.cells_of(card[0])
    if column + cells > width:
        raise OddRowError("the card")
    first = len(page) - above - len(card)
    for y, line in enumerate(card, first):
        under = page[y]
        words = "".join(text for text, _ in under)
        if LEFTWARD.search(words) or is_doubtful(words):
            raise OddRowError(words)
        page[y] = [*_cut(under, 0, column), *line, *_cut(under, column + cells, width)]


def _cut(runs: Iterable[Run], start: int, stop: int) -> Row:
    """What of a row stands between two of its columns; half a wide character is a blank."""
    kept: Row = []
    at = 0
    for text, look in runs:
        if text.isascii():
            kept.append((text[max(0, start - at) : max(0, stop - at)], look))
            at += len(text)
            continue
        drawn = []
        for cluster in clusters(text, 0, len(text)):
            words = text[cluster.start : cluster.stop]
            for each, cells in _spaced(words, cluster.cells):
                inside = min(at + cells, stop) - max(at, start)
                drawn.append(each if inside == cells else " " * max(0, inside))
                at += cells
        kept.append(("".join(drawn), look))
    return kept


def _spaced(words: str, cells: int) -> Iterator[tuple[str, int]]:
    """A cluster and its cells; several spaces are a cluster, of a cell each."""
    if words.isspace():
        yield from ((each, 1) for each in words)
    else:
        yield words, cells
