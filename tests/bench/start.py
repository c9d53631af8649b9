"""How long a start takes: the reader against an empty Textual app, commands against bare Python.

Bar: text on the screen within 1.3 times an empty Textual app. For `--help` and `list` the ratio to
bare Python says what they load. Each figure is the minimum of several turns.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TURNS = 7
ROWS, COLUMNS = 45, 160
GIVE_UP_S = 30
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b.", re.DOTALL)
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


@dataclass(frozen=True, slots=True)
class Start:
    """What one start took: until the first text (wall) and until the end (CPU), in ms."""

    text_ms: float
    cpu_ms: float


def on_screen(command: Sequence[str], holds: Callable[[str], bool], folder: Path) -> Start:
    """Start a program in a terminal, wait for its first text, press q."""
    begun = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.chdir(folder)
        os.execve(command[0], list(command), environment(folder))
    written = b""
    shown: float | None = None
    pressed = 0.0
    while True:
        now = time.perf_counter()
        if now - begun > GIVE_UP_S:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(master)
            sys.exit(f"{command}: gave up after {GIVE_UP_S} s; last: {written[-300:]!r}")
        try:
            if select.select([master], [], [], 0.05)[0]:
                written += os.read(master, 65536)
        except OSError:  # it has ended
            break
        if shown is None and holds(ESCAPES.sub(b" ", written).decode("utf-8", "replace")):
            shown = time.perf_counter()
        if shown is not None and now - pressed > 1:
            with contextlib.suppress(OSError):
                os.write(master, b"q")
            pressed = now
    usage = os.wait4(pid, 0)[2]
    os.close(master)
    if shown is None:
        sys.exit(f"{command}: ended before any text; last: {written[-300:]!r}")
    return Start((shown - begun) * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def environment(folder: Path) -> dict[str, str]:
    """A home of its own, so that no benchmark finds what the last one left."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    homes = {f"XDG_{kind}_HOME": str(folder / "home" / kind.lower()) for kind in kinds}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder / "home"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **homes,
    }


def command_cpu(arguments: Sequence[str], folder: Path) -> Start:
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
    return Start(took, (usage.ru_utime + usage.ru_stime) * 1000)


def report(name: str, subject: list[Start], against: str, baseline: list[Start]) -> None:
    """A line with both minima and their ratio."""
    for kind in ("text_ms", "cpu_ms"):
        mine = min(getattr(start, kind) for start in subject)
        other = min(getattr(start, kind) for start in baseline)
        label = "wall" if kind == "text_ms" else "CPU"
        print(
            f"{name:<16} {label:<4} {mine:6.0f} ms  {against} {other:6.0f} ms  {mine / other:5.2f}x"
        )


def main() -> None:
    """Measure in turns, so that a busy minute falls on all alike."""
    texts = "\n".join(path.read_text("utf-8") for path in (ROOT / "corpus").glob("*.txt"))
    words = set(re.findall(r"[^\W\d_]{7,}", texts))

    def readable(shown: str) -> bool:
        return len(words & set(re.findall(r"[^\W\d_]{7,}", shown))) >= 8

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copytree(ROOT / "corpus", folder / "corpus")
        shutil.copy2(ROOT / "annotations.db", folder / "annotations.db")
        (folder / "home").mkdir()
        reader = [sys.executable, "-m", "reader"]
        empty = [sys.executable, "-c", EMPTY_APP]
        programs: dict[str, Callable[[], Start]] = {
            "reader": lambda: on_screen(reader, readable, folder),
            "empty": lambda: on_screen(empty, lambda shown: READY in shown, folder),
            "help": lambda: command_cpu(["-m", "reader", "--help"], folder),
            "list": lambda: command_cpu(["-m", "reader", "list"], folder),
            "bare": lambda: command_cpu(["-c", "print()"], folder),
        }
        turns: dict[str, list[Start]] = {name: [] for name in programs}
        for _ in range(TURNS):
            for name, start in programs.items():
                turns[name].append(start())
    report("reader", turns["reader"], "an empty Textual app", turns["empty"])
    report("reader --help", turns["help"], "bare Python", turns["bare"])
    report("reader list", turns["list"], "bare Python", turns["bare"])


if __name__ == "__main__":
    main()
