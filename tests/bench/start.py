"""How long a start takes: the reader against an empty Textual app, commands against bare Python.

Four moments of a start, on desks of two articles of 1,000 and of 200,000 words with 10,000 marks
each, and on the sample desk:

    picture   all text and marks stand on the screen: painted before Textual, by bare Python
    key       a `j` typed then has moved the cursor (the terminal's own goes with it)
    ready     Textual has painted the whole screen itself: the same words once more, after its
              driver's first word (`CSI ? 1004 h`, which nobody else says)
    bytes     written until then, and until all is quiet

Processor time is of all threads, from the start of the process. Bars: the picture 2.2 times bare
Python, below frogmouth on 1,000 words and below `vim -d` on 200,000 where these are installed
(`$FROGMOUTH` names the one that is not on the path); ready 1.3 times an empty Textual app; 40 kB.
For `--help` and `list` the ratio to bare Python says what they load. Each figure is the minimum
of several turns.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import desks
from tests.bench.terminal import DRIVER, QUIET_S, ROOT, Start, Terminal, environment

TURNS = 5
BAR = 1.3
PLACE = re.compile(rb"\x1b\[(\d+;\d+)H")  # where the terminal's cursor is put
READY = "ready-to-be-read"
EMPTY_APP = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("{READY}")
Empty().run()
"""
MARKED = re.compile(r"(?:CLAIM|ENTITY)  (?:ada|bo|cy) ")  # of the status row: all is there
SIZES = {"1,000": 1_000, "200,000": 200_000}


@dataclass(frozen=True, slots=True)
class Started:
    """One start: the moments that there were."""

    picture: Start
    key: float | None = None  # ms on the wall from the key to its answer
    ready: Start | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """Something to start, and how to see that it is there."""

    name: str
    command: Sequence[str]
    folder: Path
    holds: Callable[[str], bool]

    def start(self) -> Started:
        """Start it once, as if nobody had been here."""
        shutil.rmtree(self.folder / "home", ignore_errors=True)
        (self.folder / "home").mkdir()
        with Terminal(self.command, self.folder) as terminal:
            if "reader" not in self.command:
                return Started(terminal.until(self.holds))
            picture = terminal.seen(self.holds)
            terminal.await_bytes(lambda: terminal.written.endswith(b"H"))  # the cursor is put
            place = PLACE.findall(terminal.written)[-1]
            pressed = time.perf_counter()
            terminal.press("j")
            terminal.await_bytes(lambda: PLACE.findall(terminal.written)[-1] != place)
            key = (time.perf_counter() - pressed) * 1000
            ready = terminal.seen(self.holds, DRIVER)
            terminal.rest(QUIET_S)
            return Started(picture, key, replace(ready, written=len(terminal.written)))


def command_cpu(arguments: Sequence[str], folder: Path) -> Started:
    """What a command takes that prints and ends."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{arguments}: exit {process.returncode}")
    took = (time.perf_counter() - begun) * 1000
    return Started(Start(took, (usage.ru_utime + usage.ru_stime) * 1000, 0))


def holds_words(texts: Sequence[str]) -> Callable[[str], bool]:
    """Whether a screen shows at least eight of the longer words of some texts."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{7,}", text)}
    return lambda shown: len(words & set(re.findall(r"[^\W\d_]{7,}", shown))) >= 8


def programs(place: Path) -> list[Program]:
    """What is measured; the first is what the others are measured against."""
    reader = [sys.executable, "-m", "reader"]
    sample = place / "sample"
    sample.mkdir()
    shutil.copytree(ROOT / "corpus", sample / "corpus")
    shutil.copy2(ROOT / "annotations.db", sample / "annotations.db")
    corpus = [path.read_text("utf-8") for path in (ROOT / "corpus").glob("*.txt")]
    found = [
        Program("empty", [sys.executable, "-c", EMPTY_APP], sample, lambda shown: READY in shown),
        Program("sample desk", reader, sample, holds_words(corpus)),
    ]
    for name, words in SIZES.items():
        folder = place / str(words)
        desks.pair(folder, words, 10_000)
        found.append(
            Program(f"{name} words", reader, folder, lambda shown: MARKED.search(shown) is not None)
        )
        texts = [desks.article(words, tale).text for tale in ("first-tale", "second-tale")]
        files = [folder / "first.txt", folder / "second.txt"]
        for path, text in zip(files, texts, strict=True):
            path.write_text(text, "utf-8")
        shutil.copy(files[0], folder / "first.md")
        for peer, asked, limit in (
            (os.environ.get("FROGMOUTH") or shutil.which("frogmouth"), ["first.md"], 1_000),
            (shutil.which("vim"), ["-d", "first.txt", "second.txt"], 200_000),
        ):
            if limit == words and peer is None:
                print(f"{'frogmouth' if limit == 1_000 else 'vim'} is not installed here")
            elif limit == words and peer is not None:
                title = f"{Path(peer).name} {name}"
                found.append(Program(title, [peer, *asked], folder, holds_words(texts)))
    return found


def main() -> None:
    """Measure in turns, so that a busy minute falls on all alike."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subjects = programs(place)
        commands = {
            "reader --help": ["-m", "reader", "--help"],
            "reader list": ["-m", "reader", "list"],
            "bare Python": ["-c", "print()"],
        }
        turns: dict[str, list[Started]] = {}
        for _ in range(TURNS):
            for each in subjects:
                turns.setdefault(each.name, []).append(each.start())
            for name, arguments in commands.items():
                turns.setdefault(name, []).append(command_cpu(arguments, place / "sample"))
    cpu = {name: min(each.picture.cpu for each in starts) for name, starts in turns.items()}
    for each in subjects:
        _say(each.name, turns[each.name], cpu)
    for name in ("reader --help", "reader list"):
        print(f"{name:<20} {cpu[name]:6.0f} ms CPU {cpu[name] / cpu['bare Python']:5.2f}x Python")


def _say(name: str, starts: Sequence[Started], cpu: Mapping[str, float]) -> None:
    """Say what the starts of a program came to."""
    wall = min(each.picture.wall for each in starts)
    print(
        f"{name:<20} picture {cpu[name]:6.0f} ms CPU {cpu[name] / cpu['bare Python']:5.2f}x Python"
        f"  {wall:6.0f} ms wall"
    )
    keys = [each.key for each in starts if each.key is not None]
    ready = [each.ready for each in starts if each.ready is not None]
    if keys and ready:
        done = min(each.cpu for each in ready)
        print(
            f"{'':<20} key {min(keys):4.0f} ms wall; ready {done:6.0f} ms CPU"
            f" {done / cpu['empty']:5.2f}x empty (bar {BAR})"
            f"  {min(each.wall for each in ready):6.0f} ms wall"
            f"  {ready[-1].written / 1000:5.1f} kB (bar 40)"
        )


if __name__ == "__main__":
    main()
