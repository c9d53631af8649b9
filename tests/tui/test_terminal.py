"""The real command in a pseudo-terminal: signals, and the terminal given back."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.tui.made_up import opened

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0
LEFT = b"\x1b[?1049l"  # the other screen is left
OUR_ORDER, ITS_ORDER = b"\x1b[8l", b"\x1b[8h"  # of lines with Hebrew or Arabic
MOUSE_ON, MOUSE_OFF = b"\x1b[?1003h", b"\x1b[?1003l"


class Terminal:
    """A reader in a terminal of its own."""

    def __init__(self, folder: Path, *program: str) -> None:
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "LINES": "30"}
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, *(program or ("-m", "reader")), "--desk", str(folder), "--as", "ada"],
            env=environ,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        self.modes = termios.tcgetattr(self.master)
        self.written = b""
        os.close(slave)
        self.status: int | None = None

    def read(self, seconds: float) -> None:
        """Take in what is written for up to so long."""
        try:
            if select.select([self.master], [], [], seconds)[0]:
                self.written += os.read(self.master, 65536)
        except OSError:  # the other end is closed
            time.sleep(min(seconds, 0.05))
        if self.status is None:
            self.status = self.process.poll()

    def until(self, words: bytes) -> None:
        """Wait for words on the screen."""
        start = time.monotonic()
        while words not in self.written:
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            assert self.status is None, self.written[-2000:]
            self.read(0.05)

    def until_here(self, folder: Path) -> None:
        """Wait until colleagues can see that somebody reads."""
        start = time.monotonic()
        while not list(folder.glob("*-here/*.json")):
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            self.read(0.05)

    def until_stopped(self) -> None:
        """Wait until it sleeps, as after ctrl+z: what wakes it up earlier wakes up nobody."""
        start = time.monotonic()
        while not os.WIFSTOPPED(os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            self.read(0.05)
        self.until(LEFT)

    def end(self) -> int:
        """Wait for the end; the exit status."""
        start = time.monotonic()
        while self.status is None:
            assert time.monotonic() - start < PATIENCE_S, self.written[-2000:]
            self.read(0.05)
        self.read(0.1)
        return self.status

    def close(self) -> None:
        """Leave nothing behind."""
        if self.status is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_writes_what_is_queued_and_gives_the_terminal_back(
    folder: Path, name: str
) -> None:
    number = getattr(signal, name)
    terminal = Terminal(folder)
    try:
        terminal.until(b"Oldbridge")
        os.write(terminal.master, b")))c")
        terminal.read(0.2)
        terminal.until_here(folder)
        terminal.process.send_signal(number)
        assert terminal.end() == 128 + number
        assert not list(folder.glob("*-here"))
        assert LEFT in terminal.written
        assert terminal.written.rfind(MOUSE_OFF) > terminal.written.rfind(MOUSE_ON)
        assert terminal.written.rfind(ITS_ORDER) > terminal.written.rfind(OUR_ORDER) > 0
        assert termios.tcgetattr(terminal.master)[3] == terminal.modes[3]
        assert b"Traceback" not in terminal.written
    finally:
        terminal.close()


def test_what_is_typed_before_a_signal_is_in_the_file(folder: Path) -> None:
    terminal = Terminal(folder)
    try:
        terminal.until(b"Oldbridge")
        os.write(terminal.master, b"c")
        terminal.until(b"claim:")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    finally:
        terminal.close()
    with opened(folder) as desk:
        assert len(desk.marks.list(annotator="ada")) == 3


def test_a_mark_that_was_said_to_be_made_outlives_a_reader_that_is_killed(folder: Path) -> None:
    terminal = Terminal(folder)
    try:
        terminal.until(b"Oldbridge")
        os.write(terminal.master, b"c")
        terminal.until(b"claim:")
        terminal.until_here(folder)
        terminal.process.kill()
        assert terminal.end() == -signal.SIGKILL
    finally:
        terminal.close()
    with opened(folder) as desk:
        assert len(desk.marks.list(annotator="ada")) == 3
        assert [each for each in desk.care.doctor() if each.severity == "error"] == []
        assert desk.presence.all() == ()
        assert len(list(folder.glob("*-here/*.json"))) == 1


def test_q_ends_it_well(folder: Path) -> None:
    terminal = Terminal(folder)
    try:
        terminal.until(b"Oldbridge")
        os.write(terminal.master, b"q")
        assert terminal.end() == 0
        assert LEFT in terminal.written
        titles = [
            terminal.written.index(each) for each in (b"\x1b[22;2t", b"\x1b]2;", b"\x1b[23;2t")
        ]
        assert titles == sorted(titles)
        assert "The Oldbridge flood – reader\x07".encode() in terminal.written
    finally:
        terminal.close()


def test_a_window_that_is_closed_ends_the_reader_and_loses_nothing(folder: Path) -> None:
    terminal = Terminal(folder)
    try:
        terminal.until(b"Oldbridge")
        os.write(terminal.master, b"c")
        terminal.until(b"claim:")
    finally:
        os.close(terminal.master)
    try:
        assert terminal.process.wait(PATIENCE_S) == 128 + signal.SIGHUP
    finally:
        terminal.process.kill()
        terminal.process.wait()
    with opened(folder) as desk:
        assert len(desk.marks.list(annotator="ada")) == 3


BUG = """
import sys
from reader.__main__ import main
from reader.tui.screens.reading import ReadingScreen
def show(*_):
    secret = "the words of a note"
    raise RuntimeError("nobody saw this coming")
