"""What `reader merge` and `reader sync` print."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.unit.cli.flood import Desk


def test_a_merge_says_what_came_and_what_lost(desk: Desk, tmp_path: Path) -> None:
    made = desk.json("annotate", "1", "--start", "0", "--stop", "5", "--tag", "claim")
    mark = made[0]["id"] if isinstance(made, list) else made["id"]
    shutil.copytree(desk.folder, tmp_path / "laptop")
    laptop = Desk(tmp_path / "laptop")
    desk.said("edit", mark, "--note", "at the office")
    laptop.said("edit", mark, "--note", "on the train")
    laptop.said("annotate", "2", "--start", "0", "--stop", "4", "--tag", "entity", who="bo")
    rehearsed = desk.json("merge", str(laptop.folder), "--dry-run")
    assert (rehearsed["new"]["annotations"], rehearsed["conflicts_count"]) == (1, 1)
    said = desk.said("merge", str(laptop.folder)).splitlines()
    assert said[0].startswith(f"merged {laptop.folder}: ")
    assert said[1:3] == ["  new: 1 mark", "  changed: 1 mark"]
    assert said[3].startswith("  by: ada (1), bo (")
    assert said[4].startswith("conflict: changed annotation")
    assert said[5].startswith("  stands  ada ")
    assert said[5].endswith("(there)  note: “on the train”")
    assert said[6].endswith("(here)  note: “at the office”")
    assert said[7] == f"  reader history {mark}"
    assert "(lost in a merge)" in desk.said("history", mark)
    assert "merged laptop: " in desk.said("history")
    assert len(desk.said("history", "--lost").splitlines()) == 2
    (lost,) = desk.json("history", "--lost")
    assert (lost["row"], lost["lost"]) == (mark, True)
    left = desk.run("undo")
    assert (left.exit_code, left.stdout) == (1, "")
    assert left.stderr.count("\n") == 1
    assert "it lost against what you did on another copy" in left.stderr
    assert desk.said("history", "--restore", mark).startswith("restored as an edit of yours: ")
    assert [row["note"] for row in desk.json("annotations") if row["annotation_id"] == mark] == [
        "at the office"
    ]
    desk.said("undo")
    assert desk.said("merge", str(laptop.folder)) == f"nothing new in {laptop.folder}\n"
    assert "the desk itself" in desk.refused("merge", str(desk.folder))


def test_a_sync_says_what_it_put_and_what_it_left(desk: Desk, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    first = desk.said("sync", str(shared)).splitlines()
    assert first[0] == "nothing new from others"
    assert first[1].startswith(f"put: {shared}/ada@")
    (shared / "notes.db").write_text("no database", "utf-8")
    again = desk.run("sync", str(shared))
    assert again.exit_code == 1
    assert again.stdout.splitlines()[1].startswith("as before: ")
    assert again.stderr.startswith("left out notes.db: ")
    assert list(desk.json("tags", "list"))
    assert "no such folder" in desk.refused("sync", str(tmp_path / "none"))
