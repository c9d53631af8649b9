"""Cells that a desk could not live with are refused with their place in the file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.errors import FormatError
from reader.exchange.annotations_csv import read_annotations
from reader.exchange.jsonl import read_jsonl
from reader.exchange.people_csv import read_annotators, read_tags
from reader.exchange.rfc4180 import line_of, records

HUGE = "9" * 30
UNFIT = [
    ("annotation_id", "\x1b]52;c;x\x07"),
    ("annotation_id", "x" * 65),
    ("annotator", "ada \x1b[31m"),
    ("annotator", "a" * 65),
    ("created_at", "the day before"),
    ("updated_at", "\x1b[31m"),
    ("tag", "rumour\x1b[31m"),
    ("tag", "a//b"),
    ("tag", "/"),
]


def said(column: str, value: str) -> str:
    cells = {"article": "a", "start": "0", "quote": "words", column: value}
    return line_of(cells) + line_of(cells.values())


@pytest.mark.parametrize(("column", "value"), UNFIT)
def test_an_unfit_cell_of_a_csv_is_named(column: str, value: str) -> None:
    with pytest.raises(FormatError) as caught:
        list(read_annotations(said(column, value), raw=True))
    assert caught.value.where == f"line 2, column {column}"


@pytest.mark.parametrize(("column", "value"), UNFIT)
def test_an_unfit_value_of_json_lines_is_named(column: str, value: str) -> None:
    found: dict[str, Any] = {"article": "a", "start": 0, "quote": "words", column: value}
    if column == "tag":
        found["tags"] = [{"kind": "user", "tag": found.pop("tag")}]
    with pytest.raises(FormatError) as caught:
        list(read_jsonl([json.dumps(found)]))
    assert caught.value.where == f"line 1, key {column}"


@pytest.mark.parametrize(
    ("column", "value"), [("start", HUGE), ("version", HUGE), ("pieces", f"0-{HUGE}")]
)
def test_a_number_that_no_database_can_hold_is_named(column: str, value: str) -> None:
    with pytest.raises(FormatError) as caught:
        list(read_annotations(said(column, value)))
    assert caught.value.where == f"line 2, column {column}"


@pytest.mark.parametrize(
    "values",
    [
        {"start": 10**30},
        {"version": 10**30},
        {"tags": 5},
        {"tags": {"tag": "claim"}},
        {"tags": [5]},
    ],
)
def test_json_lines_of_the_wrong_kind_are_refused(values: dict[str, Any]) -> None:
    whole = {"article": "a", "start": 0, "quote": "words", **values}
    with pytest.raises(FormatError):
        list(read_jsonl([json.dumps(whole)]))


def test_a_tag_of_a_kind_stands_under_the_root_of_its_kind() -> None:
    header = line_of(("article", "start", "quote", "kind", "tag"))
    with pytest.raises(FormatError, match="stands under it"):
        list(read_annotations(header + line_of(("a", "0", "words", "entity", "claim"))))


def test_the_tables_beside_keep_the_same_rules() -> None:
    with pytest.raises(FormatError, match="a handle is"):
        read_annotators(records("annotator,name,colour\nbo b,,\n"))
    with pytest.raises(FormatError, match="not a tag"):
        read_tags(records("tag_id,kind,tag\nx,user,a//b\n"))