ReadingScreen.show_header = show if {early} else ReadingScreen.show_header
ReadingScreen._back = show
sys.exit(main())
"""


@pytest.mark.parametrize("early", [True, False])
def test_a_bug_leaves_the_terminal_sane_everything_saved_and_a_report(
    folder: Path, early: bool
) -> None:
    terminal = Terminal(folder, "-c", BUG.format(early=early))
    try:
        if not early:
            terminal.until(b"Oldbridge")
            os.write(terminal.master, b"c")
            terminal.until(b"claim:")
            os.write(terminal.master, b"M")
            terminal.until(b"Note")
            os.write(terminal.master, b"likely\r\x1b")
        assert terminal.end() == 1
        terminal.read(0.2)
        after = terminal.written[terminal.written.rindex(LEFT) :].decode()
        assert "ended by a bug of its own: RuntimeError: nobody saw this coming" in after
        assert "everything you did is saved" in after
        assert "Traceback" not in after
        assert termios.tcgetattr(terminal.master)[3] == terminal.modes[3]
    finally:
        terminal.close()
    (kept,) = (Path(os.environ["XDG_STATE_HOME"]) / "synoptic-reader" / "reports").iterdir()
    text = kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o077 == 0
    assert "in show" in text
    assert "the words of a note" not in text
    assert "likely" not in text
    if not early:
        assert "c M … escape" in text.replace("upper_m", "M")
        with opened(folder) as desk:
            assert len(desk.marks.list(annotator="ada")) == 3


def test_ctrl_z_leads_to_the_shell_and_all_of_the_screen_comes_back(folder: Path) -> None:
    terminal = Terminal(folder)
    try:
        terminal.until("━".encode())
        terminal.until_here(folder)
        os.write(terminal.master, b"jj")  # the screen has come to rest: nothing is left to paint
        for _ in range(10):
            terminal.read(0.1)
        os.write(terminal.master, b"\x1a")
        terminal.until_stopped()
        assert terminal.written.rindex(MOUSE_OFF) > terminal.written.rindex(MOUSE_ON)
        terminal.written = b""
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.until(MOUSE_ON)
        terminal.until("━".encode())  # a line that never changes
        os.write(terminal.master, b"Q")
        assert terminal.end() == 0
    finally:
        terminal.close()
