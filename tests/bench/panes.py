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
SCROLLED = "j" * 24
FEW_WORDS = 1_000
MARKS = 7
HELD_S = 10.0  # by another process, while marks are made: who is not painted by then hangs
HOLLOW = "not saved yet"  # in the status row, which tells of the mark under the cursor
LETTERS = re.compile(r"[a-z]{3,}")


def shown(text: str) -> bool:
    """Whether there is text to read."""
    return len(LETTERS.findall(text)) > 100


def reader(folder: Path, *articles: str) -> Sequence[str]:
    """The command."""
    return [sys.executable, "-m", "reader", "--as", "zoe", "--desk", str(folder), *articles]


def bytes_of_a_step(folder: Path) -> tuple[Sequence[int], Sequence[int]]:
    """Of each step on the first screen of a long article, and of each that scrolls it by a row."""
    found: list[list[int]] = []
    with Terminal(reader(folder, "1"), folder, (80, 24)) as terminal:
        terminal.ready(shown)
        terminal.rest(2)
        for keys in (STEPS, SCROLLED):
            for key in "jj":
                terminal.press(key)
                terminal.rest(0.2)
            found.append([])
            for key in keys:
                terminal.press(key)
                found[-1].append(terminal.rest(0.1))
            for _ in range(30):  # to the last row of the screen, which the next step scrolls
                terminal.press("j")
            terminal.rest(0.5)
    return found[0], found[1]


def memory(folder: Path, articles: int) -> float:
    """MB of a reader with so many panes, at rest, without what suggestions weigh."""
    names = [str(number) for number in range(1, articles + 1)]
    with Terminal(reader(folder, *names), folder, (60 * articles + 80, 45)) as terminal:
        terminal.ready(shown)
        terminal.rest(0.15)
        return terminal.memory()


def mark_to_paint(folder: Path) -> tuple[list[float], list[float]]:
    """Wall and processor ms from the key to the hollow mark, while somebody holds the database."""
    walls, processor = [], []
    with Terminal(reader(folder, "1"), folder, (80, 24)) as terminal:
        terminal.ready(shown)
        terminal.rest(2)
        for _ in range(MARKS):
            terminal.press("}")
            terminal.rest(0.5)
            other = sqlite3.connect(folder / "annotations.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            before = len(terminal.written)
            begun, cpu = time.perf_counter(), terminal.cpu()
            terminal.press("c")
            while HOLLOW.encode() not in terminal.written[before:]:
                terminal.read(0.005)
                if time.perf_counter() - begun > HELD_S:
                    sys.exit("the mark was not painted while the disk was held")
            walls.append((time.perf_counter() - begun) * 1000)
            processor.append(terminal.cpu() - cpu)
            other.execute("ROLLBACK")
            other.close()
            terminal.rest(1)
    return walls, processor


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        bare, marked, small = (Path(place) / name for name in ("bare", "marked", "small"))
        desks.several(bare, 3, WORDS, 0)
        desks.pair(marked, WORDS, 10_000)
        desks.pair(small, FEW_WORDS, 100)
        for name, folder in (("no marks", bare), ("10,000 marks", marked)):
            for kind, steps in zip(("step", "scroll"), bytes_of_a_step(folder), strict=True):
                print(
                    f"bytes of a {kind:6}, 80 columns, {name:13} {statistics.median(steps):4.0f}"
                    f"   (bar 600; mean {statistics.mean(steps):.0f}, most {max(steps)})"
                )
        one, three = memory(bare, 1), memory(bare, 3)
        print(f"MB of a further pane, 200,000 words {(three - one) / 2:7.1f}   (bar 10)")
        for name, folder in (("1,000 words", small), ("200,000, 10,000 marks", marked)):
            walls, processor = mark_to_paint(folder)
            print(
                f"key to hollow mark, disk held, {name:21} {statistics.median(walls):5.0f} ms"
                f"   (bar 33; fastest {min(walls):.0f}, CPU {statistics.median(processor):.0f})"
            )


if __name__ == "__main__":
    main()
