"""The table of what must hold: a line for each kind of bad luck and bad will.

A test says with `@pytest.mark.item("kill")` to which line it belongs, and tells by the fixture
`tell` what it did and what came of it. pytest prints the table at its end, or hands its lines to
`tests/check.py`, which prints one table of all its steps.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

WHERE = "READER_CHECK_TABLE"  # names the file that takes the lines instead of the screen

# Every kind, in the order of the table.
ITEMS = {
    "kill": "kill -9 of writers",
    "kill-merge": "kill -9 of a merge",
    "kill-care": "kill -9 of backup, rotation, restore",
    "kill-add": "kill -9 of add, import",
    "kill-purge": "kill -9 of a purge",
    "power": "power loss",
    "full": "disk full, file-size limit",
    "migrate": "migrators at once",
    "read-only": "read-only media",
    "clock": "clock going backwards",
    "presence": "readers that die, clocks years off",
    "stray": "stray programs on the file",
    "open": "our own process opens the file",
    "eight": "eight annotators, a mark a second",
    "thirty-two": "thirty-two annotators",
    "merge-large": "100,000 marks merged in one go",
    "million": "1,000,000 rows of history",
    "plain": "against plain sqlite-utils",
    "algebra": "merge: any order, any number",
    "hostile": "hostile database files",
    "rot": "bit rot",
    "terminal": "escape codes in what is shown",
    "intake": "files to import that harm",
    "cells": "formulas in CSV cells",
    "search": "hostile searches",
}

Tell = Callable[[str, str], None]


@dataclass(frozen=True)
class Line:
    """What one test has to tell: its item, how it ended, what it did, the figure."""

    item: str
    outcome: str
    done: str = ""
    figure: str = ""


def lines_of(reports: Iterable[Any]) -> list[Line]:
    """The lines of those of pytest's reports that belong to an item."""
    found = []
    for report in reports:
        if report.when != "call" and report.outcome == "passed":
            continue  # setting up and clearing away
        told = list(getattr(report, "user_properties", ()))
        items = [value for name, value in told if name == "item"]
        figures = [value for name, value in told if name == "figure"] or [("", "")]
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            figures = [("left out", str(reason).removeprefix("Skipped: "))]
        for item in items:
            found += [Line(item, report.outcome, *each) for each in figures]
    return found


def read(path: Path) -> list[Line]:
    """The lines that runs of pytest have left in a file."""
    if not path.exists():
        return []
    return [Line(**json.loads(each)) for each in path.read_text("utf-8").splitlines()]


def table(lines: Sequence[Line], *, items: Mapping[str, str] = ITEMS) -> str:
    """A line for each item, and for each further figure of it one below."""
    rows = []
    for key, title in items.items():
        mine = [line for line in lines if line.item == key]
        verdict, name = verdict_of(mine), title
        for done, figure in figures_of(mine):
            rows.append((verdict, name, done, figure))
            verdict = name = ""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    shown = []
    for *left, figure in rows:
        cells = "  ".join(cell.ljust(width) for cell, width in zip(left, widths, strict=True))
        shown.append(f"{cells}  {figure}".rstrip())
    return "\n".join(shown)


def figures_of(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """What was done and what came of it; tests without a figure are counted together."""
    figures = [(line.done, line.figure) for line in lines if line.done]
    silent = sum(not line.done for line in lines)
    if silent:
        figures.append((f"{silent} test{'s' * (silent > 1)}", ""))
    return figures or [("", "")]


def verdict_of(lines: Sequence[Line]) -> str:
    """Whether all of an item's tests held."""
    outcomes = {line.outcome for line in lines}
    if "failed" in outcomes:
        return "DOES NOT HOLD"
    if "passed" in outcomes:
        return "holds"
    return "left out" if outcomes else "not run"


def unheld(lines: Sequence[Line]) -> list[str]:
    """The items that were not tried, or did not hold."""
    mine = {key: [line for line in lines if line.item == key] for key in ITEMS}
    return [key for key in ITEMS if verdict_of(mine[key]) not in {"holds", "left out"}]


def finish(reports: Iterable[Any], write_line: Callable[[str], None]) -> None:
    """Print the lines of a run, or leave them to whoever asked for them."""
    lines = lines_of(reports)
    target = os.environ.get(WHERE)
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(asdict(line))}\n" for line in lines)
    elif lines:
        write_line("")
        told = {line.item for line in lines}
        write_line(table(lines, items={key: ITEMS[key] for key in ITEMS if key in told}))


def label(items: Iterable[pytest.Item]) -> None:
    """Write on each test to which item it belongs, so that its reports say it."""
    for item in items:
        for mark in item.iter_markers("item"):
            if mark.args[0] not in ITEMS:
                msg = f"{item.nodeid}: no item {mark.args[0]!r} in tests/table.py"
                raise ValueError(msg)
            item.user_properties.append(("item", mark.args[0]))
