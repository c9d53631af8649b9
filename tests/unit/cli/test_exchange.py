from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reader.exchange.annotations_csv import COLUMNS
from tests.unit.cli.flood import Desk

MISSING = "Twelve people are missing"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """A desk with all that people can make."""
    desk.said("tags", "add", "rumour")
    first = desk.mark("3", MISSING, "--tag", "claim", "--tag", "rumour", "--note", "'=odd\nnote")
    desk.mark("3", MISSING, who="bo")
    desk.said("annotate", "2", "--piece", "0-3", "--piece", "5-9", "--attribute", "stance=denies")
    for note in ("=1", "@2"):
        desk.said("edit", first, "--note", note)
    desk.said(
        *("link", f"3:{MISSING}", "1:nine people are missing"),
        *("--relation", "contradicts", "--note", "which?"),
    )
    link = desk.json("links", "--people")[0]["id"]
    desk.said("judge", link, "reject", who="bo")
    desk.said("event", "add", "The dam breaks", "3:gave way before dawn", "1:A dam failed")
    desk.said("story", "add", "Flood", "3", "1")
    desk.said("done", "2")
    desk.said("edit", "1", "--title", "A better, longer title", who="bo")
    return desk


def test_the_csv_is_printed_with_every_column(marked: Desk) -> None:
    rows = rows_of(marked.said("export", "csv"))
    assert tuple(rows[0]) == COLUMNS
    assert [row["tag"] for row in rows] == ["claim", "rumour", "", ""]
    assert [row["version"] for row in rows] == ["3", "3", "1", "1"]
    assert rows[0]["note"] == "'@2"
    assert rows[0]["event"] == ""
    assert rows[0]["links"] == "1"
    assert [(row["annotation_id"], row["tag"]) for row in rows] == sorted(
        (row["annotation_id"], row["tag"]) for row in rows
    )


def test_a_file_is_the_same_as_what_is_printed(marked: Desk, tmp_path: Path) -> None:
    target = tmp_path / "marks.csv"
    marked.said("export", "csv", "-o", str(target))
    printed = marked.run("export", "csv").stdout_bytes
    assert target.read_bytes() == printed
    assert printed.count(b"\r\n") == 5
    marked.said("export", "csv", "--bom", "-o", str(target))
    assert target.read_bytes() == "\ufeff".encode() + printed


def test_options_add_columns_and_take_the_guard_off(marked: Desk) -> None:
    rows = rows_of(marked.said("export", "csv", "--clean-offsets", "--raw", "--tag", "claim"))
    assert len(rows) == 2
    assert rows[0]["note"] == "@2"
    clean = marked.json("show", "3")["clean"]
    assert clean[int(rows[0]["clean_start"]) : int(rows[0]["clean_stop"])] == MISSING


