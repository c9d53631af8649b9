"""Why blocks are judged as they are, flips, and judging anew, from the command line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reader.cleaning import pipeline
from reader.cli.why_printing import why
from reader.model.article import Block, BlockKind, BlockVerdict, Category, Flip
from reader.model.explanation import BlockReason, Ground
from reader.model.text import Span
from tests.unit.cli.flood import REPORTS, Desk
from tests.unit.desk import weekly

Reader = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[3]


def block(verdict: BlockVerdict = BlockVerdict.BODY, rule: str = "model") -> Block:
    return Block(Span(0, 4), BlockKind.PARAGRAPH, verdict, Category.TEXT, rule, 0.9)


def test_reasons_are_said_for_against_and_by_whom() -> None:
    grounds = (Ground("many links", -2.0), Ground("near the title", 1.0), Ground("dense", 0.5))
    found = why(
        BlockReason(
            1,
            block(),
            block(BlockVerdict.JUNK, "annotator"),
            "weighed by the model",
            0.9,
            grounds,
            (Flip("a", Span(0, 4), "ada", BlockVerdict.JUNK),),
            block(BlockVerdict.ASIDE),
        )
    )
    assert found == [
        "because near the title · dense",
        "though many links",
        "ada says junk",
        "judged anew it would be aside",
    ]


def test_what_a_source_told_is_said_before_what_the_block_looks_like() -> None:
    reason = BlockReason(
        1, block(BlockVerdict.JUNK, "repeated 3/3"), block(), "stands in 3 of 3", 0.98
    )
    assert why(reason) == ["stands in 3 of 3", "by itself it looks like text: 98%"]


def test_a_file_is_explained_block_by_block_without_a_desk(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "gazette.html"
    path.write_text(REPORTS["gazette.html"], "utf-8")
    head, *lines = reader("clean", str(path), "--why").stdout.splitlines()
    assert head.split("\t") == [
        *("block", "verdict", "category", "rule", "confidence", "why", "text"),
    ]
    rows = [line.split("\t") for line in lines]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    river = next(row for row in rows if "The river Wend" in row[6])
    assert river[1:4] == ["body", "text", "model"]
    assert river[5].startswith("because ")
    menu = next(row for row in rows if "Sport" in row[6])
    assert (menu[1], menu[5]) == ("junk", "the markup says what it is")


def test_an_article_of_the_desk_and_standard_input_are_explained_too(
    desk: Desk, reader: Reader
) -> None:
    told = desk.json("clean", "2", "--why")
    assert {"number", "verdict", "shown", "why", "chance", "grounds", "flips", "text"} <= set(
        told[0]
    )
    assert any(each["grounds"] for each in told)
    piped = reader("clean", "-", "--why", "--json", stdin=REPORTS["gazette.html"])
    same = ("verdict", "rule", "chance", "grounds")
    assert [[e[k] for k in same] for e in json.loads(piped.stdout)] == [
        [e[k] for k in same] for e in told
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--why", "--again"),
        ("--why", "--input", "a", "--output", "b"),
        ("a.html", "--json"),
        ("a.html", "b.html"),
        ("a.html", "b.html", "--why"),
        ("--why",),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    reader: Reader, arguments: tuple[str, ...]
) -> None:
    assert reader("clean", *arguments).exit_code == 2


def test_on_a_terminal_every_line_fits_and_verdicts_have_a_shape(tmp_path: Path) -> None:
    path = tmp_path / "gazette.html"
    path.write_text(REPORTS["gazette.html"], "utf-8")
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "80",
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "clean", str(path), "--why"],
        stdout=theirs,
        env=environment,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # the terminal is closed with its last process
            break
        if not part:
            break
        said += part
    os.close(ours)
    assert process.wait(60) == 0
    import re

    lines = re.sub(r"\x1b\[[0-9;]*m", "", said.decode()).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("● body" in line for line in lines)
    assert any("✗ junk" in line for line in lines)
    assert any(line.strip().startswith("because") for line in lines)


def number_of(desk: Desk, article: str, words: str) -> str:
    told = desk.json("clean", article, "--why")
    return str(next(each["number"] for each in told if words in each["text"]))


def test_a_block_is_flipped_listed_and_taken_back(desk: Desk) -> None:
    number = number_of(desk, "2", "called the failure")
    said = desk.said("flip", "2", number, "junk")
    assert said.startswith(f"junk: {number} “Mayor Ilse Brandt")
    assert "the cleaner says body" in said
    assert "called the failure" not in desk.said("show", "2")
    assert "called the failure" in desk.said("show", "2", who="bo")
    (flip,) = desk.json("flip", "2")
    assert (flip["annotator"], flip["verdict"], str(flip["number"])) == ("ada", "junk", number)
    shown = desk.json("clean", "2", "--why")[int(number) - 1]
    assert (shown["verdict"], shown["shown"], shown["flips"]) == ("body", "junk", {"ada": "junk"})
    desk.said("undo")
    assert desk.json("flip", "2") == []
    assert "called the failure" in desk.said("show", "2")


def test_auto_leaves_a_block_to_the_cleaner_again(desk: Desk) -> None:
    number = number_of(desk, "2", "called the failure")
    desk.said("flip", "2", number, "aside")
    assert desk.json("flip", "2", number, "auto")["verdict"] == "body"
    assert desk.json("flip", "2") == []
    assert "verdict on a block" in desk.said("history")


@pytest.mark.parametrize("number", ["0", "99"])
def test_a_block_that_is_not_there_is_refused(desk: Desk, number: str) -> None:
    assert "there is no block" in desk.refused("flip", "2", number, "junk")


def test_a_block_without_a_verdict_is_wrong_usage(desk: Desk) -> None:
    assert desk.run("flip", "2", "1").exit_code == 2
    assert desk.run("flip", "2", "1", "rubbish").exit_code == 2


def test_nothing_said_of_blocks_is_said(desk: Desk) -> None:
    assert "nobody" in desk.run("flip", "2").stderr


def test_judged_anew_says_what_changed_and_what_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "3 judged, all as before" in desk.run("clean", "--again").stderr
    paths = weekly.write(tmp_path / "pages")[:3]
    desk.said("add", *map(str, paths))
    monkeypatch.setattr("reader.cleaning.evidence.MIN_STORIES", 9)
    changed = desk.json("clean", "--again", "4", "5")
    assert [(each["outcome"], each["text"]) for each in changed] == [("judged anew", 3)] * 2
    monkeypatch.undo()
    table = desk.said("clean", "--again", "4").splitlines()
    assert table[0].split("\t") == ["number", "title", "outcome", "now junk", "now text"]
    assert table[1].split("\t")[2:] == ["judged anew", "3", "0"]


def test_an_article_that_is_read_otherwise_becomes_a_new_version(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.intake.files import from_text

    clean = pipeline.clean
    more = "<p>A line more.</p>"
    monkeypatch.setattr(
        pipeline, "clean", lambda raw: clean(from_text(more + raw.text, raw.name, raw.media_type))
    )
    said = desk.said("clean", "--again", "1")
    assert "read otherwise: a new version" in said
    assert "version 2 of article 1" in said
    (judged,) = desk.json("clean", "--again", "1")
    assert (judged["outcome"], judged["version"]) == ("same", None)  # twice is once


def test_a_file_on_the_disk_is_not_judged_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "fresh.html"
    path.write_text(REPORTS["gazette.html"], "utf-8")
    assert desk.refused("clean", "--again", str(path))
