"""`reader add`: pages of the web, kinds that are insisted on, and letters decoded twice."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.fault.web_server import WebServer, page, serving
from tests.unit.cli.flood import REPORTS, Desk, assert_two_lines

PAGE = page(REPORTS["gazette.html"].encode(), kind="text/html; charset=utf-8")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    with serving() as running:
        running.pages["/gazette"] = PAGE
        yield running


def misread(text: str) -> str:
    """UTF-8 as a program shows it that takes it for Latin-1."""
    return text.encode().decode("latin-1")


def test_a_page_and_a_file_come_in_together(
    empty_desk: Desk, server: WebServer, tmp_path: Path
) -> None:
    (tmp_path / "herald.txt").write_text(REPORTS["herald.txt"], "utf-8")
    address = f"{server.root}/gazette"
    said = empty_desk.said("add", address, str(tmp_path / "herald.txt"), "--story", "Flood")
    assert said.count("added ") == 2
    assert address in said
    shown = empty_desk.json("show", address)
    assert shown["metadata"]["title"] == "Oldbridge under water"
    assert shown["metadata"]["url"] == address
    assert shown["metadata"]["scraped"].endswith("Z")
    assert len(empty_desk.json("story")[0]["articles"]) == 2


def test_a_page_that_scripts_fill_in_is_told_of(empty_desk: Desk, server: WebServer) -> None:
    server.pages["/app"] = page(b"<html><body><div id=root></div><nav>Home</nav></body></html>")
    result = empty_desk.run("add", f"{server.root}/app")
    assert result.exit_code == 0
    assert "nothing in it reads as an article" in result.stderr


def test_the_address_that_a_page_gives_itself_goes_over_the_one_asked_for(
    empty_desk: Desk, server: WebServer
) -> None:
    link = '<head><link rel="canonical" href="https://gazette.example/flood">'
    body = REPORTS["gazette.html"].replace("<head>", link)
    server.pages["/amp?utm_source=x"] = page(body.encode())
    empty_desk.said("add", f"{server.root}/amp?utm_source=x")
    assert empty_desk.json("show", "1")["metadata"]["url"] == "https://gazette.example/flood"


def test_the_same_page_again_is_there_already(empty_desk: Desk, server: WebServer) -> None:
    address = f"{server.root}/gazette"
    assert empty_desk.said("add", address, "--name", "The Gazette").startswith("added ")
    assert empty_desk.said("add", f"{address}#part").startswith("there ")
    assert [each["name"] for each in empty_desk.json("list")] == ["The Gazette"]


def test_one_refused_page_keeps_no_other_out(
    empty_desk: Desk, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.intake.visiting.PAUSE_S", 0.0)
    addresses = [f"{server.root}/none", "https://ann:secret@example.org/", f"{server.root}/gazette"]
    result = empty_desk.run("add", *addresses, "--json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert [each["name"] for each in report["added"]] == [f"{server.root}/gazette"]
    assert [each["name"] for each in report["refused"]] == [
        f"{server.root}/none",
        "https://…@example.org/",
    ]
    assert all(each["why"] and each["remedy"] for each in report["refused"])
    assert "secret" not in result.output
    assert not report["interrupted"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://example.org/page", "only web pages"),
        ("file:///etc/passwd", "only web pages"),
        ("https://ann:secret@example.org/", "name or password"),
        ("https://\x1b]52;c;x\x07/", "control characters"),
    ],
)
def test_an_address_that_is_not_taken_is_refused_in_two_lines(
    empty_desk: Desk, address: str, says: str
) -> None:
    err = empty_desk.refused("add", address)
    assert says in err
    assert "secret" not in err
    assert not set(err) & set("\x1b\x07")


def test_robots_are_heeded_unless_a_person_insists(empty_desk: Desk, server: WebServer) -> None:
    server.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /")
    assert "--ignore-robots" in empty_desk.refused("add", f"{server.root}/gazette")
    empty_desk.said("add", f"{server.root}/gazette", "--ignore-robots")


def test_a_name_is_for_one_thing(empty_desk: Desk, server: WebServer, tmp_path: Path) -> None:
    address = f"{server.root}/gazette"
    assert empty_desk.run("add", address, f"{address}?2", "--name", "x").exit_code == 2
    assert empty_desk.run("add", str(tmp_path), "--name", "x").exit_code == 2
    assert server.asked == []


def test_a_person_may_say_what_it_is(empty_desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "page.txt"
    source.write_text(REPORTS["gazette.html"], "utf-8")
    empty_desk.said("add", str(source), "--format", "text")
    assert "<article>" in empty_desk.json("show", "1")["text"]
    empty_desk.said("add", "-", "--format", "html", stdin=REPORTS["gazette.html"])
    assert "<article>" not in empty_desk.json("show", "1")["text"]
    assert "<article>" in empty_desk.json("show", "1@1")["text"]  # as it was read first


def test_a_packed_page_comes_in(empty_desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "gazette.html.gz"
    source.write_bytes(gzip.compress(REPORTS["gazette.html"].encode()))
    result = empty_desk.run("add", str(source))
    assert result.exit_code == 0
    assert "unpacked (gzip)" in result.stderr
    assert empty_desk.json("list")[0]["title"] == "Oldbridge under water"


def test_letters_decoded_twice_are_told_of_and_mended_on_request(
    empty_desk: Desk, tmp_path: Path
) -> None:
    good = "Le maire a été reçu à l’hôtel.\n\nL’élève s’est tue, a dit le père à côté.\n"
    source = tmp_path / "page.txt"
    source.write_text(misread(good), "utf-8")
    told = empty_desk.run("add", str(source)).stderr
    assert "noted    page.txt" in told
    assert "mojibake" in told
    assert "mojibake" in empty_desk.run("show", "1").stderr
    [found] = [each for each in empty_desk.json("doctor") if each["code"] == "mojibake"]
    assert "--repair" in found["remedy"]
    assert "all is well" in empty_desk.said("doctor")
    assert "version 2 of article 1" in empty_desk.said("add", "--repair", str(source))
    mended = empty_desk.json("show", "1")
    assert mended["text"].strip() == good.strip()
    assert any("repaired" in line for line in mended["repairs"])
    assert empty_desk.said("add", "--repair", str(source)).startswith("there ")


def test_a_good_article_has_nothing_to_mend(
    desk: Desk, reader: Callable[..., Result], tmp_path: Path
) -> None:
    assert desk.json("show", "1")["repairs"] == []
    assert not [each for each in desk.json("doctor") if each["code"] == "mojibake"]
    assert_two_lines(reader("--desk", str(tmp_path / "none"), "add", "http://x/").stderr)
