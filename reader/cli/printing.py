"""What goes to the terminal: lines, tables, JSON, progress.

Every text, name, title and file name on its way out passes `visible`; JSON has the same
characters as escapes. On a terminal a table is drawn to fit; into a pipe or a file it is one
line a row, cells separated by a tab and never cut, below a line that names the columns.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from types import TracebackType
from typing import Any, Literal, Self

from reader.model.visible import escaped, visible

SHOW_AFTER_S = 1.0  # work that takes less shows no progress
REDRAW_S = 0.1
BAR_CELLS = 24
MOST_NAMED_CELLS = 55  # of an address: with what stands before it, it fits 80 columns
FORMS = ("table", "csv", "markdown")  # of a table
GAP_CELLS = 2  # between two columns
MEASURED_ROWS = 1_000  # of a table on a terminal, which the widths are made for; then it appears
SOON = frozenset({0, 12, 50})  # after which rows a long list is handed on to who reads the pipe


def say(line: str = "", *, lines: bool = False) -> None:
    """Print on stdout what may be seen of a line, or of a text of several lines."""
    print(visible(line, lines=lines))


def say_painted(parts: Iterable[tuple[str, str | None]]) -> None:
    """Print stretches of one line, those with a colour in it; only what may be seen of them."""
    from click import style

    print("".join(visible(text) if c is None else style(visible(text), fg=c) for text, c in parts))


def note(line: str) -> None:
    """Print a line on stderr: what is beside the result."""
    print(visible(line), file=sys.stderr)


def print_json(value: Any) -> None:
    """Print a value as JSON, its hidden characters as escapes."""
    print(_json(value))


def print_json_list(values: Iterable[Any]) -> None:
    """Print what `print_json` prints of a list, each value as it comes."""
    opened = False
    for count, value in enumerate(values):
        told = _json(value).replace("\n", "\n  ")
        print(f"{',' if opened else '['}\n  {told}", end="", flush=count in SOON)
        opened = True
    print("\n]" if opened else "[]")


def _json(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    empty: str,
    form: str = FORMS[0],
) -> None:
    """Print rows; what is None stays empty.

    Args:
        columns: their names; one that begins with `#` holds numbers.
        rows: cells in the order of the columns.
        empty: said on stderr when there are no rows.
        form: one of `FORMS`.
    """
    every = (["" if cell is None else visible(str(cell)) for cell in row] for row in rows)
    first = next(every, None)
    if first is None:
        note(empty)
        return
    cells = chain([first], every)
    names = [visible(column.removeprefix("#")) for column in columns]
    if form == "csv":
        from reader.exchange.rfc4180 import line_of

        _print_each(line_of(row).removesuffix("\r\n") for row in chain([names], cells))
    elif form == "markdown":
        rule = ["---:" if column.startswith("#") else "---" for column in columns]
        escape = ([cell.replace("|", "\\|") for cell in row] for row in cells)
        _print_each(f"| {' | '.join(row)} |" for row in chain([names, rule], escape))
    elif not sys.stdout.isatty():
        _print_each("\t".join(row) for row in chain([names], cells))
    else:
        _draw_table(columns, cells)


def _print_each(lines: Iterable[str]) -> None:
    for count, line in enumerate(lines):
        print(line, flush=count in SOON)


def _draw_table(columns: Sequence[str], cells: Iterator[Sequence[str]]) -> None:
    """A table on a terminal, each row on one line; as wide as its first rows ask for."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    names = [column.removeprefix("#") for column in columns]
    some = list(islice(cells, MEASURED_ROWS))
    natural = [max(map(cell_len, column)) for column in zip(names, *some, strict=True)]
    widths = fitted(natural, console.width - GAP_CELLS * (len(columns) - 1))
    headed = True
    while some:
        table = Table(
            box=None,
            pad_edge=False,
            padding=(0, GAP_CELLS, 0, 0),
            header_style="bold",
            show_header=headed,
        )
        for column, name, width in zip(columns, names, widths, strict=True):
            justify: Literal["left", "right"] = "right" if column.startswith("#") else "left"
            table.add_column(
                Text(name), justify=justify, width=width, no_wrap=True, overflow="ellipsis"
            )
        for row in some:
            table.add_row(*map(Text, row))
        console.print(table)
        some, headed = list(islice(cells, MEASURED_ROWS)), False


def fitted(natural: Sequence[int], room: int) -> list[int]:
    """Widths that fit into `room` cells: the widest columns give way first, and evenly.

    >>> fitted([2, 40, 9, 60], 60)
    [2, 25, 9, 24]
    """
    widths = list(natural)
    while sum(widths) > room and max(widths) > 1:
        widest = max(widths)
        widths[len(widths) - 1 - widths[::-1].index(widest)] -= 1
    return widths


class Progress:
    """How far long work is, on stderr, if that is a terminal and it takes over a second.

    Args:
        doing: what is done, a word.
        after_s: seconds after which it shows, where not the usual second.
    """

    def __init__(self, doing: str, *, after_s: float | None = None) -> None:
        self._doing = doing
        self._after_s = SHOW_AFTER_S if after_s is None else after_s
        self._begun = time.monotonic()
        self._drawn = 0.0
        self._live = sys.stderr.isatty()

    def share(self, done: float) -> None:
        """Show a share of the work, 0..1."""
        full = round(max(0.0, min(1.0, done)) * BAR_CELLS)
        self._draw(f"{'━' * full}{'╌' * (BAR_CELLS - full)} {done:4.0%}")

    def count(self, done: int, total: int | None = None) -> None:
        """Show how many are done, of how many if that is known."""
        if total:
            self.share(done / total)
        else:
            self._draw(f"{done:,}")

    def name(self, done: int, total: int, what: str) -> None:
        """Show which one is worked on, after how many of how many."""
        shown = visible(what)
        room = MOST_NAMED_CELLS
        self._draw(f"{done + 1}/{total} {shown if len(shown) <= room else f'{shown[:room]}…'}")

    def note(self, line: str) -> None:
        """Print a line on stderr; what is drawn gives way to it."""
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr)
            self._drawn = 0.0
        note(line)

    def _draw(self, state: str) -> None:
        now = time.monotonic()
        if not self._live or now - self._begun < self._after_s or now - self._drawn < REDRAW_S:
            return
        self._drawn = now
        print(f"\r{self._doing} {state}\x1b[K", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
