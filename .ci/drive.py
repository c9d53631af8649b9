"""Drive the installed reader in a real terminal, as somebody at a keyboard would.

    python3 .ci/drive.py mark CHECKOUT READER   open, mark a claim, quit, open again, quit
    python3 .ci/drive.py look CHECKOUT COMMAND  run a shell command until text shows, quit

`mark` asks `reader annotations --json` whether the mark is in the file, while the reader is
open and again after it was quit. Home and data folders are new and thrown away; the
checkout must stay as it was. Standard library only.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROWS, COLUMNS = 45, 160
INSTALLED_S = 600  # the README's line installs before it opens
ANSWER_S = 30
WORDS_SEEN = 8  # different long words of the articles that make a screen of text
CONTROL = re.compile(
    r"\x1b\[(?P<numbers>[0-9;:?<>=!$ ]*)(?P<final>[@-~])"  # cursor, colours, modes
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"  # titles, colours of the palette, queries
    r"|\x1b[()*+#%].|\x1b[^\[\]P_^X()*+#%]",  # one cut in two must not fit the last
    re.DOTALL,
)


class Screen:
    """What a terminal shows: as much of one as it takes to read words off it."""

    def __init__(self) -> None:
        self.cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.rest = ""

    def feed(self, text: str) -> None:
        """Take in what the program wrote; an escape sequence cut in two waits for its end."""
        text, self.rest = self.rest + text, ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                control = CONTROL.match(text, at)
                if control is None:
                    self.rest = text[at:]
                    return
                if control["final"]:
                    self.obey(control["final"], control["numbers"])
                at = control.end()
                continue
            self.write(text[at])
            at += 1

    def write(self, char: str) -> None:
        """Put one character where the cursor is."""
        if char == "\r":
            self.column = 0
        elif char == "\n":
            self.row = min(self.row + 1, ROWS - 1)
        elif char == "\b":
            self.column = max(self.column - 1, 0)
        elif char >= " " and self.column < COLUMNS and not unicodedata.combining(char):
            self.cells[self.row][self.column] = char
            self.column += 2 if unicodedata.east_asian_width(char) in "WF" else 1

    def obey(self, final: str, numbers: str) -> None:
        """Move the cursor or clear, for the sequences that do so."""
        given = [int(number) for number in re.findall(r"\d+", numbers)]
        first = given[0] if given else 1
        if final in "Hf":
            self.row = min(first, ROWS) - 1
            self.column = min(given[1] if len(given) > 1 else 1, COLUMNS) - 1
        elif final == "G":
            self.column = min(first, COLUMNS) - 1
        elif final == "d":
            self.row = min(first, ROWS) - 1
        elif final in "AB":
            self.row = min(max(self.row + (first if final == "B" else -first), 0), ROWS - 1)
        elif final in "CD":
            self.column = max(self.column + (first if final == "C" else -first), 0)
        elif final == "J" and (given[:1] == [2] or "h" in numbers):
            self.cells = [[" "] * COLUMNS for _ in range(ROWS)]
        elif final == "K" and not numbers.startswith("1"):
            self.cells[self.row][self.column :] = [" "] * (COLUMNS - self.column)

    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Terminal:
    """A program in a pseudo-terminal of 160 columns and 45 rows."""

    def __init__(self, command: str, folder: Path, environment: Mapping[str, str]) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(folder)
            os.execve("/bin/bash", ["bash", "-c", command], dict(environment))
        self.modes = termios.tcgetattr(self.master)
        self.screen = Screen()
        self.written = ""
        self.code: int | None = None

    def read(self, seconds: float) -> None:
        """Take in what the program writes for up to so many seconds."""
        with contextlib.suppress(OSError):  # EIO: the program has ended
            if select.select([self.master], [], [], seconds)[0]:
                text = os.read(self.master, 65536).decode("utf-8", "replace")
                self.written += text
                self.screen.feed(text)
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)

    def wait(self, what: str, holds: Callable[[], bool], seconds: float) -> None:
        """Read on until something holds; say what did not, and show the screen."""
        start = time.monotonic()
        while not holds():
            if time.monotonic() - start > seconds:
                fail(f"waited {seconds} s for {what}", self.screen)
            if self.code is not None and not holds():
                fail(f"ended with exit {self.code} before {what}", self.screen)
            self.read(0.1)
        print(f"  {what}: after {time.monotonic() - start:.1f} s", flush=True)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def quit(self) -> None:
        """Press q, and see that the program ends and gives the terminal back."""
        self.type("q")
        start = time.monotonic()
        while self.code is None:
            if time.monotonic() - start > ANSWER_S:
                fail("q did not end the reader", self.screen)
            self.read(0.1)
        if self.code != 0:
            fail(f"exit {self.code} after q", self.screen)
        if "\x1b[?1049l" not in self.written:
            fail("the other screen was not left", self.screen)
        if "Traceback" in self.written:
            fail("a traceback was printed", self.screen)
        if termios.tcgetattr(self.master)[3] != self.modes[3]:
            fail("the terminal was left in another mode", self.screen)
        print(f"  q: ended with exit 0 after {time.monotonic() - start:.1f} s", flush=True)

    def end(self) -> None:
        """Leave nothing running."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)


