"""Files that are no articles, and files that are more than that: an error or a clean import."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.cleaning.views import body_text
from reader.errors import SourceError
from reader.intake.files import MAX_BYTES, from_text, gather, read, read_stream
from reader.intake.sources import hints_for, read_sources
from reader.model.article import MediaType

SENTENCE = "The council of the town said on Monday that it would not pay for the bridge. "


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def reason(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.where == str(path)
    return caught.value.what


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.md", ".hidden.txt", "SOURCES.toml", "x.pdf", "plain"):
        (tmp_path / name).write_text(SENTENCE)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.txt").write_text(SENTENCE)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "e.txt").write_text(SENTENCE)
    files, refusals = gather([tmp_path, tmp_path / "b.txt"])
    assert names(files) == ["a.html", "b.txt", "c.md", "plain", "d.txt"]
    assert refusals == ()


def test_a_folder_without_an_article_is_refused(tmp_path: Path) -> None:
    files, refusals = gather([tmp_path])
    assert files == ()
    assert "no article" in refusals[0].error.what


@pytest.mark.item("intake")
def test_a_link_out_of_the_folder_is_refused_one_inside_is_not(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(SENTENCE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(SENTENCE)
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "out.txt").symlink_to("../outside.txt")
    (folder / "nothing.txt").symlink_to("gone.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    files, refusals = gather([folder])
    assert names(files) == ["a.txt", "inside.txt"]
    assert sorted(Path(refusal.name).name for refusal in refusals) == [
        "loop.txt",
        "nothing.txt",
        "out.txt",
    ]


@pytest.mark.item("intake")
def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "a.txt").write_text(SENTENCE)
    files, refusals = gather([tmp_path, Path("/dev/zero")])
    server.close()
    assert names(files) == ["a.txt"]
    assert len(refusals) == 3
    assert all("not a regular file" in refusal.error.what for refusal in refusals)
    assert "not a regular file" in reason(tmp_path / "pipe.txt")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.txt") == "no such file"
    assert "not a regular file" in reason(tmp_path)
    files, refusals = gather([tmp_path / "gone.txt"])
    assert (files, refusals[0].name) == ((), str(tmp_path / "gone.txt"))


def test_a_name_that_is_no_name_is_refused() -> None:
    assert "cannot be read" in reason(Path("a\0b"))
    assert "cannot be read" in reason(Path("x" * 5000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    assert "cannot be read" in reason(path)


@pytest.mark.parametrize("content", [b"", b"\n \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert reason(path) == "empty"


@pytest.mark.item("intake")
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n" + b"words " * 50, "a PDF"),
        (b"PK\x03\x04" + b"words " * 50, "a ZIP"),
        (b"\x1f\x8b" + b"words " * 50, "gzip"),
        (bytes(range(32)) * 40, "control characters"),
        (os.urandom(4000), ""),
    ],
    ids=["pdf", "zip", "gzip", "controls", "dice"],
)
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert what in reason(path)


@pytest.mark.item("intake")
def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    began = time.perf_counter()
    assert "too large" in reason(path)
    assert time.perf_counter() - began < 1
    with pytest.raises(SourceError, match="too large"):
        read_stream(b"a" * (MAX_BYTES + 1), "-")


@pytest.mark.item("intake")
@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 130_000,
        "\n" * 1_000_000 + SENTENCE,
        "x" * 10_000_000,
        SENTENCE + "e" + "\u0301" * 5_000 + SENTENCE,
        " " * 2_000_000 + "x" + " " * 2_000_000,
        "[" * 500_000 + "[a](" * 100_000,
        "a/" * 500_000,
    ],
    ids=["one-line", "empty-lines", "one-word", "marks", "blanks", "brackets", "slashes"],
)
def test_large_and_odd_texts_come_in_whole(text: str) -> None:
    article = clean(read_stream(text.encode(), "a.txt"))
    assert article.text == text
    assert article.blocks[-1].span.stop == len(text)
    body_text(article)


@pytest.mark.item("intake")
@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000,
        "<b>" * 20_000,
        "<a href=x>" * 20_000,
        "<table><tr><td>" * 1_000,
        "<" * 500_000,
        "<p " + "a=1 " * 100_000 + ">",
        "<p title='" * 50_000,
    ],
    ids=["div", "b", "a", "table", "lt", "attributes", "quotes"],
)
def test_odd_pages_come_in(source: str) -> None:
    article = clean(from_text(source + SENTENCE, "a.html", MediaType.HTML))
    assert article.blocks == () or article.blocks[-1].span.stop == len(article.text)


@pytest.mark.item("intake")
def test_pathological_markdown_comes_in() -> None:
    for source in ("[" * 50_000, ">" * 5_000 + " x", "*a " * 5_000, "* " * 2_000 + "x"):
        article = clean(from_text(source, "a.md", MediaType.MARKDOWN))
        assert article.blocks == () or article.blocks[-1].span.stop == len(article.text)


def test_repairs_are_kept_with_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SENTENCE.encode() + b"\x00" + SENTENCE.encode())
    raw = read(path)
    assert raw.content == path.read_bytes()
    assert raw.repairs
    assert clean(raw).text == SENTENCE + "\ufffd" + SENTENCE


def test_hints_from_beside_the_file_reach_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    (tmp_path / "SOURCES.toml").write_text('[[article]]\nfile = "a.txt"\nsource = "The Post"\n')
    raw = read(path)
    raw = replace(raw, hints=hints_for(path, raw.sha256, read_sources(tmp_path)))
    best = clean(raw).metadata.best("source")
    assert best is not None
    assert (best.value, best.origin) == ("The Post", "sources.toml")


def test_text_decoded_elsewhere_is_never_refused() -> None:
    raw = from_text("a\r\nb\x00\ud800", "line 3")
    assert raw.text == "a\nb\ufffd\ufffd"
    assert raw.repairs == ("2 control characters replaced",)
    assert from_text("", "line 4").text == ""
