"""What a step of the cursor writes, what a pane weighs, and how soon a mark is seen.

In a real terminal. Bars: 600 bytes a step at 80 columns; 10 MB for each further article of
200,000 words; a mark is painted within two frames of a 60 Hz screen (33 ms) of its key, hollow,
while another process holds the disk.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import desks
from tests.bench.terminal import Terminal

WORDS = 200_000
STEPS = "jjlljjllwwbbhhkk" * 4
MARKS = 5
HELD_S = 10.0  # by another process, while marks are made: who is not painted by then hangs
HOLLOW = "not saved yet"  # in the status row, which tells of the mark under the cursor
LETTERS = re.compile(r"[a-z]{3,}")


def shown(text: str) -> bool:
    """Whether there is text to read."""
    return len(LETTERS.findall(text)) > 100


def reader(folder: Path, *articles: str) -> Sequence[str]:
    """The command."""
    return [sys.executable, "-m", "reader", "--as", "zoe", "--desk", str(folder), *articles]


def bytes_of_a_step(folder: Path) -> Sequence[int]:
    """Of each step of a walk through the first screen of a long article, the fewest first."""
    with Terminal(reader(folder, "1"), folder, (80, 24)) as terminal:
        terminal.ready(shown)
        terminal.rest(2)
        for key in "jj":
            terminal.press(key)
            terminal.rest(0.2)
        written = []
        for key in STEPS:
            terminal.press(key)
            written.append(terminal.rest(0.1))
        return sorted(written)


def memory(folder: Path, articles: int) -> float:
    """MB of a reader with so many panes, at rest, without what suggestions weigh."""
    names = [str(number) for number in range(1, articles + 1)]
    with Terminal(reader(folder, *names), folder, (60 * articles + 80, 45)) as terminal:
        terminal.ready(shown)
        terminal.rest(0.15)
        return terminal.memory()


def mark_to_paint(folder: Path) -> list[float]:
    """Wall ms from the key to the hollow mark, while somebody else holds the database."""
    taken = []
    with Terminal(reader(folder, "1"), folder, (80, 24)) as terminal:
        terminal.ready(shown)
        terminal.rest(2)
        for _ in range(MARKS):
            terminal.press("}")
            terminal.rest(0.3)
            other = sqlite3.connect(folder / "annotations.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            before = len(terminal.written)
            begun = time.perf_counter()
            terminal.press("c")
            while HOLLOW.encode() not in terminal.written[before:]:
                terminal.read(0.005)
                if time.perf_counter() - begun > HELD_S:
                    sys.exit("the mark was not painted while the disk was held")
            taken.append((time.perf_counter() - begun) * 1000)
            other.execute("ROLLBACK")
            other.close()
            terminal.rest(0.5)
    return taken


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        bare, marked = Path(place) / "bare", Path(place) / "marked"
        desks.several(bare, 3, WORDS, 0)
        desks.pair(marked, WORDS, 10_000)
        for name, folder in (("no marks", bare), ("10,000 marks", marked)):
            steps = bytes_of_a_step(folder)
            print(
                f"bytes of a step, 80 columns, {name:13} {statistics.median(steps):4.0f}"
                f"   (bar 600; mean {statistics.mean(steps):.0f}, most {steps[-1]})"
            )
        one, three = memory(bare, 1), memory(bare, 3)
        print(f"MB of a further pane, 200,000 words {(three - one) / 2:7.1f}   (bar 10)")
        taken = mark_to_paint(marked)
        print(
            f"key to hollow mark, disk held       {statistics.median(taken):7.0f} ms"
            f"   (bar 33; 10,000 marks on 200,000 words)"
        )


if __name__ == "__main__":
    main()
