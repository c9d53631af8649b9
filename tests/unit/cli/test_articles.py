from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.unit.cli.flood import REPORTS, Desk, assert_two_lines

ESCAPES = "\x1b\x07\x9b\u202e\u2066"


def test_add_says_what_came_in_and_what_was_there(empty_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "herald.txt"
    page.write_text(REPORTS["herald.txt"], "utf-8")
    assert empty_desk.said("add", str(page)).startswith("added ")
    assert empty_desk.said("add", str(page)).startswith("there ")
    assert len(empty_desk.json("list")) == 1


def test_add_takes_standard_input_and_a_story(empty_desk: Desk) -> None:
    empty_desk.said("add", "-", "--name", "h.txt", "--story", "Flood", stdin=REPORTS["herald.txt"])
    [article] = empty_desk.json("list")
    assert article["name"] == "h.txt"
    [story] = empty_desk.json("story")
    assert story["articles"] == [article["id"]]


def test_one_refused_file_keeps_no_other_out(empty_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORTS["herald.txt"], "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    result = empty_desk.run("add", str(tmp_path / "good.txt"), str(tmp_path / "bad.txt"))
    assert result.exit_code == 1
    assert "good.txt" in result.stdout
    assert_two_lines(result.stderr)
    assert "empty" in result.stderr
    assert [each["name"] for each in empty_desk.json("list")] == ["good.txt"]


def test_what_was_mended_is_said(empty_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(REPORTS["herald.txt"].encode() + b"\nThe caf\xe9 is under water. \x01\n" * 2)
    result = empty_desk.run("add", str(page))
    assert result.exit_code == 0
    assert "mended" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n \n", "empty"),
        ("binary.txt", bytes(range(256)) * 9, "control characters"),
        ("folder", "folder", "no article in this folder"),
        ("fifo", "fifo", "not a regular file"),
        ("\x1b]52;c;x\x07\u202e.txt", None, "no such file"),
    ],
)
def test_bad_input_is_refused_in_two_lines(
    empty_desk: Desk, tmp_path: Path, name: str, content: bytes | str | None, says: str
) -> None:
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content == "fifo":
        os.mkfifo(path)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    err = empty_desk.refused("add", str(path))
    assert says in err
    assert not set(err) & set(ESCAPES)
    assert empty_desk.json("list") == []


def test_list_has_what_scripts_rely_on(desk: Desk) -> None:
    listed = desk.json("list")
    assert [each["number"] for each in listed] == [1, 2, 3]
    assert [each["name"] for each in listed] == ["courier.txt", "gazette.html", "herald.txt"]
    gazette = listed[1]
    assert gazette["title"] == "Oldbridge under water"
    assert gazette["source"] == "The Gazette"
    assert gazette["published"] == "2021-03-12"
    assert gazette["path"] == "corpus/gazette.html"
    assert gazette["state"] == "to-read"


def test_list_into_a_pipe_is_a_line_each(desk: Desk) -> None:
    head, *lines = desk.said("list").splitlines()
    assert head.split("\t")[:4] == ["number", "title", "source", "published"]
    assert len(lines) == 3


def test_an_empty_desk_lists_nothing_and_says_how_to_begin(empty_desk: Desk) -> None:
    result = empty_desk.run("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "reader add" in result.stderr


@pytest.mark.parametrize(
    "word", ["2", "gazette.html", "gazette", "corpus/gazette.html", "under WATER"]
)
def test_an_article_is_called_by_number_name_or_title(desk: Desk, word: str) -> None:
    shown = desk.json("show", word)
    assert shown["metadata"]["title"] == "Oldbridge under water"
    assert desk.json("show", shown["id"][:8])["id"] == shown["id"]


def test_show_has_the_text_the_clean_text_and_its_blocks(desk: Desk) -> None:
    shown = desk.json("show", "2")
    assert {"id", "text", "clean", "metadata", "blocks"} <= set(shown)
    assert "Sport" in shown["text"]
    assert "Sport" not in shown["clean"]
    assert shown["blocks"][-1]["stop"] == len(shown["text"])


def test_show_prints_for_reading_for_pipes_and_everything(desk: Desk) -> None:
    assert desk.said("show", "2").startswith("Oldbridge under water\nThe Gazette · 2021-03-12")
    plain = desk.said("show", "2", "--plain")
    assert plain == desk.json("show", "2")["clean"] + "\n"
    assert "Sport" in desk.said("show", "2", "--all")


def test_nothing_of_a_text_reaches_the_terminal_raw(empty_desk: Desk, tmp_path: Path) -> None:
    words = "\u202eEvil\u2066 words \x1b]52;c;x\x07 of the \u200b river Wend and its dam."
    page = tmp_path / "a\x1b[31m\u202eb.txt"
    page.write_text(f"Title \u202e of it\n\n{words}\n\nMore of the same story follows.\n", "utf-8")
    outputs = [empty_desk.said("add", str(page))]
    empty_desk.mark("1", "Evil", "--note", "\x1b[31m\x9b\u202e", who="a\u0301da")
    every = "list|show 1|show 1 --plain|show 1 --all|annotations|history|search Evil"
    every += "|list --json|show 1 --json|annotations --json|search Evil --json"
    outputs += [empty_desk.said(*command.split()) for command in every.split("|")]
    assert not set("".join(outputs)) & set(ESCAPES)


@pytest.mark.parametrize("command", ["show", "annotate --quote x", "done", "edit --title x"])
def test_an_unknown_article_is_refused_in_two_lines(desk: Desk, command: str) -> None:
    name, *options = command.split()
    assert "no such article" in desk.refused(name, "nonesuch", *options)


def test_a_word_that_fits_several_articles_lists_them(desk: Desk) -> None:
    result = desk.run("show", "Oldbridge")
    assert result.exit_code == 1
    assert result.stderr.count("Oldbridge") >= 3
    assert "give its number" in result.stderr


def test_search_finds_places_and_never_trips(desk: Desk) -> None:
    hits = desk.json("search", "mayor", "scandal")
    assert hits
    texts = {each["id"]: desk.json("show", each["id"])["text"] for each in desk.json("list")}
    assert all(texts[h["article"]][h["start"] : h["stop"]].strip() for h in hits)
    for query in ('"', "*", "NEAR(a b)", "a:secret", "^x", "x" * 100_000, '"' * 999):
        assert desk.run("search", "--", query).exit_code == 0
    assert "nothing found" in desk.run("search", "zzz").stderr


def test_done_is_of_one_annotator(desk: Desk) -> None:
    desk.said("done", "2")
    assert [each["state"] for each in desk.json("list")] == ["to-read", "done", "to-read"]
    assert desk.json("list", who="bo")[1]["state"] == "to-read"
    desk.said("done", "2", "--state", "reading")
    assert desk.json("list")[1]["state"] == "reading"


def test_edit_corrects_what_is_known_of_an_article(desk: Desk) -> None:
    desk.said("edit", "1", "--title", "The dam", "--date", "2021-03-12", "--source", "Courier")
    first = desk.json("list")[0]
    assert (first["title"], first["published"], first["source"]) == (
        "The dam",
        "2021-03-12",
        "Courier",
    )
    assert "not a date" in desk.refused("edit", "1", "--date", "last Friday")
    assert desk.run("edit", "1").exit_code == 2
    assert desk.run("edit", "1", "--title", "x", "--note", "y").exit_code == 2


def test_a_correction_shows_everywhere_and_is_taken_back_whole(desk: Desk) -> None:
    before = desk.json("list")[0]
    desk.said("edit", "1", "--title", "The  old\tdam", "--date", "4 May 2019")
    assert desk.said("show", "1").startswith("The old dam\n")
    assert desk.json("show", "The old dam")["metadata"]["date"] == "2019-05-04"
    desk.said("annotate", "1", "--start", "0", "--stop", "4", "--tag", "claim")
    assert "The old dam" in desk.said("export", "csv")
    desk.said("undo")
    desk.said("undo")
    assert desk.json("list")[0] == before
    desk.said("redo")
    assert desk.json("list")[0]["title"] == "The old dam"


def test_nobody_knows_a_date_that_was_emptied(desk: Desk) -> None:
    desk.said("edit", "1", "--date", "2019-05-04")
    assert "correction of the date" in desk.said("history")
    desk.said("edit", "1", "--date", "")
    assert desk.json("list")[0]["published"] is None
    assert desk.json("show", "1")["metadata"]["date"] is None


def test_of_several_corrections_none_is_made_if_one_is_refused(desk: Desk) -> None:
    before = desk.json("list")[0]
    refused = desk.refused("edit", "1", "--title", "x", "--date", "04/05/2019")
    assert "write 2019-05-04 or 2019-04-05" in refused
    assert desk.json("list")[0] == before


def test_a_file_that_is_not_on_the_desk_can_be_shown_and_is_stored_by_its_first_mark(
    empty_desk: Desk, tmp_path: Path
) -> None:
    page = tmp_path / "herald.txt"
    page.write_text(REPORTS["herald.txt"], "utf-8")
    assert "gave way" in empty_desk.said("show", str(page))
    assert empty_desk.json("list") == []
    empty_desk.mark(str(page), "Twelve people are missing")
    assert [each["name"] for each in empty_desk.json("list")] == ["herald.txt"]


def test_a_story_is_made_listed_and_taken_apart(desk: Desk) -> None:
    desk.said("story", "add", "The flood", "1", "2")
    desk.said("story", "add", "The flood", "3")
    assert len(desk.json("story")[0]["articles"]) == 3
    desk.said("story", "remove", "the flood", "3")
    assert len(desk.json("list", "--story", "flood")) == 2
    desk.said("story", "remove", "the flood")
    assert desk.json("story") == []
    assert "no such story" in desk.refused("story", "remove", "the flood")


def test_init_refuses_a_desk_that_is_there(empty_desk: Desk, reader: Callable[..., Result]) -> None:
    result = reader("init", str(empty_desk.folder))
    assert result.exit_code == 1
    assert_two_lines(result.stderr)


def test_init_may_begin_with_a_folder_of_articles(
    tmp_path: Path, reader: Callable[..., Result]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "herald.txt").write_text(REPORTS["herald.txt"], "utf-8")
    assert reader("init", str(tmp_path / "new"), "--from", str(pages)).exit_code == 0
    assert [each["name"] for each in Desk(tmp_path / "new").json("list")] == ["herald.txt"]


def test_show_writes_markdown_with_structure_and_pictures(empty_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "wend.html"
    page.write_text(
        """<head><link rel="canonical" href="https://gazette.example/wend.html"></head>
        <article><h1>The Wend rises through Oldbridge</h1>
        <figure><img src="/wend.jpg" alt="The old bridge"><figcaption>The bridge.</figcaption>
        </figure><p>The river <b>Wend</b> rose by two metres in a single night of rain.</p>
        <ol start="2"><li>Ten streets are closed to all traffic until the weekend.</li></ol>
        <p>The town hall is a shelter for all those who have lost their homes to it.</p>
        </article>""",
        "utf-8",
    )
    empty_desk.said("add", str(page))
    made = empty_desk.said("show", "1", "--markdown")
    assert "# The Wend rises through Oldbridge" in made
    assert "![The old bridge](https://gazette.example/wend.jpg)\n\n*The bridge.*" in made
    assert "The river **Wend** rose" in made
    assert "\n2. Ten streets" in made
