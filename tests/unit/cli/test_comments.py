from __future__ import annotations

import pytest

from tests.unit.cli.flood import Desk


def test_a_comment_is_written_listed_edited_and_deleted(desk: Desk) -> None:
    mark = desk.mark("3", "Twelve people are missing", "--tag", "claim")
    said = desk.said("comment", mark, "who counted?", who="bo").strip()
    other = desk.json("comment", mark[:30], "the\nmayor")["comment_id"]
    [first, second] = desk.json("comments", mark)
    assert (first["comment_id"], first["text"], first["annotator"]) == (said, "who counted?", "bo")
    assert second["mark"] == {"annotator": "ada", "quote": "Twelve people are missing"}
    assert desk.said("comment", said, "who?", "--edit", who="bo").strip() == said
    assert "only bo changes it" in desk.refused("comment", said, "--delete")
    header, row, _ = desk.said("comments", "--article", "3").splitlines()
    assert header.startswith("comment\tannotation\tarticle\tannotator\tat\ttext")
    assert "\twho?\tada\tTwelve people are missing" in row
    assert desk.said("comment", other, "--delete").startswith(f"deleted {other}  the mayor")
    assert [x["text"] for x in desk.json("comments")] == ["who?"]
    assert desk.json("comments", "--annotator", "ada") == []
    desk.said("undo")
    assert [x["text"] for x in desk.json("comments", "--annotator", "ADA")] == ["the\nmayor"]


@pytest.mark.parametrize(
    "arguments", [["m"], ["m", "text", "--delete"], ["m", "--delete", "--edit"], ["m", "--edit"]]
)
def test_a_comment_needs_words_and_a_deletion_none(desk: Desk, arguments: list[str]) -> None:
    assert desk.run("comment", *arguments).exit_code == 2


def test_comments_of_a_mark_and_of_an_article_do_not_go_together(desk: Desk) -> None:
    assert desk.run("comments", "m", "--article", "1").exit_code == 2
    assert "no such annotation" in desk.refused("comment", "ffffffff", "why?")
    assert "no such comment" in desk.refused("comment", "ffffffff", "--delete")
