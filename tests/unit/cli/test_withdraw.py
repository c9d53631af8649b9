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
