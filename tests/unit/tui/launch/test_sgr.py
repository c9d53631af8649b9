"""What the launcher writes is what Rich would write, in every kind of terminal."""

from __future__ import annotations

import itertools
from io import StringIO

import pytest
from rich.color import Color, ColorSystem
from rich.console import Console

from reader.tui.colouring import System, colouring_of, system_of
from reader.tui.launch.sgr import Sgr, eight_bit
from reader.tui.looks import Cursor, Ink, Look


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm"},
        {"TERM": "linux-16color"},
        {"TERM": "xterm", "COLORTERM": " TrueColor "},
        {"TERM": "screen", "COLORTERM": "24bit"},
        {"TERM": "xterm-256color", "COLORTERM": "yes"},
    ],
    ids=str,
)
def test_a_terminal_has_the_colours_that_rich_sees(environ: dict[str, str]) -> None:
    console = Console(file=StringIO(), force_terminal=True, _environ=environ)
    names = {"standard": System.STANDARD, "256": System.EIGHT_BIT, "truecolor": System.TRUECOLOR}
    assert system_of(environ) is names[str(console.color_system)]


def test_a_colour_of_256_is_the_one_that_rich_takes() -> None:
    steps = (0, 17, 18, 47, 94, 95, 96, 115, 128, 200, 253, 255)
    for red, green, blue in itertools.product(steps, repeat=3):
        there = Color.from_rgb(red, green, blue).downgrade(ColorSystem.EIGHT_BIT)
        assert eight_bit((red, green, blue)) == there.number


def test_only_what_changes_is_written() -> None:
    sgr = Sgr(colouring_of("reader-dark", {"TERM": "linux"}))
    loud, plain = Look(Ink.TITLE), Look()
    active = Look(cursor=Cursor.ACTIVE)
    assert sgr.picture([(3, [("a", plain), ("", loud), ("b", plain), ("c", loud)])]) == (
        "\x1b[0m\x1b[3;1H\x1b[39;49mab\x1b[1mc\x1b[0m"
    )
    assert sgr.picture([(1, [("a", active), ("b", loud), ("c", plain)])]) == (
        "\x1b[0m\x1b[1;1H\x1b[1;7;39;49ma\x1b[27mb\x1b[22mc\x1b[0m"
    )
