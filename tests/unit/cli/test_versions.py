from __future__ import annotations

import pytest

from tests.unit.cli.flood import Desk

MISSING = "Twelve people are missing"


@pytest.fixture
def edited(desk: Desk) -> Desk:
    """Article 3 was scraped again: a figure changed, and a paragraph went."""
    path = desk.folder / "corpus" / "herald.txt"
    text = path.read_text("utf-8")
    assert MISSING in text
    lines = text.split("\n\n")
    kept = [each for each in lines if "told it would" not in each]
    assert len(kept) < len(lines)
    desk.mark("3", MISSING, "--tag", "claim")
    desk.mark("3", "it would hold")
    path.write_text("\n\n".join(kept).replace("Twelve", "Nineteen"), "utf-8")
    return desk


def test_add_says_what_came_along_and_what_is_lost(edited: Desk) -> None:
    said = edited.said("add", str(edited.folder / "corpus" / "herald.txt"))
    assert "version 2 of article 3; 1 mark carried; 1 with changed words" in said
    assert "“Twelve people are missing” → “Nineteen people are missing”" in said
    assert "LOST     1 mark of the old version:" in said
    assert "ada: “it would hold”" in said


def test_add_tells_the_same_as_json(edited: Desk) -> None:
    told = edited.json("add", str(edited.folder / "corpus" / "herald.txt"))
    [version] = told["versions"]
    assert (version["number"], version["version"], version["exact"]) == (3, 2, 0)
    assert [each["after"] for each in version["edited"]] == ["Nineteen people are missing"]
    assert [each["quote"] for each in version["lost"]] == ["it would hold"]
    listed = edited.json("list", "--versions")
    assert [(e["number"], e["version"], e["superseded"], e["lost"]) for e in listed] == [
        (1, 1, False, 0),
        (2, 1, False, 0),
        (3, 1, True, 0),
        (3, 2, False, 1),
    ]
    assert [each["id"] for each in edited.json("list")][2] == version["id"]


def test_orphans_are_listed_placed_and_dropped(edited: Desk) -> None:
    edited.said("add", str(edited.folder / "corpus" / "herald.txt"))
    [orphan] = edited.json("annotations", "--orphans")
    assert (orphan["quote"], orphan["annotator"]) == ("it would hold", "ada")
    assert edited.json("annotations", "--orphans", "--article", "1") == []
    refused = edited.run("reanchor", orphan["annotation_id"])
    assert refused.exit_code == 1
    edited.said("reanchor", orphan["annotation_id"], "--quote", "Nineteen")
    assert edited.json("annotations", "--orphans") == []
    edited.said("undo")
    edited.said("delete", orphan["annotation_id"])
    assert edited.json("annotations", "--orphans") == []


def test_the_difference_is_printed_between_signs_and_as_json(edited: Desk) -> None:
    edited.said("add", str(edited.folder / "corpus" / "herald.txt"))
    said = edited.said("show", "3", "--diff")
    assert "[-Twelve-]{+Nineteen+} people are missing" in said
    assert "article 3, version 1 → 2" in said
    back = edited.said("show", "3@1", "--diff", "--from", "3")
    assert "[-Nineteen-]{+Twelve+} people are missing" in back
    told = edited.json("show", "3", "--diff")
    parts = [part for line in told["lines"] for part in line]
    assert {"op": "removed", "text": "Twelve"} in parts
    assert edited.run("show", "1", "--diff").exit_code == 1
    assert edited.run("show", "3", "--from", "1").exit_code == 2


def test_the_difference_shows_no_terminal_controls(edited: Desk) -> None:
    path = edited.folder / "corpus" / "herald.txt"
    path.write_text(path.read_text("utf-8").replace("Nineteen", "Nine\u202eteen"), "utf-8")
    edited.said("add", str(path))
    assert "\u202e" not in edited.said("show", "3", "--diff")
    assert "\u202e" not in edited.said("show", "3", "--diff", "--json")


def test_new_and_version_of_contradict_each_other(edited: Desk) -> None:
    path = str(edited.folder / "corpus" / "herald.txt")
    assert edited.run("add", path, "--new", "--version-of", "1").exit_code == 2
    edited.said("add", path, "--new")
    assert [each["number"] for each in edited.json("list")] == [1, 2, 3, 4]
    edited.said("add", path, "--version-of", "3")
    assert [each["version"] for each in edited.json("list")] == [1, 1, 2]
