"""A desk of 10,000 articles and 200,000 marks against one of 5: start, list, filter, search.

Bars: the start within 1.3 times that of the small desk; first rows within 100 ms. Making the large
desk takes minutes; `$READER_BENCH_DESK` names a folder where it is kept from one time to the next.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import desks
from tests.bench.terminal import ESCAPES, Terminal

WORDS = 300
TURNS = 3
SETTLED_S = 1.5  # without a byte: what is read after the first picture has been read


def reads(terminal: Terminal, keys: str, pattern: str) -> tuple[float, float]:
    """Press keys; wall and processor ms until something of a pattern is written."""
    begun, cpu, before = time.perf_counter(), terminal.cpu(), len(terminal.written)
    terminal.press(keys)
    while re.search(pattern, _plain(terminal.written[before:])) is None:
        terminal.read(0.005)
        if time.perf_counter() - begun > 20:
            sys.exit(f"{keys!r}: nothing of {pattern!r} came")
    took = (time.perf_counter() - begun) * 1000, terminal.cpu() - cpu
    terminal.rest(SETTLED_S)
    return took


def _plain(written: bytes) -> str:
    return ESCAPES.sub(b"", written).decode("utf-8", "replace")


def figures(folder: Path) -> dict[str, tuple[float, float]]:
    """Wall and processor ms of each act, on one desk."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    (folder / "home").mkdir()
    command = [sys.executable, "-m", "reader", "--desk", str(folder), "1", "2"]
    shown: Callable[[str], bool] = lambda text: len(re.findall(r"[a-z]{3,}", text)) > 100  # noqa: E731 - one use
    with Terminal(command, folder) as terminal:
        start = terminal.ready(shown)
        terminal.rest(SETTLED_S)
        found = {"start": (start.wall, start.cpu)}
        found["list of articles"] = reads(terminal, "ga", "What was said of tale-1")
        found["filter, a letter"] = reads(terminal, "/3", "tale-3")
        terminal.press("\x1b")
        terminal.rest(SETTLED_S)
        terminal.press("\x1b")
        terminal.rest(SETTLED_S)
        terminal.press("gs")
        terminal.rest(SETTLED_S)
        word = max(desks.article(WORDS, "tale-0").text.split(), key=len).strip(".").lower()
        found["search, a word"] = reads(terminal, word, r"[1-9]\d* place")
    return found


def main() -> None:
    """Print each act on both desks."""
    with tempfile.TemporaryDirectory() as place:
        few = Path(place) / "few"
        many = Path(os.environ.get("READER_BENCH_DESK") or Path(place) / "many")
        desks.many(few, 5, WORDS, 100)
        if not many.exists():
            desks.many(many, 10_000, WORDS, 200_000)
        turns = [(figures(few), figures(many)) for _ in range(TURNS)]
    for act in turns[0][0]:
        (wall, cpu), (wall_many, cpu_many) = (
            (min(turn[n][act][0] for turn in turns), min(turn[n][act][1] for turn in turns))
            for n in (0, 1)
        )
        print(
            f"{act:<18} {cpu:6.0f} -> {cpu_many:6.0f} ms CPU {cpu_many / cpu:5.2f}x"
            f"   {wall:6.0f} -> {wall_many:6.0f} ms wall"
        )


if __name__ == "__main__":
    main()
