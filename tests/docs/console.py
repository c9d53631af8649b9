"""Carry out the console blocks of a Markdown page and compare what they print.

A block is fenced as ```console; a line that starts with `$ ` is a command for the shell, `> `
goes on with it, and what follows is all that it prints on standard output (which desk it worked
on, and other asides, go to standard error and are left out). `...` stands for anything: on a line
of its own for any number of lines, inside a line for any words.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ANYTHING = "..."
TIMEOUT_S = 120  # of one command; a hang is a failure, slowness is not
FENCE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a page, what the page says it prints, and the line it stands on."""

    command: str
    expected: str
    line: int


def examples(page: str) -> Iterator[Example]:
    """Every command of a page's console blocks, in reading order."""
    for block in FENCE.finditer(page):
        first = page.count("\n", 0, block.start("body")) + 1
        command: list[str] = []
        expected: list[str] = []
        start = first
        for number, line in enumerate(block["body"].splitlines(), first):
            if line.startswith("$ "):
                if command:
                    yield Example("\n".join(command), "\n".join(expected), start)
                command, expected, start = [line[2:]], [], number
            elif line.startswith("> ") and command and not expected:
                command.append(line[2:])
            else:
                expected.append(line)
        if command:
            yield Example("\n".join(command), "\n".join(expected), start)


def pattern(expected: str) -> re.Pattern[str]:
    """What a command must print, as one expression."""
    parts = []
    for line in expected.splitlines():
        if line.strip() == ANYTHING:
            parts.append(r"(?:.*\n)*?")
        else:
            words = (re.escape(piece.rstrip("\n")) for piece in line.rstrip().split(ANYTHING))
            parts.append(".*".join(words) + r"[ ]*\n")
    return re.compile("".join(parts))


def fits(expected: str, printed: str) -> bool:
    """Whether `printed` is what the page says; space at the ends of lines does not count."""
    lines = "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())
    return pattern(expected).fullmatch(lines) is not None


def carry_out(example: Example, folder: Path, environment: Mapping[str, str]) -> str | None:
    """What is wrong with one example, or None when it does what the page says."""
    done = subprocess.run(
        ["sh", "-c", example.command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
    )
    if done.returncode == 0 and fits(example.expected, done.stdout):
        return None
    return (
        f"line {example.line}: $ {example.command}\n"
        f"--- the page says\n{example.expected}\n"
        f"--- it printed (exit {done.returncode})\n{done.stdout}{done.stderr}"
    )
