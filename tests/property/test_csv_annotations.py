"""What goes out as CSV or JSON Lines comes back as it was, and goes out again the same."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.exchange.annotations_csv import COLUMNS, read_annotations, write_annotations
from reader.exchange.guard import guard, unguard
from reader.exchange.jsonl import read_jsonl, write_jsonl
from reader.exchange.rfc4180 import line_of, records
from reader.exchange.values import Context, ExportRow, rows_of
from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind, TagSet
from reader.model.text import Span

AWKWARD = [
    "=1+1",
    "'=1+1",
    "''@x",
    "-5",
    "+5",
    "@x",
    "\tx",
    "\rx",
    "＝x",
    "\u200b=x",
    "'\ufeff＝x",
    "'Out now', she said",
    "two\nlines",
    "two\r\nlines",
    'say "so", twice',
    " padded ",
    "👩\u200d👩\u200d👧\u200d👦",
    "one … two",
    "… ",
    "\u202eright to left",
    ",",
    '"',
    "\n",
]
words = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20),
)
HANDLES = ("", "ada", "=ada", "-ada", "@ada", "'ada", "Åsa.ﬀ", '"ada","bo"')
TAGS = TagSet(
    (
        Tag("t-claim", TagKind.CLAIM, "claim"),
        Tag("t-entity", TagKind.ENTITY, "entity"),
        Tag("t-person", TagKind.ENTITY, "person", "t-entity"),
        Tag("t-odd", TagKind.USER, '=odd, "tag"'),
        Tag("t-twin", TagKind.USER, "claim"),
    )
)


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    start, pieces = 0, []
    for quote in draw(st.lists(words.filter(bool), min_size=1, max_size=3)):
        start += draw(st.integers(0, 50))
        pieces.append(Piece(Span(start, start + len(quote)), quote))
        start += len(quote)
    return Anchor(tuple(pieces), draw(words), draw(words))


@st.composite
def tables(draw: st.DrawFn) -> list[ExportRow]:
    """Rows of some annotations: no tag, one or several, some on the very same span."""
    rows: list[ExportRow] = []
    shared = draw(anchors())
    for number in range(draw(st.integers(0, 4))):
        annotation = Annotation(
            id=f"{number:08d}-0000-7000-8000-000000000000",
            article="article",
            anchor=shared if draw(st.booleans()) else draw(anchors()),
            tags=tuple(draw(st.lists(st.sampled_from(TAGS.tags), unique=True, max_size=3))),
            annotator=draw(st.sampled_from(HANDLES)),
            note=draw(words),
            attributes=draw(st.dictionaries(words, words, max_size=2)),
            created_at="2020-10-06T09:30:00.000Z",
            updated_at="2020-10-06T09:31:00.000Z",
            version=draw(st.integers(1, 9)),
        )
        context = Context(draw(words), draw(words), "2020-10-06", draw(words), 2, Span(0, 1))
        rows += rows_of(annotation, "0" * 64, TAGS, context)
    return rows


@settings(max_examples=150, deadline=None)
@given(tables(), st.booleans(), st.booleans(), st.booleans())
def test_the_csv_comes_back_as_it_was(
    rows: list[ExportRow], clean_offsets: bool, bom: bool, raw: bool
) -> None:
    lines = list(write_annotations(rows, clean_offsets=clean_offsets, bom=bom, raw=raw))
    read = list(read_annotations(lines, raw=raw))
    assert [row.mark for row in read] == [row.mark for row in rows]


@settings(max_examples=100, deadline=None)
@given(tables())
def test_what_was_read_is_written_to_the_same_bytes(rows: list[ExportRow]) -> None:
    text = "".join(write_annotations(rows))
    again = [
        ExportRow(read.mark, row.context)
        for read, row in zip(read_annotations(text), rows, strict=True)
    ]
    assert "".join(write_annotations(again)).encode() == text.encode()


@pytest.mark.item("cells")
@settings(max_examples=100, deadline=None)
@given(tables())
def test_the_standard_library_reads_the_same_cells_and_none_of_them_is_a_formula(
    rows: list[ExportRow],
) -> None:
    text = "".join(write_annotations(rows))
    header, *read = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    assert len(read) == len(rows)
    for cells, row in zip(read, rows, strict=True):
        assert unguard(cells[COLUMNS.index("quote")]) == row.mark.anchor.quote
        assert json.loads(cells[COLUMNS.index("attributes")]) == row.mark.attributes
        assert not any(re.match("[=+\\-@\t\r＝]", cell) for cell in cells)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_json_lines_come_back_as_they_were(rows: list[ExportRow]) -> None:
    lines = list(write_jsonl(rows))
    assert all(line.count("\n") == 1 for line in lines)
    assert [row.mark for row in read_jsonl(lines)] == [row.mark for row in rows]


@settings(max_examples=300)
@given(st.text())
@example("'=1")
@example("\u200b'=1")
def test_the_guard_comes_off_as_it_went_on(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@settings(max_examples=200)
@given(st.lists(st.lists(words, min_size=2, max_size=2), max_size=5))
def test_any_table_of_cells_comes_back(table: list[list[str]]) -> None:
    text = line_of(["a", "b"]) + "".join(map(line_of, table))
    assert [[record["a"], record["b"]] for record in records(text)] == table
