from __future__ import annotations

from tests.unit.cli.flood import Desk


def test_a_story_is_made_shown_renamed_shared_out_and_counted(desk: Desk) -> None:
    desk.said("story", "add", "The dam", "1", "2")
    assert desk.said("story", "assign", "The dam", "--to", "ada, bo", "--due", "2020-01-02") == (
        "assigned to ada: 2 articles\nassigned to bo: 2 articles\n"
    )
    assert "nothing new" in desk.said("story", "assign", "dam", "--to", "bo,ada", "--each", "2")
    desk.said("done", "1", who="bo")
    desk.mark("1", "Flood hits", who="bo")
    told = desk.said("story", "status", "dam").splitlines()
    assert [line.split("\t") for line in told[1:4]] == [
        ["annotator", "assigned", "done", "reading", "left", "overdue", "marks"],
        ["ada", "2", "0", "0", "2", "2", "0"],
        ["bo", "2", "1", "0", "1", "1", "1"],
    ]
    assert [told[0], *told[4:]] == desk.said("story", "show", "dam").splitlines()
    [status] = desk.json("story", "status")
    assert [each["left"] for each in status["people"]] == [2, 1]
    assert status == desk.json("story", "show", "dam")
    assert [each["number"] for each in desk.json("list", "--mine")] == [1, 2]
    left = desk.run("list", "--left", "--json", who="bo")
    assert '"number": 2' in left.stdout
    assert '"number": 1' not in left.stdout
    assert "ada to read (overdue since 2020-01-02)" in desk.said("story", "show", "dam")
    assert desk.said("story", "rename", "dam", "The flood") == "The dam: The flood\n"
    assert "took 1 article from bo" not in desk.said("history")
    assert desk.said("story", "unassign", "flood", "2", "--from", "bo") == (
        "taken from bo: 1 article\n"
    )
    assert "took 1 article from bo" in desk.said("history")
    assert "nothing is left for you" in desk.run("list", "--left", who="bo").stderr
    assert "is not in the story" in desk.refused("story", "assign", "flood", "3", "--to", "cy")
    assert desk.run("story", "rename", "flood").exit_code == 2
