"""Every sign that is painted beside the text is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

import reader
from reader.tui import gutter
from reader.tui.marking import PaneMark, Shape
from reader.tui.signs import SIGNS

MANUAL = Path(reader.__file__).parent / "manual" / "reading.md"
BADGES = [PaneMark("m", (), shape, 0).letter for shape in Shape]
ARROWS = [arrow for arrow, _ in gutter._ARROWS.values()]
OTHERS = [gutter.HOLLOW_BADGE, *gutter._RAISED[1:4], "⁺", "N", "·", "▐", "╸", "╺", "◆"]


@pytest.mark.parametrize("sign", [*BADGES, *ARROWS, *OTHERS])
def test_every_sign_beside_the_text_is_in_the_help_and_in_the_manual(sign: str) -> None:
    assert any(sign in shown for shown, _ in SIGNS)
    rows = [line for line in MANUAL.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert any(sign in row.split("|")[1] for row in rows)


def test_the_manual_says_of_each_sign_what_the_help_says() -> None:
    text = MANUAL.read_text("utf-8")
    assert [sign for sign, does in SIGNS if f"| {sign} | {does} |" not in text] == []
