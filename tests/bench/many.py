"""A desk of 10,000 articles and 200,000 marks against one of 5: the start, and every list.

Bars: as on the small desk within 1.3 times (of the processor), or first rows within 100 ms. Each
act is timed until something of what it is about is written. Making the large desk takes some
minutes; `$READER_BENCH_DESK` names a folder where both are kept from one time to the next.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import desks
from tests.bench.terminal import ESCAPES, Terminal, environment

WORDS = 300
TURNS = int(os.environ.get("READER_BENCH_TURNS", "3"))
SETTLED_S = 1.2  # without a byte: what is read after the first picture has been read
IDLE_S = 5.0  # after the start, in which nobody presses a key
GIVE_UP_S = 20
BAR, ROWS_MS = 1.3, 100


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done on the screen.

    Attributes:
        name: what it is called in the table.
        keys: what is pressed.
        shows: a pattern of what it brings to the screen first.
        back: what brings one back to the panes.
    """

    name: str
    keys: str
    shows: str
    back: str = "\x1b"


def acts() -> tuple[Act, ...]:
    """What is timed, one after the other; each begins and ends at the panes, but for filters."""
    word = max(desks.article(WORDS, "tale-0").text.split(), key=len).strip(".").lower()
    return (
        Act("articles", "ga", "What was said of tale-", ""),
        Act("… filter, a letter", "/3", "tale-3", "\x1b\x1b"),
        Act("search, open", "gs", "type words", ""),
        Act("… places of a word", word, r"[1-9]\d* place", ""),
        Act("… marks of a tag", "\x15claim", r"[1-9]\d* mark", "\x1b"),
        Act("events", "ge", "what came to pass"),
        Act("history", "gh", r"annotation|event|verdict|rejected"),
        Act("tags", "gt", "claim"),
        Act("stories", "gw", "shelf 0"),
        Act("curation", "gc", "no article that two|decided"),
        Act("names", "gn", "no names|spelt|nothing|tale|compar"),
    )


def timed(terminal: Terminal, act: Act) -> tuple[float, float]:
    """Wall and processor ms of an act, and back again."""
    begun, cpu, before = time.perf_counter(), terminal.cpu(), len(terminal.written)
    terminal.press(act.keys)
    while re.search(act.shows, _plain(terminal.written[before:])) is None:
        terminal.read(0.005)
        if time.perf_counter() - begun > GIVE_UP_S:
            last = _plain(terminal.written[before:])[-300:]
            print(f"{act.name}: nothing of {act.shows!r} came, last: {last!r}", flush=True)
            break
    took = (time.perf_counter() - begun) * 1000, terminal.cpu() - cpu
    terminal.rest(SETTLED_S)
    for key in act.back:
        terminal.press(key)
        terminal.rest(SETTLED_S)
    return took


def _plain(written: bytes) -> str:
    return ESCAPES.sub(b"", written).decode("utf-8", "replace")


def screens(folder: Path) -> dict[str, tuple[float, float]]:
    """Wall and processor ms of each act on one desk, and of a few seconds without any."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    (folder / "home").mkdir()
    command = [sys.executable, "-m", "reader", "--desk", str(folder), "1", "2"]
    shown: Callable[[str], bool] = lambda text: len(re.findall(r"[a-z]{3,}", text)) > 100  # noqa: E731 - one use
    with Terminal(command, folder) as terminal:
        start = terminal.ready(shown)
        found = {"start": (start.wall, start.cpu)}
        cpu, until = terminal.cpu(), time.perf_counter() + IDLE_S
        while time.perf_counter() < until:
            terminal.read(0.05)
        found[f"idle, {IDLE_S:.0f} s"] = (IDLE_S * 1000, terminal.cpu() - cpu)
        for act in acts():
            found[act.name] = timed(terminal, act)
    return found


def lines(folder: Path) -> dict[str, tuple[float, float]]:
    """Ms until the first line of a command that prints, and of the processor until its end.

    Of the long list of marks ten lines are read, and the pipe is closed.
    """
    found = {}
    asked: Sequence[tuple[str, list[str], int | None]] = (
        ("reader list", ["list"], None),
        ("reader search", ["search", "the"], None),
        ("… annotations | head", ["annotations", "--json"], 10),
        ("reader history", ["history"], 10),
    )
    for name, words, most in asked:
        command = [sys.executable, "-m", "reader", "--desk", str(folder), *words]
        begun = time.perf_counter()
        before = os.times()
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(folder),
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            first = (time.perf_counter() - begun) * 1000
            for n, _ in enumerate(process.stdout):
                if most is not None and n >= most:
                    break
            process.stdout.close()
        after = os.times()
        cpu = after.children_user + after.children_system
        cpu -= before.children_user + before.children_system
        found[name] = first, cpu * 1000
    return found


def made(place: Path) -> tuple[Path, Path]:
    """The folders of both desks, made where they are not there yet."""
    few, many = place / "few", place / "many"
    for folder, articles, marks, codes, told in (
        (few, 5, 100, 5, 3),
        (many, 10_000, 200_000, 500, 1_000),
    ):
        if not folder.exists():
            desks.many(folder, articles, WORDS, marks)
            desks.crowded(folder, codes, told)
    return few, many


def size(folder: Path) -> str:
    """What stands on a desk, in a line."""
    connection = sqlite3.connect(f"file:{folder}/annotations.db?mode=ro", uri=True)
    names = ("articles", "annotations", "tags", "events", "history")
    counted = (
        f"{connection.execute(f'SELECT count(*) FROM {name}').fetchone()[0]:,} {name}"
        for name in names
    )
    told = f"{folder.name}: {', '.join(counted)}"
    connection.close()
    return told


def main() -> None:
    """Print each act on both desks."""
    with tempfile.TemporaryDirectory() as elsewhere:
        few, many = made(Path(os.environ.get("READER_BENCH_DESK") or elsewhere))
        print(f"{size(few)}\n{size(many)}")
        turns = [[screens(folder) | lines(folder) for folder in (few, many)] for _ in range(TURNS)]
    for act in turns[0][0]:
        (wall, cpu), (wall_many, cpu_many) = (
            (min(turn[n][act][0] for turn in turns), min(turn[n][act][1] for turn in turns))
            for n in (0, 1)
        )
        ratio = cpu_many / max(cpu, 1.0)
        short = "" if ratio <= BAR or wall_many <= ROWS_MS else "  !"
        print(
            f"{act:<22} {cpu:6.0f} -> {cpu_many:6.0f} ms CPU {ratio:6.2f}x"
            f"   {wall:6.0f} -> {wall_many:6.0f} ms wall{short}"
        )


if __name__ == "__main__":
    main()
