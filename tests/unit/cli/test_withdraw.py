from __future__ import annotations

from tests.unit.cli.flood import Desk

MISSING = "Twelve people are missing"


def test_an_article_is_withdrawn_said_in_exports_and_brought_back(desk: Desk) -> None:
    desk.mark("3", MISSING, "--tag", "claim")
    desk.mark("1", "Flood hits")
    said = desk.said("withdraw", "3")
    assert said.splitlines() == [
        "withdrawn: 3  Dam above Oldbridge gives way",
        "  kept in the file: 1 mark; `reader withdraw --back 3`",
    ]
    assert [each["number"] for each in desk.json("list")] == [1, 2]
    [gone] = desk.json("list", "--withdrawn")
    assert (gone["number"], gone["withdrawn"]) == (3, True)
    assert "withdrawn" in desk.refused("show", "3")
    assert "--back 3" in desk.refused("annotate", "herald.txt", "--quote", MISSING)
    rows = desk.json("annotations")
    assert sorted(each["quote"] for each in rows) == ["Flood hits", MISSING]
    assert "withdrawn" in desk.said("annotations", "--tag", "claim")
    assert "nothing found" not in desk.said("search", "market")
    assert "herald" not in desk.said("search", "autumn")

    [back] = desk.json("withdraw", "--back", "dam above")
    assert (back["number"], back["withdrawn"], back["with"]["marks"]) == (3, False, 1)
    assert [each["number"] for each in desk.json("list")] == [1, 2, 3]
    assert desk.json("list", "--withdrawn") == []
    assert "was withdrawn" in desk.refused("withdraw", "--back", "3")
    assert "brought back article" in desk.said("history")
    assert desk.run("list", "--withdrawn", "--versions").exit_code == 2


def test_a_purge_says_what_it_takes_and_asks_before_it_does(desk: Desk) -> None:
    desk.mark("3", MISSING, "--tag", "claim")
    asked = desk.run("withdraw", "3", "--purge")
    assert asked.exit_code == 1
    assert "nobody was there to be asked" in asked.stderr
    assert len(desk.json("list")) == 3
    said = desk.said("withdraw", "3", "--purge", "--reason", "a court said so", "--yes")
    first, sizes, kept, reach, undone, done = said.splitlines()
    assert first == "to be taken out for good: 3  Dam above Oldbridge gives way"
    assert "code points of text" in sizes
    assert kept.startswith("  kept: 1 mark")
    assert "herald.txt" in reach
    assert undone == "this cannot be undone"
    assert done == "purged: 3  Dam above Oldbridge gives way"
    [gone] = desk.json("list", "--withdrawn")
    assert gone["purged"]["reason"] == "a court said so"
    assert "purged" in desk.said("list", "--withdrawn")
    for refused in (("show", "3"), ("withdraw", "--back", "3"), ("withdraw", "3", "--purge")):
        assert "by ada (a court said so)" in desk.refused(*refused)
    assert "purged the text of" in desk.said("history")
    for wrong in (("--back", "--purge"), ("--reason", "x"), ("--versions",)):
        assert desk.run("withdraw", "3", *wrong).exit_code == 2
    assert desk.json("doctor") is not None
