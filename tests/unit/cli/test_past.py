from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import sleep

from reader.model.ids import timestamp
from tests.unit.cli.flood import Desk

MISSING = "Twelve people are missing"


def test_marks_and_exports_are_shown_as_they_stood_at_a_moment(desk: Desk) -> None:
    kept = desk.mark("3", MISSING, "--tag", "claim", "--note", "first")
    sleep(0.01)
    then = timestamp(datetime.now(UTC))
    sleep(0.01)
    desk.said("edit", kept, "--note", "second", "--tag", "entity/person")
    desk.mark("1", "Flood hits", who="bo")
    desk.said("delete", kept)
    assert [row["quote"] for row in desk.json("annotations")] == ["Flood hits"]
    [row] = desk.json("annotations", "--as-of", then)
    assert (row["note"], row["tag"], row["version"]) == ("first", "claim", 1)
    assert desk.json("annotations", "--as-of", then, "--annotator", "bo") == []
    assert "first" in desk.said("export", "csv", "--as-of", then)
    folder = desk.folder / "then"
    desk.said("export", "csv", "--as-of", then, "-o", str(folder))
    assert "first" in (folder / "annotations.csv").read_text("utf-8")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert desk.json("annotations", "--as-of", tomorrow) == desk.json("annotations")
    assert desk.json("annotations", "--as-of", "2001-01-01") == []
    entries = desk.json("history", kept, "--as-of", then)
    assert {each["operation"] for each in entries} == {"insert"}
    assert entries[0]["after"]["note"] == "first"
    assert desk.json("history", kept)[-1]["before"]["note"] == "second"
    assert "not a day" in desk.refused("annotations", "--as-of", "last week")
    assert desk.run("annotations", "--as-of", then, "--orphans").exit_code == 2


def test_the_history_takes_the_beginning_of_an_id_and_counts_lines(desk: Desk) -> None:
    kept = desk.mark("3", MISSING, "--tag", "claim")
    desk.said("edit", kept, "--note", "second")
    other = desk.mark("1", "Flood hits", "--tag", "claim", "--tag", "entity")
    desk.said("done", "1")
    begun = desk.said("history", kept[:18]).splitlines()
    assert begun == desk.said("history", kept).splitlines()
    assert len(begun) == 1 + 2
    assert "things in the history fit" in desk.run("history", other[:4]).stderr
    lines = desk.said("history", "--limit", "2").splitlines()[1:]
    assert len(lines) == 2  # a mark with two tags is one of them, whatever it takes to keep it
    assert lines[1].endswith("new reading state “done”: “Flood hits Oldbridge after …”")
    assert len(desk.json("history", "--limit", "2")) == 2
