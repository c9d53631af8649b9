from __future__ import annotations

import json
import lzma
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import pipeline
from reader.cli.clean_command import kept_lines
from reader.intake import files
from reader.model.article import MediaType
from tests.unit.cli.flood import REPORTS, assert_two_lines

Reader = Callable[..., Result]


def pages(tmp_path: Path, *lines: object, name: str = "in.jsonl") -> tuple[str, Path]:
    source, target = tmp_path / name, tmp_path / "out.jsonl"
    source.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return str(source), target


def test_a_page_is_printed_without_its_junk(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "gazette.html").write_text(REPORTS["gazette.html"], "utf-8")
    result = reader("clean", str(tmp_path / "gazette.html"))
    assert result.exit_code == 0
    assert "The river Wend rose" in result.stdout
    assert "Sport" not in result.stdout
    assert "Copyright" not in result.stdout


def test_standard_input_is_a_page_too(reader: Reader) -> None:
    result = reader("clean", "-", stdin=REPORTS["gazette.html"])
    assert "The river Wend rose" in result.stdout


def test_markdown_keeps_the_structure(reader: Reader) -> None:
    page = "<article><h1>Wend</h1><p>The river rose by two metres in a single night of rain.</p>"
    page += "<ul><li>Ten streets are closed to all traffic.</li></ul></article>"
    result = reader("clean", "-", "--format", "markdown", stdin=page)
    assert "The river rose by two metres" in result.stdout
    assert "- Ten streets" in result.stdout or "* Ten streets" in result.stdout


def test_json_says_everything_in_code_points_of_the_text(reader: Reader) -> None:
    result = reader("clean", "-", "--format", "json", stdin=REPORTS["gazette.html"])
    page = json.loads(result.stdout)
    assert set(page) == {"source", "metadata", "text", "clean", "blocks"}
    assert set(page["metadata"]) == {
        *("title", "byline", "date", "source", "url", "section", "language", "scraped"),
        "confidence",
    }
    assert page["metadata"]["title"] == "Oldbridge under water"
    assert page["metadata"]["date"] == "2021-03-12"
    assert page["metadata"]["byline"] is None
    assert 0 < page["metadata"]["confidence"]["title"] <= 1
    blocks = page["blocks"]
    assert blocks[0]["start"] == 0
    assert blocks[-1]["stop"] == len(page["text"])
    assert all(a["stop"] == b["start"] for a, b in pairwise(blocks))
    assert set(blocks[0]) == {
        *("start", "stop", "kind", "verdict", "category", "rule", "confidence"),
    }
    body = [page["text"][b["start"] : b["stop"]].strip() for b in blocks if b["verdict"] == "body"]
    assert [line for line in page["clean"].split("\n") if line] == body


def test_every_line_of_a_file_is_cleaned(tmp_path: Path, reader: Reader) -> None:
    source, target = pages(
        tmp_path,
        {"id": 1, "html": REPORTS["gazette.html"]},
        {"id": "b", "text": REPORTS["herald.txt"], "labels": "ignored"},
        {"id": "c", "html": ""},
    )
    result = reader("clean", "--input", source, "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    html, text, empty = map(json.loads, target.read_text("utf-8").splitlines())
    assert set(html) == {"id", "text"}
    assert html["id"] == 1
    assert set(text) == {"id", "text", "keep"}
    lines = REPORTS["herald.txt"].split("\n")
    assert len(text["keep"]) == len(lines)
    assert text["keep"][lines.index("lower town within an hour.")] == 1
    assert text["keep"][1] == 0
    assert empty == {"id": "c", "text": ""}


def test_a_compressed_file_is_read_too(tmp_path: Path, reader: Reader) -> None:
    line = json.dumps({"id": 1, "text": REPORTS["courier.txt"]}) + "\n"
    (tmp_path / "in.jsonl.xz").write_bytes(lzma.compress(line.encode()))
    target = tmp_path / "out.jsonl"
    reader("clean", "--input", str(tmp_path / "in.jsonl.xz"), "--output", str(target))
    assert "A dam failed above" in json.loads(target.read_text("utf-8"))["text"]


@pytest.mark.parametrize("line", [{"id": 1}, {"text": "x"}, {"id": 1, "html": 5}, [1]])
def test_a_line_that_is_not_whole_leaves_nothing_behind(
    tmp_path: Path, reader: Reader, line: object
) -> None:
    source, target = pages(tmp_path, {"id": 0, "text": REPORTS["herald.txt"]}, line)
    result = reader("clean", "--input", source, "--output", str(target))
    assert result.exit_code == 1
    assert_two_lines(result.stderr)
    assert "line 2" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    "arguments", [[], ["a", "--input", "b", "--output", "c"], ["--input", "b"], ["--output", "c"]]
)
def test_wrong_usage_exits_2(reader: Reader, arguments: list[str]) -> None:
    assert reader("clean", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 9, "control characters"),
        ("page.pdf", b"%PDF-1.7 x", "PDF"),
    ],
)
def test_what_is_no_article_is_refused_in_two_lines(
    tmp_path: Path, reader: Reader, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = reader("clean", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (1, "")
    assert_two_lines(result.stderr)
    assert says in result.stderr


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["Words of a story that goes on.", "", "Share", "a\rb", "x\r"])))
def test_there_is_a_verdict_for_each_line_whatever_ends_it(lines: list[str]) -> None:
    source = "\n".join(lines)
    article = pipeline.clean(files.from_text(source, "x", MediaType.TEXT))
    assert len(kept_lines(source, article)) == len(source.split("\n"))