def test_everything_goes_to_a_second_desk_and_comes_out_the_same(
    marked: Desk, other_desk: Desk, tmp_path: Path
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    marked.said("export", "csv", "-o", str(out))
    said = other_desk.said("import", str(out), who="cy")
    assert said.startswith("3 new, 0 edited, 0 there already")
    other_desk.said("export", "csv", "-o", str(again))
    files = sorted(path.name for path in out.iterdir())
    assert len(files) == 13
    assert files == sorted(path.name for path in again.iterdir())
    for name in files:
        assert (again / name).read_bytes() == (out / name).read_bytes(), name
    assert other_desk.said("import", str(out)).startswith("0 new, 0 edited, 3 there already")


def test_a_whole_import_is_one_undo(marked: Desk, other_desk: Desk, tmp_path: Path) -> None:
    marked.said("export", "csv", "-o", str(tmp_path / "out"))
    other_desk.said("import", str(tmp_path / "out"), who="cy")
    other_desk.said("undo", who="cy")
    assert other_desk.json("annotations") == []
    assert other_desk.json("story") == []


def test_json_lines_are_the_lossless_twin(marked: Desk, other_desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "marks.jsonl"
    marked.said("export", "jsonl", "-o", str(target))
    assert target.read_text("utf-8") == marked.said("export", "jsonl")
    other_desk.said("import", str(target))
    ours, theirs = marked.json("annotations"), other_desk.json("annotations")
    informing = {"title", "event", "links"}
    assert [{k: v for k, v in row.items() if k not in informing} for row in theirs] == [
        {k: v for k, v in row.items() if k not in informing} for row in ours
    ]


def test_a_row_edited_in_a_spreadsheet_is_an_edit(marked: Desk, tmp_path: Path) -> None:
    target = tmp_path / "marks.csv"
    rows = rows_of(marked.said("export", "csv"))
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, delimiter=";")
        table.writeheader()
        table.writerows({**row, "note": row["note"].replace("'@2", "edited")} for row in rows)
    said = marked.run("import", str(target))
    assert said.stdout.startswith("0 new, 1 edited, 2 there already"), said.output
    edited = marked.json("annotations", "--tag", "claim")
    assert {(row["note"], row["version"]) for row in edited} == {("edited", 4)}
    again = marked.run("import", str(target))
    assert again.stdout.startswith("0 new, 0 edited, 3 there already")


def test_conflicts_and_orphans_are_listed_and_the_rest_comes_in(
    marked: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "marks.csv"
    text = marked.run("export", "csv").stdout_bytes.decode()
    identity = rows_of(text)[0]["annotation_id"]
    marked.said("edit", identity, "--note", "newer")
    text += "x,nowhere,,,,,1,2,,q,,,,,{},,,0,bo,,,1\r\n"
    article = rows_of(text)[0]["article"]
    text += f"y,{article},,,,,1,2,,no such words here,,,,,{{}},,,0,bo,,,1\r\n"
    text += f"z,{article},,,,,5,9,,{MISSING},,,,,{{}},,,0,bo,,,1\r\n"
    target.write_text(text, "utf-8", newline="")
    result = marked.run("import", str(target))
    assert result.exit_code == 1
    assert result.stdout.startswith("1 new, 0 edited, 2 there already")
    err = result.stderr
    assert "conflict  line 2" in err
    assert "the file has version 3, the desk 4" in err
    assert "orphan  line" in err
    assert "no such article on this desk" in err
    assert "its words are not in the article" in err
    assert "moved (" in err
    assert "left out: 1 conflicts, 2 orphans" in err


def test_an_unknown_tag_comes_in_with_its_mark(marked: Desk, other_desk: Desk) -> None:
    target = other_desk.folder / "marks.csv"
    marked.said("export", "csv", "-o", str(target))
    assert "new tags: rumour" in other_desk.said("import", str(target))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b"a,b\n1,2\n", "no column article"),
        (b"article,start,quote\n1,x,q\n", "line 2, column start"),
        (b'article,start,quote\n1,1,"q\n', "never closes"),
        (b"article,start,quote\n1,1,\xff\n", "not UTF-8"),
        (b"article,start,quote\n1,1,\x00\n", "NUL"),
    ],
)
def test_a_bad_file_is_refused_in_two_lines_with_its_place(
    desk: Desk, tmp_path: Path, content: bytes | None, says: str
) -> None:
    target = tmp_path / "marks.csv"
    if content is not None:
        target.write_bytes(content)
    err = desk.refused("import", str(target))
    assert says in err
    assert "marks.csv" in err
    assert desk.json("annotations") == []


def test_a_folder_without_tables_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert "no table in this folder" in desk.refused("import", str(tmp_path))


def test_what_cannot_be_written_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "cannot be written" in desk.refused(
        "export", "csv", "-o", str(tmp_path / "no" / "x.csv")
    )
    assert "cannot be written" in desk.refused("export", "csv", "-o", str(tmp_path / "file" / "x"))
    assert "no such tag" in desk.refused("export", "csv", "--tag", "nonesuch")
