from __future__ import annotations

import pytest

from reader.errors import FormatError
from reader.exchange.annotations_csv import (
    COLUMNS,
    read_annotations,
    split_quote,
    text_of,
    values_of,
    write_annotations,
)
from reader.exchange.jsonl import read_jsonl
from reader.exchange.values import Context, ExportRow, rows_of
from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind, TagSet
from reader.model.text import Span

TAGS = TagSet(
    (
        Tag("1", TagKind.CLAIM, "claim"),
        Tag("2", TagKind.ENTITY, "entity"),
        Tag("3", TagKind.ENTITY, "person", "2"),
    )
)
TEXT = "The dam held, the mayor said."


def annotation(*spans: Span, tags: tuple[Tag, ...] = ()) -> Annotation:
    pieces = tuple(Piece(span, span.of(TEXT)) for span in spans)
    return Annotation(
        id="a1",
        article="dam",
        anchor=Anchor(pieces, "", " said."),
        tags=tags,
        annotator="ada",
        note="a note",
        attributes={"stance": "denies", "by": "mayor"},
        created_at="2020-10-06T09:30:00.000Z",
        updated_at="2020-10-06T09:31:00.000Z",
        version=3,
    )


def test_a_mark_of_two_tags_and_two_pieces_is_two_rows_of_every_column() -> None:
    mark = annotation(Span(0, 7), Span(14, 23), tags=(TAGS.tags[2], TAGS.tags[0]))
    context = Context("Dam holds", "Herald", "2020-10-06", "The dam", 2)
    header, first, second = write_annotations(rows_of(mark, "f00", TAGS, context))
    assert header == ",".join(COLUMNS) + "\r\n"
    assert first == (
        "a1,dam,f00,Dam holds,Herald,2020-10-06,0,23,0-7;14-23,The dam … the mayor,,"
        '" said.",claim,claim,"{""by"": ""mayor"", ""stance"": ""denies""}",a note,The dam,2,'
        "ada,2020-10-06T09:30:00.000Z,2020-10-06T09:31:00.000Z,3\r\n"
    )
    assert second == first.replace("claim,claim", "entity,entity/person")


def test_an_untagged_mark_has_a_row_and_one_piece_leaves_pieces_empty() -> None:
    [row] = rows_of(annotation(Span(0, 7)), "f00", TAGS)
    values = values_of(row)
    assert (values["kind"], values["tag"], values["pieces"]) == ("", "", "")
    assert (values["start"], values["stop"], values["version"]) == (0, 7, 3)


def test_clean_offsets_are_two_more_columns_empty_where_the_mark_is_not_in_the_body() -> None:
    mark = annotation(Span(0, 7))
    inside = rows_of(mark, "f00", TAGS, Context(clean=Span(2, 9)))
    assert list(write_annotations(inside, clean_offsets=True))[1].endswith(",3,2,9\r\n")
    outside = rows_of(mark, "f00", TAGS)
    assert list(write_annotations(outside, clean_offsets=True))[1].endswith(",3,,\r\n")


def test_rows_out_of_order_are_a_bug_and_said() -> None:
    [row] = rows_of(annotation(Span(0, 7)), "f00", TAGS)
    [other] = rows_of(annotation(Span(0, 7), tags=TAGS.tags[:1]), "f00", TAGS)
    with pytest.raises(ValueError, match="out of order"):
        list(write_annotations([other, row]))


def test_the_bom_is_there_only_when_asked() -> None:
    assert next(write_annotations([], bom=True)).startswith("\ufeffannotation_id")
    assert next(write_annotations([])).startswith("annotation_id")


def test_a_table_of_four_columns_is_enough() -> None:
    [row] = read_annotations("article,start,quote,tag\ndam,4,dam held,claim\n")
    assert row.line == 2
    assert row.mark.anchor.spans == (Span(4, 12),)
    assert (row.mark.tag, row.mark.kind) == ("claim", None)
    assert row.mark.version == 1


