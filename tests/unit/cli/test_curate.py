"""`reader curate` from the list to decisions, to what the authors are told, to the export."""

from __future__ import annotations

from csv import DictReader

import pytest

from tests.unit.cli.flood import Desk

COURIER = "1"
DAM, MISSING, MAYOR = "A dam failed above Oldbridge", "nine people are missing", "Mayor Ilse Brandt"


@pytest.fixture
def read_twice(desk: Desk) -> Desk:
    """Ada and bo are done with the courier."""
    for who, quote, tag in (
        ("ada", DAM, "claim"),
        ("bo", DAM, "claim"),
        ("ada", MISSING, "claim"),
        ("bo", f"{MISSING} after the flood", "claim"),
        ("ada", MAYOR, "person"),
        ("bo", MAYOR, "claim"),
        ("bo", "cracks in the dam wall", "claim"),
    ):
        desk.said("annotate", COURIER, "--quote", quote, "--tag", tag, who=who)
    for who in ("ada", "bo"):
        desk.said("done", COURIER, who=who)
    return desk


def test_places_are_listed_decided_told_and_exported(read_twice: Desk) -> None:
    desk = read_twice
    listed = {each["versions"][0]["quote"]: each for each in desk.json("curate")}
    kinds = [each["kind"] for each in listed.values()]
    assert sorted(kinds) == ["agreed", "alone", "borders", "tag"]
    assert desk.said("curate").splitlines()[0].split("\t")[:4] == [
        *("item", "article", "differ", "state"),
    ]
    planned = desk.json("curate", "--accept-above", "1", "--dry-run")
    assert [each["kind"] for each in planned] == ["agreed"]
    assert desk.said("curate", "--accept-above", "1", who="cy") == "accepted 1 place\n"
    ids = {each["kind"]: each["item"] for each in listed.values()}
    desk.said("curate", "accept", ids["tag"], "--of", "ADA", "--note", "a name", who="cy")
    desk.said("curate", "merge", ids["borders"][:18], who="cy")
    desk.said("curate", "reject", ids["alone"], "--note", "too narrow", who="cy")
    assert desk.json("curate") == []
    assert len(desk.json("curate", "--decided")) == 4
    told = {each["quote"]: each for each in desk.json("curate", "--mine", who="bo")}
    assert {quote: each["decision"] for quote, each in told.items()} == {
        DAM: "accepted",
        f"{MISSING} after the flood": "merged",
        MAYOR: "rejected",
        "cracks in the dam wall": "rejected",
    }
    assert (told["cracks in the dam wall"]["by"], told[MAYOR]["note"]) == ("cy", "a name")
    assert "too narrow" in desk.said("curate", "--mine", who="bo")
    exported = desk.said("export", "csv", "--annotator", "curated").splitlines(keepends=True)
    assert [row["annotator"] for row in DictReader(exported)] == ["curated"] * 3
    assert desk.said("undo", who="cy").startswith("undone: curated: rejected")
    assert [each["kind"] for each in desk.json("curate")] == ["alone"]


def test_a_disputed_link_is_decided_and_what_is_wrong_is_told(read_twice: Desk) -> None:
    desk = read_twice
    made = desk.json("link", f"1:{MISSING}", "3:Twelve people are missing", who="ada")
    desk.said("judge", made["id"], "reject", who="bo")
    (item,) = desk.json("curate", "--links")
    assert item["verdicts"] == {"ada": "confirmed", "bo": "rejected"}
    assert desk.said("curate", "link", made["id"], "reject", who="cy").startswith("rejected")
    assert desk.said("curate", "--links") == desk.said("curate", "--links", "--article", "2")
    (decided,) = desk.json("curate", "--links", "--decided")
    assert (decided["state"], decided["decided"]) == ("decided", "rejected")
    assert desk.said("curate", "link", made["id"], "clear", who="cy").startswith("disputed")
    assert "curated layer" in desk.refused("list", who="curated")
    assert "no such place" in desk.refused("curate", "reject", "ffff")
    first = desk.json("curate")[0]["item"]
    assert "has no mark there" in desk.refused("curate", "accept", first, "--of", "cy")


def test_what_is_said_to_be_accepted_is_what_stands(read_twice: Desk) -> None:
    desk = read_twice
    ids = {each["kind"]: each["item"] for each in desk.json("curate")}
    for whose, words in (("ada", MISSING), ("bo", f"{MISSING} after the flood")):
        told = desk.said("curate", "accept", ids["borders"], "--of", whose)
        assert told.endswith(f"  {words}\n")
        assert words in {x["quote"] for x in desk.json("annotations", "--layer", "curated")}
        desk.said("undo")
    assert desk.said("curate", "accept", ids["borders"]).endswith(f"  {MISSING} after the flood\n")
