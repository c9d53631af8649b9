from __future__ import annotations

import csv
import io

import pytest

from reader.errors import FormatError
from reader.exchange.rfc4180 import line_of, records


def cells(text: str) -> list[dict[str, str]]:
    return [dict(record.cells) for record in records(text)]


def test_a_line_is_what_the_standard_library_reads() -> None:
    row = ["plain", "a,b", 'say "so"', "two\nlines", "", " padded ", "ends\r"]
    [read] = csv.reader(io.StringIO(line_of(row), newline=""))
    assert read == row


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    assert cells(end.join(["a,b", "1,2", "3,4", ""])) == [
        {"a": "1", "b": "2"},
        {"a": "3", "b": "4"},
    ]


def test_the_last_line_may_lack_its_end_and_its_last_cell_its_words() -> None:
    assert cells("a,b\n1,") == [{"a": "1", "b": ""}]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_separate_by_semicolon_or_tab(delimiter: str) -> None:
    assert cells(f"a{delimiter}b\n1,5{delimiter}2") == [{"a": "1,5", "b": "2"}]


def test_a_byte_order_mark_and_capitals_in_the_header_do_no_harm() -> None:
    assert cells("\ufeffA, B\n1,2") == [{"a": "1", "b": "2"}]


def test_lines_are_counted_inside_quotes_too() -> None:
    text = 'a,b\n"1\n1",2\n\n3,4\n'
    assert [record.line for record in records(text)] == [2, 5]


def test_a_field_may_be_longer_than_the_standard_library_allows() -> None:
    [row] = cells("a,b\n" + "x" * 300_000 + ",2\n")
    assert len(row["a"]) == 300_000


def test_pieces_of_a_text_are_one_text() -> None:
    assert [r["a"] for r in records(iter(["a,b\n1", "2,3\n"]))] == ["12"]


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("", "no column a in the header", "line 1"),
        ("b\n1\n", "no column a in the header", "line 1"),
        ("a,a\n1,2\n", "column a stands twice in the header", "line 1"),
        ("a,b\n1\n", "1 cells where the header has 2", "line 2"),
        ("a,b\n1,2\n3,4,5\n", "3 cells where the header has 2", "line 3"),
        ('a,b\n1,2\n3,"4\n', "a quote that never closes", "line 3, cell 2"),
        ('a,b\n"1"x,2\n', "text behind a closing quote", "line 2, cell 1"),
        ("a,b\n1,2\0\n", "a NUL or half a surrogate pair", "line 2, cell 2"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(text: str, what: str, where: str) -> None:
    with pytest.raises(FormatError) as caught:
        list(records(text, needed=["a"]))
    assert (caught.value.what, caught.value.where) == (what, where)


def test_what_no_file_can_hold_becomes_a_replacement_character() -> None:
    assert line_of(["a\0b", "\ud800"]) == "a\ufffdb,\ufffd\r\n"


def test_a_cell_is_guarded_unless_asked_not_to() -> None:
    assert line_of(["=1"]) == "'=1\r\n"
    assert line_of(["=1"], raw=True) == "=1\r\n"
    assert cells("a,b\n'=1,2\n") == [{"a": "=1", "b": "2"}]
    assert [r["a"] for r in records("a,b\n'=1,2\n", raw=True)] == ["'=1"]
