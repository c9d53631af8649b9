"""The synopsis on the command line: events over sources, and what only one source says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.printing import print_table, say
from reader.cli.shapes import labels
from reader.model.visible import visible

if TYPE_CHECKING:
    from reader.model.link import LinkEnd
    from reader.model.synopsis import MatrixRow, Synopsis

HTML = "html"  # a form beside those of any table
NONE = "no events: nothing that several articles tell was found"
ALONE = "only this source says"
APART = "compared with none: no other source is in this language"
LEAST_CELLS = 24  # of a source's column on a terminal; with less, sources stand below each other
EVENT_CELLS = 22
MOST_CELLS = 48  # lines longer than that are slow to read beside others


def print_synopsis(found: Synopsis | None, form: str, title: str) -> None:
    """Print a synopsis.

    Args:
        found: what to print.
        form: one of the forms of a table, or `HTML`.
        title: of the story or desk, for a page.
    """
    assert found is not None, "nobody stops a command's reading"
    if form == HTML:
        from reader.exchange.synopsis_html import page

        sys.stdout.writelines(page(found, title))
    elif form == "table" and sys.stdout.isatty() and found.rows:
        _draw(found)
    else:
        print_table(*_matrix(found), empty=NONE, form=form)


def _matrix(found: Synopsis) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and rows: an event each, then each passage that only one source says."""
    names = labels(found.articles)
    columns = ("#number", "event", "sources", *names.values(), "disagree")
    rows: list[tuple[Any, ...]] = [
        (
            number,
            row.event.title,
            row.told_by,
            *(_cell(found, row, article, names) for article in names),
            disagreements(row),
        )
        for number, row in enumerate(found.rows, 1)
    ]
    rows += (
        (
            "",
            APART if found.is_apart(article) else ALONE,
            1,
            *(_line(end) if each == article else "" for each in names),
            "",
        )
        for article in names
        for end in found.alone.get(article, ())
    )
    return columns, rows


def _cell(found: Synopsis, row: MatrixRow, article: str, names: Mapping[str, str]) -> str:
    """What an article tells of an event; before it, whose text that is as well."""
    passages = row.cells.get(article, ())
    twin = row.same_text(article)
    same = f"[same text as {names.get(twin, twin)}] " if twin is not None else ""
    return same + " … ".join(map(_line, passages)) or found.silence(row, article)


def disagreements(row: MatrixRow) -> str:
    """The quotes of an event that disagree, by pairs."""
    return "; ".join(f"{_line(each.a)} ≠ {_line(each.b)}" for each in row.contrasts)


def _line(end: LinkEnd) -> str:
    return " ".join(end.quote.split())


# -- on a terminal -------------------------------------------------------------------------


def _draw(found: Synopsis) -> None:
    """Quotes whole, in columns where there is room for them, else below each other."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    names = labels(found.articles)
    room = (console.width - EVENT_CELLS) // max(1, len(names))
    wide = room >= LEAST_CELLS
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="bold")
    table.add_column("event" if wide else "", width=EVENT_CELLS - 2)
    for name in names.values() if wide else ("",):
        table.add_column(Text(visible(name)) if wide else "", max_width=MOST_CELLS)
    table.show_header = wide
    for number, row in enumerate(found.rows, 1):
        head = _head(number, row)
        if wide:
            cells = (Text(visible(_cell(found, row, each, names))) for each in names)
            table.add_row(Text("\n".join(head)), *cells)
            continue
        console.print(Text("  ".join(head), style="bold"))
        for line in _stacked(found, row, names):
            console.print(Padding(Text(line), (0, 0, 0, 2)))
        console.print()
    if wide:
        console.print(table)
    _say_alone(found, names)


def _head(number: int, row: MatrixRow) -> Sequence[str]:
    """What is said of an event, a line each."""
    told = "1 source" if row.told_by == "1" else f"{row.told_by} sources"
    count = len(row.contrasts)
    lines = (
        f"{number} {visible(row.event.title)}",
        visible(row.event.happened_on),
        f"{'proposed' if row.event.proposed else 'kept'}, {told}",
        f"≠ {count} disagree" if count else "",
    )
    return [line for line in lines if line]


def _stacked(found: Synopsis, row: MatrixRow, names: Mapping[str, str]) -> Iterator[str]:
    for article, name in names.items():
        yield f"{visible(name)}: {visible(_cell(found, row, article, names))}"
    for each in row.contrasts:
        yield f"≠ {visible(_line(each.a))} ≠ {visible(_line(each.b))}"


def _say_alone(found: Synopsis, names: Mapping[str, str]) -> None:
    for article, name in names.items():
        ends = found.alone.get(article, ())
        if ends:
            said = APART if found.is_apart(article) else ALONE
            say(f"{said}: {name}, {len(ends)} passage{'s' * (len(ends) > 1)}")
        for end in ends:
            say(f"  {_line(end)}")
