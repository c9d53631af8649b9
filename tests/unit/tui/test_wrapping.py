"""Rows as a reader sees them."""

from __future__ import annotations

import pytest

from reader.model.text import Span
from reader.tui.columns import columns_of
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import MAX_COLUMNS, Layout, wrap


def _layout(text: str, columns: int, bar: str = "", label: str = "") -> Layout:
    return wrap(text, [ShownBlock(Span(0, len(text)), 0, Role.BODY, bar=bar, label=label)], columns)


def _rows(layout: Layout) -> list[str]:
    return [layout.span_of(row).of(layout.text) for row in range(layout.height)]


def _drawn(layout: Layout) -> list[str]:
    return ["".join(columns_of(layout, row).drawn) for row in range(layout.height)]


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("the quick brown fox", 9, ["the quick ", "brown fox"]),
        ("the quick brown fox", 10, ["the quick ", "brown fox"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("an unbreakable word", 6, ["an ", "unbrea", "kable ", "word"]),
        ("a\n\nb", 20, ["a\n\nb"]),
        ("two  spaces\there", 11, ["two  spaces\t", "here"]),
        ("éa’b “c” d–e", 6, ["éa’b ", "“c” ", "d–e"]),
        ("10\xa0000 people", 6, ["10\xa0000 ", "people"]),
        ("漢字漢字漢字", 6, ["漢字漢", "字漢字"]),
        ("漢字漢。漢", 6, ["漢字", "漢。漢"]),
        ("漢字「漢漢", 6, ["漢字", "「漢漢"]),
        ("ab 漢字漢字", 6, ["ab 漢", "字漢字"]),
        ("नमस्ते दुनिया", 8, ["नमस्ते ", "दुनिया"]),
        ("e\u0301e\u0301e\u0301 e\u0301", 3, ["e\u0301e\u0301e\u0301 ", "e\u0301"]),
    ],
)
def test_rows_break_where_a_reader_would(text: str, columns: int, rows: list[str]) -> None:
    assert _rows(_layout(text, columns)) == rows


def test_a_blank_line_inside_a_block_is_drawn_as_one_space() -> None:
    assert _drawn(_layout("he said it\n\nwas over", 40)) == ["he said it was over"]


def test_what_could_harm_a_terminal_is_drawn_as_something_else() -> None:
    drawn = _drawn(_layout("a\x1b[31mb\u202ec", 40))[0]
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert len(drawn) == len("a\x1b[31mb\u202ec")


def test_text_is_never_wider_than_can_be_read() -> None:
    assert _layout("word " * 100, 400).columns == MAX_COLUMNS


def test_a_label_takes_room_in_the_first_row_only() -> None:
    layout = _layout("one two three four", 13, bar="┊ ", label="date")
    assert _rows(layout) == ["one ", "two three ", "four"]
    assert [layout.indent(row) for row in range(3)] == [8, 2, 2]


def test_a_label_wider_than_the_page_loses_no_text() -> None:
    layout = _layout("漢字 word", 6, bar="┊ ", label="comment form")
    assert "".join(_rows(layout)) == "漢字 word"


def test_a_blank_row_stands_between_blocks_and_holds_nothing() -> None:
    text = "one\n\ntwo"
    shown = [ShownBlock(Span(0, 3), 0, Role.BODY), ShownBlock(Span(5, 8), 1, Role.BODY)]
    layout = wrap(text, shown, 20)
    assert _rows(layout) == ["one", "", "two"]
    assert [layout.row_of(offset) for offset in (0, 2, 3, 4, 5, 7, 99)] == [0, 0, 0, 0, 2, 2, 2]
    assert [layout.nearest(offset) for offset in (2, 3, 4, 5, 99)] == [2, 2, 5, 5, 7]
    assert layout.pieces(Span(0, 8)) == (Span(0, 8),)


def test_a_span_over_hidden_text_falls_into_pieces() -> None:
    text = "one JUNK two"
    shown = [ShownBlock(Span(0, 3), 0, Role.BODY), ShownBlock(Span(9, 12), 2, Role.BODY)]
    assert wrap(text, shown, 20).pieces(Span(1, 11)) == (Span(1, 3), Span(9, 11))


def test_an_empty_page_answers_without_rows() -> None:
    layout = wrap("", (), 20)
    assert (layout.height, layout.row_of(0), layout.nearest(5)) == (0, 0, 0)
    assert layout.pieces(Span(0, 0)) == ()
    assert layout.block_at(0) is None
