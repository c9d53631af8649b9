from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from reader.cli.aside import written_aside
from reader.cli.jsonl_files import as_line, json_lines
from reader.errors import FormatError, ReaderError, SourceError


def test_a_file_appears_whole(tmp_path: Path) -> None:
    with written_aside(tmp_path / "out.csv") as file:
        file.write("a\r\n")
        assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "out.csv").read_bytes() == b"a\r\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")

    def fail() -> None:
        with written_aside(tmp_path / "out") as file:
            file.write("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "out").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "out"
    with pytest.raises(ReaderError, match="cannot be written"), written_aside(target):
        pass


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("annotations.db", "a database stands there"),
        ("annotations.db-lock", "belongs to the database"),
        ("annotations.db-shm", "belongs to the database"),
        ("corpus/page.html", "stays as it was scraped"),
        ("corpus/deeper/page.html", "stays as it was scraped"),
        ("linked.html", "stays as it was scraped"),
    ],
)
def test_what_is_a_desks_own_is_not_written_over(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "corpus" / "deeper").mkdir(parents=True)
    (tmp_path / "linked.html").symlink_to("corpus/page.html")
    for each in ("annotations.db", "corpus/page.html", "corpus/deeper/page.html"):
        (tmp_path / each).write_text("old")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(ReaderError, match=said), written_aside(tmp_path / name) as file:
        file.write("new")
    assert (tmp_path / "corpus" / "page.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["corpus/new.html", "corpus.html", "notes-lock", "-wal"])
def test_other_names_on_a_desk_are_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "annotations.db").write_text("old")
    with written_aside(tmp_path / name) as file:
        file.write("new")
    assert (tmp_path / name).read_text() == "new"


def test_lines_are_read_plain_and_compressed(tmp_path: Path) -> None:
    lines = b'{"id": 1}\n\n{"id": "\xc3\xa9\xe2\x80\xa8"}\n'
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(lines))
    for name in ("a.jsonl", "a.jsonl.xz"):
        assert list(json_lines(tmp_path / name)) == [(1, {"id": 1}), (3, {"id": "é\u2028"})]


@pytest.mark.parametrize(
    ("content", "name", "where"),
    [
        (b'{"id": 1}\n{', "a.jsonl", "a.jsonl, line 2"),
        (b"[1]\n", "a.jsonl", "a.jsonl, line 1"),
        (b'{"id": 1}\n\xff\n', "a.jsonl", "a.jsonl, after line"),
        (b"not compressed", "a.xz", "a.xz, after line 0"),
        (lzma.compress(b'{"id": 1}\n')[:-9], "a.xz", "a.xz, after line"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(
    tmp_path: Path, content: bytes, name: str, where: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError) as caught:
        list(json_lines(tmp_path / name))
    assert where in str(caught.value.where)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list(json_lines(tmp_path / "none.jsonl"))


def test_a_value_is_one_line_that_utf_8_can_hold() -> None:
    line = as_line({"a": "b\nc\u2028\ud800"})
    assert line.count("\n") == 1
    assert json.loads(line.encode()) == {"a": "b\nc\u2028?"}