def fail(what: str, screen: Screen | None = None) -> None:
    """Say what went wrong, show the screen, end."""
    if screen is not None:
        print(screen.text())
    sys.exit(f"drive: {what}")


def environment_in(home: Path) -> dict[str, str]:
    """The shell of somebody who has never used the reader."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "PATH" or name.startswith(("PIP_", "SSL_", "REQUESTS_", "http", "HTTP", "no_"))
    }
    folders = {
        f"XDG_{kind}_HOME": str(home / kind.lower())
        for kind in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {
        **kept,
        **folders,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LOGNAME": "driver",
        "USER": "driver",
    }


def long_words(text: str) -> set[str]:
    """Words of seven letters and more, in lower case."""
    return {word.lower() for word in re.findall(r"[^\W\d_]{7,}", text)}


def words_of_corpus(checkout: Path) -> set[str]:
    """The long words of the sample articles."""
    texts = (path.read_text("utf-8") for path in (checkout / "corpus").glob("*.txt"))
    return set().union(*(long_words(text) for text in texts))


def sample_state(checkout: Path) -> dict[str, str]:
    """A checksum of every file of the sample desk; nobody has it open when this is asked."""
    files = [checkout / "annotations.db", *sorted((checkout / "corpus").rglob("*"))]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()
    }


def show_text(terminal: Terminal, words: set[str], seconds: float) -> None:
    """Wait until a screenful of the articles can be read."""
    terminal.wait(
        "text of the sample articles",
        lambda: len(long_words(terminal.screen.text()) & words) >= WORDS_SEEN,
        seconds,
    )


def look(checkout: Path, command: str, environment: Mapping[str, str]) -> None:
    """Run a shell command, which may install first, until the articles show; quit by q."""
    terminal = Terminal(command, checkout, environment)
    try:
        show_text(terminal, words_of_corpus(checkout), INSTALLED_S)
        terminal.quit()
    finally:
        terminal.end()


def mark(checkout: Path, reader: str, environment: Mapping[str, str]) -> None:
    """Open, mark a claim by keyboard, quit; the mark must be in the file, and stay."""

    def marks() -> dict[str, dict[str, Any]]:
        asked = subprocess.run(
            [reader, "annotations", "--json"],
            cwd=checkout,
            env=dict(environment),
            capture_output=True,
            check=False,
            text=True,
        )
        if asked.returncode != 0:
            fail(f"`reader annotations --json`: exit {asked.returncode}\n{asked.stderr}")
        return {row["annotation_id"]: row for row in json.loads(asked.stdout)}

    before = marks()
    print(f"  {len(before)} marks on the sample desk", flush=True)
    terminal = Terminal(shlex.quote(reader), checkout, environment)
    try:
        show_text(terminal, words_of_corpus(checkout), ANSWER_S)
        terminal.type("c")
        terminal.wait("one more mark in the file", lambda: len(marks()) > len(before), ANSWER_S)
        terminal.quit()
    finally:
        terminal.end()

    added = [row for key, row in marks().items() if key not in before]
    if len(added) != 1:
        fail(f"{len(added)} new marks, not one")
    (row,) = added
    if row["kind"] != "claim" or not row["quote"].strip() or row["annotator"] != "driver":
        fail(f"not the mark that was made: {row}")
    print(f"  in the file: {row['tag']} by {row['annotator']}: {row['quote'][:60]!r}", flush=True)

    look(checkout, shlex.quote(reader), environment)
    if {key for key in marks() if key not in before} != {row["annotation_id"]}:
        fail("opening and quitting again changed the marks")


def main() -> None:
    """Do what was asked for, in a home that is thrown away."""
    verbs = {"mark": mark, "look": look}
    if len(sys.argv) != 4 or sys.argv[1] not in verbs:  # noqa: PLR2004  # verb and two arguments
        sys.exit(__doc__)
    checkout = Path(sys.argv[2]).resolve()
    before = sample_state(checkout)
    with tempfile.TemporaryDirectory() as home:
        verbs[sys.argv[1]](checkout, sys.argv[3], environment_in(Path(home)))
    if sample_state(checkout) != before:
        fail("the sample desk of the checkout was changed")


if __name__ == "__main__":
    main()