def test_a_quote_changed_in_a_spreadsheet_wins_over_its_old_stop() -> None:
    [row] = read_annotations("article,start,stop,quote\ndam,4,7,dam held\n")
    assert row.mark.anchor.spans == (Span(4, 12),)


def test_pieces_whose_words_hold_the_joiner_are_cut_by_their_lengths() -> None:
    assert split_quote("a … b … c", (Span(0, 5), Span(9, 10))) == ("a … b", "c")
    assert split_quote("changed … words", (Span(0, 1), Span(9, 10))) == ("changed", "words")
    assert split_quote("only one", (Span(0, 1), Span(9, 10))) is None


HEADER = "article,start,quote,pieces,kind,tag,attributes,version\n"


@pytest.mark.parametrize(
    ("line", "what", "where"),
    [
        ("a,x,q,,,,,", "not a whole number: 'x'", "column start"),
        ("a,1,,,,,,", "an empty quote", "column quote"),
        ("a,1,q,1-x;2-3,,,,", "not a piece: '1-x'", "column pieces"),
        ("a,1,q,1-2;4-5,,,,", "not the words of 2 pieces", "column quote"),
        ("a,1,q … r,4-5;1-2,,,,", "pieces overlap", "column pieces"),
        ("a,1,q,,thing,claim,,", "no such kind of tag: 'thing'", "column kind"),
        ("a,1,q,,claim,,,", "a kind without a tag", "column tag"),
        ("a,1,q,,,,{,", "not JSON", "column attributes"),
        ('a,1,q,,,,"[1]",', "not an object of strings", "column attributes"),
        ("a,1,q,,,,,-1", "not a whole number: '-1'", "column version"),
    ],
)
def test_a_bad_cell_is_refused_with_line_and_column(line: str, what: str, where: str) -> None:
    good = "a,1,q,,,,,\n"
    with pytest.raises(FormatError) as caught:
        list(read_annotations(HEADER + good + line + "\n"))
    assert what in caught.value.what
    assert caught.value.where == f"line 3, {where}"


@pytest.mark.parametrize(
    ("line", "what", "where"),
    [
        ("[]", "not a JSON object", "line 2"),
        ("{", "not JSON", "line 2"),
        ('{"article": 1, "quote": "q"}', "not a string", "line 2, key article"),
        ('{"pieces": [{"start": -1, "quote": "q"}]}', "not a list of", "line 2, key pieces"),
        ('{"quote": "q", "tags": [{"kind": "x", "tag": "y"}]}', "no such kind", "line 2, key tags"),
        ('{"quote": "q", "version": true}', "not a whole number", "line 2, key version"),
        ('{"quote": "q", "attributes": {"a": 1}}', "not an object", "line 2, key attributes"),
    ],
)
def test_a_bad_line_of_json_is_refused_with_line_and_key(line: str, what: str, where: str) -> None:
    with pytest.raises(FormatError) as caught:
        list(read_jsonl(["", line]))
    assert what in caught.value.what
    assert caught.value.where == where


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    assert text_of("\ufeffé".encode()) == "é"
    with pytest.raises(FormatError, match=r"not UTF-8 in line 2: marks\.csv"):
        text_of(b"a\nb\xff", "marks.csv")


def test_the_same_rows_are_values() -> None:
    rows = rows_of(annotation(Span(0, 7)), "f00", TAGS)
    assert rows == (ExportRow(rows[0].mark, Context()),)


def test_a_line_of_json_without_an_id_is_one_mark_with_all_its_tags() -> None:
    line = '{"article": "dam", "quote": "held", "tags": [{"tag": "claim"}, {"tag": "odd"}]}'
    first, second = read_jsonl([line])
    assert first.mark.annotation_id == second.mark.annotation_id != ""
    assert (first.mark.tag, second.mark.tag) == ("claim", "odd")
