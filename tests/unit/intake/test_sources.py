from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.intake.sniffing import sniff
from reader.intake.sources import hints_for, parse_sources, read_sources
from reader.model.article import MediaType

LISTED = b"""
note = "ours"

[[article]]
file = "a.txt"
sha256 = "ABCD"
title = " A title "
date = 2020-10-06
source = ""
colour = "red"

[[article]]
title = "names no file"
"""


def test_entries_give_hints_by_file_name() -> None:
    sources = parse_sources(LISTED)
    assert list(sources) == ["a.txt"]
    assert sources["a.txt"].hints == {"title": "A title", "date": "2020-10-06"}


def test_hints_are_for_the_bytes_they_were_written_for() -> None:
    sources = parse_sources(LISTED)
    assert hints_for(Path("x/a.txt"), "abcd", sources)["title"] == "A title"
    assert hints_for(Path("x/a.txt"), "ffff", sources) == {}
    assert hints_for(Path("x/b.txt"), "abcd", sources) == {}


@pytest.mark.parametrize("content", [b"not toml", b"article = 1", b"\xff", b"article = [1]"])
def test_a_broken_list_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="not a list of sources"):
        parse_sources(content, where="SOURCES.toml")


def test_a_folder_without_a_list_knows_nothing(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == {}
    (tmp_path / "SOURCES.toml").write_bytes(LISTED)
    assert list(read_sources(tmp_path)) == ["a.txt"]


PLAIN = "A report of two lines.\nIt has [a link](#) and **strong** words.\n"


@pytest.mark.parametrize(
    ("name", "text", "media"),
    [
        ("a.txt", PLAIN, MediaType.TEXT),
        ("a", PLAIN, MediaType.TEXT),
        ("a.md", "plain words", MediaType.MARKDOWN),
        ("a.HTM", "plain words", MediaType.HTML),
        ("a.txt", "  <!DOCTYPE html><html><p>x", MediaType.HTML),
        ("a.txt", "<!-- saved --><html><p>x", MediaType.HTML),
        ("-", "<div><p>a</p><p>b</p><a>c</a></div>", MediaType.HTML),
        ("a.txt", "He wrote <p> and </p> on the board.", MediaType.TEXT),
        ("-", "---\ntitle: x\n---\nwords", MediaType.MARKDOWN),
        ("a.txt", "# One\n\n* a [b](c)\n* d\n\n## Two\n", MediaType.MARKDOWN),
        ("a.txt", "#hashtag and - a dash\n- one\n", MediaType.TEXT),
        ("page.2020", PLAIN, MediaType.TEXT),
    ],
)
def test_the_kind_of_source_is_told_from_name_and_text(
    name: str, text: str, media: MediaType
) -> None:
    assert sniff(name, text) is media
