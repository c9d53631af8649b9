"""Lines of which a part is read from right to left, drawn as people would write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.looks import NO_HUE, Cursor, Ink
from reader.tui.marking import PaneMark, Shape
from reader.tui.page import Page

CASES = Path(__file__).resolve().parents[2] / "cases" / "bidi" / "lines.txt"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = {
    "hebrew": dict(zip(CAPITALS, (chr(0x5D0 + at) for at in range(26)), strict=True)),
    "arabic": dict(zip(CAPITALS, (chr(0x627 + at) for at in range(26)), strict=True)),
}


def _cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    blocks = "\n".join(lines).split("\n---\n")
    return [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]


def _page(*blocks: tuple[str, BlockKind], width: int = 60) -> Page:
    made, start, text = [], 0, ""
    for words, kind in blocks:
        text += words + "\n\n"
        span = Span(start, len(text))
        made.append(Block(span, kind, BlockVerdict.BODY, Category.TEXT, "made", 1.0))
        start = span.stop
    return Page(Article("a", "", text, "", "a.txt", None, "made", tuple(made)), width=width)


def _drawn(page: Page, row: int) -> str:
    return "".join(words for words, _ in page.row_runs(row))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["title"])
def test_a_line_is_drawn_the_right_way_round(case: dict[str, str]) -> None:
    letters = LETTERS[case["script"]]
    there = {ord(capital): letter for capital, letter in letters.items()}
    read = case["read"].replace("U+202E", "\u202e").translate(there)
    back = {ord(letter): capital for capital, letter in letters.items()}
    assert _drawn(_page((read, BlockKind.PARAGRAPH)), 0).translate(back).strip() == case["seen"]


def test_what_starts_at_the_right_is_set_there_with_its_bullet_and_its_marks() -> None:
    hebrew = {ord(capital): letter for capital, letter in LETTERS["hebrew"].items()}
    words = "THE WALL OF abc 12 FELL AT NIGHT AND THE RIVER ROSE OVER IT".translate(hebrew)
    page = _page(
        ("A line in Latin letters.", BlockKind.PARAGRAPH),
        (words, BlockKind.LIST_ITEM),
        (words, BlockKind.QUOTE),
        width=50,
    )
    right = page.text_column + page.scene.layout.columns
    rows = [_drawn(page, row) for row in range(page.height)]
    assert {len(row) for row in rows} == {49}
    item = page.scene.layout.row_of(page.text.index(words))
    assert rows[item][: right + 1].endswith(" • ")
    assert rows[item + 1][: right + 1].endswith("   ")
    assert rows[-2][: right + 1].endswith(" │ ")
    # A mark over the end of one run and the start of the next is drawn in two pieces.
    start = page.text.index(words) + words.index("abc") - 4
    page.set_marks([PaneMark("m", (Span(start, start + 7),), Shape.CLAIM, 3)])
    page.activate(active=True)
    page.choose("m")
    runs = [run for run in page.row_runs(item) if run[1].ink is Ink.BODY]
    tinted = "".join(drawn for drawn, look in runs if look.tint != NO_HUE)
    assert tinted == "abc" + words[words.index("abc") - 4 : words.index("abc")][::-1]
    assert any(look.cursor is Cursor.ACTIVE for _, look in runs)
    # The cell under the pointer is the letter that is drawn there.
    layout = page.scene.layout
    for row in range(item, item + 2):
        drawn = _drawn(page, row)
        for offset in range(layout.starts[row], layout.stops[row]):
            cell = page.text_column + page.columns(row).cell_of(offset)
            assert drawn[cell] == page.text[offset]
            assert page.offset_at(cell, row) == offset


def test_the_cells_of_a_table_stay_in_their_columns() -> None:
    hebrew = {ord(capital): letter for capital, letter in LETTERS["hebrew"].items()}
    lines = ["TOWN\tMISSING\tSTATE", "OLD \t12\tSHUT", "oldbridge\t9\topen"]
    page = _page(("\n".join(lines).translate(hebrew), BlockKind.TABLE), width=60)
    back = {ord(letter): capital for capital, letter in LETTERS["hebrew"].items()}
    drawn = [_drawn(page, row).translate(back).rstrip() for row in range(3)]
    columns = [[row.index(word) for word in row.split()] for row in drawn]
    assert [row.split() for row in drawn] == [
        ["NWOT", "GNISSIM", "ETATS"],
        ["DLO", "12", "TUHS"],
        ["oldbridge", "9", "open"],
    ]
    assert columns[0] == columns[1] == columns[2]
